// Lesion classes with the descriptors of BI-RADS (5th edition). The stored value is the English term; codes go into DICOM.
import {
  type AttributeDef,
  type Bilingual,
  type ClassDef,
  plainAttribute,
  plainClass,
} from '../../annotation/labelSchema.ts'
import { LESION_HELP, NATURE_HELP } from './guideline.ts'
import { LEXICON } from './lexicon.ts'

type Term = readonly [id: string, ko: string]
const choice = (
  id: string,
  title: Bilingual,
  terms: readonly Term[],
  help: Bilingual | null = null,
  helps?: Readonly<Record<string, Bilingual>>,
): AttributeDef =>
  plainAttribute({
    id,
    title,
    help,
    type: {
      kind: 'choice',
      options: terms.map(([term]) => term),
      titles: Object.fromEntries(terms.map(([term, ko]) => [term, { ko, en: term }])),
      ...(helps ? { helps } : {}),
    },
  })

/** Colours stay apart for colour-blind eyes on grey; the name is always beside them. */
export const LESION_CLASSES: readonly ClassDef[] = [
  plainClass({
    id: 'mass',
    title: { ko: '종괴', en: 'Mass' },
    colour: '#ffb14e',
    shapes: ['polygon', 'mask', 'ellipse'],
    key: 1,
    words: ['혹', '덩이', 'nodule'],
    help: LESION_HELP.mass,
    attributes: [
      choice(
        'shape',
        { ko: '모양', en: 'Shape' },
        [
          ['oval', '타원형'],
          ['round', '원형'],
          ['irregular', '불규칙'],
        ],
        null,
        LEXICON.shape,
      ),
      choice(
        'margin',
        { ko: '경계', en: 'Margin' },
        [
          ['circumscribed', '국한성'],
          ['obscured', '가려진'],
          ['microlobulated', '미세소엽상'],
          ['indistinct', '불분명'],
          ['spiculated', '침상'],
        ],
        null,
        LEXICON.margin,
      ),
      choice(
        'mass_density',
        { ko: '음영 밀도', en: 'Density of the mass' },
        [
          ['high', '고밀도'],
          ['equal', '동등 밀도'],
          ['low', '저밀도'],
          ['fat-containing', '지방 포함'],
        ],
        null,
        LEXICON.mass_density,
      ),
    ],
  }),
  plainClass({
    id: 'calcification',
    title: { ko: '석회화', en: 'Calcification' },
    colour: '#4fd1ff',
    shapes: ['polygon', 'mask', 'ellipse'],
    key: 2,
    words: ['미세석회화', 'microcalcification'],
    help: LESION_HELP.calcification,
    attributes: [
      choice(
        'morphology',
        { ko: '형태', en: 'Morphology' },
        [
          ['skin', '피부'],
          ['vascular', '혈관'],
          ['coarse or popcorn-like', '거친·팝콘 모양'],
          ['large rod-like', '큰 막대 모양'],
          ['round', '원형'],
          ['rim', '테두리 모양'],
          ['dystrophic', '이영양성'],
          ['milk of calcium', '석회유'],
          ['suture', '봉합사'],
          ['amorphous', '무정형'],
          ['coarse heterogeneous', '거친 이질성'],
          ['fine pleomorphic', '미세 다형성'],
          ['fine linear or fine-linear branching', '미세 선상·분지성'],
        ],
        null,
        LEXICON.morphology,
      ),
      choice(
        'distribution',
        { ko: '분포', en: 'Distribution' },
        [
          ['diffuse', '미만성'],
          ['regional', '국소 구역성'],
          ['grouped', '군집성'],
          ['linear', '선상'],
          ['segmental', '분절성'],
        ],
        null,
        LEXICON.distribution,
      ),
    ],
  }),
  plainClass({
    id: 'asymmetry',
    title: { ko: '비대칭', en: 'Asymmetry' },
    colour: '#8be36b',
    shapes: ['polygon', 'mask', 'ellipse'],
    key: 3,
    help: LESION_HELP.asymmetry,
    attributes: [
      choice(
        'asymmetry_type',
        { ko: '종류', en: 'Kind' },
        [
          ['asymmetry', '비대칭'],
          ['global asymmetry', '전반 비대칭'],
          ['focal asymmetry', '국소 비대칭'],
          ['developing asymmetry', '진행성 비대칭'],
        ],
        null,
        LEXICON.asymmetry_type,
      ),
    ],
  }),
  plainClass({
    id: 'distortion',
    title: { ko: '구조 왜곡', en: 'Architectural distortion' },
    colour: '#ff7bd5',
    shapes: ['polygon', 'mask', 'ellipse'],
    key: 4,
    words: ['뒤틀림'],
    help: LESION_HELP.distortion,
    attributes: [],
  }),
]

/** Of every lesion. */
export const LESION_ATTRIBUTES: readonly AttributeDef[] = [
  plainAttribute({
    id: 'lesion_id',
    title: { ko: '병변 번호', en: 'Lesion id' },
    type: { kind: 'text' },
    help: {
      ko: '같은 병변은 CC와 MLO에서 같은 번호를 씁니다(예: L1).',
      en: 'One lesion has the same id in CC and MLO, for example L1.',
    },
  }),
  choice(
    'nature',
    { ko: '병변 판정', en: 'Lesion is' },
    [
      ['malignant', '악성'],
      ['benign', '양성'],
    ],
    null,
    NATURE_HELP,
  ),
  plainAttribute({ id: 'biopsy', title: { ko: '조직검사 부위', en: 'Biopsy was done here' }, type: { kind: 'flag' } }),
]
