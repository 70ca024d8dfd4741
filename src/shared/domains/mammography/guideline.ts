// What BI-RADS (5th edition) and the guideline say of each choice, in own words, shown where the choice is made.
import type { Bilingual } from '../../annotation/labelSchema.ts'
import type { Birads, Result } from './levels.ts'

export const BIRADS_HELP: Readonly<Record<Birads, Bilingual>> = {
  '1': {
    ko: '음성. 대칭이고 종괴·왜곡·의심 석회화가 없습니다.',
    en: 'Negative: symmetric, no mass, distortion or suspicious calcification.',
  },
  '2': {
    ko: '양성 소견. 퇴축 섬유선종, 지방 포함 병변, 전형적 양성 석회화 등 악성 의심이 없습니다.',
    en: 'Benign finding, such as an involuting fibroadenoma, a lesion with fat or typically benign calcifications.',
  },
  '3': {
    ko: '양성 추정(악성 가능성 2 % 이하). 단기 추적: 6개월, 이후 1~2년 이상.',
    en: 'Probably benign (malignancy at most 2 %). Follow up after 6 months, then for one to two years and more.',
  },
  '4a': { ko: '악성 의심이 낮음(2 % 초과 10 % 이하). 조직검사.', en: 'Low suspicion (above 2 to 10 %). Biopsy.' },
  '4b': {
    ko: '악성 의심이 중간(10 % 초과 50 % 이하). 조직검사.',
    en: 'Moderate suspicion (above 10 to 50 %). Biopsy.',
  },
  '4c': {
    ko: '악성 의심이 높음(50 % 초과 95 % 미만). 조직검사.',
    en: 'High suspicion (above 50, below 95 %). Biopsy.',
  },
  '5': {
    ko: '악성을 강하게 시사(95 % 이상). 침상 불규칙 고밀도 종괴, 분절성 미세 선상 석회화 등.',
    en: 'Highly suggestive of malignancy (95 % and more), such as an irregular spiculated dense mass or fine linear calcifications in a segment.',
  },
  '6': {
    ko: '조직검사로 확인된 악성. 치료 전 영상에 씁니다.',
    en: 'Malignancy proven by biopsy, on images before treatment.',
  },
}

export const RESULT_HELP: Readonly<Record<Result, Bilingual>> = {
  정상: { ko: 'BI-RADS 1이고 1년 이상 지나도 정상', en: 'BI-RADS 1 and still normal after a year or more' },
  양성: { ko: 'BI-RADS 2·3이고 1년 이상 지나도 양성', en: 'BI-RADS 2 or 3 and still benign after a year or more' },
  악성: {
    ko: 'BI-RADS 4·5·6이고 조직검사로 확인. 병리 210일, 촬영 300일 안에 수술(원내) 또는 둘 다 90일 안(외부 진단)',
    en: 'BI-RADS 4, 5 or 6, proven by biopsy. Operated within 210 days of pathology and 300 of the mammogram (in house), or 90 of both (diagnosed outside)',
  },
}

export const DENSITY_HELP: Readonly<Record<'a' | 'b' | 'c' | 'd', Bilingual>> = {
  a: { ko: '거의 지방으로 이루어진 유방', en: 'The breasts are almost entirely fat.' },
  b: { ko: '섬유선 조직이 군데군데 흩어져 있음', en: 'Scattered areas of fibroglandular tissue.' },
  c: { ko: '치밀 조직이 많아 작은 종괴가 가려질 수 있음', en: 'Much dense tissue, which may hide small masses.' },
  d: {
    ko: '매우 치밀하여 유방촬영의 민감도가 낮음',
    en: 'Extremely dense, which lowers the sensitivity of mammography.',
  },
}

export const LESION_HELP = {
  mass: {
    ko: '두 방향에서 보이고 바깥으로 볼록한 공간 점유 병변입니다. 한 방향에서만 보이면 비대칭입니다.',
    en: 'Space occupying, seen in two projections, with outward convex borders. Seen in one only it is an asymmetry.',
  },
  calcification: {
    ko: '석회화의 무리 전체를 한 윤곽으로 두릅니다. 형태(무정형·다형성·선상)와 분포(군집·선상·분절)가 의심 정도를 정합니다.',
    en: 'One outline around the whole group. Morphology (amorphous, pleomorphic, linear) and distribution (grouped, linear, segmental) decide how suspicious it is.',
  },
  asymmetry: {
    ko: '한쪽에만 있는 섬유선 음영으로 볼록한 경계가 없습니다. 전반(사분면 하나 이상)·국소·새로 커진 것을 나눕니다.',
    en: 'Fibroglandular density on one side without convex borders. Global (a quadrant and more), focal, or developing since a prior.',
  },
  distortion: {
    ko: '종괴 없이 유방 구조가 한 점으로 당겨지거나 가장자리가 꺾인 소견입니다. 수술 흉터가 아니면 의심합니다.',
    en: 'The texture is drawn to a point or its edge is bent, without a mass. Suspicious unless there is a scar from surgery.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

export const NATURE_HELP: Readonly<Record<'malignant' | 'benign', Bilingual>> = {
  malignant: {
    ko: '조직검사로 악성이 확인된 병변. 화소 단위로 윤곽을 그립니다.',
    en: 'Proven malignant by biopsy. Outlined to the pixel.',
  },
  benign: { ko: '양성으로 확인되었거나 판독한 병변', en: 'Proven or read as benign.' },
}
