export type BenchRow = {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** Largest value that keeps the promise; null for figures that are only compared. */
  readonly budget: number | null
  /** What was measured beside it in the same run. */
  readonly against: string | null
}
