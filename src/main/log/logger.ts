// Local log for support: what happened, with ids and codes; no names of people, no patient data, no paths in the clear.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'

export type LogFields = Readonly<Record<string, string | number | boolean | null>>
export type Logger = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, error: unknown, fields?: LogFields): void
  /** Newest first. */
  files(): string[]
}

export const MAX_LOG_BYTES = 1024 * 1024
export const LOG_FILES = 5
const NAME = 'pandok.log'

export function createLogger(dir: string, clock: () => Date): Logger {
  mkdirSync(dir, { recursive: true })
  const current = join(dir, NAME)
  let bytes = existsSync(current) ? statSync(current).size : 0

  const write = (level: 'info' | 'warn' | 'error', event: string, fields: LogFields) => {
    const line = `${JSON.stringify({ time: clock().toISOString(), level, event, ...withoutPaths(fields) })}\n`
    try {
      if (bytes + line.length > MAX_LOG_BYTES) {
        rotate(dir)
        bytes = 0
      }
      appendFileSync(current, line)
      bytes += Buffer.byteLength(line)
    } catch {
      // A full or removed disk must not turn a log line into a second failure.
    }
  }
  return {
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, error, fields = {}) => write('error', event, { ...describeError(error), ...fields }),
    files: () =>
      readdirSync(dir)
        .filter((f) => f.startsWith(NAME))
        .sort()
        .map((f) => join(dir, f)),
  }
}

export const silentLogger: Logger = { info() {}, warn() {}, error() {}, files: () => [] }

function rotate(dir: string): void {
  const numbered = (n: number) => join(dir, n === 0 ? NAME : `${NAME}.${n}`)
  rmSync(numbered(LOG_FILES - 1), { force: true })
  for (let n = LOG_FILES - 2; n >= 0; n--) if (existsSync(numbered(n))) renameSync(numbered(n), numbered(n + 1))
}

/** The same path gives the same mark, so two lines about one file can be matched without naming it. */
export const pathMark = (path: string): string => `path:${createHash('sha256').update(path).digest('hex').slice(0, 10)}`

const looksLikePath = (text: string): boolean => /[/\\]/.test(text)

const withoutPaths = (fields: LogFields): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      // `where` is made below from our own file names only.
      typeof value === 'string' && key !== 'where' && looksLikePath(value) ? pathMark(value) : value,
    ]),
  )

/** An error's message may quote a file name or a value of the user, so it stays out: code, kind and place go in. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = error instanceof PandokError || 'code' in error ? String(error.code) : null
  return { kind: error.name, code, where: placeOf(error) }
}

/** `applyDiff (applyDiff.ts:31) < ...`: function and file names of the first frames, without folders. */
function placeOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return frames
    .slice(0, 6)
    .map((line) => {
      const place = /\(?([^()\s]+?):(\d+):\d+\)?$/.exec(line)
      const name = /^\s+at (?:async )?([\w.<>$]+) \(/.exec(line)?.[1] ?? '?'
      return place ? `${name} (${basename(place[1]?.replaceAll('\\', '/') ?? '')}:${place[2]})` : name
    })
    .join(' < ')
}
