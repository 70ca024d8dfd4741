// What a command gets from its surroundings, and how results and errors reach the person or the program that called.
import { ERROR_CODES, type ErrorCode, type PandokError } from '../../shared/contract/errors.ts'
import { cliTexts } from '../../shared/text/cli.ts'
import { errorTexts } from '../../shared/text/errors.ts'
import { fillIn, type Language, type Params } from '../../shared/text/text.ts'

export type Io = {
  readonly cwd: string
  readonly json: boolean
  readonly language: Language
  /** Login for the change log. */
  readonly login: string
  readonly dataDir: string
  readonly clock: () => Date
  readonly signal: AbortSignal
  /** stdout: the result and nothing else. */
  out(text: string): void
  /** stderr: progress, logs, problems. */
  note(text: string): void
  readonly onProgress: (done: number, total: number | null) => void
}

/** 0 = done, 1 = done with errors named in the document, 2 = wrong usage. docs/cli.md. */
export type ExitCode = 0 | 1 | 2
/** What a command answers: the document, whether it names errors, and the same for people. */
export type Answer = { readonly document: unknown; readonly exit: ExitCode; readonly lines: readonly string[] }

type CliText = keyof typeof cliTexts
export const say = (io: Pick<Io, 'language'>, key: CliText, params: Params = {}): string =>
  fillIn(cliTexts[key][io.language], params, io.language)

export const sentenceOf = (language: Language, code: ErrorCode, detail: Params = {}): string =>
  fillIn(errorTexts[`error.${code}`][language], detail, language)

const isCode = (code: string): code is ErrorCode => ERROR_CODES.some((known) => known === code)
/** Reasons of skipped files may come from formats, with sentences of their own. */
export const reasonOf = (language: Language, { code, message }: { code: string; message: string }): string =>
  isCode(code) ? sentenceOf(language, code) : message

export function printAnswer(io: Io, answer: Answer): ExitCode {
  if (io.json) io.out(JSON.stringify(answer.document))
  else for (const line of answer.lines) io.out(line)
  return answer.exit
}

/** What a person can put right on the command line itself (product.md section 5). */
const WRONG_USAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad-request',
  'clinical-not-here',
  'clinical-map',
  'clinical-variable',
  'clinical-column',
  'clinical-sheet',
])

export function printError(io: Pick<Io, 'json' | 'language' | 'out' | 'note'>, error: PandokError): ExitCode {
  const message = sentenceOf(io.language, error.code, error.detail)
  if (io.json) io.out(JSON.stringify({ error: { code: error.code, message, ...withDetail(error) } }))
  else io.note(`${say(io, 'cli.error')} (${error.code}): ${message}${named(error)}`)
  return WRONG_USAGE.has(error.code) ? 2 : 1
}

const withDetail = ({ detail }: PandokError) => (Object.keys(detail).length > 0 ? { detail } : {})
/** Details that the sentence has not said already. */
function named({ code, detail }: PandokError): string {
  const unsaid = Object.entries(detail).filter(([key]) => !errorTexts[`error.${code}`].en.includes(`{${key}}`))
  return unsaid.length === 0 ? '' : ` [${unsaid.map(([key, value]) => `${key}: ${value}`).join(', ')}]`
}
