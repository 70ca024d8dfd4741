const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const editingTexts = {
  'clipboard.copied': row(
    '객체 {count}개를 복사했습니다. 다른 항목에도 붙일 수 있습니다.',
    'Copied: {count}. They can be pasted on other items too.',
  ),
  'copyPrevious.first': row('이전 항목이 없습니다.', 'There is no previous item.'),
  'copyPrevious.nothing': row(
    '이전 항목에서 새로 가져올 도형이 없습니다.',
    'The previous item has no shape that is not here already.',
  ),
  'copyPrevious.done': row(
    '이전 항목에서 도형 {count}개를 복사했습니다.',
    'Shapes copied from the previous item: {count}',
  ),

  'mark.shape.propagate': row('이전 항목에서 복사', 'Copied from the previous item'),
  'mark.shape.group': row('그룹으로 묶음', 'Grouped'),
  'mark.shape.ungroup': row('그룹 풂', 'Ungrouped'),
} as const
