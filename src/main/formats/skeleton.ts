// Keypoint names and edges of a label file -> the template of a class.
import type { Skeleton } from '../../shared/annotation/labelSchema.ts'

/** Files say nothing about where points start: they are laid on a circle, from the top, clockwise. */
export function skeletonOf(names: readonly string[], edges: readonly (readonly [number, number])[]): Skeleton | null {
  if (names.length === 0) return null
  const taken = new Set<string>()
  const points = names.map((stated, i) => {
    const plain = stated.trim() || String(i + 1)
    const name = taken.has(plain) ? `${plain} #${i + 1}` : plain
    taken.add(name)
    const angle = (2 * Math.PI * i) / names.length - Math.PI / 2
    const at = (v: number) => Math.round((0.5 + 0.4 * v) * 1000) / 1000
    return { name, x: at(Math.cos(angle)), y: at(Math.sin(angle)) }
  })
  const inside = (i: number) => Number.isInteger(i) && i >= 0 && i < names.length
  return { points, edges: edges.filter(([a, b]) => inside(a) && inside(b) && a !== b).map(([a, b]) => [a, b]) }
}

export const numberedPoints = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1))
