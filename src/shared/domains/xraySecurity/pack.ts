// Requirement 08: hazardous items and storage media in security X-ray images. Everything here is a start that a project edits.
import {
  type ClassDef,
  EMPTY_SCHEMA,
  type LabelSchema,
  plainAttribute,
  plainClass,
} from '../../annotation/labelSchema.ts'
import { IMAGE_SLOT } from '../../annotation/model.ts'
import { definePack, RULE_IDS } from '../domainPack.ts'
import { general } from '../general/pack.ts'
import { XRAY_MAKERS } from './colourTables.ts'
import { XRAY_ITEMS } from './items.ts'
import { type Scenario, USUAL_VIEWS, type XraySettings } from './settings.ts'

// Hues that stay apart for colour-blind eyes on orange, green and blue scans; the class name is always beside them.
const COLOURS = ['#ffd400', '#ff4fa3', '#00e0d0', '#b57bff', '#ff8a3d', '#7dff5a', '#4fb6ff', '#ff5a5a'] as const

const UNKNOWN = 'Unknown'

const scenarios: readonly Scenario[] = [
  {
    id: 'Single_Default',
    title: { ko: '단일 기본', en: 'single, bare' },
    share: 0.15,
    marked: false,
    rule: { ko: '표본 하나만', en: 'one sample, nothing else' },
  },
  {
    id: 'Single_Other',
    title: { ko: '단일 비품목', en: 'single with goods' },
    share: 0.15,
    marked: false,
    rule: { ko: '표본 하나와 일반 물품, 다른 위해물품 없음', en: 'one sample with ordinary goods, no other hazard' },
  },
  {
    id: 'Multiple_Categories',
    title: { ko: '복합 품목', en: 'several items' },
    share: 0.4,
    marked: true,
    rule: { ko: '여러 표본과 다른 위해물품', en: 'several samples together with other hazards' },
  },
  {
    id: 'Multiple_Other',
    title: { ko: '복합 비품목', en: 'several with goods' },
    share: 0.3,
    marked: true,
    rule: {
      ko: '여러 표본과 일반 물품, 다른 위해물품 없음',
      en: 'several samples with ordinary goods, no other hazard',
    },
  },
]

const GOODS: readonly (readonly [string, string])[] = [
  ['여행용 세면도구', 'travel toiletries'],
  ['신발', 'shoes'],
  ['화장품', 'cosmetics'],
  ['섹션케이스', 'section case'],
  ['의류', 'clothes'],
  ['악세사리', 'accessories'],
  ['가방', 'bag'],
  ['손거울', 'hand mirror'],
  ['케이블류', 'cables'],
  ['문구류', 'stationery'],
  ['카메라', 'camera'],
  ['치실', 'dental floss'],
  ['우산', 'umbrella'],
  ['액자', 'picture frame'],
  ['휴대용 선풍기', 'portable fan'],
  ['물티슈', 'wet tissue'],
  ['안경', 'glasses'],
  ['열쇠고리', 'key ring'],
  ['셀카봉', 'selfie stick'],
  ['머리빗', 'comb'],
  ['벨트', 'belt'],
  ['약품', 'medicine'],
  ['파우치', 'pouch'],
  ['가공류', 'processed goods'],
]

/** Folder names hold what every file system takes. */
const folderOf = (en: string): string => en.replace(/[^\w]+/g, '_').replace(/^_|_$/g, '')

export const xraySettings: XraySettings = {
  makers: [...XRAY_MAKERS],
  scenarios: [...scenarios],
  items: XRAY_ITEMS.map(({ id, title, kind, samples }) => ({
    classId: id,
    folder: folderOf(title.en),
    kind,
    samples: [samples[0], samples[1]],
  })),
  unknownClass: UNKNOWN,
  ordinaryGoods: GOODS.map(([ko, en]) => ({ ko, en })),
  image: { width: 1920, height: 1080, bits: 8, channels: 3 },
  target: { least: 500, most: 800 },
  place: { template: null, patterns: {} },
  views: USUAL_VIEWS,
}

const sample = plainAttribute({
  id: 'sample',
  title: { ko: '표본 번호', en: 'Sample' },
  type: { kind: 'number', min: 1, max: 999, unit: null },
})

const item = (row: (typeof XRAY_ITEMS)[number], i: number): ClassDef =>
  plainClass({
    id: row.id,
    title: row.title,
    colour: COLOURS[i % COLOURS.length]!,
    shapes: ['polygon'],
    attributes: [sample],
    parent: null,
    code: row.code,
    words: [...row.words],
    help: row.help,
    // Digits belong to the items used last.
    key: null,
  })

const unknown = plainClass({
  id: UNKNOWN,
  title: { ko: 'Unknown', en: 'Unknown' },
  colour: '#c8ccd4',
  shapes: ['polygon'],
  words: ['미상', '알 수 없음'],
  help: {
    ko: '가려졌거나 가운데가 잘려 무엇인지 판단할 수 없는 물체. 이유를 적습니다.',
    en: 'An object that is hidden or cut through its middle and cannot be told. Needs a reason.',
  },
  attributes: [
    plainAttribute({
      id: 'reason',
      title: { ko: '이유', en: 'Reason' },
      required: true,
      type: {
        kind: 'choice',
        options: ['가려짐', '가운데가 잘림', '색·형태 손상', '판단 불가'],
        titles: {
          가려짐: { ko: '가려짐', en: 'hidden' },
          '가운데가 잘림': { ko: '가운데가 잘림', en: 'cut through the middle' },
          '색·형태 손상': { ko: '색·형태 손상', en: 'colour or shape damaged' },
          '판단 불가': { ko: '판단 불가', en: 'cannot be judged' },
        },
      },
    }),
  ],
})

const verdict = plainAttribute({
  id: 'verdict',
  title: { ko: '판정', en: 'Verdict' },
  required: true,
  type: {
    kind: 'choice',
    options: ['정상', '반입금지', '의심(재검)'],
    titles: {
      정상: { ko: '정상', en: 'clear' },
      반입금지: { ko: '반입금지', en: 'prohibited' },
      '의심(재검)': { ko: '의심(재검)', en: 'suspect, re-scan' },
    },
  },
  help: { ko: '영상 전체에 대한 판정입니다 (XRS-7).', en: 'What the image as a whole comes to (XRS-7).' },
})

const unusable = plainAttribute({
  id: 'unusable',
  title: { ko: '사용 불가 사유', en: 'Unusable because' },
  type: {
    kind: 'multi',
    options: ['늘어짐', '노이즈', '회절', '왜곡'],
    titles: {
      늘어짐: { ko: '늘어짐', en: 'stretched (belt slip)' },
      노이즈: { ko: '노이즈', en: 'scanner noise' },
      회절: { ko: '회절', en: 'diffraction at edges' },
      왜곡: { ko: '왜곡', en: 'distorted (item moved)' },
    },
  },
})

const schema: LabelSchema = {
  ...EMPTY_SCHEMA,
  classes: [...XRAY_ITEMS.map(item), unknown],
  itemAttributes: [verdict, unusable],
  rules: [
    {
      kind: 'min-size',
      id: 'xray-min-size',
      severity: 'warning',
      message: null,
      classes: [],
      width: 6,
      height: 6,
      area: 60,
      longer: null,
    },
  ],
}

export const xraySecurity = definePack({
  ...general,
  id: 'xray-security',
  version: 1,
  title: { ko: '보안 X선', en: 'Security X-ray' },
  item: { kind: 'image', slots: [IMAGE_SLOT] },
  reading: 'shared',
  exporters: [...general.exporters, 'xray-coco', 'xray-voc', 'xray-delivery'],
  rules: [...general.rules, ...RULE_IDS.filter((id) => id.startsWith('xray-'))],
  desk: { verdict: verdict.id, excluded: unusable.id, selfCheck: true, derivedBox: true },
  schema,
  xray: xraySettings,
})
