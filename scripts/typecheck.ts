// Each part of the program is checked with exactly the types it has at run time: shared has neither Node nor DOM.
import { runTool } from './run.ts'

const projects = ['tsconfig.shared.json', 'tsconfig.main.json', 'tsconfig.renderer.json', 'tsconfig.e2e.json']

let failed = false
for (const project of projects) {
  const { code } = await runTool('tsc', ['-p', project])
  if (code !== 0) {
    failed = true
    console.error(`${project}: errors`)
  }
}
process.exitCode = failed ? 1 : 0
