// Where a slice lies along its own normal, from the facts of its source (imaging/dicom/dicomRaster.ts).
type Facts = Readonly<Record<string, unknown>>

export const factNumbers = (value: unknown): number[] | null =>
  typeof value === 'string' ? value.split('\\').map(Number) : null

/** mm; null when the header does not say. */
export function sliceDepth(facts: Facts): number | null {
  const [x, y, z] = factNumbers(facts['imagePosition']) ?? []
  const [ax, ay, az, bx, by, bz] = factNumbers(facts['imageOrientation']) ?? []
  if (x === undefined || y === undefined || z === undefined) return null
  if (ax === undefined || ay === undefined || az === undefined) return null
  if (bx === undefined || by === undefined || bz === undefined) return null
  const depth = x * (ay * bz - az * by) + y * (az * bx - ax * bz) + z * (ax * by - ay * bx)
  return Number.isFinite(depth) ? depth : null
}
