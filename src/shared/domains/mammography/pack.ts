// Requirement 09 A: four-view mammography cases. Everything here is a start that a project edits.
import { type AttributeDef, type Bilingual, EMPTY_SCHEMA, plainAttribute } from '../../annotation/labelSchema.ts'
import { definePack, RULE_IDS } from '../domainPack.ts'
import { general } from '../general/pack.ts'
import { BIRADS_HELP, DENSITY_HELP, RESULT_HELP } from './guideline.ts'
import { LESION_ATTRIBUTES, LESION_CLASSES } from './lesions.ts'
import { BIRADS, DENSITIES, DISCARD_REASONS, RESULT_TITLES, RESULTS } from './levels.ts'
import { NIPPLE } from './nipple.ts'
import { MAMMO_SETTINGS } from './settings.ts'
import { MAMMO_VIEWS } from './views.ts'

const result = (id: string, title: Bilingual, help: Bilingual | null = null): AttributeDef =>
  plainAttribute({
    id,
    title,
    help,
    type: {
      kind: 'choice',
      options: [...RESULTS],
      titles: RESULT_TITLES,
      helps: RESULT_HELP,
    },
  })

const discard = (what: Bilingual): AttributeDef[] => [
  plainAttribute({ id: 'discard_yn', title: what, type: { kind: 'flag' } }),
  plainAttribute({
    id: 'discard_reason',
    title: { ko: '사용 불가 사유', en: 'Unusable because' },
    type: {
      kind: 'multi',
      options: DISCARD_REASONS.map(({ id }) => id),
      titles: Object.fromEntries(DISCARD_REASONS.map(({ id, title }) => [id, title])),
    },
  }),
]

const itemAttributes: readonly AttributeDef[] = [
  result(
    'result',
    { ko: '환자 판정', en: 'Patient' },
    { ko: '환자 전체에 대한 판정입니다.', en: 'What the patient as a whole comes to.' },
  ),
  plainAttribute({
    id: 'birads',
    title: { ko: 'BI-RADS', en: 'BI-RADS' },
    type: { kind: 'choice', options: [...BIRADS], titles: {}, helps: BIRADS_HELP },
    help: { ko: '6은 조직검사로 확인된 악성입니다.', en: '6 is malignancy proven by biopsy.' },
  }),
  result('right', { ko: '우측 유방', en: 'Right breast' }),
  result('left', { ko: '좌측 유방', en: 'Left breast' }),
  plainAttribute({
    id: 'density',
    title: { ko: '유방 밀도', en: 'Breast density' },
    type: {
      kind: 'choice',
      options: DENSITIES.map(({ id }) => id),
      titles: Object.fromEntries(DENSITIES.map(({ id, title }) => [id, title])),
      helps: DENSITY_HELP,
    },
  }),
  ...discard({ ko: '케이스 사용 불가', en: 'Case cannot be used' }),
]

export const mammography = definePack({
  ...general,
  id: 'mammography',
  version: 1,
  title: { ko: '유방촬영', en: 'Mammography' },
  item: { kind: 'case', slots: [...MAMMO_VIEWS] },
  reading: 'independent',
  importer: 'cases',
  rules: [...general.rules, ...RULE_IDS.filter((id) => id.startsWith('mammo-'))],
  exporters: ['mammo-json', 'dicom-seg', 'dicom-sr', 'contour-png', 'png16', 'clinical-xlsx', ...general.exporters],
  desk: { verdict: 'result', excluded: 'discard_reason', selfCheck: true, derivedBox: false },
  schema: {
    ...EMPTY_SCHEMA,
    classes: [...LESION_CLASSES],
    itemAttributes: [...itemAttributes],
    slotAttributes: [
      result('result', { ko: '판정', en: 'View' }),
      ...discard({ ko: '영상 사용 불가', en: 'Image cannot be used' }),
      plainAttribute({
        id: NIPPLE,
        title: { ko: '유두 위치', en: 'Nipple' },
        type: { kind: 'text' },
        help: { ko: '화소 x y. 영상 위에서 키로 표시합니다.', en: 'Pixel x y; placed on the picture by a key.' },
      }),
    ],
    objectAttributes: [...LESION_ATTRIBUTES],
  },
  mammo: MAMMO_SETTINGS,
})
