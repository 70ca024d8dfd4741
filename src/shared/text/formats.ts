// What a label format cannot hold, and what an import changed, left out or guessed. {count} says how often.
import { mammoLossTexts } from './mammo.ts'
import { moreFormatTexts } from './moreFormats.ts'
import type { TextTable } from './text.ts'

export const formatTexts = {
  // labels and the project
  'loss.label-target-missing': {
    ko: '어노테이션 {count}개의 이미지가 프로젝트에 없어 가져오지 않습니다. 이미지를 먼저 가져오십시오.',
    en: 'Annotations that stay out because their images are not in the project: {count}. Import the images first.',
  },
  'loss.label-target-ambiguous': {
    ko: '어노테이션 {count}개의 이미지 이름이 여러 작업 단위와 맞아 가져오지 않습니다.',
    en: 'Annotations that stay out because several items could be the image they name: {count}',
  },
  'loss.label-image-unmatched': {
    ko: '어노테이션이 없는 이미지 {count}개가 프로젝트에 없습니다.',
    en: 'Images without annotations that are not in the project: {count}',
  },
  'loss.label-already-there': {
    ko: '같은 어노테이션 {count}개가 이미 있어 다시 넣지 않았습니다.',
    en: 'Annotations that were already there and were not added again: {count}',
  },
  'loss.label-reading-closed': {
    ko: '제출된 판독에는 넣을 수 없어 어노테이션 {count}개를 가져오지 않았습니다.',
    en: 'Annotations that stay out because the reading is submitted: {count}',
  },
  'loss.label-reading-blind': {
    ko: '독립 이중 판독 중인 다른 판독자의 판독에는 넣을 수 없어 어노테이션 {count}개를 가져오지 않았습니다.',
    en: 'Annotations that stay out because they belong to the reading of somebody else, who reads blind: {count}',
  },
  'loss.not-agreed': {
    ko: '두 판독자가 합의하지 않은 작업 단위 {count}개는 납품에서 뺐습니다. 일치도 화면에서 합의하십시오.',
    en: 'Items that two readers have not agreed on and that stay at home: {count}. Settle them on the agreement page.',
  },
  'loss.label-image-embedded': {
    ko: '이미지 {count}개는 레이블 파일 안에 들어 있지만 프로젝트에 없습니다. 이미지 파일로 꺼내어 먼저 가져오십시오.',
    en: 'Images that lie inside the label file but not in the project: {count}. Save them as picture files and import those first.',
  },
  'loss.text-code-page': {
    ko: '파일 {count}개가 UTF-8이 아니어서 한국어 완성형(CP949)으로 읽었습니다. 클래스 이름이 맞는지 확인하십시오.',
    en: 'Files that are not UTF-8 and were read as Korean text (CP949): {count}. Check that the names of classes look right.',
  },
  'loss.zip-pictures': {
    ko: '압축 파일 안의 이미지 {count}개는 풀지 않았습니다. 압축을 푼 폴더를 가져오면 이미지와 레이블이 함께 들어옵니다.',
    en: 'Images inside the zip that were not taken out: {count}. Unpack the zip and import the folder to bring images and labels in together.',
  },
  'loss.reading-merged': {
    ko: '같은 사람이나 같은 문서에 들어가는 판독이 겹쳐 {count}개를 앞선 판독에 합쳤습니다.',
    en: 'Readings of the same image that go into the document where another already is: {count}',
  },
  'loss.item-attribute-conflict': {
    ko: '이미지 속성 {count}개는 이미 다른 값이 있어 그 값을 그대로 두었습니다.',
    en: 'Attributes of images that already have another value, which stays: {count}',
  },
  'loss.label-number-invalid': {
    ko: '좌표가 숫자가 아니거나 너무 크거나 모자란 도형 {count}개를 버립니다.',
    en: 'Shapes left out, with coordinates that are missing, no numbers or far too large: {count}',
  },
  'loss.points-as-keypoints': {
    ko: '점 묶음 {count}개를 둘러싼 상자의 키포인트로 가져옵니다.',
    en: 'Sets of points, which become keypoints of the box around them: {count}',
  },
  'loss.rotated-by-exif': {
    ko: '어노테이션 {count}개를 EXIF 방향에 맞게 돌렸습니다. 파일에 적힌 크기가 돌리기 전의 크기였습니다.',
    en: 'Annotations turned with the EXIF orientation, because the file states the size before turning: {count}',
  },
  'loss.size-mismatch': {
    ko: '어노테이션 {count}개의 파일에 적힌 이미지 크기가 실제와 다릅니다. 좌표는 그대로 두었습니다.',
    en: 'Annotations that come with an image size that is not the real one: {count}. Coordinates were left as they are.',
  },
  // every export
  'loss.reference-not-exported': {
    ko: '표시 상태나 RT 구조에서 온 잠긴 도형 {count}개는 내보내지 않습니다. 잠금을 풀면 내보냅니다.',
    en: 'Locked shapes of presentation states and RT structure sets, not exported: {count}. What is unlocked goes out.',
  },
  'loss.reading-not-exported': {
    ko: '다른 판독 {count}개는 내보내지 않습니다.',
    en: 'Other readings, not exported: {count}',
  },
  'loss.item-without-size': {
    ko: '크기를 알 수 없는 작업 단위 {count}개는 내보내지 않습니다.',
    en: 'Items of unknown size, not exported: {count}',
  },
  'loss.name-changed': {
    ko: '파일 {count}개의 이름이 겹치거나 쓸 수 없어 바꾸었습니다.',
    en: 'Files renamed because names collide or cannot be file names: {count}',
  },
  'loss.class-name-changed': {
    ko: '클래스 {count}개의 이름이 겹쳐 바꾸었습니다.',
    en: 'Classes renamed because two had the same name: {count}',
  },
  'loss.image-not-copied': {
    ko: '이미지 파일 {count}개가 제자리에 없어 복사하지 못했습니다.',
    en: 'Image files that are not where they were and could not be copied: {count}',
  },
  'loss.other-frame': {
    ko: '첫 프레임이 아닌 곳의 어노테이션 {count}개는 내보내지 않습니다.',
    en: 'Annotations that are not on the first frame of the first image, not exported: {count}',
  },
  'loss.no-class': {
    ko: '클래스가 없는 어노테이션 {count}개는 내보내지 않습니다.',
    en: 'Annotations without a class, not exported: {count}',
  },
  'loss.item-attributes': {
    ko: '이미지 전체의 속성 {count}개는 이 형식에 담을 수 없습니다.',
    en: 'Sets of attributes of whole images that cannot be held: {count}',
  },
  'loss.tag': {
    ko: '영역이 없는 이미지 레이블 {count}개는 이 형식에 담을 수 없습니다.',
    en: 'Labels of whole images that cannot be held: {count}',
  },
  'loss.polyline': {
    ko: '꺾은선 {count}개는 이 형식에 담을 수 없습니다.',
    en: 'Polylines that cannot be held: {count}',
  },
  'loss.point': { ko: '점 {count}개는 이 형식에 담을 수 없습니다.', en: 'Points that cannot be held: {count}' },
  'loss.ruler': {
    ko: '길이 측정 {count}개는 이 형식에 담을 수 없습니다.',
    en: 'Length measurements that cannot be held: {count}',
  },
  'loss.angle': {
    ko: '각도 측정 {count}개는 이 형식에 담을 수 없습니다.',
    en: 'Angle measurements that cannot be held: {count}',
  },
  'loss.keypoints': {
    ko: '어노테이션 {count}개의 키포인트는 이 형식에 담을 수 없습니다.',
    en: 'Annotations whose keypoints cannot be held: {count}',
  },
  'loss.group': {
    ko: '어노테이션 {count}개의 그룹은 이 형식에 담을 수 없습니다.',
    en: 'Annotations whose group cannot be held: {count}',
  },
  'loss.attributes': {
    ko: '어노테이션 {count}개의 속성은 이 형식에 담을 수 없습니다.',
    en: 'Annotations whose attributes cannot be held: {count}',
  },
  'loss.outside-clipped': {
    ko: '도형 {count}개가 이미지 밖으로 나가 경계에서 잘립니다.',
    en: 'Shapes that reach outside the image and are cut at its border: {count}',
  },
  'loss.outside-dropped': {
    ko: '도형 {count}개는 이미지 밖에 있어 내보내지 않습니다.',
    en: 'Shapes that lie outside the image, not exported: {count}',
  },
  'loss.polygon-as-box': {
    ko: '다각형 {count}개를 둘러싼 상자로 적습니다.',
    en: 'Polygons written as their bounding box: {count}',
  },
  'loss.box-as-polygon': {
    ko: '상자 {count}개를 꼭짓점 4개의 다각형으로 적습니다.',
    en: 'Boxes written as polygons of four corners: {count}',
  },
  'loss.mask-empty': {
    ko: '픽셀이 하나도 없는 마스크 {count}개를 담을 수 없습니다.',
    en: 'Masks without a single pixel that cannot be held: {count}.',
  },
  'loss.oriented-as-box': {
    ko: '기울인 상자 {count}개를 둘러싼 상자로 적습니다.',
    en: 'Oriented boxes written as their bounding box: {count}',
  },
  'loss.ellipse-as-box': {
    ko: '타원 {count}개를 둘러싼 상자로 적습니다.',
    en: 'Ellipses written as their bounding box: {count}',
  },
  'loss.oriented-as-polygon': {
    ko: '기울인 상자 {count}개를 네 꼭짓점의 다각형으로 적습니다.',
    en: 'Oriented boxes written as polygons of four vertices: {count}',
  },
  'loss.ellipse-as-polygon': {
    ko: '타원 {count}개를 0.05화소 안에서 같은 다각형으로 적습니다.',
    en: 'Ellipses written as polygons within 0.05 pixels: {count}',
  },
  'loss.xray-outline-as-box': {
    ko: '외곽선 {count}개를 사각형으로만 적습니다. 외곽선은 xray-coco에 담깁니다.',
    en: 'Outlines written as rectangles only: {count}. xray-coco holds the outlines.',
  },
  'loss.mask-as-box': {
    ko: '마스크 {count}개를 둘러싼 상자로 적습니다.',
    en: 'Masks written as their bounding box: {count}',
  },
  'loss.mask-as-polygon': {
    ko: '마스크 {count}개를 화소 경계를 따라가는 다각형으로 적습니다.',
    en: 'Masks written as polygons along their pixel edges: {count}',
  },
  'loss.mask-clipped': {
    ko: '마스크 {count}개가 이미지 밖으로 나가 잘립니다.',
    en: 'Masks that reach outside the image and are cut: {count}',
  },
  'loss.holes-filled': {
    ko: '다각형 {count}개의 구멍이 사라집니다.',
    en: 'Polygons whose holes are lost: {count}',
  },
  // COCO
  'loss.coco-holes-as-mask': {
    ko: 'COCO 다각형에는 구멍이 없어 구멍 뚫린 다각형 {count}개를 화소 마스크(RLE)로 적습니다.',
    en: 'COCO polygons have no holes. Polygons written as pixel masks (RLE): {count}',
  },
  'loss.coco-id-changed': {
    ko: 'id가 겹쳐 {count}개에 새 id를 주었습니다.',
    en: 'Ids that were taken twice, where the later ones got new ids: {count}',
  },
  'loss.coco-area-recomputed': {
    ko: '어노테이션 {count}개의 면적이 도형과 다릅니다. 내보낼 때 도형에서 다시 계산합니다.',
    en: 'Annotations whose stated area is not that of the shape: {count}. It is computed anew on export.',
  },
  'loss.coco-segmentation-invalid': {
    ko: '읽을 수 없는 영역 {count}개는 상자만 남기고, 상자도 없으면 버립니다.',
    en: 'Segmentations that cannot be read, where only the box is kept (nothing, if there is no box): {count}',
  },
  'loss.coco-ring-invalid': {
    ko: '점이 3개보다 적거나 숫자가 아닌 외곽선 {count}개를 버립니다.',
    en: 'Outlines left out, with fewer than three points or with something else than numbers: {count}',
  },
  'loss.coco-mask-size': {
    ko: '마스크 {count}개의 크기가 이미지와 다릅니다. 왼쪽 위를 기준으로 두었습니다.',
    en: 'Masks of another size than their image, placed at the top left: {count}',
  },
  'loss.coco-bbox-invalid': {
    ko: '잘못된 상자 {count}개를 버립니다.',
    en: 'Boxes left out, not four numbers with a size of zero or more: {count}',
  },
  'loss.coco-keypoints-invalid': {
    ko: '잘못된 키포인트 {count}개를 버립니다.',
    en: 'Keypoint lists left out, not triples of numbers: {count}',
  },
  'loss.coco-category-unknown': {
    ko: '어노테이션 {count}개의 분류 번호가 목록에 없습니다. 클래스 없이 가져옵니다.',
    en: 'Annotations with a category that the file does not list, which come in without a class: {count}',
  },
  'loss.coco-category-invalid': {
    ko: '번호 없는 분류 {count}개를 버립니다.',
    en: 'Categories without an id, left out: {count}',
  },
  'loss.coco-image-invalid': {
    ko: '번호 없는 이미지 {count}개를 버립니다.',
    en: 'Images without an id, left out: {count}',
  },
  'loss.coco-image-id-twice': {
    ko: '이미지 번호 {count}개가 두 번 쓰였습니다. 첫 번째 것을 씁니다.',
    en: 'Image ids that occur twice, where the first image is used: {count}',
  },
  'loss.coco-image-box': {
    ko: '이미지 {count}개에 클래스 없는 상자(x, y, w, h)가 적혀 있습니다. 어노테이션이 아니라 이미지의 항목으로 보관합니다.',
    en: 'Images that carry a box (x, y, w, h) without a class: {count}. It is kept as a field of the image, not as an annotation.',
  },
  'loss.coco-root-too-large': {
    ko: '파일의 다른 항목 {count}개가 너무 커서 보관하지 않습니다.',
    en: 'Other fields of the file that are too large to be kept: {count}',
  },
  // Pascal VOC
  'loss.voc-subpixel': {
    ko: '상자 {count}개를 정수 화소로 반올림합니다.',
    en: 'Boxes rounded to whole pixels: {count}',
  },
  'loss.voc-polygon': {
    ko: '다각형 {count}개를 상자와, 일부 프로그램만 읽는 polygon 요소로 적습니다.',
    en: 'Polygons written as a box and a polygon element that only some programs read: {count}',
  },
  'loss.voc-attribute-text': {
    ko: '속성 값 {count}개를 글자로 적습니다.',
    en: 'Attribute values written as text: {count}',
  },
  'loss.voc-box-invalid': {
    ko: '상자를 읽을 수 없는 객체 {count}개를 버립니다.',
    en: 'Objects without a readable box, left out: {count}',
  },
  'loss.voc-deleted': {
    ko: '원래 프로그램에서 지운 객체 {count}개를 가져오지 않습니다.',
    en: 'Objects that were deleted in the program they come from, left out: {count}',
  },
  'loss.voc-name-missing': {
    ko: '이름 없는 객체 {count}개를 클래스 없이 가져옵니다.',
    en: 'Objects without a name, which come in without a class: {count}',
  },
  'loss.voc-polygon-invalid': {
    ko: '읽을 수 없는 다각형 {count}개를 버립니다.',
    en: 'Polygon elements that cannot be read, left out: {count}',
  },
  'loss.voc-attribute-invalid': {
    ko: '이름이 없거나 겹치는 속성 {count}개를 버립니다.',
    en: 'Attributes without a name or with a repeated one, left out: {count}',
  },
  // YOLO
  'loss.yolo-parts-split': {
    ko: '여러 조각으로 된 다각형 {count}개가 조각마다 한 객체가 됩니다.',
    en: 'Polygons of several parts that become one object per part: {count}',
  },
  'loss.yolo-line-invalid': {
    ko: '읽을 수 없는 줄 {count}개를 버립니다.',
    en: 'Lines that cannot be read, left out: {count}',
  },
  'loss.yolo-not-normalised': {
    ko: '0에서 1 사이의 비율이 아닌 줄 {count}개를 버립니다.',
    en: 'Lines with pixels instead of fractions, left out: {count}',
  },
  'loss.yolo-class-unnamed': {
    ko: '이름 목록에 없는 클래스 번호를 쓴 어노테이션이 {count}개 있습니다.',
    en: 'Annotations with a class number that no list of names explains: {count}',
  },
  'loss.yolo-class-renumbered': {
    ko: '클래스 {count}개의 번호가 바뀝니다.',
    en: 'Classes that get another number: {count}',
  },
  // CVAT
  'loss.cvat-attribute-kind': {
    ko: '속성 값 {count}개가 선언된 종류와 달라 글자로 가져옵니다.',
    en: 'Attribute values that are not of the declared kind and come in as text: {count}',
  },
  'loss.cvat-attribute-invalid': {
    ko: '이름이 없거나 겹치는 속성 {count}개를 버립니다.',
    en: 'Attributes without a name or with a repeated one, left out: {count}',
  },
  'loss.cvat-label-missing': {
    ko: '레이블이 없는 도형 {count}개를 클래스 없이 가져옵니다.',
    en: 'Shapes without a label, which come in without a class: {count}',
  },
  'loss.cvat-mask-short': {
    ko: '마스크 {count}개가 창을 다 채우지 않아 나머지를 바깥으로 보았습니다.',
    en: 'Masks that end before their window does, where the rest counts as outside: {count}',
  },
  'loss.cuboid-as-polygon': {
    ko: '직육면체 {count}개를 바깥 윤곽 다각형으로 가져옵니다. 모서리 좌표는 보관합니다.',
    en: 'Cuboids, which become the polygon of their outline: {count}. The corners are kept as fields.',
  },
  'loss.cvat-skeleton-empty': {
    ko: '보이는 점이 하나도 없는 스켈레톤 {count}개를 버립니다.',
    en: 'Skeletons without a single visible point, left out: {count}',
  },
  'loss.cvat-interpolated': {
    ko: '키프레임 사이의 도형 {count}개를 앞뒤에서 계산했습니다.',
    en: 'Shapes between keyframes, worked out from the two around them: {count}',
  },
  'loss.cvat-frame-invalid': {
    ko: '프레임 번호를 읽을 수 없는 도형 {count}개를 버립니다.',
    en: 'Shapes left out, on a frame that is no number: {count}',
  },
  // labelme
  'loss.labelme-kind-unknown': {
    ko: '알 수 없는 종류의 도형 {count}개를 버립니다.',
    en: 'Shapes of an unknown kind, left out: {count}',
  },
  'loss.labelme-label-missing': {
    ko: '레이블이 없는 도형 {count}개를 클래스 없이 가져옵니다.',
    en: 'Shapes without a label, which come in without a class: {count}',
  },
  'loss.labelme-not-rectangle': {
    ko: '직사각형이 아닌 기울인 상자 {count}개를 다각형으로 가져옵니다.',
    en: 'Oriented rectangles whose corners form no rectangle, which become polygons: {count}',
  },
  'loss.labelme-mask-moved': {
    ko: '마스크 {count}개의 위치가 정수가 아니어서 labelme처럼 소수점 아래를 버렸습니다.',
    en: 'Masks that do not start on a whole pixel, placed as labelme does by cutting off the fraction: {count}',
  },
  'loss.labelme-mask-invalid': {
    ko: '읽을 수 없는 마스크 그림 {count}개를 버립니다.',
    en: 'Mask pictures that cannot be read, left out: {count}',
  },
  'loss.labelme-kind-polygon': {
    ko: '직육면체 {count}개를 점을 이은 다각형으로 가져옵니다.',
    en: 'Cuboids, which become a polygon of their points: {count}',
  },
  'loss.labelme-attribute-invalid': {
    ko: '겹치거나 읽을 수 없는 속성 {count}개를 버립니다.',
    en: 'Attributes with a repeated name or an unreadable value, left out: {count}',
  },
  'loss.labelme-angle': {
    ko: '기울어진 타원이나 원이 아닌 타원 {count}개를 다각형으로 적습니다.',
    en: 'Ellipses that are no circles, written as polygons: {count}',
  },
  // Label Studio
  'loss.ls-result-unknown': {
    ko: '이미지가 아닌 것(글, 소리, 시계열 등)에 붙은 결과 {count}개를 가져오지 않습니다.',
    en: 'Results on something else than an image (text, audio, time series …), left out: {count}',
  },
  'loss.ls-cancelled': {
    ko: '건너뛴 작업 {count}개는 판독이 아니므로 가져오지 않습니다.',
    en: 'Annotations that were skipped by the annotator, left out: {count}',
  },
  'loss.ls-drafts': {
    ko: '제출하지 않은 초안 {count}개를 가져오지 않습니다.',
    en: 'Drafts that were never submitted, left out: {count}',
  },
  'loss.ls-predictions': {
    ko: '사람의 판독이 있는 작업의 모델 예측 {count}개를 가져오지 않습니다.',
    en: 'Predictions of models on tasks that people have annotated, left out: {count}',
  },
  'loss.ls-several-labels': {
    ko: '레이블이 여럿인 영역 {count}개는 첫 레이블을 클래스로 하고 나머지는 항목으로 보관합니다.',
    en: 'Regions with several labels: {count}. The first is the class, the others are kept as fields.',
  },
  'loss.ls-image-rotated': {
    ko: 'Label Studio에서 돌려 본 이미지의 영역 {count}개를 돌리기 전 좌표로 보았습니다.',
    en: 'Regions drawn on an image that was turned in Label Studio, read as coordinates of the image as it is stored: {count}',
  },
  'loss.ls-brush-invalid': {
    ko: '읽을 수 없는 붓 마스크 {count}개를 버립니다.',
    en: 'Brush masks that cannot be read, left out: {count}',
  },
  'loss.ls-relations': {
    ko: '영역 사이의 관계 {count}개는 이미지의 항목으로만 보관합니다.',
    en: 'Relations between regions, which are only kept as fields of the image: {count}',
  },
  'loss.ls-value-text': {
    ko: '속성 값 {count}개를 글자로 적습니다.',
    en: 'Attribute values written as text: {count}',
  },
  'loss.ls-min-guess': {
    ko: 'JSON-MIN 파일이라 답인지 자료인지 알 수 없는 값 {count}개를 이미지 속성으로 가져옵니다.',
    en: 'Values of a JSON-MIN file that may be answers or data of the task, which come in as attributes of the image: {count}',
  },
  ...moreFormatTexts,
  ...mammoLossTexts,
  'loss.reimport-different': {
    ko: '다시 읽은 결과가 다른 어노테이션이 {count}개 있습니다. 내보낸 파일을 쓰지 마십시오.',
    en: 'Annotations that came back different when the output was read again: {count}. Do not use the files.',
  },
} as const satisfies TextTable

type Key = keyof typeof formatTexts
export type LossCode = Key extends `loss.${infer C}` ? C : never
