// `keypoints` and `skeleton` of a COCO category <-> the template of a class.
import type { Skeleton } from '../../../shared/annotation/labelSchema.ts'
import { isNumbers } from '../guards.ts'
import type { Fields } from '../record.ts'
import { numberedPoints, skeletonOf } from '../skeleton.ts'

/** Edges count points from 1; a 0 among them shows a writer that counts from 0. Null for a category without points. */
export function cocoSkeleton(category: Fields): Skeleton | null {
  const names = Array.isArray(category['keypoints']) ? category['keypoints'].map(String) : []
  const stated = Array.isArray(category['skeleton']) ? category['skeleton'].filter(isPair) : []
  const base = stated.some((edge) => edge.includes(0)) ? 0 : 1
  const edges = stated.map(([a, b]) => [a - base, b - base] as const)
  const most = Math.min(1000, Math.max(0, ...edges.flat().map((n) => n + 1)))
  return skeletonOf(names.length > 0 ? names : numberedPoints(most), edges)
}

const isPair = (value: unknown): value is [number, number] => isNumbers(value) && value.length === 2

/** What the category record says about points: as published while the template is still the same. */
export function skeletonFields(skeleton: Skeleton | null, kept: Fields): Fields {
  if (!skeleton) return {}
  const published = cocoSkeleton(kept)
  if (published && sameTemplate(published, skeleton)) return {}
  return {
    keypoints: skeleton.points.map((p) => p.name),
    skeleton: skeleton.edges.map(([a, b]) => [a + 1, b + 1]),
  }
}

const sameTemplate = (a: Skeleton, b: Skeleton): boolean =>
  JSON.stringify([a.points.map((p) => p.name), a.edges]) === JSON.stringify([b.points.map((p) => p.name), b.edges])
