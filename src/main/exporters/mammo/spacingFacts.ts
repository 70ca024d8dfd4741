import type { SourceRow } from '../../store/sources.ts'

/** Millimetres of a pixel as the source states them; null when it does not. */
export function spacingFacts({ facts }: Pick<SourceRow, 'facts'>): { row: number; column: number } | null {
  const [row, column] = [facts['spacingRow'], facts['spacingColumn']]
  return typeof row === 'number' && typeof column === 'number' && row > 0 && column > 0 ? { row, column } : null
}
