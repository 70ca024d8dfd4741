// Reads what the test runners wrote and adds it up.
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** `again`: passed, but only when tried a second time; a part of `passed`. */
export type Count = { passed: number; failed: number; skipped: number; again?: number }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().optional(),
  /** A file that cannot even be loaded has no tests to fail. */
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

export function countVitest(json: unknown): Count {
  const report = vitestReport.parse(json)
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

export function countPlaywright(json: unknown): Count {
  const { stats, errors } = playwrightReport.parse(json)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    again: stats.flaky,
  }
}

/** A runner that ended badly without a report has failed, whatever it printed. */
export function readCount(file: string, exitCode: number, count: (json: unknown) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const read = count(JSON.parse(readFileSync(file, 'utf8')))
  return exitCode !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read
}

export const ofExit = (exitCode: number): Count => ({
  passed: exitCode === 0 ? 1 : 0,
  failed: exitCode === 0 ? 0 : 1,
  skipped: 0,
})

export const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const lastLine = ({ passed, failed }: Count): string => `${passed} passed, ${failed} failed`
