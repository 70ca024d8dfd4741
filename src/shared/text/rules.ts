// Sentences of the rules (domains/domainPack.ts RULE_IDS), as shown beside a shape and printed by `check`.
import { clinicalTexts, mammoCaseTexts, mammoReadingTexts } from './mammo.ts'

export const ruleTexts = {
  ...mammoCaseTexts,
  ...mammoReadingTexts,
  ...clinicalTexts,
  'rule.double-reading.waiting': {
    ko: '이중 판독: 두 판독 가운데 {count}개만 제출되었습니다.',
    en: 'Double reading: {count} of two readings handed in.',
  },
  'rule.double-reading.differs': {
    ko: '두 판독이 {count}곳에서 다릅니다. 일치도 화면에서 합의하십시오.',
    en: 'The two readings differ in {count} places. Settle them on the agreement page.',
  },
  'rule.double-reading.proposed': {
    ko: '합의안에 두 판독자 가운데 {count}명만 동의했습니다.',
    en: 'One agreed reading is proposed; {count} of its two readers stand by it.',
  },
  'rule.class-missing.none': { ko: '클래스가 정해지지 않았습니다.', en: 'No class has been chosen.' },
  'rule.class-missing.unknown': {
    ko: '클래스 "{class}"이(가) 레이블 스키마에 없습니다.',
    en: 'The class "{class}" is not in the label schema.',
  },
  'rule.attribute-required': {
    ko: '필수 속성 "{attribute}"의 값이 없습니다.',
    en: 'The required attribute "{attribute}" has no value.',
  },
  'rule.attribute-value.unknown': {
    ko: '속성 "{attribute}"은(는) 이 클래스에 없습니다.',
    en: 'The class has no attribute "{attribute}".',
  },
  'rule.attribute-value.type': {
    ko: '속성 "{attribute}"의 값이 정해진 종류가 아닙니다.',
    en: 'The value of "{attribute}" is not of the kind it should be.',
  },
  'rule.attribute-value.range': {
    ko: '속성 "{attribute}"의 값 {value}이(가) 허용 범위를 벗어났습니다.',
    en: 'The value {value} of "{attribute}" is out of range.',
  },
  'rule.attribute-value.option': {
    ko: '속성 "{attribute}"의 값 "{value}"은(는) 선택할 수 있는 값이 아닙니다.',
    en: '"{value}" is not one of the choices of "{attribute}".',
  },
  'rule.attribute-value.hidden': {
    ko: '속성 "{attribute}"은(는) 여기에서 묻지 않는데 값 "{value}"이(가) 있습니다.',
    en: '"{attribute}" is not asked for here, but it has the value "{value}".',
  },
  'rule.attribute-required.slot': {
    ko: '자리 "{slot}"에 필수 속성 "{attribute}"의 값이 없습니다.',
    en: 'The required attribute "{attribute}" of the slot "{slot}" has no value.',
  },
  'rule.declared.min-size.width': {
    ko: '너비 {value} px이 기준 {limit} px보다 작습니다.',
    en: 'The width of {value} px is below {limit} px.',
  },
  'rule.declared.min-size.height': {
    ko: '높이 {value} px이 기준 {limit} px보다 작습니다.',
    en: 'The height of {value} px is below {limit} px.',
  },
  'rule.declared.min-size.longer': {
    ko: '긴 변 {value} px이 기준 {limit} px보다 작습니다.',
    en: 'The longer side of {value} px is below {limit} px.',
  },
  'rule.declared.min-size.area': {
    ko: '넓이 {value} px²이 기준 {limit} px²보다 작습니다.',
    en: 'The area of {value} px² is below {limit} px².',
  },
  'rule.declared.ratio.low': {
    ko: '가로세로 비율 {value}이(가) 기준 {limit}보다 작습니다.',
    en: 'Width divided by height is {value}, below {limit}.',
  },
  'rule.declared.ratio.high': {
    ko: '가로세로 비율 {value}이(가) 기준 {limit}보다 큽니다.',
    en: 'Width divided by height is {value}, above {limit}.',
  },
  'rule.declared.thickness': {
    ko: '두께 {value} px이 기준 {limit} px보다 얇습니다.',
    en: 'The thickness of {value} px is below {limit} px.',
  },
  'rule.declared.count.low': {
    ko: '{classes}: {value}개입니다. 적어도 {limit}개가 있어야 합니다.',
    en: '{classes}: there are {value}, at least {limit} are needed.',
  },
  'rule.declared.count.high': {
    ko: '{classes}: {value}개입니다. {limit}개를 넘을 수 없습니다.',
    en: '{classes}: there are {value}, at most {limit} are allowed.',
  },
  'rule.declared.required': {
    ko: '다음 클래스 가운데 하나가 있어야 합니다: {classes}',
    en: 'One of these classes is needed: {classes}',
  },
  'rule.declared.inside': {
    ko: '{class}이(가) {of} 안에 있지 않습니다.',
    en: '{class} does not lie inside {of}.',
  },
  'rule.declared.outside': {
    ko: '{class}이(가) {of}와(과) 겹칩니다.',
    en: '{class} reaches into {of}.',
  },
  'rule.declared.exclusive': {
    ko: '다음 클래스는 함께 쓸 수 없습니다: {classes}',
    en: 'These classes exclude each other: {classes}',
  },
  'rule.declared.consistent': {
    ko: '속성 "{attribute}"의 값 "{value}"이(가) 조건에 맞지 않습니다. 가능한 값: {expected}',
    en: '"{attribute}" is "{value}", but here it has to be one of: {expected}',
  },
  'rule.declared.consistent.empty': {
    ko: '속성 "{attribute}"의 값이 없습니다. 가능한 값: {expected}',
    en: '"{attribute}" has no value; here it has to be one of: {expected}',
  },
  'rule.shape-not-allowed': {
    ko: '클래스 "{class}"에는 이 도형({shape})을 쓸 수 없습니다.',
    en: 'The class "{class}" does not allow this shape ({shape}).',
  },
  'rule.inside-ignored': {
    ko: '작업하지 않기로 한 영역 안에 있는 객체입니다.',
    en: 'The object lies inside a region that is not to be annotated.',
  },
  'rule.shape-degenerate': { ko: '도형의 넓이나 길이가 없습니다.', en: 'The shape has no extent.' },
  'rule.shape-self-crossing': { ko: '도형의 외곽선이 서로 교차합니다.', en: 'The outline crosses itself.' },
  'rule.outside-image.partly': {
    ko: '도형의 일부가 영상 밖에 있습니다(최대 {pixels} 화소).',
    en: 'Part of the shape lies outside the image (up to {pixels} pixels).',
  },
  'rule.outside-image.wholly': { ko: '도형 전체가 영상 밖에 있습니다.', en: 'The whole shape lies outside the image.' },
  'rule.outside-image.frame': {
    ko: '{frame}번 프레임은 원천 파일에 없습니다.',
    en: 'The source has no frame {frame}.',
  },
  'rule.outside-image.slot': {
    ko: '작업 단위에 "{slot}" 자리가 없습니다.',
    en: 'The item has no slot "{slot}".',
  },
  'rule.source-missing': {
    ko: '원천 파일 "{file}"을(를) 찾을 수 없습니다.',
    en: 'The source file "{file}" cannot be found.',
  },
  'rule.source-missing.changed': {
    ko: '원천 파일 "{file}"이(가) 가져온 뒤에 바뀌었습니다.',
    en: 'The source file "{file}" has changed since it was imported.',
  },
  'rule.xray.proposal': {
    ko: '파일 이름 "{name}"이(가) 규칙이나 폴더와 맞지 않습니다. 바른 이름: {proposal}',
    en: 'The file name "{name}" does not follow the rule or its folders. It should be {proposal}',
  },
  'rule.xray.name-wrong': {
    ko: '파일 이름 "{name}"이(가) 데이터 번호 규칙(구분_HS코드_표본_순번)과 다릅니다.',
    en: 'The file name "{name}" is no data id (kind_HS code_sample_sequence).',
  },
  'rule.xray.name-spelling': {
    ko: '파일 이름 "{name}"의 표기가 규칙과 다릅니다.',
    en: 'The file name "{name}" is spelled differently from the rule.',
  },
  'rule.xray.mark-wrong': {
    ko: '파일 이름 "{name}"의 _M 표시가 생성방식과 다릅니다.',
    en: 'The _M mark of "{name}" does not fit its scenario.',
  },
  'rule.xray.code-wrong': {
    ko: '파일 이름 "{name}"의 HS 코드가 품목 폴더와 다릅니다.',
    en: 'The HS code of "{name}" is not that of its item folder.',
  },
  'rule.xray.kind-wrong': {
    ko: '파일 이름 "{name}"의 구분(H, S)이 품목과 다릅니다.',
    en: 'The kind (H or S) of "{name}" is not that of its item.',
  },
  'rule.xray.sample-range': {
    ko: '파일 이름 "{name}"의 표본 번호가 품목의 범위를 벗어났습니다.',
    en: 'The sample number of "{name}" is outside the range of its item.',
  },
  'rule.xray.item-unclear': {
    ko: '"{name}"의 HS 코드를 여러 품목이 함께 써서 품목을 정할 수 없습니다.',
    en: 'Several items share the HS code of "{name}", so its item is unclear.',
  },
  'rule.xray.code-unknown': {
    ko: '"{name}"의 HS 코드가 품목표에 없습니다.',
    en: 'The HS code of "{name}" is not in the taxonomy.',
  },
  'rule.xray.maker-unknown': {
    ko: '"{name}"의 폴더에서 제조사를 알 수 없습니다.',
    en: 'The folders of "{name}" do not say the maker.',
  },
  'rule.xray.path-other': {
    ko: '"{name}"의 경로가 프로젝트의 경로 틀과 맞지 않습니다.',
    en: 'The path of "{name}" does not have the form of the path template.',
  },
  'rule.xray.scenario-unknown': {
    ko: '"{name}"의 폴더에서 생성방식을 알 수 없습니다.',
    en: 'The folders of "{name}" do not say the scenario.',
  },
  'rule.xray.size': {
    ko: '이미지 크기 {width}x{height}이(가) 기준 {wanted}와(과) 다릅니다.',
    en: 'The image is {width}x{height}; the standard is {wanted}.',
  },
  'rule.xray.depth': {
    ko: '화소당 {bits}비트로, 기준 {wanted}비트와 다릅니다.',
    en: 'The image has {bits} bits a pixel; the standard is {wanted}.',
  },
  'rule.xray.duplicate': {
    ko: '같은 제조사에 데이터 번호가 같은 이미지가 {count}개 더 있습니다: {other}',
    en: 'More images of this maker with the same data id: {count} ({other})',
  },
  'rule.xray.missing': {
    ko: '어노테이션이 없습니다. 물체를 그리거나 판정을 정상으로 정하십시오.',
    en: 'No object is annotated. Draw it, or give the verdict clear.',
  },
  'rule.xray.item-absent': {
    ko: '폴더의 품목 "{item}"이(가) 이미지에 표시되어 있지 않습니다.',
    en: 'The item of the folder, "{item}", is not marked in the image.',
  },
  'rule.xray.item-other': {
    ko: '단일 품목 이미지("{item}")에 다른 위해물품 "{other}"이(가) 표시되어 있습니다.',
    en: 'Another item, "{other}", is marked in an image of a single "{item}".',
  },
  'rule.xray.verdict-clear': {
    ko: '판정은 정상인데 위해물품이 {count}개 표시되어 있습니다.',
    en: 'The verdict is clear, but hazardous items are marked: {count}',
  },
  'rule.xray.verdict-prohibited': {
    ko: '판정은 반입금지인데 표시된 물체가 없습니다.',
    en: 'The verdict is prohibited, but nothing is marked.',
  },
  'rule.xray.verdict-missing': {
    ko: '제출된 이미지에 판정이 없습니다.',
    en: 'The image was submitted without a verdict.',
  },
  'rule.xray.box': {
    ko: '상자가 다각형의 범위와 최대 {pixels}화소 다릅니다.',
    en: 'The box differs from the extent of the polygon by up to {pixels} pixels.',
  },
  'rule.source-missing.none': { ko: '작업 단위에 원천 파일이 없습니다.', en: 'The item has no source file.' },
} as const
