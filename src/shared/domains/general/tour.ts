import type { Tour } from '../tour.ts'

/** Texts name keys by their command, `{{tool.box}}`. */
export const generalTour: Tour = {
  pack: 'general',
  steps: [
    {
      at: 'tools',
      title: { ko: '도구를 고릅니다', en: 'Choose a tool' },
      text: {
        ko: '상자 {{tool.box}}, 다각형 {{tool.polygon}}. 휠로 확대하고, 가운데 버튼이나 Space를 누르고 끌어 움직입니다.',
        en: 'Box {{tool.box}}, polygon {{tool.polygon}}. The wheel zooms; drag with the middle button or Space to move.',
      },
    },
    {
      at: 'panel',
      title: { ko: '클래스를 고르고 그립니다', en: 'Choose a class and draw' },
      text: {
        ko: '숫자 키로 클래스를 고릅니다. 그리는 즉시 저장되고 {{edit.undo}}로 언제든 되돌립니다.',
        en: 'The digit keys choose a class. What you draw is stored at once; {{edit.undo}} takes it back at any time.',
      },
    },
    {
      at: 'submit',
      title: { ko: '제출하고 다음으로', en: 'Submit and go on' },
      text: {
        ko: '{{item.submit}}로 제출하고 다음 항목으로 갑니다. {{app.help}}는 모든 키, {{app.manual}}은 도움말입니다.',
        en: '{{item.submit}} submits and opens the next item. {{app.help}} shows all keys, {{app.manual}} the help.',
      },
    },
  ],
}
