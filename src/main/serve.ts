// The backend on loopback: rescue mode, locked-down computers, automated tests. docs/adr/011.
import { type Backend, createBackend, logFolder } from './backend.ts'
import { builtPath } from './builtPath.ts'
import { createAllowedRoots } from './files/allowedRoots.ts'
import { standingRoots } from './files/standingRoots.ts'
import { openInBrowser } from './hosts/node/browser.ts'
import { browserHost } from './hosts/node/browserHost.ts'
import { createLoopbackGuard, LOOPBACK_ADDRESS } from './hosts/node/guard.ts'
import { listen } from './hosts/node/loopback.ts'
import { createSession } from './hosts/node/session.ts'
import { createPixelPool } from './imaging/pixelPool.ts'
import { createLogger, type Logger } from './log/logger.ts'

export type ServeOptions = {
  readonly dataDir: string
  /** 0 = any free port. */
  readonly port?: number
  readonly project?: string | null
  /** Domain of a built-in sample to open instead of a project. */
  readonly sample?: string | null
  /** Folders that windows may see besides the standing ones. */
  readonly roots?: readonly string[]
  /** Number of browsers the printed address opens; null = any. */
  readonly tokenUses?: number | null
  readonly devServer?: string | null
  readonly sessionSeed?: string | null
  readonly openBrowser?: boolean
}
export type Serving = {
  readonly url: string
  readonly backend: Backend
  readonly logger: Logger
  close(): Promise<void>
}

/** The window comes first: its scripts and the decoders would share two cores. */
const WARM_AFTER_MS = 600

export const rendererDir = (): string => builtPath('renderer')

export async function serve(options: ServeOptions): Promise<Serving> {
  const clock = () => new Date()
  const logger = createLogger(logFolder(options.dataDir), clock)
  const session = createSession({ uses: options.tokenUses ?? null, seed: options.sessionSeed ?? null })
  const allowedRoots = createAllowedRoots(standingRoots)
  for (const folder of options.roots ?? []) allowedRoots.allow(folder)
  let port = options.port ?? 0
  const pool = createPixelPool({ host: 'thread' })
  const backend = createBackend({
    dataDir: options.dataDir,
    host: browserHost,
    guard: createLoopbackGuard({ session, port: () => port }),
    clock,
    pool,
    allowedRoots,
    logger,
    pages: options.devServer ? { devServer: options.devServer } : { dir: rendererDir() },
    listeningOn: () => LOOPBACK_ADDRESS,
  })
  try {
    if (options.project) await backend.openProject(options.project)
    else if (options.sample) await backend.openSample(options.sample)
    const listening = await listen((request) => backend.fetch(request), port)
    port = listening.port
    const address = (token: string) => `http://${LOOPBACK_ADDRESS}:${port}/?token=${token}`
    // Another person on this computer can read the browser's arguments, so that token works once.
    if (options.openBrowser) openInBrowser(address(session.issueOnce()), logger)
    logger.info('serve', { port })
    const warming = setTimeout(() => void pool.warm(), WARM_AFTER_MS).unref()
    return {
      url: address(session.token),
      backend,
      logger,
      async close() {
        clearTimeout(warming)
        await listening.close()
        await backend.close()
      },
    }
  } catch (error) {
    await backend.close()
    throw error
  }
}
