// What was dropped on the window. The desktop program knows real paths; a browser sends the bytes of files and of all
// files inside folders to a staging folder of the project.
import { ERROR_CODES } from '../../../shared/contract/errors.ts'
import { newId } from '../../../shared/ids.ts'
import { bridge } from '../../app/leaving.ts'
import { Fault, faultOf } from '../../document/transport.ts'

type Found = { readonly file: File; readonly path: string }

const readAll = async (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => {
  const all: FileSystemEntry[] = []
  // A reader gives at most about 100 entries a call and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
const isFolder = (e: FileSystemEntry): e is FileSystemDirectoryEntry => e.isDirectory
const isFile = (e: FileSystemEntry): e is FileSystemFileEntry => e.isFile

async function* filesIn(entry: FileSystemEntry): AsyncGenerator<Found> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    yield { file, path: entry.fullPath.replace(/^\//, '') }
  } else if (isFolder(entry)) for (const child of await readAll(entry.createReader())) yield* filesIn(child)
}

/** Has to be read inside the drop event: afterwards the browser forgets it. */
export type Drop = {
  readonly entries: readonly FileSystemEntry[]
  /** Only where the browser gives no entries: what a mail program or another page hands over has bytes but no place. */
  readonly files: readonly File[]
  readonly paths: readonly string[]
}
export function readDrop(data: DataTransfer): Drop {
  const native = bridge()
  const paths = native ? [...data.files].map((f) => native.pathOf(f)).filter(Boolean) : []
  const entries = [...data.items].flatMap((i) => i.webkitGetAsEntry() ?? [])
  return { entries, files: entries.length > 0 ? [] : [...data.files], paths }
}

const inside = (v: unknown, name: string): unknown =>
  typeof v === 'object' && v !== null ? Object.entries(v).find(([key]) => key === name)?.[1] : undefined

/** Gives the staging folder of the batch. */
async function send(projectId: string, batch: string, { file, path }: Found, signal: AbortSignal): Promise<string> {
  const url = `/upload/${encodeURIComponent(projectId)}/${batch}?path=${encodeURIComponent(path)}`
  let answer: Response
  try {
    answer = await fetch(url, { method: 'PUT', body: file, signal })
  } catch {
    throw new Fault(signal.aborted ? 'cancelled' : 'unreachable')
  }
  const body: unknown = await answer.json().catch(() => null)
  const code = inside(inside(body, 'error'), 'code')
  if (!answer.ok) throw new Fault(ERROR_CODES.find((c) => c === code) ?? 'internal')
  return String(inside(body, 'folder'))
}

/** One file of our own making; gives its place. */
export const sendFile = async (projectId: string, file: File): Promise<string> =>
  `${await send(projectId, newId(), { file, path: file.name }, new AbortController().signal)}/${file.name}`

export type Sent = { readonly files: number; readonly bytes: number; readonly failed: number }
/** These stop everything; any other fault costs one file. */
const FATAL: ReadonlySet<string> = new Set([
  'unreachable',
  'disk-full',
  'disk-error',
  'forbidden',
  'no-session',
  'read-only',
  'cancelled',
])
const AT_ONCE = 3

/** Sends everything that was dropped, a few files at a time; gives the folder to import from. */
export async function sendDrop(
  projectId: string,
  drop: Drop,
  signal: AbortSignal,
  onProgress: (sent: Sent) => void,
): Promise<string> {
  const batch = newId()
  let folder: string | null = null
  let sent: Sent = { files: 0, bytes: 0, failed: 0 }
  let last: Fault | null = null
  const queue = (async function* () {
    for (const entry of drop.entries) yield* filesIn(entry)
    for (const file of drop.files) yield { file, path: file.name }
  })()
  const worker = async () => {
    for (let step = await queue.next(); !step.done; step = await queue.next()) {
      try {
        folder = await send(projectId, batch, step.value, signal)
        sent = { ...sent, files: sent.files + 1, bytes: sent.bytes + step.value.file.size }
      } catch (error) {
        last = faultOf(error)
        if (FATAL.has(last.code)) throw last
        sent = { ...sent, failed: sent.failed + 1 }
      }
      onProgress(sent)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (!folder) throw last ?? new Fault('file-empty')
  return folder
}
