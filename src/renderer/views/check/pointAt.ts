// "Go to the place": what the next opening of an item should select and show, once.
let wanted: { itemId: string; annotationId: string } | null = null

export const pointAt = (itemId: string, annotationId: string): void => {
  wanted = { itemId, annotationId }
}
export function takePlace(itemId: string): string | null {
  if (wanted?.itemId !== itemId) return null
  const { annotationId } = wanted
  wanted = null
  return annotationId
}
