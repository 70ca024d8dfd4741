// Runs one of the installed tools and says how it ended. Paths are of the checkout, whatever folder npm was called from.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')

/** The tools must run on the Node of devDependencies (24), not on the one npm was started with. */
export const toolEnv = (extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  ...extra,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
})

export type Ended = { code: number; signal: NodeJS.Signals | null }

/** Output of the tool goes straight to the terminal. */
export function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, {
      cwd: root,
      stdio: 'inherit',
      env: toolEnv(env),
      shell: process.platform === 'win32',
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code: code ?? 1, signal }))
  })
}
