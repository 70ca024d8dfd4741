// Sentences of `verify`: what is wrong with a project, for the person who asked.
export const verifyTexts = {
  'verify.database': {
    ko: '데이터베이스 검사에서 문제가 발견되었습니다: {detail}',
    en: 'The database check found a problem: {detail}',
  },
  'verify.foreign-key': {
    ko: '"{table}" 표의 기록 {count}개가 없는 기록을 가리킵니다.',
    en: 'Rows of "{table}" that refer to rows that do not exist: {count}',
  },
  'verify.log-gap': { ko: '변경 기록 {seq}번이 없습니다.', en: 'Entry {seq} of the change log is missing.' },
  'verify.log-hash': {
    ko: '변경 기록 {seq}번이 기록된 뒤에 바뀌었습니다.',
    en: 'Entry {seq} of the change log was altered after it was written.',
  },
  'verify.replay': {
    ko: '"{item}"의 어노테이션이 변경 기록과 다릅니다.',
    en: 'The annotations of "{item}" differ from the change log.',
  },
  'verify.unreadable-record': {
    ko: '"{item}"의 어노테이션을 읽을 수 없습니다.',
    en: 'An annotation of "{item}" cannot be read.',
  },
  'verify.summary': {
    ko: '"{item}"의 어노테이션 수가 실제와 다릅니다.',
    en: 'The number of annotations kept for "{item}" is wrong.',
  },
  'verify.file-missing': { ko: '원천 파일 "{file}"이(가) 없습니다.', en: 'The source file "{file}" is missing.' },
  'verify.file-changed': {
    ko: '원천 파일 "{file}"이(가) 가져온 뒤에 바뀌었습니다.',
    en: 'The source file "{file}" has changed since it was imported.',
  },
  'verify.file-unreadable': {
    ko: '원천 파일 "{file}"을(를) 읽을 수 없습니다.',
    en: 'The source file "{file}" cannot be read.',
  },
  'verify.salvaged': {
    ko: '데이터베이스가 손상되었습니다. "{table}"에서 {read}개를 읽었고 {lost}개를 읽지 못했습니다.',
    en: 'The database is damaged. Rows of "{table}" that were read: {read}, that could not be: {lost}.',
  },
  'verify.restored': {
    ko: '어노테이션 {count}개를 변경 기록에서 복원했습니다.',
    en: 'Annotations restored from the change log: {count}',
  },
  'verify.stand-in': {
    ko: '잃어버린 기록을 대신하는 기록을 만들었습니다: {what}',
    en: 'A lost record has a stand-in: {what}',
  },
} as const
