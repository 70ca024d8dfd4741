// Sentences of the brush, the eraser and what proposes masks from the stored values.
const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const maskTexts = {
  'hint.brush': row(
    '끌어서 칠하기 · Alt 지우기 · Shift 구멍 채우기 · [ ] 또는 Alt+휠 크기 · Esc 새 마스크',
    'Drag to paint · Alt erases · Shift fills a hole · [ ] or Alt+wheel for size · Esc begins a new mask',
  ),
  'hint.brush.painting': row('놓으면 저장, Esc 취소', 'Release to keep, Esc cancels'),
  'hint.eraser': row(
    '끌어서 지우기 · Alt 칠하기 · Shift 덩어리 지우기 · [ ] 또는 Alt+휠 크기',
    'Drag to erase · Alt paints · Shift removes a whole piece · [ ] or Alt+wheel for size',
  ),
  'hint.eraser.painting': row('놓으면 저장, Esc 취소', 'Release to keep, Esc cancels'),

  'refused.no-mask': row('여기에는 마스크가 없습니다.', 'There is no mask here.'),
  'refused.no-area': row(
    '넓이가 있는 도형(상자, 다각형, 타원)만 마스크로 바꿀 수 있습니다.',
    'Only shapes with an area (box, polygon, ellipse) can become a mask.',
  ),
  'refused.not-closed': row(
    '둘러싸인 구멍이 아닙니다. 테두리를 닫은 뒤 채우십시오.',
    'This is not an enclosed hole. Close the outline, then fill it.',
  ),

  'mark.mask.paint': row('마스크 칠하기', 'Mask painted'),
  'mark.mask.erase': row('마스크 지우기', 'Mask erased'),
  'mark.mask.fillHoles': row('마스크 구멍 채우기', 'Mask holes filled'),
  'mark.mask.toMask': row('마스크로 변환', 'Turned into a mask'),
  'mark.mask.toPolygon': row('다각형으로 변환', 'Turned into a polygon'),

  'option.bar': row('도구 설정', 'Tool settings'),
  'option.size': row('크기', 'Size'),
  'option.size.unit': row('픽셀', 'px'),
  'option.tip': row('붓 모양', 'Brush tip'),
  'option.tip.round': row('둥근 붓', 'round'),
  'option.tip.square': row('네모 붓', 'square'),
  'option.mode': row('방식', 'Mode'),
  'option.mode.paint': row('칠하기', 'stroke'),
  'option.mode.fill': row('채우기', 'fill'),
} as const
