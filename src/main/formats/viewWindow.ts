// Masks of mammograms are often published in the window that a network was given: the picture with its chest wall at the left
// edge, craniocaudal views in the middle of the height, oblique ones at the top, padded at the right and below (GMIC and
// the breast cancer classifier of NYU do so).
import { isCraniocaudal, isMammoView, sideOf } from '../../shared/domains/mammography/views.ts'
import { maskFromSpans, type Spans, spansOf } from '../../shared/geometry/mask.ts'
import type { ForeignLabel, Size } from './record.ts'

/** How the picture lies in the window: not in one, as stored, or mirrored. */
export const WINDOW_KINDS = ['none', 'straight', 'mirrored'] as const
export type WindowKind = (typeof WINDOW_KINDS)[number]

/** `axes`: Patient Orientation of the picture; without one a right breast is taken to have its chest wall at the right. */
export function windowKind(slot: string, picture: Size, stated: Size | null, axes: unknown): WindowKind {
  if (!stated || !isMammoView(slot)) return 'none'
  if (stated.width < picture.width || stated.height < picture.height) return 'none'
  const row = typeof axes === 'string' ? axes[0] : undefined
  const wallAtRight = row === 'P' || (row !== 'A' && sideOf(slot) === 'R')
  return wallAtRight ? 'mirrored' : 'straight'
}

/** The mask in the grid of the picture; null when it covers pixels that the picture does not have. */
export function outOfWindow(
  label: ForeignLabel,
  at: { readonly kind: WindowKind; readonly slot: string; readonly picture: Size; readonly stated: Size },
): ForeignLabel | null {
  if (at.kind === 'none' || label.shape?.kind !== 'mask') return label
  const { width, height } = at.picture
  const top = isMammoView(at.slot) && isCraniocaudal(at.slot) ? Math.floor((at.stated.height - height) / 2) : 0
  const rows: [number, number, number][] = []
  const spans: Spans = spansOf(label.shape)
  for (let i = 0; i < spans.length; i += 3) {
    const [y, from, to] = [spans[i]! - top, spans[i + 1]!, spans[i + 2]!]
    if (y < 0 || y >= height || from < 0 || to > width) return null
    rows.push(at.kind === 'mirrored' ? [y, width - to, width - from] : [y, from, to])
  }
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return { ...label, shape: maskFromSpans(rows.flat()) }
}
