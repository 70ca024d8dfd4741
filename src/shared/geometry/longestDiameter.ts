// The longest distance between two points of an outline: over the convex hull, which holds both.
export function longestDiameter(points: readonly number[], scale = { x: 1, y: 1 }): number {
  const hull = hullOf(points, scale)
  let most = 0
  for (let i = 0; i < hull.length; i++)
    for (let j = i + 1; j < hull.length; j++)
      most = Math.max(most, Math.hypot(hull[i]![0] - hull[j]![0], hull[i]![1] - hull[j]![1]))
  return most
}

type Point = readonly [number, number]

/** Andrew's monotone chain. */
function hullOf(points: readonly number[], scale: { x: number; y: number }): Point[] {
  const all: Point[] = []
  for (let i = 0; i + 1 < points.length; i += 2) all.push([points[i]! * scale.x, points[i + 1]! * scale.y])
  all.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  if (all.length < 3) return all
  const turn = (o: Point, a: Point, b: Point) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
  const half = (list: readonly Point[]): Point[] => {
    const out: Point[] = []
    for (const p of list) {
      while (out.length > 1 && turn(out.at(-2)!, out.at(-1)!, p) <= 0) out.pop()
      out.push(p)
    }
    out.pop()
    return out
  }
  return [...half(all), ...half([...all].reverse())]
}
