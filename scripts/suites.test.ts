import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { add, countPlaywright, countVitest, lastLine, ofExit, readCount } from './suites.ts'

const dir = mkdtempSync(join(tmpdir(), 'suites-'))
afterAll(() => rmSync(dir, { recursive: true }))

const vitest = (status: string, assertions: number) => ({
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  testResults: [{ status, assertionResults: Array(assertions).fill({}) }],
})

it('counts a test file that does not load as a failure', () => {
  expect(countVitest(vitest('passed', 7))).toEqual({ passed: 7, failed: 0, skipped: 1 })
  expect(countVitest(vitest('failed', 0)).failed).toBe(1)
})

it('tells stories that passed at the second try, and counts errors outside of stories as failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 2, skipped: 3, again: 2 })
})

it('believes a bad exit more than a good report, and a missing report not at all', () => {
  const file = join(dir, 'report.json')
  expect(readCount(join(dir, 'none.json'), 0, countVitest).failed).toBe(1)
  writeFileSync(file, JSON.stringify(vitest('passed', 7)))
  expect(readCount(file, 1, countVitest)).toEqual({ passed: 7, failed: 1, skipped: 1 })
  expect(readCount(file, 0, countVitest).failed).toBe(0)
})

it('prints the one line that the check reads', () => {
  expect(lastLine(add(ofExit(0), add(ofExit(1), { passed: 40, failed: 0, skipped: 2 })))).toBe('41 passed, 1 failed')
})
