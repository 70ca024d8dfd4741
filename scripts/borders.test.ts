// The borders are in the linter's configuration, and the linter really reports who crosses them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { borders, configFile, doors } from './borders.ts'
import { root } from './run.ts'

type Case = { file: string; line: string; expected: 'Border:' | 'One door:' | null }
const crossings: readonly Case[] = [
  { file: 'src/renderer/api/x.ts', line: "import type { X } from '../../main/api/router.ts'", expected: 'Border:' },
  { file: 'src/renderer/views/x.tsx', line: "import { readFileSync } from 'node:fs'", expected: 'Border:' },
  { file: 'src/shared/a.ts', line: "import { readFileSync } from 'node:fs'", expected: 'Border:' },
  { file: 'src/shared/b.ts', line: "import { x } from '../main/backend.ts'", expected: 'Border:' },
  { file: 'src/main/a.ts', line: "import { x } from '../renderer/main.tsx'", expected: 'Border:' },
  { file: 'src/preload/a.ts', line: "import { x } from '../main/backend.ts'", expected: 'Border:' },
  { file: 'src/preload/b.ts', line: "import { readFileSync } from 'node:fs'", expected: 'Border:' },
  { file: 'src/main/b.ts', line: "const x = await import('sharp')", expected: 'One door:' },
  { file: 'src/main/c.ts', line: "import { x } from 'hono/body-limit'", expected: 'One door:' },
  { file: 'src/main/hosts/electron/a.ts', line: "import sharp from 'sharp'", expected: 'One door:' },
]

/** For each dependency: its homes, where it may come in, and a file of each zone outside of them, where it may not. */
const doorCases = (): Case[] =>
  doors.flatMap(({ packages, homes }, n) => {
    const line = `import * as x from '${(packages[0] ?? '').replace('*', 'x')}'`
    const outside = ['main', 'shared', 'preload', 'renderer'].filter((zone) => !homes.includes(`src/${zone}/**`))
    return [
      ...homes.map((home): Case => ({ file: home.replace('**', `door${n}.ts`), line, expected: null })),
      ...outside.map((zone): Case => ({ file: `src/${zone}/other${n}.ts`, line, expected: 'One door:' })),
    ]
  })
const cases = [...crossings, ...doorCases()]

const report = z.object({
  diagnostics: z.array(z.object({ message: z.string(), location: z.object({ path: z.string() }) })),
})

let dir: string
const messages = new Map<string, string>()
beforeAll(() => {
  // A copy of the configuration over files that hold one import each; the project itself must stay clean.
  dir = mkdtempSync(join(tmpdir(), 'borders-'))
  const { $schema: _, vcs: __, ...config } = JSON.parse(readFileSync(configFile, 'utf8'))
  writeFileSync(join(dir, 'biome.json'), JSON.stringify(config))
  for (const { file, line } of cases) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), `${line}\n`)
  }
  const args = ['lint', 'src', '--only=style/noRestrictedImports', '--reporter=rdjson', '--max-diagnostics=none']
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/biome'), args, { cwd: dir, encoding: 'utf8' })
  for (const { message, location } of report.parse(JSON.parse(stdout)).diagnostics) messages.set(location.path, message)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('the configuration is the table', () => {
  expect(JSON.parse(readFileSync(configFile, 'utf8')).overrides).toEqual(JSON.parse(JSON.stringify(borders())))
})

it.each(cases.filter((c) => c.expected !== null))('$file may not: $line', ({ file, expected }) => {
  expect(messages.get(file)).toContain(expected)
})

it.each(cases.filter((c) => c.expected === null))('$file may: $line', ({ file }) => {
  expect(messages.get(file)).toBeUndefined()
})
