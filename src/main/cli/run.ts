// From arguments to an exit code, with every failure said in the caller's form: JSON on stdout or a sentence on stderr.
import { userInfo } from 'node:os'
import { CommanderError } from 'commander'
import { PandokError } from '../../shared/contract/errors.ts'
import { LANGUAGES, type Language, languageFor } from '../../shared/text/text.ts'
import { asPandokError } from '../api/errors.ts'
import { logFolder } from '../backend.ts'
import { defaultDataDir } from '../dataDir.ts'
import { createLogger } from '../log/logger.ts'
import { type ExitCode, type Io, printError } from './io.ts'
import { createProgram } from './program.ts'

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly signal: AbortSignal
  out(text: string): void
  note(text: string): void
}

/** `npm run pandok` runs in the checkout, but paths are meant from where the person is. */
export const callerFolder = ({ env, cwd }: Pick<Surroundings, 'env' | 'cwd'>): string =>
  env.npm_lifecycle_event === 'pandok' && env.INIT_CWD ? env.INIT_CWD : cwd

const optionValue = (args: readonly string[], name: string): string | undefined => {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`))
  if (at < 0) return undefined
  return args[at]?.includes('=') ? args[at]?.slice(name.length + 1) : args[at + 1]
}

const isLanguage = (text: string | undefined): text is Language => LANGUAGES.some((l) => l === text)

function languageOf(args: readonly string[], env: Surroundings['env']): Language {
  const asked = optionValue(args, '--lang')
  return isLanguage(asked) ? asked : languageFor(env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en')
}

function systemLogin(): string {
  try {
    return userInfo().username
  } catch {
    return 'user'
  }
}

/** At most two lines a second: a log of a job of hours stays readable. */
function progressTo(note: (text: string) => void): Io['onProgress'] {
  let last = 0
  return (done, total) => {
    const now = Date.now()
    if (now - last < 500 && done !== total) return
    last = now
    note(`${done}/${total ?? '?'}`)
  }
}

export async function runCli(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { out, note, signal } = around
  const clock = () => new Date()
  const io: Io = {
    cwd: callerFolder(around),
    // Known before the arguments are understood, so that a mistake in them is reported in the same form.
    json: args.includes('--json'),
    language: languageOf(args, around.env),
    login: optionValue(args, '--user') ?? systemLogin(),
    dataDir: defaultDataDir(),
    clock,
    signal,
    out,
    note,
    onProgress: progressTo(note),
  }
  let exit: ExitCode = 0
  const program = createProgram(io, (code) => {
    exit = code
  })
  program.exitOverride()
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync(args, { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return usage(io, error)
    const known = signal.aborted ? new PandokError('cancelled', 'cancelled') : asPandokError(error)
    if (known.code === 'internal')
      createLogger(logFolder(io.dataDir), clock).error('cli', error, { command: args[0] ?? '' })
    return printError(io, known)
  }
}

/** Help and version are no mistakes; commander has already written the rest to stderr. */
function usage(io: Io, error: CommanderError): ExitCode {
  if (error.exitCode === 0) return 0
  if (io.json) io.out(JSON.stringify({ error: { code: 'bad-request', message: error.message } }))
  return 2
}
