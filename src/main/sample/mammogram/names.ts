// Made-up Korean women, and how their names are written in a data set (PS3.5 H.3).
export type PersonName = { readonly latin: string; readonly hanja: string; readonly hangul: string }
export const NAMES: readonly PersonName[] = [
  { latin: 'Kim^Minji', hanja: '金^敏智', hangul: '김^민지' },
  { latin: 'Lee^Seoyeon', hanja: '李^瑞姸', hangul: '이^서연' },
  { latin: 'Park^Jiwoo', hanja: '朴^智友', hangul: '박^지우' },
  { latin: 'Choi^Eunkyung', hanja: '崔^恩京', hangul: '최^은경' },
  { latin: 'Jung^Sunhee', hanja: '鄭^善姬', hangul: '정^선희' },
  { latin: 'Kang^Haneul', hanja: '', hangul: '강^하늘' },
  { latin: 'Cho^Youngmi', hanja: '趙^英美', hangul: '조^영미' },
  { latin: 'Yoon^Boram', hanja: '', hangul: '윤^보람' },
  { latin: 'Hwang^Okja', hanja: '黃^玉子', hangul: '황^옥자' },
  { latin: 'Namgoong^Sora', hanja: '南宮^소라', hangul: '남궁^소라' },
]

export type Charset = 'utf8' | 'korean' | 'latin'
export const CHARSETS: Readonly<Record<Charset, string | null>> = {
  utf8: 'ISO_IR 192',
  korean: '\\ISO 2022 IR 149',
  latin: null,
}

let table: Map<string, readonly [number, number]> | null = null
/** KS X 1001 by character; the platform only decodes it. */
function ksx1001(): Map<string, readonly [number, number]> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('euc-kr')
  for (let row = 0xa1; row <= 0xfe; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const text = decoder.decode(Uint8Array.of(row, cell))
      if (text.length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [row, cell])
    }
  return table
}

const ESCAPE = [0x1b, 0x24, 0x29, 0x43] as const

/** ISO 2022 IR 149: every part between delimiters begins in ASCII and says again that Korean follows. */
export function toIso2022Kr(text: string): Uint8Array {
  const out: number[] = []
  let escaped = false
  for (const c of text) {
    if (c.charCodeAt(0) < 0x80) {
      out.push(c.charCodeAt(0))
      if (c === '^' || c === '=' || c === '\\') escaped = false
      continue
    }
    const pair = ksx1001().get(c)
    if (!pair) throw new Error(`${c} is not in KS X 1001`)
    if (!escaped) out.push(...ESCAPE)
    escaped = true
    out.push(...pair)
  }
  return Uint8Array.from(out)
}

export function nameBytes(name: PersonName, charset: Charset): Uint8Array {
  if (charset === 'latin') return new TextEncoder().encode(name.latin)
  const whole = `${name.latin}=${name.hanja}=${name.hangul}`
  return charset === 'utf8' ? new TextEncoder().encode(whole) : toIso2022Kr(whole)
}
