// What the desktop program says outside its window.
export const desktopTexts = {
  'desktop.saving': {
    ko: '저장을 마치는 중입니다. 끝나면 저절로 닫힙니다.',
    en: 'Finishing the save. The program closes by itself when it is done.',
  },
  'desktop.wait': { ko: '기다리기', en: 'Wait' },
  'desktop.quitAnyway': { ko: '저장하지 않고 끝내기', en: 'Quit without saving' },
  'desktop.startFailed': {
    ko: '판독을 시작하지 못했습니다. 로그 폴더를 지원 담당자에게 보내십시오.',
    en: 'Pandok could not start. Send the log folder to support.',
  },
} as const
