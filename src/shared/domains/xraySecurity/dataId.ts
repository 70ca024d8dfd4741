// Data id of requirement 08 section 2: `{kind}_{HS code without '.'}_{sample, 3 digits}_{sequence, 4 digits}[_M]`.
// On import both spellings of the code are read (`930630-9000`, `8544-42-2090`), the first is written (XRS-1).

export type DataId = {
  readonly kind: 'H' | 'S'
  /** HS code as ten digits. */
  readonly digits: string
  readonly sample: number
  readonly sequence: number
  /** `_M`: every scenario other than a single item. */
  readonly several: boolean
}

/** Ten digits of an HS code in any spelling, or null. */
export function hsDigits(code: string): string | null {
  const digits = code.replace(/[.\-\s]/g, '')
  return /^\d{10}$/.test(digits) ? digits : null
}

const PATTERN = /^([HS])_([\d.-]{10,14})_(\d{1,4})_(\d{1,6})(_M)?$/i

/** `stem` is the file name without its ending. Null = not a data id. */
export function parseDataId(stem: string): DataId | null {
  const found = PATTERN.exec(stem.normalize('NFC').trim())
  const [, kind, code, sample, sequence, several] = found ?? []
  const digits = code === undefined ? null : hsDigits(code)
  if (digits === null || kind === undefined || sample === undefined || sequence === undefined) return null
  return {
    kind: kind.toUpperCase() === 'H' ? 'H' : 'S',
    digits,
    sample: Number(sample),
    sequence: Number(sequence),
    several: several !== undefined,
  }
}

/** `930630-9000` */
export const writtenCode = (digits: string): string => `${digits.slice(0, 6)}-${digits.slice(6)}`
/** `9306.30-9000`, as the taxonomy prints it. */
export const printedCode = (digits: string): string => `${digits.slice(0, 4)}.${digits.slice(4, 6)}-${digits.slice(6)}`

export const writeDataId = (id: DataId): string =>
  [
    id.kind,
    writtenCode(id.digits),
    String(id.sample).padStart(3, '0'),
    String(id.sequence).padStart(4, '0'),
    ...(id.several ? ['M'] : []),
  ].join('_')

const SPELLINGS: readonly ((digits: string) => string)[] = [
  writtenCode,
  (digits) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`,
  printedCode,
  (digits) => digits,
]

/** The names that mean the same data id with its code spelt in another way; none when `stem` is not a data id. */
export function otherSpellings(stem: string): string[] {
  const id = parseDataId(stem)
  if (!id) return []
  const written = writeDataId(id)
  const code = writtenCode(id.digits)
  return SPELLINGS.map((spell) => written.replace(code, spell(id.digits))).filter((name) => name !== stem)
}
