import { describe, expect, test } from 'vitest'
import type { DicomHeader, HeaderElement } from '../../../../shared/contract/dicom.ts'
import { copyText, type HeaderRow, headerRows, namesPatient, nameText } from './headerRows.ts'

const name: HeaderElement = {
  tag: '00100010',
  vr: 'PN',
  keyword: 'PatientName',
  value: ['Hong^Gildong=洪^吉洞=홍^길동'],
}
const code: HeaderElement = { tag: '00080100', vr: 'SH', keyword: 'CodeValue', value: ['T-04000'] }
const deep: HeaderElement = { tag: '00400275', vr: 'SQ', keyword: 'RequestAttributesSequence', items: [[code], []] }
const secret: HeaderElement = {
  tag: '00191008',
  vr: 'UN',
  keyword: null,
  private: true,
  privateCreator: 'SIEMENS CSA',
  binary: { bytes: 12, sha256: 'ab'.repeat(32) },
}
const header: DicomHeader = {
  transferSyntax: null,
  sopClass: null,
  meta: [],
  elements: [name, secret, deep],
  problem: null,
}
const look = (query = '', ...turned: string[]) => ({ query, turned: new Set(turned) })
const keys = (rows: readonly HeaderRow[]) => rows.map((r) => r.key)

describe('lines of a header', () => {
  test('groups are open and sequences closed at first', () => {
    expect(keys(headerRows(header, look()).rows)).toEqual([
      '0010',
      '0010/00100010',
      '0019',
      '0019/00191008',
      '0040',
      '0040/00400275',
    ])
  })

  test('an opened sequence shows its items, the empty one too', () => {
    const { rows } = headerRows(header, look('', '0040/00400275', '0010'))
    expect(keys(rows)).toEqual([
      '0010',
      '0019',
      '0019/00191008',
      '0040',
      '0040/00400275',
      '0040/00400275/0',
      '0040/00400275/0/00080100',
      '0040/00400275/1',
    ])
  })

  test.each([
    ['길동', '0010/00100010'],
    ['(0010,0010)', '0010/00100010'],
    ['patient name', '0010/00100010'],
    ['csa', '0019/00191008'],
    ['t-04', '0040/00400275/0/00080100'],
  ])('%s is found, with the way to it', (query, key) => {
    const { rows, found } = headerRows(header, look(query))
    expect(found).toBe(1)
    expect(rows.at(-1)?.key).toBe(key)
    expect(rows.filter((r) => r.kind === 'element' && r.hit).map((r) => r.key)).toEqual([key])
  })

  test('nothing found leaves nothing', () => {
    expect(headerRows(header, look('no such thing'))).toEqual({ rows: [], found: 0 })
  })

  test('copies say what the value is', () => {
    expect(copyText(name)).toBe('Hong^Gildong=洪^吉洞=홍^길동')
    expect(copyText(secret)).toBe(`12 bytes, SHA-256 ${'ab'.repeat(32)}`)
    expect(copyText(deep)).toContain('    (0008,0100) SH CodeValue: T-04000')
    expect(copyText({ ...code, value: ['ORIGINAL', 'PRIMARY'] })).toBe('ORIGINAL\\PRIMARY')
  })

  test('what names the patient is known, inside sequences too', () => {
    expect([name, secret, deep].map(namesPatient)).toEqual([true, false, false])
    expect(namesPatient({ ...code, tag: '0040a123', vr: 'PN' })).toBe(true)
  })

  test('names are words', () => {
    expect(nameText('RTPlanLabel')).toBe('RT Plan Label')
    expect(nameText('OtherPatientIDsSequence')).toBe('Other Patient IDs Sequence')
    expect(nameText('SOPInstanceUID')).toBe('SOP Instance UID')
  })
})
