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
} as const satisfies Readonly<Record<string, Bilingual>>

export type ItemFieldId = keyof typeof ITEM_FIELDS
export type ItemFields = Readonly<Partial<Record<ItemFieldId, string>>>
export const ITEM_FIELD_IDS = Object.keys(ITEM_FIELDS) as ItemFieldId[]
export const isItemField = (text: string): text is ItemFieldId => text in ITEM_FIELDS
