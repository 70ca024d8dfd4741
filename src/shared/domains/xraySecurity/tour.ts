import type { Tour } from '../tour.ts'

export const xrayTour: Tour = {
  pack: 'xray-security',
  steps: [
    {
      at: 'picture',
      title: { ko: '콘솔처럼 봅니다', en: 'Look as at a console' },
      text: {
        ko: '{{xray.neg}} NEG, {{xray.o2}} O2, {{xray.os}} OS… 누르고 있는 동안 보이고, 짧게 누르면 고정됩니다. 표준 영상은 언제나 {{xray.standard}}.',
        en: '{{xray.neg}} NEG, {{xray.o2}} O2, {{xray.os}} OS… shown while held, kept on by a short press. The standard picture is always {{xray.standard}}.',
      },
    },
    {
      at: 'panel',
      title: { ko: '품목을 찾습니다', en: 'Find the item' },
      text: {
        ko: '{{class.find}}를 누르고 이름, 초성, HS 코드를 입력합니다. 쓴 품목은 숫자 키에 남습니다.',
        en: '{{class.find}}, then a name, initial consonants or an HS code. Items you used stay on the digit keys.',
      },
    },
    {
      at: 'tools',
      title: { ko: '윤곽을 그립니다', en: 'Draw the outline' },
      text: {
        ko: '다각형 {{tool.polygon}}, 마법봉 {{tool.wand}}, 상자로 윤곽 찾기 {{tool.outline}}. 사각형은 저절로 따라옵니다.',
        en: 'Polygon {{tool.polygon}}, wand {{tool.wand}}, outline from a box {{tool.outline}}. The rectangle follows by itself.',
      },
    },
    {
      at: 'submit',
      title: { ko: '판정하고 제출합니다', en: 'Judge and submit' },
      text: {
        ko: '{{verdict.first}} 정상, {{verdict.second}} 반입금지, {{verdict.third}} 의심(재검). {{item.submit}}로 제출하면 먼저 자체 점검을 합니다.',
        en: '{{verdict.first}} clear, {{verdict.second}} prohibited, {{verdict.third}} suspect. {{item.submit}} checks first and then submits.',
      },
    },
    {
      at: 'list',
      title: { ko: '반려된 것부터', en: 'What came back first' },
      text: {
        ko: '{{item.nextTodo}}는 반려된 항목, 그다음 미작업 항목으로 갑니다. 이유는 객체 위에 적혀 있습니다. 더 알아보기: {{app.manual}}.',
        en: '{{item.nextTodo}} goes to what was sent back, then to what is to do. The reason stands on the object. More: {{app.manual}}.',
      },
    },
  ],
}
