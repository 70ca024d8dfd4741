// Sentences of the outline bar: areas put together, cut and refined; snapping; regions that are not annotated.
const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const outlineTexts = {
  'outline.bar': row('외곽선 도구', 'Outline tools'),
  'outline.tolerance': row('허용 오차', 'Tolerance'),
  'outline.tolerance.value': row('{value} 픽셀', '{value} px'),
  'outline.rounds': row('강도', 'Strength'),
  'outline.rounds.value': row('{value}단계', 'step {value}'),
  'outline.vertices': row('꼭짓점 {before} → {after}', 'vertices {before} → {after}'),
  'outline.apply': row('적용', 'Apply'),
  'outline.cancel': row('취소', 'Cancel'),
  'outline.band.pixels': row('띠의 폭(픽셀)', 'Width of the band in pixels'),
  'outline.ignore.made': row(
    '"작업하지 않음" 클래스를 만들었습니다. 이유를 고르십시오.',
    'The class "do not annotate" was made. Choose a reason.',
  ),
  'settings.aids': row('그리기 보조', 'Drawing aids'),
  'settings.aid.snapping.hint': row(
    '그리거나 꼭짓점을 끌 때 가까운 꼭짓점, 변, 이미지 가장자리에 붙습니다. Ctrl을 누르는 동안 반대로 됩니다.',
    'Vertices hold on to vertices, edges and the border of the picture. Ctrl turns it round while held.',
  ),
  'settings.aid.sharing.hint': row(
    '여러 도형이 함께 쓰는 꼭짓점을 끌면 모든 도형에서 움직입니다.',
    'Dragging a vertex that shapes have in common moves it in all of them.',
  ),
  'settings.aid.band.hint': row(
    '선택한 도형의 외곽선 양쪽에 이만큼의 띠를 보여 줍니다(이미지 픽셀).',
    'Shows a band of this width on both sides of the selected outline, in image pixels.',
  ),

  'hint.cutOut': row('선택한 도형에서 잘라 낼 모양의 첫 꼭짓점을 찍기', 'Click the first vertex of what is cut out'),
  'hint.cutOut.drawing': row(
    '꼭짓점 추가 · {{edit.finish}} 잘라 내기 · {{edit.otherWay}} 이웃의 다른 쪽 · {{edit.cancel}} 취소',
    'Add vertices · {{edit.finish}} cuts · {{edit.otherWay}} follows the other way · {{edit.cancel}} cancels',
  ),
  'hint.addPart': row('더할 부분의 첫 꼭짓점을 찍기', 'Click the first vertex of the part to add'),
  'hint.addPart.drawing': row(
    '꼭짓점 추가 · {{edit.finish}} 더하기 · {{edit.otherWay}} 이웃의 다른 쪽 · {{edit.cancel}} 취소',
    'Add vertices · {{edit.finish}} adds · {{edit.otherWay}} follows the other way · {{edit.cancel}} cancels',
  ),
  'hint.split': row('도형 밖에서 시작해 밖에서 끝나는 선을 긋기', 'Draw a line that starts and ends outside'),
  'hint.split.drawing': row(
    '점 추가 · {{edit.finish}} 나누기 · {{edit.cancel}} 취소',
    'Add points · {{edit.finish}} splits · {{edit.cancel}} cancels',
  ),

  'refused.select-first': row('먼저 도형을 선택하십시오.', 'Select a shape first.'),
  'refused.select-one': row('도형을 하나만 선택하십시오.', 'Select one shape only.'),
  'refused.select-two': row('둘 이상의 도형을 선택하십시오.', 'Select two shapes or more.'),
  'refused.no-outline': row(
    '넓이가 있는 도형(다각형, 상자, 타원)만, 같은 프레임에서 할 수 있습니다.',
    'This needs shapes with an area (polygon, box, ellipse) on the same frame.',
  ),
  'refused.nothing-left': row('남는 부분이 없어 바꾸지 않았습니다.', 'Nothing would be left, so nothing was changed.'),
  'refused.one-part': row('부분이 하나뿐입니다.', 'There is only one part.'),
  'refused.divides-nothing': row(
    '바뀌는 것이 없습니다. 선은 도형을 가로질러야 하고 자신과 교차하면 안 됩니다.',
    'That would change nothing. A line has to cross the shape and must not cross itself.',
  ),
  'refused.too-far-apart': row(
    '좌표가 너무 멀리 떨어져 있거나 윤곽이 너무 얽혀 있어 정확히 계산할 수 없습니다.',
    'The coordinates lie too far apart, or the outlines are too entangled, to be calculated exactly.',
  ),

  'mark.outline.union': row('합침', 'United'),
  'mark.outline.subtract': row('뺌', 'Subtracted'),
  'mark.outline.intersect': row('겹친 부분만 남김', 'Overlap kept'),
  'mark.outline.cutOverlap': row('겹침 제거', 'Overlap cut'),
  'mark.outline.join': row('한 객체로 묶음', 'Joined'),
  'mark.outline.takeApart': row('부분을 뗌', 'Taken apart'),
  'mark.outline.cutOut': row('잘라 냄', 'Cut out'),
  'mark.outline.addPart': row('부분 더함', 'Part added'),
  'mark.outline.split': row('나눔', 'Split'),
  'mark.outline.simplify': row('단순화', 'Simplified'),
  'mark.outline.smooth': row('부드럽게 함', 'Smoothed'),
  'mark.outline.ignore': row('작업하지 않을 영역', 'Not to be annotated'),
} as const
