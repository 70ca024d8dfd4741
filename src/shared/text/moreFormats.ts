// Losses and guesses of the formats beyond COCO, VOC and plain YOLO. {count} says how often.
import type { TextTable } from './text.ts'

export const moreFormatTexts = {
  'loss.oriented-no-rectangle': {
    ko: '네 꼭짓점이 1화소 안에서 직사각형이 아닌 기울인 상자 {count}개를 다각형으로 가져옵니다.',
    en: 'Oriented boxes whose four corners are no rectangle within 1 pixel and that come in as outlines: {count}',
  },
  'loss.yolo-obb-outside': {
    ko: '기울인 상자 {count}개의 꼭짓점이 이미지 밖에 있습니다. 그대로 적지만 일부 학습 프로그램은 거부합니다.',
    en: 'Oriented boxes with corners outside the image, written as they are although some trainers refuse them: {count}',
  },
  'loss.box-as-oriented': {
    ko: '상자 {count}개를 각도 0의 기울인 상자로 적습니다.',
    en: 'Boxes written as oriented boxes of angle 0: {count}',
  },
  'loss.ellipse-as-oriented': {
    ko: '타원 {count}개를 같은 축의 기울인 상자로 적습니다.',
    en: 'Ellipses written as oriented boxes of the same axes: {count}',
  },
  'loss.polygon-as-oriented': {
    ko: '다각형 {count}개를 둘러싼 가장 작은 기울인 상자로 적습니다.',
    en: 'Polygons written as the smallest oriented box around them: {count}',
  },
  'loss.mask-as-oriented': {
    ko: '마스크 {count}개를 둘러싼 가장 작은 기울인 상자로 적습니다.',
    en: 'Masks written as the smallest oriented box around them: {count}',
  },
  'loss.yolo-pose-length': {
    ko: '값의 수가 kpt_shape와 맞지 않는 포즈 줄 {count}개를 버립니다.',
    en: 'Pose lines left out, because they do not hold as many values as kpt_shape says: {count}',
  },
  'loss.yolo-pose-confidence': {
    ko: '포즈 {count}개의 셋째 값이 가시성(0, 1, 2)이 아니라 신뢰도입니다. 0.5 이상은 보임, 그보다 작으면 가려짐으로 읽고 값은 보관합니다.',
    en: 'Poses whose third values are confidences, not 0, 1 or 2: {count}. 0.5 or more counts as visible, less as occluded; the values are kept.',
  },
  'loss.yolo-pose-without-points': {
    ko: '키포인트가 없는 어노테이션 {count}개를 모든 점이 0인 포즈로 적습니다.',
    en: 'Annotations without keypoints, written as poses with all points 0: {count}',
  },
  'loss.yolo-pose-padded': {
    ko: '키포인트 수가 모자란 포즈 {count}개를 0으로 채웁니다. 한 데이터 세트의 포즈는 점의 수가 같아야 합니다.',
    en: 'Poses with fewer points than the set has, filled with zeros: {count}',
  },
  'loss.dota-line-invalid': {
    ko: 'DOTA 형식이 아닌 줄 {count}개를 버립니다.',
    en: 'Lines that are not DOTA, left out: {count}',
  },
  'loss.icdar-line-invalid': {
    ko: '좌표와 글자를 읽을 수 없는 줄 {count}개를 버립니다.',
    en: 'Lines without readable coordinates and text, left out: {count}',
  },
  'loss.icdar-no-text': {
    ko: '글자가 적히지 않은 영역 {count}개를 빈 글자로 적습니다.',
    en: 'Regions without a transcription, written with an empty text: {count}',
  },
  'loss.icdar-text-changed': {
    ko: '줄바꿈이나 앞뒤 공백이 있는 글자 {count}개를 한 줄로 고쳐 적습니다.',
    en: 'Texts with line breaks or outer spaces, written on one line without them: {count}',
  },
  'loss.icdar-class': {
    ko: '이 형식에는 클래스가 없어 어노테이션 {count}개를 모두 글자 영역으로 적습니다. 다시 가져오면 원래 것 곁에 글자 영역이 더해집니다.',
    en: 'Annotations of classes other than text, written as text regions because the format knows no classes: {count}. Imported again, they come in as text regions beside the original ones.',
  },
  'loss.mask-too-large': {
    ko: '마스크로 적기에 너무 큰(1억 화소 초과) 이미지 {count}개는 내보내지 않습니다.',
    en: 'Images too large for masks (more than 100 million pixels), not exported: {count}',
  },
  'loss.mmocr-instance-invalid': {
    ko: '도형도 글자도 읽을 수 없는 항목 {count}개를 버립니다.',
    en: 'Instances without a readable shape or text, left out: {count}',
  },
  'loss.mmocr-class-unknown': {
    ko: '목록에 없는 분류 번호를 쓴 항목 {count}개를 클래스 없이 가져옵니다.',
    en: 'Instances with a class number that the file does not list, which come in without a class: {count}',
  },
  'loss.datumaro-type-unknown': {
    ko: '알 수 없는 종류(3차원 등)의 어노테이션 {count}개를 버립니다.',
    en: 'Annotations of a kind that has no place here (3D and the like), left out: {count}',
  },
  'loss.datumaro-invalid': {
    ko: '좌표를 읽을 수 없는 어노테이션 {count}개를 버립니다.',
    en: 'Annotations with unreadable coordinates, left out: {count}',
  },
  'loss.datumaro-label-unknown': {
    ko: '목록에 없는 레이블 번호를 쓴 어노테이션 {count}개를 클래스 없이 가져옵니다.',
    en: 'Annotations with a label number that the file does not list, which come in without a class: {count}',
  },
  'loss.csv-row-invalid': {
    ko: '상자의 숫자를 읽을 수 없는 줄 {count}개를 버립니다.',
    en: 'Rows whose box is not four numbers, left out: {count}',
  },
  'loss.csv-class-missing': {
    ko: '클래스가 적히지 않은 줄 {count}개를 클래스 없이 가져옵니다.',
    en: 'Rows without a class, which come in without one: {count}',
  },
  'loss.mask-other-size': {
    ko: '마스크 {count}개의 크기가 이미지와 달라 가져오지 않습니다.',
    en: 'Masks that stay out because they are not as large as their image: {count}',
  },
  'loss.label-view-no-cases': {
    ko: '파일 이름이 유방촬영 방향을 가리키지만 프로젝트가 케이스 단위가 아니어서 가져오지 않은 어노테이션: {count}개. 유방촬영 프로젝트에서 가져오십시오.',
    en: 'Annotations that stay out because their file name says a view and this project has single images, not cases: {count}. Bring them into a mammography project.',
  },
  'loss.label-view-no-case': {
    ko: '파일 이름이 말하는 케이스를 알 수 없어 가져오지 않은 어노테이션: {count}개. 이름을 <케이스>_<방향>으로 하거나 한 케이스의 파일만 그 영상 옆 폴더에 두십시오.',
    en: 'Annotations that stay out because no case is the one their file name speaks of: {count}. Call the files <case>_<view>, or put those of one case alone into a folder beside its images.',
  },
  'loss.label-view-ambiguous': {
    ko: '파일 이름이 여러 케이스와 맞아 가져오지 않은 어노테이션: {count}개',
    en: 'Annotations that stay out because several cases could be the one their file name speaks of: {count}',
  },
  'loss.label-view-missing': {
    ko: '케이스에 그 방향의 영상이 없어 가져오지 않은 어노테이션: {count}개',
    en: 'Annotations that stay out because the case has no image of their view: {count}',
  },
  'loss.mask-window': {
    ko: '이미지보다 큰 마스크 {count}개를 신경망 입력 창으로 보았습니다(흉벽이 왼쪽 끝, CC는 세로 가운데, MLO는 위쪽). 위치를 영상에서 확인하십시오.',
    en: 'Masks larger than their image, taken as the window of a network (chest wall at the left edge, CC in the middle of the height, MLO at the top): {count}. Check on the image that they lie right.',
  },
  'loss.mask-window-outside': {
    ko: '창에서 옮기면 이미지 밖으로 나가는 마스크 {count}개를 가져오지 않습니다.',
    en: 'Masks that stay out because, moved out of the window, they leave the image: {count}',
  },
  'loss.mask-void': {
    ko: '판정하지 않은 화소(값 255, VOC의 테두리)가 있는 마스크 {count}개에서 그 화소를 빼고 가져옵니다.',
    en: 'Masks with pixels that nobody judged (value 255, the rim in VOC), which stay out: {count}',
  },
  'loss.mask-instance-classes': {
    ko: '화소의 클래스가 둘 이상인 개체 {count}개는 가장 많은 클래스로 읽습니다.',
    en: 'Instances whose pixels have more than one class, read with the most frequent one: {count}',
  },
  'loss.mask-instance-background': {
    ko: '클래스 마스크에서 배경인 개체 {count}개를 버립니다.',
    en: 'Instances that are background in the class mask, left out: {count}',
  },
  'loss.shape-as-mask': {
    ko: '도형 {count}개를 화소 중심 기준의 마스크로 적습니다.',
    en: 'Shapes written as masks, by the centres of their pixels: {count}',
  },
  'loss.mask-overlap': {
    ko: '뒤에 그려진 어노테이션 {count}개가 앞의 것에 일부 가려집니다. 그리는 순서에서 나중 것이 화소를 가집니다. 다시 가져오면 남은 부분이 원래 것 곁에 더해집니다.',
    en: 'Annotations partly hidden by later ones: {count}. A pixel belongs to the last one in paint order. Imported again, what is left comes in beside the original ones.',
  },
  'loss.mask-hidden': {
    ko: '앞의 것에 모두 가려지거나 이미지 안에 화소가 없는 어노테이션 {count}개는 사라집니다.',
    en: 'Annotations that vanish, because later ones hide them or no pixel of theirs lies inside the image: {count}',
  },
  'loss.dicom-seg-empty': {
    ko: '화소가 하나도 없는 프레임 {count}개에는 어노테이션이 없습니다.',
    en: 'Frames without a single pixel, which give no annotation: {count}',
  },
  'loss.dicom-seg-below': {
    ko: '모든 값이 최댓값의 절반보다 작은 확률 프레임 {count}개에는 어노테이션이 없습니다.',
    en: 'Fractional frames in which every value is below half of the maximum, which give no annotation: {count}',
  },
  'loss.dicom-seg-fractional': {
    ko: '확률(점유율) 마스크 {count}개는 최댓값의 절반 이상을 안쪽으로 봅니다. 원래 값은 어노테이션에 보관합니다.',
    en: 'Fractional masks, where half of the maximum or more counts as inside: {count}. The values themselves are kept with the annotation.',
  },
  'loss.dicom-seg-segment-unknown': {
    ko: '목록에 없는 세그먼트 번호를 쓴 마스크가 {count}개 있습니다.',
    en: 'Masks with a segment number that the file does not describe: {count}',
  },
  'loss.dicom-seg-size': {
    ko: 'DICOM 분할의 행과 열이 원본과 다른 마스크 {count}개를 가져오지 않습니다.',
    en: 'Masks that stay out because rows and columns of the segmentation are not those of its source: {count}',
  },
  'loss.dicom-seg-orientation': {
    ko: '영상면의 방향이 원본과 다른 마스크 {count}개를 가져오지 않습니다.',
    en: 'Masks that stay out because the plane of the segmentation is turned against its source: {count}',
  },
  'loss.dicom-sr-no-region': {
    ko: '이미지의 위치를 가리키는 측정이 없는 구조화 보고서 {count}개에는 가져올 어노테이션이 없습니다.',
    en: 'Structured reports without a measurement that points at a place of an image, which give no annotation: {count}',
  },
  'loss.dicom-sr-unplaced': {
    ko: '어느 이미지의 것인지 알 수 없는 보고서 영역 {count}개를 가져오지 않습니다.',
    en: 'Regions of a report that stay out because they do not say which image they lie on: {count}',
  },
  'loss.dicom-graphic-invalid': {
    ko: '점의 개수나 종류가 맞지 않는 그래픽 {count}개를 가져오지 않습니다.',
    en: 'Graphics that stay out because their kind is not known or their points do not fit it: {count}',
  },
  'loss.dicom-gsps-display': {
    ko: '표시 상태 {count}개의 표시 변환표를 적용하지 않습니다. 창, 회전, 반전과 그래픽은 그대로 가져옵니다.',
    en: 'Presentation states whose display table is not applied: {count}. Their window, rotation, inversion and graphics come in.',
  },
  'loss.dicom-gsps-overlay': {
    ko: '읽을 수 없거나 너무 큰 표시 상태의 오버레이와 비트맵 셔터 {count}개는 보여 주지 않습니다.',
    en: 'Overlay planes and bitmap shutters of presentation states that are damaged or too large, and are not shown: {count}',
  },
  'loss.dicom-rtstruct-plane': {
    ko: '이미지의 위치와 방향을 알 수 없어 윤곽 {count}개를 가져오지 않습니다.',
    en: 'Contours that stay out because the image does not say where it lies in the patient: {count}',
  },
  'loss.dicom-rtstruct-oblique': {
    ko: '이미지 면에 놓여 있지 않은 윤곽 {count}개를 가져오지 않습니다.',
    en: 'Contours that stay out because they do not lie in the plane of their image: {count}',
  },
  'loss.coco-panoptic-missing': {
    ko: '파놉틱 PNG가 없거나 읽을 수 없어 영역 {count}개를 가져오지 않습니다.',
    en: 'Panoptic segments that stay out because their PNG is missing or cannot be read: {count}',
  },
  'loss.coco-panoptic-empty': {
    ko: 'PNG에 화소가 없는 파놉틱 영역 {count}개를 버립니다.',
    en: 'Panoptic segments without pixels in the PNG, left out: {count}',
  },
  'loss.coco-panoptic-unlisted': {
    ko: 'PNG에는 있지만 segments_info에 없는 영역 {count}개를 버립니다.',
    en: 'Panoptic areas of the PNG that segments_info does not list, left out: {count}',
  },
} as const satisfies TextTable
