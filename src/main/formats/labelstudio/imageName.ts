// Which picture a task means: its address or path -> names that an item may have, best first.
import { isFields } from '../guards.ts'
import type { Fields } from '../record.ts'

const PICTURE = /\.(png|jpe?g|bmp|tiff?|webp|gif|dcm|dicom)$/i

/** Label Studio puts eight characters before the name of an uploaded file. */
const UPLOADED = /^[0-9a-f]{8}-(.+)$/i

export function namesOf(address: string): string[] {
  const path = pathOf(address)
  if (path === '') return []
  const file = path.slice(path.lastIndexOf('/') + 1)
  const bare = UPLOADED.exec(file)?.[1]
  const names = [path]
  if (bare !== undefined) names.push(path.slice(0, path.length - file.length) + bare, bare)
  // Spaces became underscores when the file was uploaded.
  return [...new Set(names)]
}

export const isEmbedded = (address: string): boolean => /^data:image\//i.test(address)

/** s3://bucket/a/b.jpg, https://host/a/b.jpg?x=1, /data/local-files/?d=a/b.jpg, /tasks/1/presign/?fileuri=… -> a/b.jpg */
function pathOf(address: string): string {
  if (isEmbedded(address)) return ''
  const local = /[?&]d=([^&]*)/.exec(address)?.[1]
  if (local !== undefined && /local-files/.test(address)) return decode(local).replace(/^\/+/, '')
  const uri = /[?&]fileuri=([^&]*)/.exec(address)?.[1]
  if (uri !== undefined) return pathOf(Buffer.from(decode(uri), 'base64').toString('utf8'))
  const hasScheme = /^[a-z][\w+.-]*:\/\/[^/]*\/?/i.exec(address)
  const path = hasScheme ? address.slice(hasScheme[0].length) : address
  // A question mark is part of a name only where no query can follow.
  const cut = hasScheme || path.startsWith('/data/') ? path.replace(/[?#].*$/s, '') : path
  return decode(cut)
    .replaceAll('\\', '/')
    .replace(/^\/?data\/upload\//, '')
    .replace(/^\/+/, '')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Addresses of the pictures of a task; a list for tasks of several pages. `wanted` = what the answers point at. */
export function addressesOf(data: Fields, wanted: string | null): string[] {
  const read = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : Array.isArray(value)
        ? value.flatMap((v) => (isFields(v) ? read(v['url'] ?? v['image']) : typeof v === 'string' ? [v] : []))
        : []
  for (const name of [wanted, 'image', 'img', 'image_url', 'images', 'ocr', 'pages'])
    if (name !== null && read(data[name]).length > 0) return read(data[name])
  const all = Object.values(data).map(read)
  const looks = (address: string) => isEmbedded(address) || PICTURE.test(pathOf(address))
  return (
    all.find((list) => list.length > 0 && list.every(looks)) ??
    all.find((list) => list.some((a) => /^(\/|[a-z][\w+.-]*:\/\/)/i.test(a))) ??
    []
  )
}
