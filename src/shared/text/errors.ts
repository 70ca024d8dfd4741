// One sentence per error code: what happened and what to do now.
import type { Bilingual } from '../annotation/labelSchema.ts'
import type { ErrorCode } from '../contract/errors.ts'

export const errorTexts = {
  'error.bad-request': {
    ko: '요청을 이해하지 못했습니다. 입력한 값을 확인하고 다시 시도하십시오.',
    en: 'The request was not understood. Check what you entered and try again.',
  },
  'error.not-found': {
    ko: '찾는 것이 더 이상 없습니다. 목록을 새로 고치십시오.',
    en: 'What you asked for is no longer there. Refresh the list.',
  },
  'error.forbidden': {
    ko: '이 창에서는 허용되지 않는 작업입니다. 판독을 시작한 주소로 다시 여십시오.',
    en: 'This window may not do that. Open Pandok again at the address it printed.',
  },
  'error.no-session': {
    ko: '프로그램이 다시 시작되었거나 이 브라우저로 아직 열지 않았습니다. 이 창은 그대로 두고, 프로그램이 새로 출력한 주소(token 포함)를 같은 브라우저의 새 탭에서 여십시오.',
    en: 'The program was started again, or this browser has not opened it yet. Keep this window open and open the newly printed address, with its token, in a new tab of the same browser.',
  },
  'error.too-large': {
    ko: '보낸 자료가 너무 큽니다. 나누어서 보내거나 폴더에서 가져오십시오.',
    en: 'What was sent is too large. Send it in parts, or import it from a folder.',
  },
  'error.internal': {
    ko: '프로그램 내부 오류입니다. 작업은 저장되어 있습니다. 다시 시도하고, 반복되면 지원용 묶음을 만들어 보내십시오.',
    en: 'An internal error. Your work is stored. Try again; if it repeats, make a support pack and send it.',
  },
  'error.project-exists': {
    ko: '같은 이름의 프로젝트나 폴더가 이미 있습니다. 다른 이름을 쓰거나 그 프로젝트를 여십시오.',
    en: 'A project or folder of that name already exists. Choose another name, or open that project.',
  },
  'error.project-not-found': {
    ko: '프로젝트 폴더가 없습니다. 디스크가 연결되어 있는지, 옮기지 않았는지 확인하십시오.',
    en: 'The project folder is not there. Check that its disk is connected and that it was not moved.',
  },
  'error.not-a-project': {
    ko: '판독 프로젝트가 아닙니다. project.sqlite가 들어 있는 .pandok 폴더를 고르십시오.',
    en: 'This is not a Pandok project. Choose a .pandok folder that holds project.sqlite.',
  },
  'error.project-newer': {
    ko: '더 새로운 판독에서 만든 프로젝트입니다. 이 컴퓨터의 판독을 업데이트하십시오.',
    en: 'This project was made by a newer Pandok. Update Pandok on this computer.',
  },
  'error.project-locked': {
    ko: '다른 프로그램이 이 프로젝트를 쓰고 있습니다. 그쪽을 닫거나 읽기 전용으로 여십시오.',
    en: 'Another program is working in this project. Close it there, or open the project read-only.',
  },
  'error.project-damaged': {
    ko: '프로젝트 데이터베이스가 손상되었습니다. 백업에서 복원하거나, 구조 모드로 열어 읽을 수 있는 것을 내보내십시오.',
    en: 'The project database is damaged. Restore a backup, or open it in salvage mode and export what is readable.',
  },
  'error.project-encrypted': {
    ko: '암호화된 프로젝트입니다. 암호를 입력하십시오.',
    en: 'This project is encrypted. Enter its password.',
  },
  'error.read-only': {
    ko: '프로젝트가 읽기 전용으로 열려 있어 저장할 수 없습니다. 쓰기로 연 프로그램을 닫고 다시 여십시오.',
    en: 'The project is open read-only, so this was not stored. Close the program that writes to it and open it again.',
  },
  'error.disk-full': {
    ko: '디스크가 가득 차서 저장하지 못했습니다. 공간을 비우면 저절로 다시 저장합니다. 화면의 작업은 그대로 있습니다.',
    en: 'The disk is full, so this was not stored. Free some space and it is stored again by itself; your work stays on screen.',
  },
  'error.disk-error': {
    ko: '디스크를 읽거나 쓰지 못했습니다. 디스크와 연결을 확인하십시오. 화면의 작업은 그대로 있습니다.',
    en: 'The disk could not be read or written. Check the disk and its cable; your work stays on screen.',
  },
  'error.folder-missing': {
    ko: '폴더가 없습니다. 경로를 확인하거나 다른 폴더를 고르십시오.',
    en: 'The folder does not exist. Check the path, or choose another folder.',
  },
  'error.folder-not-writable': {
    ko: '이 폴더에는 쓸 수 없습니다. 권한을 확인하거나 다른 폴더를 고르십시오.',
    en: 'This folder cannot be written to. Check its permissions, or choose another folder.',
  },
  'error.path-not-allowed': {
    ko: '허용된 폴더 밖의 경로입니다. 목록에 있는 폴더를 고르거나, 시작할 때 그 폴더를 지정하십시오.',
    en: 'The path is outside the allowed folders. Choose one from the list, or name the folder when starting Pandok.',
  },
  'error.revision-conflict': {
    ko: '다른 창에서 먼저 고친 문서입니다. 아무것도 덮어쓰지 않았습니다. 두 내용을 비교해 고르십시오.',
    en: 'Another window changed this document first. Nothing was overwritten; compare the two and choose.',
  },
  'error.unknown-class': {
    ko: '이 프로젝트에 없는 클래스입니다. 클래스 목록에 추가하거나 다른 클래스를 고르십시오.',
    en: 'The project has no such class. Add it to the class list, or choose another class.',
  },
  'error.shape-not-allowed': {
    ko: '이 클래스에는 이 도형을 쓸 수 없습니다. 다른 도구나 다른 클래스를 고르십시오.',
    en: 'This class does not allow this shape. Choose another tool or another class.',
  },
  'error.invalid-shape': {
    ko: '도형이 올바르지 않습니다(너무 작거나 스스로 교차함). 다시 그리십시오.',
    en: 'The shape is not valid: too small, or it crosses itself. Draw it again.',
  },
  'error.document-closed': {
    ko: '제출된 문서는 고칠 수 없습니다. 고치려면 먼저 다시 여십시오.',
    en: 'A submitted document cannot be changed. Reopen it first.',
  },
  'error.self-check': {
    ko: '오류 {count}건을 고치거나 이유를 적어야 제출할 수 있습니다.',
    en: 'Errors: {count}. Fix them or give a reason before submitting.',
  },
  'error.author-required': {
    ko: '누가 작업하는지 정해지지 않았습니다. 사용자를 고르십시오.',
    en: 'Nobody is chosen as working here. Choose a profile.',
  },
  'error.file-missing': {
    ko: '파일이 없습니다. 디스크가 연결되어 있는지 확인하고, 옮겼다면 “위치 다시 찾기”를 실행하십시오.',
    en: 'The file is not there. Check its disk; if the folder was moved, use “Relocate”.',
  },
  'error.file-changed': {
    ko: '가져온 뒤에 파일이 바뀌었습니다. 원본을 되돌리거나 새로 가져오십시오.',
    en: 'The file changed after it was imported. Put the original back, or import it anew.',
  },
  'error.file-unreadable': {
    ko: '파일을 읽을 수 없습니다. 권한과 디스크를 확인하십시오.',
    en: 'The file cannot be read. Check its permissions and the disk.',
  },
  'error.file-empty': {
    ko: '빈 파일입니다. 원본을 다시 복사하십시오.',
    en: 'The file is empty. Copy the original again.',
  },
  'error.unsupported-type': {
    ko: '읽을 수 없는 종류의 파일입니다. DICOM, PNG, JPEG, TIFF, WebP, GIF, BMP를 읽습니다.',
    en: 'This kind of file is not supported. Pandok reads DICOM, PNG, JPEG, TIFF, WebP, GIF and BMP.',
  },
  'error.wrong-type': {
    ko: '파일 내용이 확장자와 다릅니다. 확장자를 바로잡거나 원본을 확인하십시오.',
    en: 'The content does not match the file name ending. Correct the ending, or check the original.',
  },
  'error.truncated': {
    ko: '파일이 중간에 끊겼습니다. 원본을 다시 복사하십시오.',
    en: 'The file ends too early. Copy the original again.',
  },
  'error.corrupt': {
    ko: '파일이 손상되어 해석할 수 없습니다. 원본을 다시 구하십시오.',
    en: 'The file is damaged and cannot be decoded. Get the original again.',
  },
  'error.duplicate': {
    ko: '내용이 같은 파일이 이미 있습니다. 할 일은 없습니다.',
    en: 'A file with the same content is already here. There is nothing to do.',
  },
  'error.image-too-large': {
    ko: '영상이 허용 한도보다 큽니다. 나누거나 줄여서 가져오십시오.',
    en: 'The image is larger than the limit. Split or reduce it before importing.',
  },
  'error.too-many-frames': {
    ko: '프레임이 허용 한도보다 많습니다. 나누어서 가져오십시오.',
    en: 'The file has more frames than the limit. Split it before importing.',
  },
  'error.decode-timeout': {
    ko: '해석이 너무 오래 걸려 멈췄습니다. 파일을 확인하고 다시 시도하십시오.',
    en: 'Decoding took too long and was stopped. Check the file and try again.',
  },
  'error.decode-memory': {
    ko: '해석에 메모리가 너무 많이 필요해 멈췄습니다. 더 작은 파일로 나누십시오.',
    en: 'Decoding needed too much memory and was stopped. Split the file into smaller ones.',
  },
  'error.decoder-crashed': {
    ko: '이 파일에서 해석기가 멈췄습니다. 다른 파일에는 영향이 없습니다. 파일을 확인하십시오.',
    en: 'The decoder crashed on this file; no other file is affected. Check the file.',
  },
  'error.frame-out-of-range': {
    ko: '그 번호의 프레임이 없습니다. 0부터 세는 프레임 번호를 확인하십시오.',
    en: 'There is no frame of that number. Frames are counted from 0.',
  },
  'error.not-an-image': {
    ko: '영상이 아닌 DICOM 객체입니다(보고서, 파형, 치료 계획 등). 영상 파일을 고르십시오.',
    en: 'This DICOM object is not an image (a report, waveform, treatment plan or similar). Choose an image file.',
  },
  'error.no-pixel-data': {
    ko: 'DICOM 파일에 화소 데이터가 없습니다. 원본을 다시 보내 달라고 하십시오.',
    en: 'The DICOM file has no pixel data. Ask for the original to be sent again.',
  },
  'error.unsupported-transfer-syntax': {
    ko: '이 DICOM 전송 구문은 해석할 수 없습니다. 다른 전송 구문으로 내보낸 파일을 쓰십시오.',
    en: 'This DICOM transfer syntax cannot be decoded. Use a file exported in another transfer syntax.',
  },
  'error.unsupported-pixel-format': {
    ko: '이 화소 형식(비트 수나 색 표현)은 지원하지 않습니다. 다른 형식으로 내보낸 파일을 쓰십시오.',
    en: 'This pixel format (its bits or colour representation) is not supported. Use a file exported in another format.',
  },
  'error.unknown-format': {
    ko: '알려진 레이블 형식이 아닙니다. 어떤 형식인지 알면 그 이름을 지정하십시오.',
    en: 'This is no label format that is known here. If you know which it is, name the format.',
  },
  'error.label-classes-only': {
    ko: '클래스를 정하는 파일이라 레이블이 없습니다. 클래스는 클래스 편집 화면에서 파일로 가져오십시오.',
    en: 'This file sets up classes and holds no labels. Bring the classes in from the file in the class editor.',
  },
  'error.label-file-invalid': {
    ko: '레이블 파일을 해석할 수 없습니다. 파일이 온전한지, 형식이 맞는지 확인하십시오.',
    en: 'The label file cannot be read. Check that it is complete and of the chosen format.',
  },
  'error.schema-file-invalid': {
    ko: '레이블 스키마 파일에 잘못된 곳이 있습니다: {problem}',
    en: 'The label schema file has mistakes: {problem}',
  },
  'error.archive-damaged': {
    ko: '압축 파일이 손상되어 풀 수 없습니다. 원본을 다시 구하십시오.',
    en: 'The archive is damaged and cannot be unpacked. Get the original again.',
  },
  'error.archive-encrypted': {
    ko: '암호가 걸린 압축 파일입니다. 직접 푼 폴더를 가져오십시오.',
    en: 'The archive is protected by a password. Unpack it yourself and import the folder.',
  },
  'error.archive-unsafe': {
    ko: '압축 파일이 폴더 밖을 가리키거나 비정상적으로 부풀도록 만들어져 풀지 않았습니다.',
    en: 'The archive was not unpacked: it points outside its folder or is made to swell beyond measure.',
  },
  'error.archive-nested': {
    ko: '압축 파일 안의 압축 파일은 풀지 않습니다. 직접 풀어서 가져오십시오.',
    en: 'Archives inside an archive are not unpacked. Unpack them yourself and import those.',
  },
  'error.archive-too-large': {
    ko: '압축 파일 안의 파일이 너무 많거나 큽니다. 직접 푼 폴더를 가져오십시오.',
    en: 'The archive holds too many files or too much data. Unpack it yourself and import the folder.',
  },
  'error.label-target-missing': {
    ko: '레이블이 가리키는 이미지가 프로젝트에 없습니다. 이미지를 먼저 가져오십시오.',
    en: 'The image this label belongs to is not in the project. Import the images first.',
  },
  'error.label-target-unfit': {
    ko: '레이블이 다른 크기나 방향의 이미지에 맞춰져 있어 가져오지 않았습니다.',
    en: 'The labels were made for a picture of another size or direction and stay out.',
  },
  'error.label-view-no-cases': {
    ko: '파일 이름이 유방촬영 방향을 가리키지만 이 프로젝트는 케이스가 아니라 이미지 한 장씩입니다. 같은 이름의 이미지가 없으면 유방촬영 프로젝트에서 가져오십시오.',
    en: 'The name of the file says a view of a mammogram, but the items of this project are single images, none of that name. Bring it into a mammography project.',
  },
  'error.label-view-no-case': {
    ko: '파일 이름이 말하는 케이스가 프로젝트에 없습니다. 이름을 <케이스>_<방향>으로 하거나, 케이스 영상 옆 폴더에 한 케이스의 파일만 두십시오.',
    en: 'No case of the project is the one the file name speaks of. Call it <case>_<view>, or put the files of one case alone into a folder beside its images.',
  },
  'error.label-view-ambiguous': {
    ko: '파일 이름이 여러 케이스와 맞아 어느 것인지 알 수 없습니다. 이름을 <케이스>_<방향>으로 하십시오.',
    en: 'Several cases could be the one the file name speaks of. Call it <case>_<view>.',
  },
  'error.label-view-missing': {
    ko: '케이스는 있지만 그 방향의 영상이 없습니다.',
    en: 'The case is there, but it has no image of the view.',
  },
  'error.label-target-ambiguous': {
    ko: '같은 이름의 영상이 여럿이라 어느 것인지 알 수 없습니다. 폴더 이름까지 적힌 레이블을 쓰십시오.',
    en: 'Several images have this name. Use labels whose file names include the folder.',
  },
  'error.clinical-not-here': {
    ko: '이 프로젝트에는 임상 정보가 없습니다. 유방촬영 프로젝트에서 쓰십시오.',
    en: 'This project has no clinical sheet. It belongs to mammography projects.',
  },
  'error.clinical-map': {
    ko: '--map은 변수=열 이름의 꼴이어야 합니다: "{map}"',
    en: '--map takes variable=column, not "{map}".',
  },
  'error.clinical-variable': {
    ko: '"{variable}"이라는 변수는 없습니다. 쓸 수 있는 것: {known}',
    en: 'There is no variable "{variable}". There are: {known}',
  },
  'error.clinical-column': {
    ko: '시트에 "{column}" 열이 없습니다. 있는 열: {known}',
    en: 'The sheet has no column "{column}". It has: {known}',
  },
  'error.clinical-sheet': {
    ko: '파일에 "{sheet}" 시트가 없습니다. 있는 시트: {known}',
    en: 'The file has no sheet "{sheet}". It has: {known}',
  },
  'error.clinical-no-number': {
    ko: '대체 번호(recvid)가 든 열을 찾지 못했습니다. 어느 열인지 지정하십시오(명령줄: --map recvid=열 이름). 있는 열: {known}',
    en: 'No column holds the replacement number (recvid). Say which one does (command line: --map recvid=COLUMN). There are: {known}',
  },
  'error.reading-blind': {
    ko: '독립 이중 판독 중이라 다른 판독자의 판독은 볼 수 없습니다. 두 판독자가 모두 제출하면 열립니다.',
    en: 'This is a blind double reading: the reading of another reader opens once two readers have handed theirs in.',
  },
  'error.readings-open': {
    ko: '두 판독이 서로 공개되어 더 고칠 수 없습니다. 다른 점은 일치도 화면에서 합의하십시오.',
    en: 'Both readings are open to each other and stay as they are. Settle differences on the agreement page.',
  },
  'error.blind-under-way': {
    ko: '독립 판독 중인 작업 단위가 {count}개 있어 끌 수 없습니다(예: {example}). 두 판독자가 제출한 뒤 다시 하십시오.',
    en: 'Blind reading cannot be switched off while {count} items are being read (such as {example}). Try again when two readers have handed them in.',
  },
  'error.blind-shared': {
    ko: '이 프로젝트는 모두가 한 판독을 함께 고치므로 이중 판독을 켤 수 없습니다.',
    en: 'In this project everybody works in one shared reading, so there is no double reading to switch on.',
  },
  'error.agreed-by-consent': {
    ko: '합의 판독은 일치도 화면에서 두 판독자의 동의로만 바뀝니다.',
    en: 'An agreed reading changes on the agreement page only, by consent of both readers.',
  },
  'error.agreed-undecided': {
    ko: '아직 정하지 않은 다른 점이 {count}개 있습니다.',
    en: '{count} differences are not decided yet.',
  },
  'error.unknown-round': {
    ko: '{round}차 판독은 이 프로젝트에 없습니다. 차수 번호나 판독자 로그인을 확인하십시오.',
    en: 'The project has no round {round}. Check the number of the round or the login of the reader.',
  },
  'error.unknown-reader': {
    ko: '"{reader}"라는 판독자는 이 프로젝트에 없습니다.',
    en: 'The project has no reader "{reader}".',
  },
  'error.nothing-read-twice': {
    ko: '두 쪽이 모두 판독한 작업 단위가 없어 비교할 것이 없습니다.',
    en: 'No item was read by both, so there is nothing to compare.',
  },
  'error.output-not-empty': {
    ko: '내보낼 폴더가 비어 있지 않습니다. 빈 폴더나 새 폴더를 고르십시오.',
    en: 'The output folder is not empty. Choose an empty or new folder.',
  },
  'error.output-inside-project': {
    ko: '프로젝트 폴더 안으로는 내보낼 수 없습니다. 바깥의 폴더를 고르십시오.',
    en: 'An export cannot go inside the project folder. Choose a folder outside it.',
  },
  'error.job-not-found': {
    ko: '그 작업은 더 이상 없습니다. 목록을 새로 고치십시오.',
    en: 'That task no longer exists. Refresh the list.',
  },
  'error.cancelled': {
    ko: '취소했습니다. 언제든 다시 시작할 수 있습니다.',
    en: 'Cancelled. You can start it again at any time.',
  },
  'error.busy': {
    ko: '같은 종류의 작업이 이미 진행 중입니다. 끝나기를 기다리거나 취소하십시오.',
    en: 'A task of this kind is already running. Wait for it to end, or cancel it.',
  },
} as const satisfies Record<`error.${ErrorCode}`, Bilingual>
