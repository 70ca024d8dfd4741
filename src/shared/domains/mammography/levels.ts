// Values of the levels: patient, breast, view (requirement 09 A1). Stored as they are printed in the guideline.

import type { Bilingual } from '../../annotation/labelSchema.ts'

/** From the least to the worst: the worst of the parts is that of the whole. */
export const RESULTS = ['정상', '양성', '악성'] as const
export type Result = (typeof RESULTS)[number]
export const RESULT_TITLES: Readonly<Record<Result, Bilingual>> = {
  정상: { ko: '정상', en: 'normal' },
  양성: { ko: '양성', en: 'benign' },
  악성: { ko: '악성', en: 'malignant' },
}
export const SIDE_TITLES = { R: { ko: '우측', en: 'right' }, L: { ko: '좌측', en: 'left' } } as const
export const isResult = (v: unknown): v is Result => RESULTS.some((r) => r === v)
export const worst = (all: readonly Result[]): Result | null =>
  all.length === 0 ? null : RESULTS[Math.max(...all.map((r) => RESULTS.indexOf(r)))]!

export const BIRADS = ['1', '2', '3', '4a', '4b', '4c', '5', '6'] as const
export type Birads = (typeof BIRADS)[number]
/** Which grades a group may have: normal 1, benign 2 and 3, malignant 4 to 6. */
export const BIRADS_OF: Readonly<Record<Result, readonly Birads[]>> = {
  정상: ['1'],
  양성: ['2', '3'],
  악성: ['4a', '4b', '4c', '5', '6'],
}
/** `4A`, `BI-RADS 4a`, `Category 4A`, 4 -> '4a' ...; a plain 4 is not one of the grades. */
export function readBirads(text: string): Birads | null {
  const found = /([1-6])\s*([abc])?\s*$/i.exec(text.trim())
  const said = found ? `${found[1]}${found[2]?.toLowerCase() ?? ''}` : ''
  return BIRADS.find((b) => b === said) ?? null
}

export const DENSITIES = [
  { id: 'a', title: { ko: 'a 거의 지방', en: 'a almost entirely fatty' } },
  { id: 'b', title: { ko: 'b 산재한 섬유선', en: 'b scattered fibroglandular' } },
  { id: 'c', title: { ko: 'c 이질적 치밀', en: 'c heterogeneously dense' } },
  { id: 'd', title: { ko: 'd 매우 치밀', en: 'd extremely dense' } },
] as const

export const DISCARD_REASONS = [
  { id: 'quality', title: { ko: '화질 불량', en: 'poor image quality' } },
  { id: 'position', title: { ko: '자세 불량', en: 'poor positioning' } },
  { id: 'motion', title: { ko: '움직임', en: 'motion' } },
  { id: 'artefact', title: { ko: '인공물', en: 'artefact' } },
  { id: 'implant', title: { ko: '보형물', en: 'implant' } },
  { id: 'wrong-view', title: { ko: '촬영 방향 오류', en: 'wrong view' } },
  { id: 'incomplete', title: { ko: '4방향 미비', en: 'views missing' } },
  { id: 'other', title: { ko: '기타', en: 'other' } },
] as const
