// Sentences of the brush, the eraser and what proposes masks from the stored values.
const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const maskTexts = {
  'hint.brush': row(
    '끌어서 칠하기 · Alt 지우기 · Shift 구멍 채우기 · {{tool.smaller}} {{tool.larger}} 또는 Alt+휠 크기 · {{edit.cancel}} 새 마스크',
    'Drag to paint · Alt erases · Shift fills a hole · {{tool.smaller}} {{tool.larger}} or Alt+wheel for size · {{edit.cancel}} begins a new mask',
  ),
  'hint.brush.painting': row('놓으면 저장, {{edit.cancel}} 취소', 'Release to keep, {{edit.cancel}} cancels'),
  'hint.eraser': row(
    '끌어서 지우기 · Alt 칠하기 · Shift 덩어리 지우기 · {{tool.smaller}} {{tool.larger}} 또는 Alt+휠 크기',
    'Drag to erase · Alt paints · Shift removes a whole piece · {{tool.smaller}} {{tool.larger}} or Alt+wheel for size',
  ),
  'hint.eraser.painting': row('놓으면 저장, {{edit.cancel}} 취소', 'Release to keep, {{edit.cancel}} cancels'),

  'hint.wand': row(
    '비슷한 값을 고를 곳 누르기 · {{tool.smaller}} {{tool.larger}} 또는 Alt+휠 허용 범위',
    'Click where to take values like these · {{tool.smaller}} {{tool.larger}} or Alt+wheel for the tolerance',
  ),
  'hint.wand.proposing': row(
    '{{edit.finish}} 확정 · Shift 더하기 · Alt 빼기 · {{tool.smaller}} {{tool.larger}} 또는 Alt+휠 허용 범위 · {{edit.cancel}} 버리기',
    '{{edit.finish}} keeps · Shift adds · Alt takes away · {{tool.smaller}} {{tool.larger}} or Alt+wheel for the tolerance · {{edit.cancel}} discards',
  ),
  'hint.wand.proposing.thinking': row('찾는 중… {{edit.cancel}} 취소', 'Searching… {{edit.cancel}} cancels'),
  'hint.scissors': row('경계 위의 첫 점 누르기', 'Click the first point on an edge'),
  'hint.scissors.tracing': row(
    '경계를 따라 점 추가 · 첫 점이나 {{edit.finish}}로 닫기 · {{edit.removeLastVertex}} 한 점 취소 · {{edit.cancel}} 버리기',
    'Click along the edge · first point or {{edit.finish}} closes · {{edit.removeLastVertex}} takes one back · {{edit.cancel}} discards',
  ),
  'hint.outline': row('찾을 것을 상자로 둘러싸기', 'Drag a box around the thing'),
  'hint.outline.dragging': row(
    '놓으면 윤곽 찾기, {{edit.cancel}} 취소',
    'Release to find the outline, {{edit.cancel}} cancels',
  ),
  'hint.outline.proposing': row(
    '{{edit.finish}} 확정 · 다시 끌면 새로 찾기 · {{edit.cancel}} 버리기',
    '{{edit.finish}} keeps · drag again to search anew · {{edit.cancel}} discards',
  ),
  'hint.outline.proposing.thinking': row(
    '윤곽 찾는 중… {{edit.cancel}} 취소',
    'Finding the outline… {{edit.cancel}} cancels',
  ),
  'hint.superpixel': row(
    '끌어서 조각 고르기 · {{tool.smaller}} {{tool.larger}} 또는 Alt+휠 조각 크기',
    'Drag over pieces to take them · {{tool.smaller}} {{tool.larger}} or Alt+wheel for their size',
  ),
  'hint.superpixel.painting': row('놓은 뒤 {{edit.finish}}로 확정', 'Release, then {{edit.finish}} keeps'),
  'hint.superpixel.proposing': row(
    '{{edit.finish}} 확정 · 끌어서 더하기 · Alt 빼기 · {{edit.removeLastVertex}} 한 획 취소 · {{edit.cancel}} 버리기',
    '{{edit.finish}} keeps · drag adds · Alt takes away · {{edit.removeLastVertex}} takes a stroke back · {{edit.cancel}} discards',
  ),
  'hint.superpixel.proposing.thinking': row(
    '조각 나누는 중… {{edit.cancel}} 취소',
    'Dividing the picture… {{edit.cancel}} cancels',
  ),

  'refused.region-too-large': row(
    '상자가 너무 큽니다. 여백까지 합쳐 약 400만 픽셀(2048×2048)까지 찾을 수 있습니다. 더 작게 둘러싸십시오.',
    'The box is too large: with its margin, about 4 million pixels (2048×2048) can be searched. Draw a smaller one.',
  ),
  'refused.region-limited': row(
    '큰 이미지라서 처음 누른 곳 둘레 4096×4096 픽셀만 찾았습니다. 그 밖은 들어 있지 않습니다.',
    'The picture is large: only 4096×4096 pixels around the first click were searched. Nothing beyond is included.',
  ),
  'refused.assist-too-long': row(
    '15초 안에 끝나지 않아 멈췄습니다. 더 작은 영역에서 시도하십시오.',
    'Stopped after 15 seconds. Try it on a smaller region.',
  ),
  'refused.assist-failed': row(
    '메모리가 모자라거나 오류가 나서 찾지 못했습니다. 바뀐 것은 없습니다.',
    'This failed, perhaps for lack of memory. Nothing has changed.',
  ),
  'refused.too-fine': row(
    '결과가 너무 잘게 나뉩니다. 허용 범위를 바꾸거나 이어진 곳만 고르십시오.',
    'The result falls into too many pieces. Change the tolerance or take only what is connected.',
  ),
  'refused.nothing-found': row('찾은 것이 없습니다.', 'Nothing was found.'),
  'mark.assist.accept': row('제안 확정', 'Proposal kept'),
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

  'help.mouse.size': row('Alt+휠', 'Alt+wheel'),
  'help.mouse.size.does': row('붓 크기 · 마법봉 허용 범위', 'Size of the brush, tolerance of the wand'),

  'option.bar': row('도구 설정', 'Tool settings'),
  'option.size': row('크기', 'Size'),
  'option.size.unit': row('픽셀', 'px'),
  'option.tip': row('붓 모양', 'Brush tip'),
  'option.tip.round': row('둥근 붓', 'round'),
  'option.tip.square': row('네모 붓', 'square'),
  'option.tolerance': row('허용 범위', 'Tolerance'),
  'option.tolerance.unit': row('%, 값 범위 기준', '% of the range'),
  'option.cell': row('조각 크기', 'Piece size'),
  'option.cell.unit': row('픽셀', 'px'),
  'option.reach': row('고를 곳', 'Where'),
  'option.reach.connected': row('이어진 곳', 'connected'),
  'option.reach.anywhere': row('전체', 'anywhere'),
  'option.result': row('결과', 'Result'),
  'option.result.mask': row('마스크', 'mask'),
  'option.result.polygon': row('다각형', 'polygon'),
  'option.overlap': row('다른 마스크와 겹침', 'Overlap with other masks'),
  'option.overlap.allow': row('겹침 허용', 'may overlap'),
  'option.overlap.avoid': row('겹치지 않게', 'no overlap'),
  'option.mode': row('방식', 'Mode'),
  'option.mode.paint': row('칠하기', 'stroke'),
  'option.mode.fill': row('채우기', 'fill'),
} as const
