// Fields an item may have besides its name and state: read at intake, searched by `field:value` in lists and `--where`.
import type { Bilingual } from '../annotation/labelSchema.ts'

export const ITEM_FIELDS = {
  maker: { ko: '제조사', en: 'Maker' },
  item: { ko: '품목', en: 'Item' },
  scenario: { ko: '생성방식', en: 'Scenario' },
  kind: { ko: '구분', en: 'Kind' },
  code: { ko: 'HS 코드', en: 'HS code' },
  sample: { ko: '표본', en: 'Sample' },
  sequence: { ko: '순번', en: 'Sequence' },
  dataid: { ko: '데이터 번호', en: 'Data id' },
  part: { ko: '구분 폴더', en: 'Part' },
  bag: { ko: '가방', en: 'Bag' },
  patient: { ko: '환자 번호', en: 'Patient id' },
  sex: { ko: '성별', en: 'Sex' },
  age: { ko: '나이', en: 'Age' },
  study: { ko: '검사 UID', en: 'Study UID' },
  studydate: { ko: '검사 날짜', en: 'Study date' },
  series: { ko: '시리즈 UID', en: 'Series UID' },
  seriesnumber: { ko: '시리즈 번호', en: 'Series number' },
  seriesname: { ko: '시리즈 설명', en: 'Series description' },
  instance: { ko: '영상 번호', en: 'Instance number' },
  modality: { ko: '촬영 장치 종류', en: 'Modality' },
  bodypart: { ko: '촬영 부위', en: 'Body part' },
  view: { ko: '촬영 방향', en: 'View' },
  laterality: { ko: '좌우', en: 'Laterality' },
  device: { ko: '장치 제조사', en: 'Device maker' },
} as const satisfies Readonly<Record<string, Bilingual>>

export type ItemFieldId = keyof typeof ITEM_FIELDS
export type ItemFields = Readonly<Partial<Record<ItemFieldId, string>>>
export const ITEM_FIELD_IDS = Object.keys(ITEM_FIELDS) as ItemFieldId[]
export const isItemField = (text: string): text is ItemFieldId => text in ITEM_FIELDS
