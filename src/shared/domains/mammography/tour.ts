import type { Tour } from '../tour.ts'

export const mammographyTour: Tour = {
  pack: 'mammography',
  steps: [
    {
      at: 'picture',
      title: { ko: '네 방향을 함께 봅니다', en: 'Look at the four views together' },
      text: {
        ko: '흉벽끼리 맞대어 걸립니다. {{item.nextView}}로 CC 쌍, MLO 쌍, 한 장씩 넘기고 {{view.hanging}}로 네 장으로 돌아옵니다. Ctrl+휠은 모두 함께 확대합니다.',
        en: 'They hang chest wall to chest wall. {{item.nextView}} steps through CC pair, MLO pair and single views, {{view.hanging}} goes back to all four. Ctrl+wheel zooms all together.',
      },
    },
    {
      at: 'tools',
      title: { ko: '병변의 윤곽을 그립니다', en: 'Outline the lesion' },
      text: {
        ko: '자유 곡선 {{tool.freehand}}, 다각형 {{tool.polygon}}. 같은 병변은 CC와 MLO에서 같은 병변 번호를 씁니다.',
        en: 'Freehand {{tool.freehand}}, polygon {{tool.polygon}}. One lesion has the same lesion id in CC and MLO.',
      },
    },
    {
      at: 'submit',
      title: { ko: '판정하고 서명합니다', en: 'Judge and sign' },
      text: {
        ko: '{{case.fields}}로 빈 칸에 가서 판정과 BI-RADS를 고르고 Enter로 서명합니다. 어긋난 것은 먼저 알려 줍니다. 더 알아보기: {{app.manual}}.',
        en: '{{case.fields}} goes to the open fields: results and BI-RADS. Enter signs the case. What does not fit is told first. More: {{app.manual}}.',
      },
    },
  ],
}
