// The searchable fields of an image, from what its path says.
import type { ItemFields } from '../itemFields.ts'
import { hsDigits, writtenCode } from './dataId.ts'
import type { XrayPlace } from './place.ts'

const number = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? String(Number(text)) : text

export function placeFields({ maker, item, scenario, id, read, view }: XrayPlace): ItemFields {
  const code = read?.get('code')
  const digits = code === undefined ? null : hsDigits(code)
  const own: ItemFields = {
    ...(read?.get('kind') ? { kind: read.get('kind')!.toUpperCase() } : item ? { kind: item.kind } : {}),
    ...(code ? { code: digits ? writtenCode(digits) : code } : {}),
    ...(read?.get('sample') ? { sample: number(read.get('sample'))! } : {}),
    ...(read?.get('sequence') ? { sequence: number(read.get('sequence'))! } : {}),
    ...(read?.get('part') ? { part: read.get('part')! } : {}),
  }
  const named: ItemFields = id
    ? {
        kind: id.kind,
        code: writtenCode(id.digits),
        sample: String(id.sample),
        sequence: String(id.sequence),
        // Views of one bag carry one number and are two images.
        dataid: [id.kind, id.digits, id.sample, id.sequence, ...(view ? [view.view.toLowerCase()] : [])].join('_'),
      }
    : {}
  return {
    ...(maker ? { maker: maker.id } : {}),
    ...(item ? { item: item.classId } : {}),
    ...(scenario ? { scenario: scenario.id } : {}),
    ...own,
    ...named,
    ...(view ?? {}),
  }
}
