// A project as a story finds it: made by the program's own store and intake, in a process of its own.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ClassDef } from '../../src/shared/annotation/labelSchema.ts'

export type ProjectPlan = {
  /** Name of the folder without the ending. */
  readonly name: string
  /** Field of work; default: any pictures. */
  readonly domain?: string
  /** Files or folders to import. */
  readonly pictures: readonly string[]
  /** The first one is the maker. */
  readonly people?: readonly { readonly login: string; readonly name: string; readonly colour: string }[]
  readonly copy?: boolean
  /** In front of the classes of the sample, or of the field of work; the first one is in hand. */
  readonly classes?: readonly ClassDef[]
}

const MAKER = fileURLToPath(new URL('./makeProject.ts', import.meta.url))

/** Gives the project folder. */
export function makeProject(folder: string, plan: ProjectPlan): string {
  const dir = join(folder, `${plan.name}.pandok`)
  execFileSync(process.execPath, [MAKER, dir, JSON.stringify(plan)], { stdio: ['ignore', 'ignore', 'inherit'] })
  return dir
}
