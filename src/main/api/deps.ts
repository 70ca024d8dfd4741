import type { AllowedRoots } from '../files/allowedRoots.ts'
import type { HabitsFile } from '../files/habits.ts'
import type { RecentProjects } from '../files/recent.ts'
import type { HostPort } from '../hosts/hostPort.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { JobRunner } from '../jobs/runner.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../store/ctx.ts'
import type { OpenProjects } from './openProjects.ts'

/** What every procedure may need; made once in backend.ts. */
export type Deps = {
  readonly dataDir: string
  readonly clock: Clock
  readonly host: HostPort
  readonly pool: PixelPool
  readonly roots: AllowedRoots
  readonly recent: RecentProjects
  readonly habits: HabitsFile
  readonly projects: OpenProjects
  readonly jobs: JobRunner
  readonly logger: Logger
  /** Project named when the program was started. */
  readonly startProject: () => { id: string; path: string } | null
  /** Says whether the program listens on a network, for the self-test: null = no socket at all. */
  readonly listeningOn: () => string | null
}
