// Sentences of mammography cases: what is wrong with pictures, levels, lesions and the clinical sheet.

/** About the pictures of a case: said at intake and by `check`. `slot`: a view, or `extra-1` for what was set aside. */
export const mammoCaseTexts = {
  'rule.mammo.incomplete': {
    ko: '{view} 영상이 없습니다. 파일을 추가로 가져오거나 케이스를 제외하십시오.',
    en: 'There is no {view} image. Bring the file in, or exclude the case.',
  },
  'rule.mammo.incomplete-spare': {
    ko: '{view} 영상이 없습니다. {slot} 자리의 "{file}"이(가) 맞으면 {view} 자리로 옮기고, 아니면 케이스를 제외하십시오.',
    en: 'There is no {view} image. If "{file}" in {slot} is the one, move it to {view}; otherwise exclude the case.',
  },
  'rule.mammo.duplicate': {
    ko: '{view} 영상이 여럿입니다. "{kept}"을(를) 쓰고 "{file}"은(는) {slot}에 따로 두었습니다. 판독에 더 알맞으면 {view} 자리로 옮기십시오.',
    en: 'There is more than one {view} image. "{kept}" is used and "{file}" is set aside as {slot}. Move it to {view} if it is fitter for reading.',
  },
  'rule.mammo.spot': {
    ko: '국소 압박 영상입니다: {slot} "{file}". 4방향 영상으로 쓰지 않고 따로 둡니다.',
    en: 'A spot compression image: {slot} "{file}". It is set aside, not used as one of the four views.',
  },
  'rule.mammo.magnification': {
    ko: '확대 촬영 영상입니다: {slot} "{file}". 4방향 영상으로 쓰지 않고 따로 둡니다.',
    en: 'A magnification image: {slot} "{file}". It is set aside, not used as one of the four views.',
  },
  'rule.mammo.processing': {
    ko: '표시용이 아니라 처리용(FOR PROCESSING) 영상입니다: {slot} "{file}". 표시용 영상이 있으면 바꾸십시오.',
    en: 'An image for processing, not for presentation: {slot} "{file}". Replace it if there is one for presentation.',
  },
  'rule.mammo.cr': {
    ko: 'CR 영상입니다: {slot} "{file}". DR만 쓰는 데이터셋이면 케이스를 제외하십시오.',
    en: 'A CR image: {slot} "{file}". Exclude the case if the data set takes DR only.',
  },
  'rule.mammo.film': {
    ko: '필름을 스캔한 영상입니다: {slot} "{file}". DR만 쓰는 데이터셋이면 케이스를 제외하십시오.',
    en: 'A scanned film: {slot} "{file}". Exclude the case if the data set takes DR only.',
  },
  'rule.mammo.other-view': {
    ko: '4방향에 속하지 않는 촬영({view})입니다: {slot} "{file}". 따로 둡니다.',
    en: 'A view ({view}) that is none of the four: {slot} "{file}". It is set aside.',
  },
  'rule.mammo.no-view': {
    ko: '촬영 방향을 알 수 없습니다: {slot} "{file}". 영상을 보고 맞는 자리로 옮기십시오.',
    en: 'The view cannot be told: {slot} "{file}". Look at the image and move it to its view.',
  },
  'rule.mammo.moved': {
    ko: '{slot} 자리의 "{file}"은(는) 헤더나 이름으로는 {view}입니다.',
    en: 'By its header or name "{file}" in {slot} is {view}.',
  },
  'rule.mammo.named': {
    ko: '파일 이름 "{file}"은(는) {view}(이)라고 하지만 헤더를 따라 {slot} 자리에 두었습니다. 영상의 표식을 확인하십시오.',
    en: 'The file name "{file}" says {view}; it was put into {slot} by its header. Check the marker in the image.',
  },
  'rule.mammo.turned': {
    ko: '{slot} "{file}"의 환자 방향이 좌우 표시와 다릅니다. 뒤집혀 저장되었거나 좌우가 틀렸습니다. 영상의 표식을 확인하십시오.',
    en: 'The patient orientation of {slot} "{file}" does not fit its side: stored turned, or the side is wrong. Check the marker in the image.',
  },
  'rule.mammo.by-orientation': {
    ko: '{slot} "{file}"의 촬영 방향은 환자 방향(Patient Orientation)에서 알아냈습니다.',
    en: 'The view of {slot} "{file}" was worked out from the patient orientation.',
  },
  'rule.mammo.by-name': {
    ko: '{slot} "{file}"의 촬영 방향은 헤더에 없어 파일 이름에서 알아냈습니다.',
    en: 'The header of {slot} "{file}" does not state the view; it was taken from the file name.',
  },
} as const

/** About a reading. `view` '*' is the whole case. */
export const mammoReadingTexts = {
  'rule.mammo.discard-reason': {
    ko: '사용 불가({view})에 사유가 없습니다.',
    en: 'Marked unusable ({view}) without a reason.',
  },
  'rule.mammo.discard-lesions': {
    ko: '사용 불가({view})인데 병변이 {count}개 표시되어 있습니다.',
    en: 'Marked unusable ({view}) although {count} lesions are marked.',
  },
  'rule.mammo.normal-lesion': {
    ko: '{view}의 판정은 정상인데 양성·악성 병변이 표시되어 있습니다.',
    en: '{view} is read as normal, but a lesion on it is benign or malignant.',
  },
  'rule.mammo.benign-malignant': {
    ko: '{view}의 판정은 양성인데 악성 병변이 표시되어 있습니다.',
    en: '{view} is read as benign, but a lesion on it is malignant.',
  },
  'rule.mammo.malignant-unmarked': {
    ko: '{view}의 판정은 악성인데 윤곽을 그린 병변이 없습니다.',
    en: '{view} is read as malignant, but no lesion is outlined on it.',
  },
  'rule.mammo.breast-views': {
    ko: '{side} 유방의 판정({stated})이 그 영상들의 판정({views})과 다릅니다.',
    en: 'The {side} breast is read as {stated}, its views come to {views}.',
  },
  'rule.mammo.patient-breasts': {
    ko: '환자 판정({stated})이 유방 판정({breasts})과 다릅니다.',
    en: 'The patient is read as {stated}, the breasts come to {breasts}.',
  },
  'rule.mammo.birads': {
    ko: 'BI-RADS {birads}은(는) 판정 "{result}"과 맞지 않습니다(정상 1, 양성 2·3, 악성 4~6).',
    en: 'BI-RADS {birads} does not fit "{result}" (normal 1, benign 2 and 3, malignant 4 to 6).',
  },
  'rule.mammo.missing-result': { ko: '환자 판정이 없습니다.', en: 'The result of the patient is missing.' },
  'rule.mammo.missing-birads': { ko: 'BI-RADS가 없습니다.', en: 'BI-RADS is missing.' },
  'rule.mammo.missing-right': { ko: '우측 유방 판정이 없습니다.', en: 'The result of the right breast is missing.' },
  'rule.mammo.missing-left': { ko: '좌측 유방 판정이 없습니다.', en: 'The result of the left breast is missing.' },
  'rule.mammo.missing-views': { ko: '판정하지 않은 영상: {views}', en: 'Views without a result: {views}' },
  'rule.mammo.lesion-sides': {
    ko: '병변 {lesion}이(가) 양쪽 유방에 표시되어 있습니다.',
    en: 'Lesion {lesion} is marked on both breasts.',
  },
  'rule.mammo.lesion-kinds': {
    ko: '병변 {lesion}의 종류가 영상마다 다릅니다.',
    en: 'Lesion {lesion} is of different kinds in its views.',
  },
  'rule.mammo.lesion-natures': {
    ko: '병변 {lesion}의 양성·악성 판정이 영상마다 다릅니다.',
    en: 'Lesion {lesion} is benign in one view and malignant in another, or not judged in one.',
  },
  'rule.mammo.lesion-one-view': {
    ko: '악성 병변 {lesion}이(가) {view} 한 방향에서만 표시되어 있습니다.',
    en: 'The malignant lesion {lesion} is marked in one direction only ({view}).',
  },
} as const

/** What a delivery of cases leaves out or changes. */
export const mammoLossTexts = {
  'loss.case-excluded': {
    ko: '제외한 케이스 {count}건은 내보내지 않습니다.',
    en: 'Excluded cases, not delivered: {count}',
  },
  'loss.case-incomplete': {
    ko: '4방향이 다 있지 않은 케이스 {count}건을 있는 영상만 내보냅니다.',
    en: 'Cases that lack a view, delivered with what they have: {count}',
  },
  'loss.case-set-aside': {
    ko: '따로 둔 영상 {count}장은 내보내지 않습니다.',
    en: 'Images that were set aside, not delivered: {count}',
  },
  'loss.case-set-aside-marked': {
    ko: '따로 둔 영상의 어노테이션 {count}개는 내보내지 않습니다.',
    en: 'Annotations on images that were set aside, not delivered: {count}',
  },
  'loss.case-unread': {
    ko: '판독이 없는 케이스 {count}건은 파일이 만들어지지 않습니다.',
    en: 'Cases that nobody has read, without a file: {count}',
  },
  'loss.no-lesion': {
    ko: '넓이가 없거나 클래스가 없는 도형 {count}개는 병변으로 적지 않습니다.',
    en: 'Shapes without an area or without a class, not written as lesions: {count}',
  },
  'loss.lesion-without-pixels': {
    ko: '화소를 덮지 않는 병변 {count}개는 적지 않습니다.',
    en: 'Lesions that cover no pixel, not written: {count}',
  },
  'loss.shape-as-outline': {
    ko: '다각형이 아닌 병변 {count}개를 윤곽으로 적습니다.',
    en: 'Lesions that are no polygons, written as outlines: {count}',
  },
  'loss.no-dicom-source': {
    ko: '원본이 DICOM이 아니거나 찾을 수 없어 {count}개를 적지 못합니다.',
    en: 'Not written because the image is no DICOM file or cannot be found: {count}',
  },
  'loss.sr-holes': {
    ko: '보고서의 윤곽에는 구멍을 적을 수 없습니다: {count}개',
    en: 'Outlines whose holes a report cannot hold: {count}',
  },
} as const

/** About the clinical sheet. Variables are named as printed. */
export const clinicalTexts = {
  'rule.clinical.date': {
    ko: '{variable}의 값 "{value}"은(는) 날짜가 아닙니다.',
    en: '{variable} "{value}" is no date.',
  },
  'rule.clinical.group': {
    ko: 'grp의 값 "{value}"은(는) 정상·양성·악성이 아닙니다.',
    en: 'grp "{value}" is none of normal, benign, malignant.',
  },
  'rule.clinical.no-group': { ko: '임상 정보에 grp가 없습니다.', en: 'The clinical sheet has no grp.' },
  'rule.clinical.birads-value': {
    ko: '{variable}의 값 "{value}"은(는) BI-RADS 등급이 아닙니다.',
    en: '{variable} "{value}" is no BI-RADS grade.',
  },
  'rule.clinical.birads': {
    ko: 'both1의 BI-RADS {birads}은(는) "{group}"과 맞지 않습니다.',
    en: 'BI-RADS {birads} (both1) does not fit "{group}".',
  },
  'rule.clinical.no-histology': {
    ko: '악성인데 조직형(htlg_type_cmnt)이 없습니다.',
    en: 'Malignant without a histological type (htlg_type_cmnt).',
  },
  'rule.clinical.stage': {
    ko: 'path_t_stag의 값 "{value}"은(는) 1~4가 아닙니다.',
    en: 'path_t_stag "{value}" is not 1 to 4.',
  },
  'rule.clinical.place': {
    ko: 'care_place의 값 "{value}"을(를) 알 수 없어 원내로 봅니다(원내 또는 외부).',
    en: 'care_place "{value}" is not known and taken as in house (in house or outside).',
  },
  'rule.clinical.no-dates': {
    ko: '날짜 기준을 확인할 수 없습니다. 없는 값: {variables}',
    en: 'The date rule cannot be checked. Missing: {variables}',
  },
  'rule.clinical.after-surgery': {
    ko: '{variable}이(가) 수술일보다 {days}일 뒤입니다.',
    en: '{variable} lies {days} days after surgery.',
  },
  'rule.clinical.too-early': {
    ko: '{variable}이(가) 수술 {days}일 전입니다(기준 {limit}일 이내).',
    en: '{variable} lies {days} days before surgery (at most {limit}).',
  },
  'rule.clinical.malignant-only': {
    ko: '"{group}"인데 악성에만 쓰는 값이 있습니다: {variables}',
    en: 'Values for malignant cases only on a case that is "{group}": {variables}',
  },
  'rule.clinical.follow-up': {
    ko: '"{group}"의 추적 기간이 {days}일입니다(기준 {limit}일 이상).',
    en: '"{group}" was followed for {days} days (at least {limit}).',
  },
  'rule.clinical.follow-up-before': {
    ko: '{variable}이(가) 촬영일보다 {days}일 앞입니다.',
    en: '{variable} lies {days} days before the mammogram.',
  },
  'rule.clinical.reading': {
    ko: '판독은 {reading}인데 임상 정보(grp)는 {group}입니다.',
    en: 'Read as {reading}, the clinical sheet (grp) says {group}.',
  },
} as const
