// The clinical sheet: from XLSX and CSV to the cases, its date rules, its delivery, and sheets that mean harm.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { importClinical } from '../../src/main/importers/clinicalSheet.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { runRules } from '../../src/main/rules/runRules.ts'
import { selfCheck } from '../../src/main/rules/selfCheck.ts'
import { writeXlsx } from '../../src/main/sheets/xlsx.ts'
import { clinicalHistory, readClinical } from '../../src/main/store/clinical.ts'
import { clinicalProblems, readDate, variableOf } from '../../src/shared/domains/mammography/clinical.ts'
import { MAMMO_SETTINGS } from '../../src/shared/domains/mammography/settings.ts'
import { type MammoProject, mammoProject, view } from '../harness/mammoProject.ts'

const says = (values: Parameters<typeof clinicalProblems>[0], study?: string) =>
  clinicalProblems(values, study, MAMMO_SETTINGS).map((p) => p.text)

describe('date rules', () => {
  const cancer = { grp: '악성', both1: '5', htlg_type_cmnt: 'IDC', surg_date: '2026-12-31' }
  test.each([
    ['in house, on the last day', { path_date: '2026-06-04', mmg_date: '2026-03-06' }, []],
    ['in house, a day early', { path_date: '2026-06-03', mmg_date: '2026-03-06' }, ['rule.clinical.too-early']],
    ['outside, 90 days', { care_place: '외부', path_date: '2026-10-02', mmg_date: '2026-10-02' }, []],
    [
      'outside, 91 days',
      { care_place: '외부', path_date: '2026-10-01', mmg_date: '2026-10-01' },
      ['rule.clinical.too-early', 'rule.clinical.too-early'],
    ],
    ['after surgery', { path_date: '2027-01-01', mmg_date: '2026-12-01' }, ['rule.clinical.after-surgery']],
  ])('%s', (_, dates, wanted) => {
    expect(says({ ...cancer, ...dates })).toEqual(wanted)
  })
  test('benign and normal need a year; the day of the header counts where the sheet has none', () => {
    const benign = { grp: '양성', both1: '2', fu_date: '2026-12-31' }
    expect(says(benign, '20251231')).toEqual([])
    expect(says(benign, '20260101')).toEqual(['rule.clinical.follow-up'])
    // A removed date is no date.
    expect(says(benign, '19000101')).toEqual(['rule.clinical.no-dates'])
    expect(says({ grp: '정상', both1: '3', htlg_type_cmnt: 'IDC' })).toEqual([
      'rule.clinical.birads',
      'rule.clinical.malignant-only',
      'rule.clinical.no-dates',
    ])
  })
  test('dates and headers are read as hospitals write them', () => {
    expect(['20260131', '2026.1.31', '2026년 1월 31일', '2026-02-30', 'x'].map(readDate)).toEqual([
      '2026-01-31',
      '2026-01-31',
      '2026-01-31',
      null,
      null,
    ])
    expect(['RecvID', 'manufacturer model name', '수술일', '메모'].map(variableOf)).toEqual([
      'recvid',
      'manufacturerModelName',
      'surg_date',
      null,
    ])
  })
})

describe('sheets', () => {
  let pool: PixelPool
  let folder: string
  let made: MammoProject
  beforeAll(() => {
    pool = createPixelPool({ size: 1 })
  })
  afterAll(() => pool.close())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pandok-clinical-'))
    made = mammoProject()
    put('in/a/RCC.dcm', view('RCC', { no: 1, study: '1', patient: '0042' }))
    put('in/b/RCC.dcm', view('RCC', { no: 2, study: '2', patient: '0043' }))
    await runImport({ project: made.project, pool }, [join(folder, 'in')], { mode: 'reference', ctx: made.ctx })
  })
  afterEach(async () => {
    await made.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const put = (name: string, bytes: Uint8Array | string): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const bring = async (path: string, write = true, map: ReadonlyMap<string, string> = new Map()) =>
    importClinical(made.project, path, await pool.readSheet(path), { map, sheet: null, write: write ? made.ctx : null })
  const idOf = (name: string) => made.items().find((i) => i.name === name)!.id

  test('a sheet with a title row is matched by number; a later value keeps the earlier one', async () => {
    const path = join(folder, 's.xlsx')
    await writeXlsx(path, 'cases', [
      ['유방 데이터 2026'],
      ['recvid', 'grp', 'both1', 'note', '수술일'],
      ['0042', '악성', '4b', 'x', '2026-05-01'],
      ['b', '정상', '1', '', ''],
      ['9999', '정상', '1', '', ''],
    ])
    const look = await bring(path, false)
    expect(look).toMatchObject({ rows: 3, matched: 2, changed: 2, unmatched: [{ row: 5, id: '9999' }] })
    expect(readClinical(made.project.db, idOf('a'))).toEqual({})
    await bring(path)
    expect(readClinical(made.project.db, idOf('a'))).toEqual({
      recvid: '0042',
      grp: '악성',
      both1: '4b',
      surg_date: '2026-05-01',
    })
    const csv = put('later.csv', '번호,grp,병리\n0042,양성,IDC\n')
    const mapped = await bring(
      csv,
      true,
      new Map([
        ['번호', 'recvid'],
        ['병리', 'htlg_type_cmnt'],
      ]),
    )
    expect(mapped).toMatchObject({ changed: 1, values: 2 })
    expect(readClinical(made.project.db, idOf('a'))).toMatchObject({ grp: '양성', htlg_type_cmnt: 'IDC' })
    expect(
      clinicalHistory(made.project.db, idOf('a'))
        .filter((v) => v.variable === 'grp')
        .map((v) => v.value),
    ).toEqual(['악성', '양성'])
    // The same again changes nothing.
    expect(
      await bring(
        csv,
        true,
        new Map([
          ['번호', 'recvid'],
          ['병리', 'htlg_type_cmnt'],
        ]),
      ),
    ).toMatchObject({ values: 0 })
    // Those who check see it, a reader does not.
    const item = made.items().find((i) => i.name === 'a')!
    expect(runRules(made.project.db, item).map((f) => f.rule)).toContain('mammo-clinical')
    expect(selfCheck(made.project.db, item.id, null, 'en').map((f) => f.rule)).not.toContain('mammo-clinical')
  })

  test('the delivery holds the variables as printed and compares equal', async () => {
    await bring(put('s.csv', 'recvid,grp,both1,mmg_date\n0042,악성,5,2026-01-02\n'))
    const report = await exportProject({ project: made.project, pool }, join(folder, 'out'), {
      format: 'clinical-xlsx',
    })
    expect(report.compared).toEqual({ equal: 3, different: 0, examples: [] })
    const [sheet] = await pool.readSheet(join(folder, 'out/clinical.xlsx'))
    expect(sheet!.rows[0]!.slice(0, 10)).toEqual([
      'grp',
      'recvid',
      'manufacturer',
      'manufacturerModelName',
      'both1',
      'left1',
      'spr_loca_cmnt',
      'invs_size_vl',
      'htlg_type_cmnt',
      'path_t_stag',
    ])
    expect(sheet!.rows[1]!.slice(0, 5)).toEqual(['악성', '0042', '', '', '5'])
  })

  test.each([
    ['no number column', 's.csv', 'name,grp\na,정상\n', 'clinical-no-number'],
    ['no spreadsheet', 's.xlsx', 'not a zip at all', 'archive-damaged'],
    ['a part that swells', 's.xlsx', bomb(), 'archive-unsafe'],
  ])('%s is refused', async (_, name, bytes, code) => {
    await expect(bring(put(name, bytes))).rejects.toMatchObject({ code })
  })
})

/** A zip of one entry: 64 MB of zeros in a few kilobytes. */
function bomb(): Buffer {
  const whole = Buffer.alloc(64 * 2 ** 20)
  const packed = deflateRawSync(whole)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const head = (signature: number, extra: number) => {
    const h = Buffer.alloc(extra)
    h.writeUInt32LE(signature, 0)
    return h
  }
  const local = head(0x04034b50, 30)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(whole.length, 22)
  local.writeUInt16LE(name.length, 26)
  const central = head(0x02014b50, 46)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(whole.length, 24)
  central.writeUInt16LE(name.length, 28)
  const end = head(0x06054b50, 22)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}
