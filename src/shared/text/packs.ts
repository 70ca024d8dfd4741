// What a field is for, and what its sample holds; shown where a person chooses one.
import type { Bilingual } from '../annotation/labelSchema.ts'

export const packTexts: Readonly<Record<string, { readonly about: Bilingual; readonly sample: Bilingual | null }>> = {
  general: {
    about: {
      ko: '모든 이미지. 클래스와 속성을 직접 정합니다.',
      en: 'Any image. You decide on classes and attributes.',
    },
    sample: { ko: '거리, 세포, 표지판 등 여러 형식의 이미지', en: 'Streets, cells, signs in several file formats' },
  },
  'xray-security': {
    about: {
      ko: '수하물 X선의 위해물품·저장매체. 품목 39종과 HS 코드, 판정, 파일 이름 점검, 납품 형식이 갖추어져 있습니다.',
      en: 'Hazards and storage media in baggage scans. Brings 39 items with HS codes, the verdict, checks of names and the delivery formats.',
    },
    sample: { ko: '제조사 3곳의 수하물 영상 24장', en: '24 baggage scans of three makers' },
  },
  mammography: {
    about: {
      ko: '유방촬영 4방향 케이스. 병변과 BI-RADS 기술어, 환자·유방·영상 판정, 누락·중복 점검, 납품 형식이 갖추어져 있습니다.',
      en: 'Four-view mammography cases. Brings lesions with BI-RADS descriptors, results of patient, breast and view, checks for missing and double views and the delivery formats.',
    },
    sample: {
      ko: '4방향 케이스 6건: 병변, 누락·중복 영상, 임상 정보',
      en: 'Six four-view cases: lesions, missing and double views, clinical values',
    },
  },
}
