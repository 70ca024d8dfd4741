// Why a file does not come in, in one sentence each; keys are `intake.skip.<error code>`.
import type { Bilingual } from '../annotation/labelSchema.ts'

export const intakeTexts = {
  'intake.skip.duplicate': {
    ko: '같은 내용의 파일이 프로젝트나 이번에 고른 파일 가운데 이미 있습니다.',
    en: 'The project or this choice already holds a file with the same content.',
  },
  'intake.skip.duplicate-in-batch': {
    ko: '이번에 고른 파일 가운데 내용이 같은 것이 있습니다.',
    en: 'Another of the chosen files has the same content.',
  },
  'intake.skip.file-changed': {
    ko: '이 위치에서 가져온 파일이 그 뒤에 바뀌었습니다. 기존 작업을 지키기 위해 바꾸지 않았습니다.',
    en: 'A file imported from this place has changed since. It was not replaced, so that existing work stays valid.',
  },
  'intake.skip.file-empty': { ko: '빈 파일(0바이트)입니다.', en: 'The file is empty (0 bytes).' },
  'intake.skip.file-missing': { ko: '파일이나 폴더가 없습니다.', en: 'There is no such file or folder.' },
  'intake.skip.file-unreadable': {
    ko: '파일이나 폴더를 읽을 수 없습니다. 권한을 확인하십시오.',
    en: 'The file or folder cannot be read. Check its permissions.',
  },
  'intake.skip.unsupported-type': {
    ko: '가져올 수 있는 이미지 형식이 아닙니다.',
    en: 'Not an image format that can be imported.',
  },
  'intake.skip.wrong-type': {
    ko: '내용이 확장자와 다릅니다(확장자 {claimed}, 실제 {actual}).',
    en: 'The content is not what the ending says (ending {claimed}, content {actual}).',
  },
  'intake.skip.label-file': {
    ko: '이미지가 아니라 레이블 파일({format})입니다. 이미지를 가져온 뒤 레이블로 가져오십시오.',
    en: 'Not a picture but a label file ({format}). Bring it in as labels once the pictures are here.',
  },
  'intake.skip.not-an-image': {
    ko: '영상이 아닌 DICOM 객체입니다: {what}.',
    en: 'A DICOM object that is not an image: {what}.',
  },
  'intake.object.structured-report': { ko: '구조화 보고서(SR)', en: 'structured report (SR)' },
  'intake.object.waveform': { ko: '파형(심전도 등)', en: 'waveform (ECG and the like)' },
  'intake.object.radiotherapy': { ko: '방사선 치료 객체(RT)', en: 'radiotherapy object (RT)' },
  'intake.object.presentation-state': { ko: '표시 상태(GSPS)', en: 'presentation state (GSPS)' },
  'intake.object.document': { ko: '문서(PDF 등)', en: 'document (PDF and the like)' },
  'intake.object.directory': { ko: '디스크 목록(DICOMDIR)', en: 'directory of a disc (DICOMDIR)' },
  'intake.object.registration': { ko: '정합 또는 기준점', en: 'registration or fiducials' },
  'intake.object.spectroscopy': { ko: '분광 또는 원시 자료', en: 'spectroscopy or raw data' },
  'intake.object.measurement': { ko: '측정값', en: 'measurements' },
  'intake.object.protocol': { ko: '프로토콜 또는 정의', en: 'protocol or definition' },
  'intake.skip.no-pixel-data': {
    ko: 'DICOM 파일에 화소 데이터가 없습니다.',
    en: 'The DICOM file has no pixel data.',
  },
  'intake.skip.unsupported-transfer-syntax': {
    ko: '해석할 수 없는 DICOM 전송 구문입니다.',
    en: 'A DICOM transfer syntax that cannot be decoded.',
  },
  'intake.skip.unsupported-pixel-format': {
    ko: '지원하지 않는 화소 형식(비트 수나 색 표현)입니다.',
    en: 'A pixel format (its bits or colour representation) that is not supported.',
  },
  'intake.skip.truncated': {
    ko: '파일이 중간에서 잘렸습니다. 원본을 다시 복사하십시오.',
    en: 'The file is cut off. Copy it again from its origin.',
  },
  'intake.skip.corrupt': { ko: '파일이 손상되었습니다.', en: 'The file is damaged.' },
  'intake.skip.image-too-large': {
    ko: '이미지가 허용 크기(한 변 65,535, 전체 5억 화소)보다 큽니다.',
    en: 'The image is larger than the limit (65,535 on a side, 500 million pixels).',
  },
  'intake.skip.too-many-frames': { ko: '프레임이 너무 많습니다.', en: 'The file holds too many frames.' },
  'intake.skip.decode-timeout': {
    ko: '파일을 읽는 데 너무 오래 걸려 그만두었습니다.',
    en: 'Reading the file took too long and was given up.',
  },
  'intake.skip.decode-memory': {
    ko: '이 파일을 읽기에 메모리가 부족합니다.',
    en: 'There is not enough memory to read this file.',
  },
  'intake.skip.decoder-crashed': {
    ko: '이 파일에서 디코더가 멈췄습니다. 다른 파일에는 영향이 없습니다.',
    en: 'The decoder crashed on this file. Other files are not affected.',
  },
  'intake.finding.more-skipped': {
    ko: '제외된 파일이 {count}개 더 있습니다(목록에는 처음 {shown}개만 있습니다).',
    en: 'More files left out: {count} (the list shows the first {shown}).',
  },
  'intake.finding.labels-found': {
    ko: '{format} 레이블 파일 {count}개를 찾았습니다. 같은 폴더를 "레이블"로 가져오면 이미지에 붙습니다(명령줄: labels).',
    en: 'Label files of the format {format}: {count}. Bring in the same folder as labels to put them on the pictures (command line: labels).',
  },
  'intake.finding.pages-differ': {
    ko: '페이지마다 크기가 다릅니다. 첫 페이지 크기를 기준으로 합니다.',
    en: 'The pages differ in size. The size of the first page is used.',
  },
  'intake.finding.same-instance': {
    ko: '"{name}"와(과) 같은 DICOM 인스턴스인데 파일 내용이 다릅니다. 둘 다 들어왔으니 하나를 제외할지 확인하십시오.',
    en: 'The same DICOM instance as "{name}" in a file of other content. Both came in: see whether one should be excluded.',
  },
  'intake.finding.renamed': {
    ko: '같은 이름이 이미 있어 "{name}"(으)로 들어왔습니다.',
    en: 'The name was taken, so it came in as "{name}".',
  },
  'intake.finding.xray-name-proposal': {
    ko: '파일 이름 "{name}"이(가) 규칙이나 폴더와 맞지 않습니다. 바른 이름: {proposal}',
    en: 'The file name "{name}" does not follow the rule or its folders. It should be {proposal}',
  },
  'intake.finding.xray-name-wrong': {
    ko: '파일 이름 "{name}"이(가) 데이터 번호 규칙(구분_HS코드_표본_순번)과 다릅니다.',
    en: 'The file name "{name}" is no data id (kind_HS code_sample_sequence).',
  },
  'intake.finding.xray-name-spelling': {
    ko: '파일 이름 "{name}"의 표기를 {proposal}(으)로 바꾸는 것이 좋습니다.',
    en: 'The file name "{name}" should be spelled {proposal}.',
  },
  'intake.finding.xray-mark-wrong': {
    ko: '파일 이름 "{name}"의 _M 표시가 생성방식과 다릅니다.',
    en: 'The _M mark of "{name}" does not fit its scenario.',
  },
  'intake.finding.xray-code-wrong': {
    ko: '파일 이름 "{name}"의 HS 코드가 품목 폴더와 다릅니다.',
    en: 'The HS code of "{name}" is not that of its item folder.',
  },
  'intake.finding.xray-kind-wrong': {
    ko: '파일 이름 "{name}"의 구분(H, S)이 품목과 다릅니다.',
    en: 'The kind (H or S) of "{name}" is not that of its item.',
  },
  'intake.finding.xray-sample-range': {
    ko: '파일 이름 "{name}"의 표본 번호가 품목의 범위를 벗어났습니다.',
    en: 'The sample number of "{name}" is outside the range of its item.',
  },
  'intake.finding.xray-item-unclear': {
    ko: '"{name}"의 HS 코드를 여러 품목이 함께 써서 품목을 정할 수 없습니다. 품목 폴더에 두십시오.',
    en: 'Several items share the HS code of "{name}", so its item is unclear. Put it in an item folder.',
  },
  'intake.finding.xray-code-unknown': {
    ko: '"{name}"의 HS 코드가 품목표에 없습니다.',
    en: 'The HS code of "{name}" is not in the taxonomy.',
  },
  'intake.finding.xray-maker-unknown': {
    ko: '"{name}"의 폴더에서 제조사를 알 수 없습니다.',
    en: 'The folders of "{name}" do not say the maker.',
  },
  'intake.finding.xray-path-other': {
    ko: '"{name}": 경로가 프로젝트의 경로 틀과 맞지 않아 제조사·품목·생성방식을 읽지 못했습니다.',
    en: '"{name}": the path does not have the form of the path template; maker, item and scenario stay open.',
  },
  'intake.finding.xray-scenario-unknown': {
    ko: '"{name}"의 폴더에서 생성방식을 알 수 없습니다.',
    en: 'The folders of "{name}" do not say the scenario.',
  },
  'intake.finding.xray-size': {
    ko: '이미지 크기 {width}x{height}이(가) 기준 {wanted}와(과) 다릅니다.',
    en: 'The image is {width}x{height}; the standard is {wanted}.',
  },
  'intake.finding.xray-depth': {
    ko: '화소당 {bits}비트로, 기준 {wanted}비트와 다릅니다.',
    en: 'The image has {bits} bits a pixel; the standard is {wanted}.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>
