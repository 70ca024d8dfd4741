// A colour for a new class that is not taken for that of another one.

/** Distance in RGB below which two colours look the same beside each other on a picture. */
const NEAR = 30

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
const isNear = (a: string, b: string): boolean => {
  const [one, other] = [channels(a), channels(b)]
  return Math.hypot(...one.map((v, i) => v - (other[i] ?? 0))) < NEAR
}

/** The first of a palette, from a place on, that is near none of those in use; the one at that place when all are. */
export function freeColour(palette: readonly string[], from: number, inUse: readonly string[]): string {
  const turned = palette.map((_, i) => palette[(from + i) % palette.length] ?? '')
  return turned.find((colour) => !inUse.some((used) => isNear(used, colour))) ?? turned[0] ?? ''
}

/** True when a class with this colour would be taken for another. */
export const isTaken = (colour: string, inUse: readonly string[]): boolean => inUse.some((used) => isNear(used, colour))
