import { describe, expect, it } from 'vitest'
import { characterSet, decodeText } from './charset.ts'
import { readDicomHeader } from './header.ts'
import { concat, dataSet, EXPLICIT, meta } from './testing/buildDicom.ts'

const ESC = '\x1b'
const bytes = (latin1: string): Uint8Array => Buffer.from(latin1, 'latin1')
const pn = (declared: string, latin1: string): string =>
  decodeText(bytes(latin1), 'PN', characterSet(declared))[0] ?? ''

describe('Specific Character Set', () => {
  // The byte sequences of PS3.5 annexes H, I and J, and one per further repertoire.
  const cases: [name: string, declared: string, raw: string, text: string][] = [
    [
      'Korean, I.2',
      '\\ISO 2022 IR 149',
      `Hong^Gildong=${ESC}$)C\xfb\xf3^${ESC}$)C\xd1\xce\xd4\xd7=${ESC}$)C\xc8\xab^${ESC}$)C\xb1\xe6\xb5\xbf`,
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    ['Korean without its escape', 'ISO 2022 IR 149', '\xc8\xab^\xb1\xe6\xb5\xbf', '홍^길동'],
    [
      'Japanese, H.3.1',
      '\\ISO 2022 IR 87',
      `Yamada^Tarou=${ESC}$B;3ED${ESC}(B^${ESC}$BB@O:${ESC}(B`,
      'Yamada^Tarou=山田^太郎',
    ],
    [
      'Japanese, H.3.2',
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${ESC}$B;3ED${ESC}(J^${ESC}$BB@O:${ESC}(J`,
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
    ],
    ['JIS X 0212', '\\ISO 2022 IR 159', `${ESC}$(D\x30\x21${ESC}(B`, '丂'],
    [
      'Chinese GB 2312, K.2',
      '\\ISO 2022 IR 58',
      `Zhang^XiaoDong=${ESC}$)A\xd5\xc5^${ESC}$)A\xd0\xa1\xb6\xab`,
      'Zhang^XiaoDong=张^小东',
    ],
    ['GB18030, J.3', 'GB18030', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab', 'Wang^XiaoDong=王^小东'],
    ['UTF-8', 'ISO_IR 192', Buffer.from('Wang^XiaoDong=王^小東').toString('latin1'), 'Wang^XiaoDong=王^小東'],
    ['Latin 1', 'ISO_IR 100', 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
    ['Latin 2', 'ISO_IR 101', 'W\xb3odarczyk', 'Włodarczyk'],
    ['Latin 5 (Turkish)', 'ISO_IR 148', '\xdeahin', 'Şahin'],
    ['Latin 9', 'ISO_IR 203', '\xbcuvre', 'Œuvre'],
    ['Cyrillic', 'ISO_IR 144', '\xbb\xee\xda\x63', 'Люкc'],
    ['Greek', 'ISO_IR 126', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
    ['Arabic', 'ISO_IR 127', '\xe2\xc8\xc7\xe6\xea', 'قباني'],
    ['Hebrew', 'ISO_IR 138', '\xf9\xf8\xe5\xef', 'שרון'],
    ['Thai', 'ISO_IR 166', '\xca\xc1\xaa\xd2\xc2', 'สมชาย'],
    [
      'two extensions in one value',
      'ISO 2022 IR 100\\ISO 2022 IR 144',
      `Dionysios^${ESC}-L\xbb\xee^\xe9`,
      'Dionysios^Лю^é',
    ],
  ]
  it.each(cases)('%s', (_name, declared, raw, text) => expect(pn(declared, raw)).toBe(text))

  it('does not take the second byte of a Chinese character for a separator', () => {
    const set = characterSet('GB18030')
    expect(decodeText(bytes('\x81\x5c\\b'), 'LO', set)).toEqual(['乗', 'b'])
  })
  it('keeps a backslash in long text and a JIS byte that looks like one', () => {
    expect(decodeText(bytes('a\\b  '), 'LT', characterSet('ISO_IR 100'))).toEqual(['a\\b'])
    expect(decodeText(bytes(`${ESC}$B!\\${ESC}(B`), 'LO', characterSet('\\ISO 2022 IR 87'))).toEqual(['＋'])
  })
  it('codes are ASCII whatever is declared; undeclared text is UTF-8 when it is valid UTF-8', () => {
    expect(decodeText(bytes('ORIGINAL\\PRIMARY '), 'CS', characterSet('ISO 2022 IR 149'))).toEqual([
      'ORIGINAL',
      'PRIMARY',
    ])
    expect(decodeText(Buffer.from('홍길동'), 'PN', characterSet(null))).toEqual(['홍길동'])
    expect(decodeText(bytes('J\xe9r'), 'PN', characterSet(null))).toEqual(['Jér'])
  })

  it('an item of a sequence may override the character set, and the outer one holds again after it', () => {
    const file = concat([
      meta('1.2.840.10008.1.2.1'),
      dataSet(
        [
          ['00080005', 'CS', 'ISO_IR 100'],
          [
            '00081110',
            'SQ',
            [
              [
                ['00080005', 'CS', '\\ISO 2022 IR 149'],
                ['00100010', 'PN', `${ESC}$)C\xc8\xab^${ESC}$)C\xb1\xe6\xb5\xbf`],
              ],
              [['00100010', 'PN', 'J\xe9r']],
            ],
          ],
          ['00100010', 'PN', 'Buc^J\xe9r\xf4me'],
        ],
        EXPLICIT,
      ),
    ])
    const h = readDicomHeader(file)
    const names = h.elements
      .find((e) => e.tag === '00081110')
      ?.items?.map((i) => i.find((e) => e.tag === '00100010')?.value?.[0])
    expect(names).toEqual(['홍^길동', 'Jér'])
    expect(h.elements.find((e) => e.tag === '00100010')?.value).toEqual(['Buc^Jérôme'])
  })
})
