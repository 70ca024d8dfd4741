// The delivery formats: name, what it is for, and what it cannot hold whatever the project is.
const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const exporterTexts = {
  'exporter.coco': row('COCO (instances JSON)', 'COCO (instances JSON)'),
  'exporter.coco.hint': row(
    '파일 하나에 상자, 다각형, 마스크, 키포인트, 속성까지',
    'One file: boxes, polygons, masks, keypoints, attributes',
  ),
  'exporter.coco.loses': row(
    '점·꺾은선은 담지 못하고, 구멍은 마스크가 됩니다.',
    'No points or lines; holes become masks.',
  ),
  'exporter.voc': row('Pascal VOC (XML)', 'Pascal VOC (XML)'),
  'exporter.voc.hint': row(
    '이미지마다 XML 하나. 정수 상자와 속성, 다각형은 상자와 함께',
    'One XML an image: whole-pixel boxes, attributes, polygons',
  ),
  'exporter.voc.loses': row(
    '소수 좌표, 구멍, 키포인트, 그룹, 작업자·시각은 담지 못합니다.',
    'No fractions of pixels, holes, keypoints, groups, people or times.',
  ),
  'exporter.yolo-detect': row('YOLO 상자 (detect)', 'YOLO boxes (detect)'),
  'exporter.yolo-detect.hint': row(
    '검출 학습용. 이미지마다 텍스트 하나, 0~1 비율',
    'To train detectors. One text an image, fractions of its size',
  ),
  'exporter.yolo-detect.loses': row(
    '모든 도형이 상자가 되고 속성은 빠집니다.',
    'Every shape becomes a box; no attributes.',
  ),
  'exporter.yolo-segment': row('YOLO 다각형 (segment)', 'YOLO polygons (segment)'),
  'exporter.yolo-segment.hint': row('분할 학습용. 외곽선을 0~1 비율로', 'To train segmentation. Outlines as fractions'),
  'exporter.yolo-segment.loses': row(
    '구멍이 메워지고 조각은 따로 적힙니다. 속성은 빠집니다.',
    'Holes are filled, parts stand alone; no attributes.',
  ),
  'exporter.csv': row('CSV 상자 목록', 'CSV list of boxes'),
  'exporter.csv.hint': row(
    '표 계산 프로그램용. 한 줄에 상자 하나, 이미지 레이블 포함',
    'For spreadsheets. One box a row, labels of whole images too',
  ),
  'exporter.csv.loses': row(
    '모든 도형이 상자가 되고 속성은 몇 가지만 남습니다.',
    'Every shape becomes a box; few attributes.',
  ),
  'exporter.yolo-obb': row('YOLO 기울인 상자 (obb)', 'YOLO oriented boxes (obb)'),
  'exporter.yolo-obb.hint': row('항공·문서 사진 검출용. 네 꼭짓점', 'For aerial pictures and documents. Four corners'),
  'exporter.yolo-obb.loses': row(
    '모든 도형이 기울인 상자가 되고 속성은 빠집니다.',
    'Every shape becomes a turned box; no attributes.',
  ),
  'exporter.yolo-pose': row('YOLO 포즈 (pose)', 'YOLO poses (pose)'),
  'exporter.yolo-pose.hint': row('자세 학습용. 상자와 키포인트', 'To train poses. A box and its keypoints'),
  'exporter.yolo-pose.loses': row(
    '점의 수가 같아야 하며 모자라면 0으로 채웁니다.',
    'All poses have as many points, filled with zeros.',
  ),
  'exporter.mask-png': row('마스크 PNG (클래스·개체)', 'Mask PNG (class, instance)'),
  'exporter.mask-png.hint': row(
    '화소 분할용. Pascal VOC 배치와 labelmap.txt',
    'For segmentation by pixels. Layout of Pascal VOC with labelmap.txt',
  ),
  'exporter.mask-png.loses': row(
    '겹친 화소는 나중에 그린 것이 가집니다. 속성은 빠집니다.',
    'A pixel belongs to the last shape; no attributes.',
  ),
  'exporter.icdar': row('ICDAR 글자 영역 (txt)', 'ICDAR text regions (txt)'),
  'exporter.icdar.hint': row(
    '글자 검출·인식용. 네 꼭짓점과 글자, 읽지 않을 영역은 ###',
    'For text detection. Four corners and the text, ### where it is not read',
  ),
  'exporter.icdar.loses': row(
    '클래스가 없습니다. 모두 글자 영역이 됩니다.',
    'No classes: everything becomes a text region.',
  ),
  'exporter.labelme': row('labelme 파일 (JSON)', 'labelme (JSON)'),
  'exporter.labelme.hint': row(
    'labelme에서 이어서 작업할 때. 사진마다 JSON 하나',
    'To go on in labelme. One JSON a picture with all its kinds of shape',
  ),
  'exporter.labelme.loses': row(
    '키포인트와 작업자·시각은 빠지고, 원이 아닌 타원은 다각형이 됩니다.',
    'No keypoints, people or times; ellipses become polygons.',
  ),
  'exporter.labelstudio': row('Label Studio 작업 (JSON)', 'Label Studio (JSON)'),
  'exporter.labelstudio.hint': row(
    'Label Studio에서 이어서 작업할 때. 작업 목록 하나',
    'To go on in Label Studio. One list of tasks',
  ),
  'exporter.labelstudio.loses': row('구멍, 키포인트, 그룹은 담지 못합니다.', 'No holes, keypoints or groups.'),
  'exporter.mammo-json': row('유방촬영 판독 JSON', 'Mammography readings (JSON)'),
  'exporter.mammo-json.hint': row(
    '판독의와 케이스마다 파일 하나. 영상별 병변 윤곽, 판정, 사용 불가, 환자 단위 분할',
    'One file for each reader and case: outlines by view, results, discards, split by patient',
  ),
  'exporter.mammo-json.loses': row('병변과 판정 밖의 도형은 빠집니다.', 'Only lesions and results.'),
  'exporter.contour-png': row('윤곽을 그린 영상 (PNG)', 'Images with outlines (PNG)'),
  'exporter.contour-png.hint': row(
    '처음 보이는 창 그대로 윤곽을 그립니다. 창 값은 windows.csv에 적습니다.',
    'As the image is seen first, with the outlines over it. The window is in windows.csv.',
  ),
  'exporter.contour-png.loses': row(
    '보기용 그림입니다. 값과 속성은 없습니다.',
    'To look at: no values, no attributes.',
  ),
  'exporter.dicom-seg': row('DICOM 분할 (SEG)', 'DICOM segmentation (SEG)'),
  'exporter.dicom-seg.hint': row(
    '영상마다 분할 객체 하나, 병변마다 조각 하나',
    'One segmentation object a view, one segment a lesion',
  ),
  'exporter.dicom-seg.loses': row('윤곽은 화소 마스크가 됩니다.', 'Outlines become masks of pixels.'),
  'exporter.dicom-sr': row('DICOM 구조화 보고서 (SR)', 'DICOM structured report (SR)'),
  'exporter.dicom-sr.hint': row(
    '케이스마다 보고서 하나. 병변의 윤곽·면적·장경, BI-RADS',
    'One report a case: outline, area and long axis of lesions, BI-RADS',
  ),
  'exporter.dicom-sr.loses': row('마스크와 정해진 항목 밖의 속성은 빠집니다.', 'No masks, no other attributes.'),
  'exporter.clinical-xlsx': row('임상 정보 (XLSX)', 'Clinical sheet (XLSX)'),
  'exporter.clinical-xlsx.hint': row(
    '환자마다 한 줄, 인쇄된 변수 이름 그대로',
    'One row a patient, variables as printed',
  ),
  'exporter.clinical-xlsx.loses': row('영상과 도형은 없습니다.', 'No images, no shapes.'),
  'exporter.png16': row('화소 값 (16비트 PNG)', 'Pixel values (16-bit PNG)'),
  'exporter.png16.hint': row(
    '저장된 값 그대로. 비트 수와 화소 간격은 pixels.csv에 적습니다.',
    'Stored values unchanged. Bits and spacing are in pixels.csv.',
  ),
  'exporter.png16.loses': row('영상만 나갑니다. 어노테이션은 없습니다.', 'Images only, no annotations.'),
  'exporter.xray-delivery': row('보안 X선 납품 폴더', 'Security X-ray delivery'),
  'exporter.xray-delivery.hint': row(
    '제조사/품목/생성방식 폴더에 이미지·JSON·XML, 학습·검증 목록, SHA-256 목록',
    'Images, JSON and XML in maker/item/scenario, train and validation lists, SHA-256 manifest',
  ),
  'exporter.xray-delivery.loses': row(
    '정해진 항목 밖의 속성은 빠집니다.',
    'No attributes beyond those of the delivery.',
  ),
  'exporter.xray-coco': row('보안 X선 JSON', 'Security X-ray JSON'),
  'exporter.xray-coco.hint': row('외곽선과 파생 사각형, 파일 하나', 'Outlines with derived boxes, one file'),
  'exporter.xray-coco.loses': row('정해진 항목 밖의 속성은 빠집니다.', 'No attributes beyond those of the delivery.'),
  'exporter.xray-voc': row('보안 X선 XML', 'Security X-ray XML'),
  'exporter.xray-voc.hint': row('이미지마다 사각형 XML 하나', 'Rectangles, one XML an image'),
  'exporter.xray-voc.loses': row('외곽선은 사각형이 됩니다.', 'Outlines become rectangles.'),
} as const
