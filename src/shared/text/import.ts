const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const importTexts = {
  'import.kind': row('가져올 것', 'What to import'),
  'import.images': row('이미지', 'Images'),
  'import.labels': row('레이블', 'Labels'),
  'import.hint': row(
    '파일이나 폴더를 고르거나 창에 끌어다 놓으십시오. 먼저 무엇이 들어오는지 보여 주고, 확인한 뒤에만 가져옵니다.',
    'Pick files or folders, or drop them on the window. You first see what will come in; nothing is written before you accept.',
  ),
  'import.pick': row('파일이나 폴더 고르기', 'Pick files or folders'),
  'import.look': row('살펴보기', 'Look at it'),
  'import.dropZone': row(
    '여기에 이미지나 폴더를 끌어다 놓으십시오 (DICOM, PNG, JPEG, TIFF, WebP, GIF, BMP)',
    'Drop images or folders here (DICOM, PNG, JPEG, TIFF, WebP, GIF, BMP)',
  ),
  'import.dropHere': row('놓으면 가져올 것을 살펴봅니다', 'Drop to look at what would come in'),
  'import.receiving': row('파일 받는 중', 'Receiving files'),
  'import.received': row('{count}개 · {size}', 'Files: {count} · {size}'),
  'import.notReceived': row('받지 못한 파일 {count}개', 'Files that could not be received: {count}'),
  'import.readOnly': row(
    '지금은 가져올 수 없습니다. 읽기 전용이거나 작업자를 고르지 않았습니다.',
    'Nothing can be imported now: the project is read-only, or no reader is chosen.',
  ),
  'import.looking': row('살펴보는 중', 'Looking'),
  'import.comes': row('들어올 항목 {items} · {size}', 'Items that would come in: {items} · {size}'),
  'import.samples': row('처음 {count}개만 보입니다.', 'Only the first {count} are listed.'),
  'import.skipped': row('빠지는 파일 {count}', 'Files that stay out: {count}'),
  'import.skippedTable': row('빠지는 파일과 이유', 'Files that stay out, and why'),
  'import.filterSkipped': row('이름이나 이유로 찾기', 'Filter by name or reason'),
  'import.copyFailed': row('복사하지 못했습니다.', 'Could not copy.'),
  'import.moreRows': row(
    '{count}줄 더 있습니다. 복사하면 모두 들어갑니다.',
    'Rows not shown: {count}. Copying takes them all.',
  ),
  'import.file': row('파일', 'File'),
  'import.reason': row('이유', 'Reason'),
  'import.withLabels': row(
    '곁에 있는 레이블도 함께 가져오기: {formats}',
    'Bring in the labels beside them too: {formats}',
  ),
  'import.withLabels.hint': row(
    '이미지를 가져온 뒤 바로 붙입니다. 그대로 들어오지 못하는 것은 끝에 보여 줍니다.',
    'They are put on the pictures right after. What does not come in as it is, is listed at the end.',
  ),
  'import.mode': row('원본 파일', 'Source files'),
  'import.mode.reference': row('그 자리에 두고 참조', 'Leave in place and refer to them'),
  'import.mode.reference.hint': row(
    '디스크를 더 쓰지 않습니다. 폴더가 옮겨지면 해시로 다시 찾습니다.',
    'Takes no more disk. If the folder moves, sources are found again by hash.',
  ),
  'import.group': row('DICOM 시리즈의 단면을 한 작업 단위로 묶기', 'Slices of a DICOM series are one item'),
  'import.group.hint': row('파일 {files}개가 작업 단위 {items}개가 됩니다.', 'Files: {files}, items: {items}.'),
  'import.mode.copy': row('프로젝트 안으로 복사', 'Copy into the project'),
  'import.mode.copy.hint': row(
    '{size} 더 필요합니다. 프로젝트 폴더만 옮기면 됩니다.',
    'Needs {size} more. The project folder then holds everything.',
  ),
  'import.staged': row('끌어다 놓은 파일은 프로젝트 안에 보관됩니다.', 'Dropped files are kept inside the project.'),
  'import.nothing': row('새로 들어올 이미지가 없습니다.', 'No new image would come in.'),
  'import.asLabels': row('레이블로 가져오기', 'Import as labels'),
  'import.accept': row('{count}개 가져오기', 'Import {count}'),
  'import.running': row('가져오는 중', 'Importing'),
  'import.done': row(
    '항목 {items}개를 가져왔습니다. 빠진 파일 {skipped}개.',
    'Imported items: {items}. Files that stayed out: {skipped}.',
  ),
  'import.again': row('더 가져오기', 'Import more'),
  'import.toWork': row('작업 시작', 'Start working'),
  'import.interrupted': row(
    '지난번 가져오기가 중간에 끝났습니다 ({done}개 처리). 이어서 하면 이미 들어온 것은 건너뜁니다.',
    'The last import ended in the middle ({done} done). Going on skips what is already in.',
  ),
  'import.resume': row('이어서 하기', 'Go on'),

  'labelsIn.hint': row(
    '다른 도구가 만든 레이블 파일이나 폴더를 이미 들어온 이미지에 붙입니다. 형식은 내용으로 알아봅니다: COCO, Pascal VOC, YOLO(상자, 다각형, 기울인 상자, 포즈), DOTA, CVAT, labelme, Label Studio, Datumaro, ICDAR, MMOCR, CSV, 마스크 PNG, DICOM SEG.',
    'Puts label files or folders made by other tools on images that are already here. The format is recognised by content: COCO, Pascal VOC, YOLO (boxes, outlines, oriented boxes, poses), DOTA, CVAT, labelme, Label Studio, Datumaro, ICDAR, MMOCR, CSV, mask PNG, DICOM SEG.',
  ),
  'labelsIn.pick': row('레이블 파일 고르기', 'Pick label files'),
  'labelsIn.zone': row(
    '레이블 파일이나 그 폴더를 고르십시오. 어느 이미지에 무엇이 붙고 무엇이 그대로 들어오지 못하는지 먼저 보여 줍니다.',
    'Pick label files or their folder. What comes in for which images, and what does not come in as it is, is shown first.',
  ),
  'labelsIn.looking': row('레이블 파일을 읽는 중', 'Reading the label files'),
  'labelsIn.comes': row(
    '{format}: 항목 {items}개에 어노테이션 {annotations}개',
    '{format} - annotations: {annotations}, items: {items}',
  ),
  'labelsIn.readers': row('파일에 적힌 판독자', 'Readers named in the files'),
  'labelsIn.reader': row(
    '{name}: 항목 {items}개, 어노테이션 {annotations}개',
    '{name} - annotations: {annotations}, items: {items}',
  ),
  'labelsIn.apart': row(
    '같은 이미지를 여럿이 판독했으므로 판독자마다 자기 문서를 갖습니다. 없는 판독자는 새로 만듭니다.',
    'Each reader gets documents of their own, because several read the same images. Readers who are not here yet are added.',
  ),
  'labelsIn.together': row(
    '이미지마다 판독자가 하나뿐이므로 모두가 보는 공동 문서에 들어갑니다.',
    'Every image has one reader, so everything goes into the shared documents that all can see.',
  ),
  'labelsIn.newClass': row('(새 클래스)', '(new class)'),
  'labelsIn.losses': row('그대로 들어오지 못하는 것', 'What does not come in as it is'),
  'labelsIn.skipped': row('들어오지 못한 레이블 {count}', 'Labels that stay out: {count}'),
  'labelsIn.accept': row('어노테이션 {count}개 가져오기', 'Import annotations: {count}'),
  'labelsIn.running': row('레이블을 가져오는 중', 'Importing labels'),
  'labelsIn.done': row(
    '항목 {items}개에 어노테이션 {annotations}개를 가져왔습니다.',
    'Imported annotations: {annotations}, on items: {items}.',
  ),
} as const
