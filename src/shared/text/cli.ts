// Sentences of the command line. Results themselves are data (--json); these are for people.
import type { TextTable } from './text.ts'

export const cliTexts = {
  'cli.description': {
    ko: '판독(Pandok): 오프라인 어노테이션 작업대',
    en: 'Pandok: offline annotation workstation',
  },
  'cli.json': { ko: '결과를 JSON 문서 하나로 출력', en: 'print the result as one JSON document' },
  'cli.lang': { ko: '표시 언어', en: 'language of messages' },
  'cli.user': { ko: '변경 기록에 남을 로그인', en: 'login that the change log names' },
  'cli.decode': {
    ko: '파일 하나를 해석해 저장된 값의 통계를 냄',
    en: 'decode one file and describe its stored values',
  },
  'cli.decode.frame': { ko: '0부터 세는 프레임 번호', en: 'frame, counted from 0' },
  'cli.decode.out': { ko: '저장된 값을 이 파일에 씀', en: 'write the stored values to this file' },
  'cli.header': {
    ko: 'DICOM 파일의 데이터 세트를 보여 줌(환자 정보 포함)',
    en: 'print the data set of a DICOM file (patient data included)',
  },
  'cli.new': {
    ko: '프로젝트 폴더를 만듦(이름 끝에 .pandok이 붙음)',
    en: 'make a project folder (.pandok is added to its name)',
  },
  'cli.new.domain': { ko: '도메인 팩', en: 'domain pack' },
  'cli.new.title': { ko: '제목', en: 'title' },
  'cli.import': { ko: '파일과 폴더를 프로젝트에 가져옴', en: 'bring files and folders into a project' },
  'cli.import.dryRun': { ko: '무엇이 들어올지만 알려 주고 쓰지 않음', en: 'say what would come in and write nothing' },
  'cli.import.copy': { ko: '원천 파일을 프로젝트 안으로 복사', en: 'copy the sources into the project' },
  'cli.import.group': {
    ko: 'DICOM 시리즈의 단면을 한 작업 단위로 묶을지(series, 기본) 파일마다 따로 둘지(none)',
    en: 'slices of a DICOM series as one item (series, default) or every file by itself (none)',
  },
  'cli.clinical': {
    ko: '임상 정보 시트(XLSX, CSV)를 recvid로 케이스에 넣음',
    en: 'bring a clinical sheet (XLSX, CSV) to the cases by recvid',
  },
  'cli.clinical.map': {
    ko: '열의 변수를 정함. 여러 번 쓸 수 있음(-=열이름: 쓰지 않음)',
    en: 'the variable of a column; may be repeated (-=column leaves it out)',
  },
  'cli.clinical.sheet': { ko: '시트 이름(기본: 첫 시트)', en: 'name of the sheet (default: the first)' },
  'cli.said.clinical': {
    ko: '행 {rows}개 중 {matched}개가 케이스와 맞음. 바뀐 케이스 {changed}건, 값 {values}개',
    en: 'Rows: {rows}, of cases: {matched}. Cases changed: {changed}, values: {values}',
  },
  'cli.said.clinicalDry': {
    ko: '행 {rows}개 중 {matched}개가 케이스와 맞음. 바뀔 케이스 {changed}건, 값 {values}개 (쓰지 않음)',
    en: 'Rows: {rows}, of cases: {matched}. Cases that would change: {changed}, values: {values} (nothing written)',
  },
  'cli.said.clinicalUnmatched': { ko: '  {row}행: 케이스 없음: {id}', en: '  row {row}: no case: {id}' },
  'cli.view': {
    ko: '케이스의 영상이 어느 자리(RCC, LCC, RMLO, LMLO, extra-1 …)에 있는지 보여 주고 옮김',
    en: 'show which image of a case is in which place (RCC, LCC, RMLO, LMLO, extra-1 ...), and move it',
  },
  'cli.view.from': { ko: '옮길 영상이 있는 자리', en: 'place of the image to be moved' },
  'cli.view.to': {
    ko: '옮겨 갈 자리. 거기 있던 영상은 서로 바뀜',
    en: 'its new place; what is there changes places with it',
  },
  'cli.view.undo': { ko: '마지막 이동을 되돌림', en: 'take the last move back' },
  'cli.view.reason': { ko: '변경 기록에 남길 이유', en: 'reason for the change log' },
  'cli.said.moved': { ko: '{from} → {to}로 옮겼습니다.', en: 'Moved {from} to {to}.' },
  'cli.said.nothingMoved': { ko: '되돌릴 이동이 없습니다.', en: 'There is no move to take back.' },
  'cli.labels': { ko: '다른 형식의 레이블을 가져옴', en: 'bring in labels of other formats' },
  'cli.labels.reader': { ko: '이 사람의 판독으로 넣음', en: 'as the reading of this person' },
  'cli.labels.round': { ko: '차수', en: 'round' },
  'cli.list': { ko: '작업 단위 목록', en: 'list the items' },
  'cli.export.images': { ko: '이미지도 함께 복사', en: 'copy the images as well' },
  'cli.export.png': {
    ko: '이미지도 함께, DICOM 프레임은 PNG로 (8: 처음 보이는 대로, 16: 저장값)',
    en: 'the images as well, DICOM frames as PNG (8: as seen first, 16: stored values)',
  },
  'cli.export.jpg': { ko: '이미지를 JPG로 변환 (xray-delivery)', en: 'images as JPG (xray-delivery)' },
  'cli.export.partGb': {
    ko: '이미지를 이 크기(GB)까지의 부분으로 나눔 (xray-delivery, 기본 10)',
    en: 'images in parts of at most this many GB (xray-delivery, default 10)',
  },
  'cli.export.validation': {
    ko: '검증용 비율 0~1 (xray-delivery, 유방촬영 형식)',
    en: 'share for validation, 0 to 1 (xray-delivery and the mammography formats)',
  },
  'cli.export.seed': {
    ko: '학습·검증 나누기의 시드 (xray-delivery, 유방촬영 형식)',
    en: 'seed of the train and validation split (xray-delivery and the mammography formats)',
  },
  'cli.export.folds': {
    ko: '교차 검증 묶음 수 (유방촬영 형식, 기본 5)',
    en: 'folds for cross validation (mammography formats, default 5)',
  },
  'cli.export.integer': {
    ko: '윤곽을 화소 번호(정수)로 적음 (mammo-json)',
    en: 'outlines as whole pixels (mammo-json)',
  },
  'cli.agree': { ko: '두 차수나 두 판독자를 서로 비교', en: 'compare two rounds or two readers' },
  'cli.agree.rounds': {
    ko: '비교할 둘, 예: 1,2 또는 kim,lee 또는 kim@2,lee@2',
    en: 'the two to compare, e.g. 1,2 or kim,lee or kim@2,lee@2',
  },
  'cli.agree.iou': {
    ko: '같은 것으로 보는 가장 작은 겹침(IoU), 기본 0.5',
    en: 'least overlap (IoU) at which two outlines are the same thing, default 0.5',
  },
  'cli.policy': {
    ko: '독립 이중 판독과 합의 관문을 켜거나 끔',
    en: 'switch blind double reading and the agreement gate on or off',
  },
  'cli.policy.blind': {
    ko: '두 판독자가 제출할 때까지 서로의 판독을 숨김',
    en: 'hides readings from each other until two readers have handed in',
  },
  'cli.policy.gate': {
    ko: '두 판독자가 일치하거나 합의한 것만 납품',
    en: 'delivers only what two readers agree on or have settled',
  },
  'cli.said.blind': { ko: '독립 이중 판독: {state}', en: 'Blind double reading: {state}' },
  'cli.said.gate': { ko: '합의한 것만 납품: {state}', en: 'Deliver only what is agreed: {state}' },
  'cli.said.on': { ko: '켜짐', en: 'on' },
  'cli.said.off': { ko: '꺼짐', en: 'off' },
  'cli.said.agree': {
    ko: '두 번 판독한 작업 단위 {items}개, 모두 일치 {agreed}개. 짝지음 {matched}개, A에만 {onlyA}개, B에만 {onlyB}개, 레이블 다름 {labelMismatch}개',
    en: 'Read twice: {items}, agreeing in everything: {agreed}. Matched {matched}, only in A {onlyA}, only in B {onlyB}, other label {labelMismatch}',
  },
  'cli.said.agreeFigures': {
    ko: '일치율 {agreement}, 카파 {kappa}, 평균 IoU {meanIou}',
    en: 'Agreement {agreement}, kappa {kappa}, mean IoU {meanIou}',
  },
  'cli.said.differs': {
    ko: '{item}: 짝지음 {matched}, A에만 {onlyA}, B에만 {onlyB}, 레이블 다름 {labelMismatch}, 속성 다름 {attributeMismatch}',
    en: '{item}: matched {matched}, only A {onlyA}, only B {onlyB}, other label {labelMismatch}, other attributes {attributeMismatch}',
  },
  'cli.where': { ko: '거르기, 예: state:todo class:disc', en: 'filter, e.g. state:todo class:disc' },
  'cli.list.limit': { ko: '최대 줄 수', en: 'how many at most' },
  'cli.list.after': { ko: '앞 목록의 next 다음부터', en: 'go on behind this key (`next` of the list before)' },
  'cli.check': { ko: '팩의 모든 규칙을 실행', en: 'run all rules of the pack' },
  'cli.export': { ko: '납품 형식으로 내보냄', en: 'write a delivery' },
  'cli.format': { ko: '형식', en: 'format' },
  'cli.verify': {
    ko: '데이터베이스, 변경 기록, 원천 파일의 해시를 확인',
    en: 'check the database, the change log and the hashes of the sources',
  },
  'cli.serve': {
    ko: '브라우저에서 쓰도록 이 컴퓨터 안에서만 엶',
    en: 'open the program for a browser on this computer',
  },
  'cli.serve.port': { ko: '포트(0 = 빈 포트)', en: 'port (0 = any free one)' },
  'cli.serve.noOpen': { ko: '브라우저를 열지 않음', en: 'do not open the browser' },
  'cli.serve.root': { ko: '파일 고르기에 보일 폴더(여러 번 가능)', en: 'folder for the file picker (may be repeated)' },
  'cli.serve.sample': { ko: '이 도메인의 예제 프로젝트를 엶', en: 'open the sample project of this domain' },
  'cli.serve.tokenUses': {
    ko: '출력한 주소로 열 수 있는 브라우저 수',
    en: 'how many browsers the printed address opens',
  },
  'cli.selfTest': { ko: '이 컴퓨터에서 제대로 도는지 스스로 확인', en: 'check that everything works on this computer' },
  'cli.supportPack': {
    ko: '로그, 버전, 자가 진단을 압축 파일로 묶음',
    en: 'pack log, versions and self-test into one file',
  },
  'cli.error': { ko: '오류', en: 'error' },
  'cli.building': { ko: '화면을 빌드하는 중입니다…', en: 'Building the user interface…' },
  'cli.buildFailed': { ko: '화면을 빌드하지 못했습니다.', en: 'The user interface could not be built.' },
  'cli.progress': { ko: '{done}/{total}', en: '{done}/{total}' },
  'cli.said.new': { ko: '프로젝트를 만들었습니다: {project}', en: 'Made the project {project}' },
  'cli.said.import': { ko: '작업 단위 {items}개, 원천 파일 {sources}개', en: 'Items: {items}, sources: {sources}' },
  'cli.said.more': {
    ko: '  {code}: 그 밖에 {count}개 (--json에 모두 있음)',
    en: '  {code}: {count} more (all of them with --json)',
  },
  'cli.said.skipped': { ko: '건너뜀 {count}개:', en: 'Skipped {count}:' },
  'cli.said.labels': {
    ko: '어노테이션 {annotations}개, 작업 단위 {items}개',
    en: 'Annotations: {annotations}, items: {items}',
  },
  'cli.said.losses': { ko: '손실 {count}가지:', en: 'Kinds of loss: {count}' },
  'cli.said.next': { ko: '다음: --after {next}', en: 'Next: --after {next}' },
  'cli.said.findings': { ko: '지적 {count}개', en: 'Findings: {count}' },
  'cli.said.export': {
    ko: '파일 {files}개, 작업 단위 {items}개, 어노테이션 {annotations}개',
    en: 'Files: {files}, items: {items}, annotations: {annotations}',
  },
  'cli.said.compared': {
    ko: '다시 읽어 비교: 같음 {equal}개, 다름 {different}개',
    en: 'Read back and compared: {equal} equal, {different} different',
  },
  'cli.said.sound': { ko: '이상 없음', en: 'No problems' },
  'cli.said.problems': { ko: '문제 {count}개:', en: 'Problems: {count}' },
} as const satisfies TextTable
