// The clinical sheet (requirement 09 A1): its variables, what a column may be called, and the date rules. Pure.
import type { RuleProblem } from '../../annotation/problem.ts'
import { BIRADS, BIRADS_OF, RESULT_TITLES, RESULTS, type Result, readBirads } from './levels.ts'
import type { MammoSettings } from './settings.ts'

/** Printed in the guideline first; the dates that its rules need have no printed name. */
export const CLINICAL_VARIABLES = [
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
  'care_place',
  'mmg_date',
  'path_date',
  'surg_date',
  'fu_date',
] as const
export type ClinicalVariable = (typeof CLINICAL_VARIABLES)[number]
export const isClinicalVariable = (name: string): name is ClinicalVariable => CLINICAL_VARIABLES.some((v) => v === name)
export type ClinicalValues = Readonly<Partial<Record<ClinicalVariable, string>>>

/** Values that a table offers; anything else may be written too. */
export const CLINICAL_CHOICES: Readonly<Partial<Record<ClinicalVariable, readonly string[]>>> = {
  grp: RESULTS,
  both1: BIRADS,
  left1: BIRADS,
  htlg_type_cmnt: ['IDC', 'ILC', 'DCIS'],
  path_t_stag: ['1', '2', '3', '4'],
  care_place: ['원내', '외부'],
}

const ALIASES: Readonly<Record<ClinicalVariable, readonly string[]>> = {
  grp: ['group', '그룹', '구분', '군'],
  recvid: ['대체번호', '대체환자번호', '환자번호', 'patientid', '연구번호'],
  manufacturer: ['제조사'],
  manufacturerModelName: ['모델명', 'model'],
  both1: ['birads', 'biradsboth', '양측birads'],
  left1: ['biradsleft', '좌측birads'],
  spr_loca_cmnt: ['병변위치', '위치', 'site'],
  invs_size_vl: ['침윤크기', '크기', 'size'],
  htlg_type_cmnt: ['조직형', '병리유형', 'histology'],
  path_t_stag: ['병리t병기', 't병기', 'tstage'],
  care_place: ['진료구분', '진단기관', 'place'],
  mmg_date: ['촬영일', '유방촬영일', 'mammogramdate', 'studydate'],
  path_date: ['병리일', '조직검사일', 'pathologydate', 'biopsydate'],
  surg_date: ['수술일', 'surgerydate'],
  fu_date: ['추적일', '추적검사일', '최종추적일', 'followupdate'],
}
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.\-()/]+/g, '')

export function variableOf(header: string): ClinicalVariable | null {
  const wanted = plain(header)
  return CLINICAL_VARIABLES.find((v) => plain(v) === wanted || ALIASES[v].some((a) => plain(a) === wanted)) ?? null
}

const GROUPS: Readonly<Record<string, Result>> = {
  정상: '정상',
  양성: '양성',
  악성: '악성',
  normal: '정상',
  benign: '양성',
  malignant: '악성',
  cancer: '악성',
  암: '악성',
}
export const groupOf = (text: string | undefined): Result | null => GROUPS[text?.trim().toLowerCase() ?? ''] ?? null

const IN_HOUSE = new Set(['원내', '본원', 'inhouse', 'in-house', 'in', '1'])
const OUTSIDE = new Set(['외부', '타원', '외부진단', 'outside', 'out', '2'])
const isOutside = (text: string | undefined): boolean | null => {
  const said = text?.trim().toLowerCase().replace(/\s/g, '') ?? ''
  return OUTSIDE.has(said) ? true : said === '' || IN_HOUSE.has(said) ? false : null
}

/** `2026-01-31`, `20260131`, `2026.1.31`, `2026/01/31` -> `2026-01-31`; null = no date. Year 1900 stands for a removed date. */
export function readDate(text: string | undefined): string | null {
  const found = /^\s*(\d{4})[-./년 ]?\s*(\d{1,2})[-./월 ]?\s*(\d{1,2})\s*일?(?:[T ].*)?$/.exec(text ?? '')
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year <= 1900) return null
  return date.toISOString().slice(0, 10)
}
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

type Say = (severity: RuleProblem['severity'], text: RuleProblem['text'], params?: RuleProblem['params']) => void
const DATES = ['mmg_date', 'path_date', 'surg_date', 'fu_date'] as const
const MALIGNANT_ONLY = ['spr_loca_cmnt', 'invs_size_vl', 'htlg_type_cmnt', 'path_t_stag'] as const

/** `studyDate`: of the header, where the sheet does not name the day of the mammogram. */
export function clinicalProblems(
  values: ClinicalValues,
  studyDate: string | undefined,
  settings: MammoSettings,
): RuleProblem[] {
  const out: RuleProblem[] = []
  const say: Say = (severity, text, params = {}) => out.push({ rule: 'mammo-clinical', severity, text, params })
  if (Object.keys(values).length === 0) return out
  for (const variable of DATES)
    if (values[variable] && readDate(values[variable]) === null)
      say('error', 'rule.clinical.date', { variable, value: values[variable] })
  const group = groupOf(values.grp)
  if (!group) {
    say('error', values.grp ? 'rule.clinical.group' : 'rule.clinical.no-group', { value: values.grp ?? '' })
    return out
  }
  for (const variable of ['both1', 'left1'] as const) {
    const value = values[variable]
    if (!value) continue
    const grade = readBirads(value)
    if (!grade) say('error', 'rule.clinical.birads-value', { variable, value })
    // The left breast of a woman with cancer may be normal.
    else if (variable === 'both1' && !BIRADS_OF[group].includes(grade))
      say('error', 'rule.clinical.birads', { birads: grade, group: RESULT_TITLES[group] })
  }
  const mammogram = readDate(values.mmg_date) ?? readDate(studyDate)
  if (group === '악성') malignant(values, mammogram, settings, say)
  else followed(values, group, mammogram, settings, say)
  return out
}

function malignant(values: ClinicalValues, mammogram: string | null, settings: MammoSettings, say: Say): void {
  if (!values.htlg_type_cmnt) say('warning', 'rule.clinical.no-histology')
  const stage = values.path_t_stag
  if (stage && !/^t?[1-4]/i.test(stage.trim())) say('warning', 'rule.clinical.stage', { value: stage })
  const outside = isOutside(values.care_place)
  if (outside === null) say('warning', 'rule.clinical.place', { value: values.care_place ?? '' })
  const [pathology, surgery] = [readDate(values.path_date), readDate(values.surg_date)]
  if (!pathology || !surgery || !mammogram) {
    const missing = [
      ...(pathology ? [] : ['path_date']),
      ...(surgery ? [] : ['surg_date']),
      ...(mammogram ? [] : ['mmg_date']),
    ]
    say('warning', 'rule.clinical.no-dates', { variables: missing.join(', ') })
  }
  const most = outside ? { pathology: settings.outside, mammogram: settings.outside } : settings.inHouse
  for (const [what, date, limit] of [
    ['path_date', pathology, most.pathology],
    ['mmg_date', mammogram, most.mammogram],
  ] as const) {
    if (!date || !surgery) continue
    const days = daysBetween(date, surgery)
    if (days < 0) say('error', 'rule.clinical.after-surgery', { variable: what, days: -days })
    else if (days > limit) say('error', 'rule.clinical.too-early', { variable: what, days, limit })
  }
}

function followed(
  values: ClinicalValues,
  group: Result,
  mammogram: string | null,
  settings: MammoSettings,
  say: Say,
): void {
  const filled = MALIGNANT_ONLY.filter((v) => values[v])
  if (filled.length > 0)
    say('warning', 'rule.clinical.malignant-only', { variables: filled.join(', '), group: RESULT_TITLES[group] })
  const last = readDate(values.fu_date)
  if (!last || !mammogram) {
    const missing = [...(last ? [] : ['fu_date']), ...(mammogram ? [] : ['mmg_date'])]
    say('warning', 'rule.clinical.no-dates', { variables: missing.join(', ') })
    return
  }
  const days = daysBetween(mammogram, last)
  if (days < 0) say('error', 'rule.clinical.follow-up-before', { variable: 'fu_date', days: -days })
  else if (days < settings.followUp)
    say('error', 'rule.clinical.follow-up', { days, limit: settings.followUp, group: RESULT_TITLES[group] })
}
