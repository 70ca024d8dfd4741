// What the terms of the BI-RADS lexicon (mammography, 5th edition) mean, in own words, shown where a descriptor is chosen.
import type { Bilingual } from '../../annotation/labelSchema.ts'

type Helps = Readonly<Record<string, Bilingual>>

export const LEXICON = {
  shape: {
    oval: {
      ko: '타원·달걀 모양. 완만한 굴곡 2~3개까지 포함합니다.',
      en: 'Elliptical or egg-shaped, with up to two or three gentle undulations.',
    },
    round: { ko: '공·원 모양', en: 'Shaped like a ball or circle.' },
    irregular: {
      ko: '타원도 원도 아님. 더 의심스러운 모양입니다.',
      en: 'Neither oval nor round; the more suspicious shape.',
    },
  },
  margin: {
    circumscribed: {
      ko: '경계의 75 % 이상이 뚜렷하고 나머지는 가려졌을 뿐입니다. 한 곳이라도 의심스러우면 그 경계를 따릅니다.',
      en: 'At least 75 % is sharply outlined and the rest merely hidden. Any suspicious part decides instead.',
    },
    obscured: {
      ko: '경계의 25 % 이상이 겹친 조직에 가려져 판단할 수 없음',
      en: 'A quarter or more is hidden by tissue over it and cannot be judged.',
    },
    microlobulated: {
      ko: '짧은 굴곡이 이어진 경계. 의심합니다.',
      en: 'Short undulations one after the other; suspicious.',
    },
    indistinct: {
      ko: '가려지지 않았는데도 경계가 흐림. 침윤을 의심합니다.',
      en: 'Blurred though nothing lies over it; suggests infiltration.',
    },
    spiculated: {
      ko: '선들이 종괴에서 방사상으로 뻗음. 강하게 의심합니다.',
      en: 'Lines radiate from the mass; highly suspicious.',
    },
  },
  mass_density: {
    high: { ko: '같은 부피의 섬유선 조직보다 밝음', en: 'Brighter than as much fibroglandular tissue.' },
    equal: { ko: '섬유선 조직과 같은 밝기', en: 'As bright as fibroglandular tissue.' },
    low: { ko: '섬유선 조직보다 어두움(지방은 아님)', en: 'Darker than fibroglandular tissue, but without fat.' },
    'fat-containing': {
      ko: '지방이 들어 있음: 기름낭, 지방종, 과오종 등. 거의 늘 양성입니다.',
      en: 'Holds fat: oil cyst, lipoma, hamartoma and the like; almost always benign.',
    },
  },
  morphology: {
    skin: {
      ko: '전형적 양성. 가운데가 비치는 피부의 석회화',
      en: 'Typically benign: in the skin, with a lucent centre.',
    },
    vascular: { ko: '전형적 양성. 혈관을 따라 나란한 두 줄', en: 'Typically benign: parallel tracks along a vessel.' },
    'coarse or popcorn-like': {
      ko: '전형적 양성. 지름 2~3 mm가 넘는 덩이. 퇴축하는 섬유선종',
      en: 'Typically benign: more than 2 to 3 mm, of an involuting fibroadenoma.',
    },
    'large rod-like': {
      ko: '전형적 양성. 굵기 0.5 mm 이상의 매끈한 막대. 유관을 따라 유두 쪽으로 향합니다.',
      en: 'Typically benign: smooth rods of 0.5 mm and more along ducts, towards the nipple.',
    },
    round: {
      ko: '전형적 양성. 둥근 것. 0.5 mm 미만은 점상이라 합니다. 새로 모여 생겼으면 더 살핍니다.',
      en: 'Typically benign; called punctate below 0.5 mm. A new group of them needs a closer look.',
    },
    rim: {
      ko: '전형적 양성. 공의 겉에 얇은 껍질. 기름낭·낭종',
      en: 'Typically benign: a thin shell around an oil cyst or cyst.',
    },
    dystrophic: {
      ko: '전형적 양성. 1 mm가 넘는 불규칙한 덩이. 수술·외상·방사선 뒤',
      en: 'Typically benign: irregular, above 1 mm, after operation, injury or radiation.',
    },
    'milk of calcium': {
      ko: '전형적 양성. 낭 안에 가라앉음: CC에서 흐린 원, 측면에서 초승달',
      en: 'Typically benign: sediment in cysts, smudged in CC and a crescent in the lateral view.',
    },
    suture: {
      ko: '전형적 양성. 수술 자리의 선·매듭 모양',
      en: 'Typically benign: lines and knots where an operation was.',
    },
    amorphous: {
      ko: '의심. 너무 작거나 흐려 모양을 말할 수 없음',
      en: 'Suspicious: so small or hazy that no shape can be told.',
    },
    'coarse heterogeneous': {
      ko: '의심. 0.5~1 mm의 불규칙하고 뚜렷한 것들이 합쳐지기도 함',
      en: 'Suspicious: irregular, conspicuous, 0.5 to 1 mm, some grown together.',
    },
    'fine pleomorphic': {
      ko: '의심. 0.5 mm 미만으로 모양이 서로 다르고 뚜렷함',
      en: 'Suspicious: conspicuous, below 0.5 mm, each of another shape.',
    },
    'fine linear or fine-linear branching': {
      ko: '강하게 의심. 0.5 mm 미만의 가는 선이 끊기거나 갈라짐. 유관을 채웁니다.',
      en: 'Highly suspicious: thin broken or branching lines below 0.5 mm that fill a duct.',
    },
  },
  distribution: {
    diffuse: {
      ko: '유방 전체에 고르게 흩어짐. 대개 양성입니다.',
      en: 'Scattered through the whole breast; usually benign.',
    },
    regional: {
      ko: '2 cm가 넘는 넓은 부위. 유관의 길을 따르지 않습니다.',
      en: 'A large part of more than 2 cm that follows no duct.',
    },
    grouped: {
      ko: '1 cm 안에 5개 이상, 많으면 2 cm까지 모임',
      en: 'Five or more within 1 cm, or many within 2 cm.',
    },
    linear: { ko: '한 줄로 늘어섬. 한 유관을 의심합니다.', en: 'In a line; suggests a duct.' },
    segmental: {
      ko: '유두를 향한 쐐기 모양. 한 엽의 유관과 가지를 의심합니다.',
      en: 'A wedge towards the nipple; suggests the ducts of one lobe.',
    },
  },
  asymmetry_type: {
    asymmetry: {
      ko: '한 방향에서만 보임. 대개 겹친 조직입니다.',
      en: 'Seen in one projection only; mostly tissue lying over tissue.',
    },
    'global asymmetry': {
      ko: '두 방향에서 보이고 사분면 하나 이상을 차지함. 대개 정상 변이입니다.',
      en: 'Seen in two projections and at least a quadrant large; usually a normal variant.',
    },
    'focal asymmetry': {
      ko: '두 방향에서 보이고 사분면 하나보다 작음',
      en: 'Seen in two projections and smaller than a quadrant.',
    },
    'developing asymmetry': {
      ko: '이전 영상보다 새로 생기거나 커지거나 뚜렷해진 국소 비대칭. 의심합니다.',
      en: 'A focal asymmetry that is new, larger or plainer than before; suspicious.',
    },
  },
} satisfies Record<string, Helps>
