// Specific Character Set (0008,0005): bytes -> text, with ISO 2022 code extensions (PS3.5 6.1.2, PS3.3 C.12.1.1.2).

/** Text encoding of the upper half (G1), or of the whole repertoire. Names are WHATWG labels. */
const SINGLE: Readonly<Record<string, string>> = {
  'IR 100': 'latin1',
  'IR 101': 'iso-8859-2',
  'IR 109': 'iso-8859-3',
  'IR 110': 'iso-8859-4',
  'IR 126': 'iso-8859-7',
  'IR 127': 'iso-8859-6',
  'IR 138': 'iso-8859-8',
  'IR 144': 'iso-8859-5',
  'IR 148': 'iso-8859-9',
  'IR 166': 'windows-874',
  'IR 203': 'iso-8859-15',
  'IR 13': 'shift_jis',
  'IR 149': 'euc-kr',
  'IR 58': 'gbk',
}
/** Whole repertoires that know no escapes. */
const WHOLE: Readonly<Record<string, string>> = { 'ISO_IR 192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk' }

/** Escape sequence (without ESC) -> what it designates. `pairs`: two bytes a character in G0. */
type Designation = { readonly to: 'g0' | 'g1'; readonly encoding: string | null; readonly pairs?: 'x0208' | 'x0212' }
const ESCAPES: readonly (readonly [string, Designation])[] = [
  ['(B', { to: 'g0', encoding: null }],
  ['(J', { to: 'g0', encoding: null }],
  ['$B', { to: 'g0', encoding: 'euc-jp', pairs: 'x0208' }],
  ['$@', { to: 'g0', encoding: 'euc-jp', pairs: 'x0208' }],
  ['$(D', { to: 'g0', encoding: 'euc-jp', pairs: 'x0212' }],
  ['$)C', { to: 'g1', encoding: 'euc-kr' }],
  ['$)A', { to: 'g1', encoding: 'gbk' }],
  [')I', { to: 'g1', encoding: 'shift_jis' }],
  ['-A', { to: 'g1', encoding: 'latin1' }],
  ['-B', { to: 'g1', encoding: 'iso-8859-2' }],
  ['-C', { to: 'g1', encoding: 'iso-8859-3' }],
  ['-D', { to: 'g1', encoding: 'iso-8859-4' }],
  ['-F', { to: 'g1', encoding: 'iso-8859-7' }],
  ['-G', { to: 'g1', encoding: 'iso-8859-6' }],
  ['-H', { to: 'g1', encoding: 'iso-8859-8' }],
  ['-L', { to: 'g1', encoding: 'iso-8859-5' }],
  ['-M', { to: 'g1', encoding: 'iso-8859-9' }],
  ['-T', { to: 'g1', encoding: 'windows-874' }],
  ['-b', { to: 'g1', encoding: 'iso-8859-15' }],
]

export type CharacterSet =
  | { readonly kind: 'whole'; readonly encoding: string }
  | { readonly kind: 'iso2022'; readonly g1: string | null }
  | { readonly kind: 'undeclared' }

/** Defined terms come in several spellings: ISO_IR 100, ISO 2022 IR 100, ISO-IR 100, ISO 2022 IR100. */
const termKey = (term: string): string => `IR ${/IR[\s_-]*(\d+)/.exec(term.toUpperCase())?.[1] ?? ''}`

/** `declared` is the raw value of (0008,0005), with backslashes; null when absent or empty. */
export function characterSet(declared: string | null): CharacterSet {
  const terms = (declared ?? '').split('\\').map((t) => t.trim())
  const first = terms[0] ?? ''
  const whole = WHOLE[first.toUpperCase()] ?? (termKey(first) === 'IR 192' ? 'utf-8' : undefined)
  if (whole) return { kind: 'whole', encoding: whole }
  if (terms.every((t) => t === '')) return { kind: 'undeclared' }
  // Without an escape the first repertoire with an upper half is meant: many writers leave the escape out.
  const g1 = terms.map((t) => SINGLE[termKey(t)]).find((e) => e !== undefined) ?? null
  return { kind: 'iso2022', g1 }
}

const decoders = new Map<string, TextDecoder>()
function decodeBytes(bytes: Uint8Array, encoding: string): string {
  // Not the WHATWG "latin1", which is windows-1252 and turns C1 controls into other letters.
  if (encoding === 'latin1') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  let decoder = decoders.get(encoding)
  if (!decoder) {
    decoder = new TextDecoder(encoding)
    decoders.set(encoding, decoder)
  }
  return decoder.decode(bytes)
}

const ESC = 0x1b
const isAscii = (bytes: Uint8Array): boolean => bytes.every((b) => b < 0x80)

/** JIS X 0208 and 0212 in seven bits become EUC-JP by setting the high bits (and a prefix). */
function jisToEuc(bytes: Uint8Array, set: 'x0208' | 'x0212'): Uint8Array {
  const width = set === 'x0212' ? 3 : 2
  const out = new Uint8Array((bytes.length >> 1) * width)
  for (let i = 0, o = 0; i + 1 < bytes.length; i += 2) {
    if (width === 3) out[o++] = 0x8f
    out[o++] = (bytes[i] ?? 0) | 0x80
    out[o++] = (bytes[i + 1] ?? 0) | 0x80
  }
  return out
}

function undeclared(bytes: Uint8Array): string {
  if (isAscii(bytes)) return decodeBytes(bytes, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeBytes(bytes, 'latin1')
  }
}

/** `delimiters`: bytes at which designations fall back to the initial ones; ^ and = only in person names. */
function iso2022(bytes: Uint8Array, initial: string | null, delimiters: ReadonlySet<number>): string {
  let out = ''
  let g1 = initial
  let pairs: 'x0208' | 'x0212' | null = null
  let from = 0
  const flush = (to: number): void => {
    if (to <= from) return
    const run = bytes.subarray(from, to)
    if (pairs) out += decodeBytes(jisToEuc(run, pairs), 'euc-jp')
    else out += g1 && !isAscii(run) ? decodeBytes(run, g1) : decodeBytes(run, 'latin1')
  }
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i] ?? 0
    if (b === ESC) {
      const rest = String.fromCharCode(...bytes.subarray(i + 1, i + 4))
      const hit = ESCAPES.find(([sequence]) => rest.startsWith(sequence))
      if (!hit) continue
      flush(i)
      const [sequence, d] = hit
      if (d.to === 'g0') pairs = d.pairs ?? null
      else g1 = d.encoding
      i += sequence.length
      from = i + 1
    } else if (!pairs && b < 0x80 && delimiters.has(b)) {
      flush(i)
      out += String.fromCharCode(b)
      from = i + 1
      g1 = initial
    }
  }
  flush(bytes.length)
  return out
}

const LINE_ENDS = [0x0a, 0x0c, 0x0d, 0x09]
const IN_VALUE = new Set([...LINE_ENDS, 0x5c])
const IN_TEXT = new Set(LINE_ENDS)
const IN_NAME = new Set([...IN_VALUE, 0x5e, 0x3d])
const LONG_TEXT: ReadonlySet<string> = new Set(['ST', 'LT', 'UT'])

/** VRs whose text follows Specific Character Set; all others are ASCII. */
const EXTENDED: ReadonlySet<string> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'])

/** The values of a text element, padding removed. Long texts have one value and keep their leading spaces. */
export function decodeText(bytes: Uint8Array, vr: string, set: CharacterSet): string[] {
  const delimiters = vr === 'PN' ? IN_NAME : LONG_TEXT.has(vr) ? IN_TEXT : IN_VALUE
  const whole =
    !EXTENDED.has(vr) || set.kind === 'undeclared'
      ? undeclared(bytes)
      : set.kind === 'whole'
        ? decodeBytes(bytes, set.encoding)
        : iso2022(bytes, set.g1, delimiters)
  if (LONG_TEXT.has(vr) || vr === 'UR') return [whole.replace(/[\0 ]+$/, '')]
  const values = whole.split('\\').map((v) => v.replace(/\0/g, '').trim())
  // Trailing empty component groups say nothing (PS3.5 6.2.1.1).
  return vr === 'PN' ? values.map((v) => v.replace(/=+$/, '')) : values
}
