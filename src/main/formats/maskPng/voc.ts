// The colour map of PASCAL VOC: the bits of an index, three at a time, spread over red, green and blue from the top.
/** 0xrrggbb */
export function vocColour(index: number): number {
  let [r, g, b] = [0, 0, 0]
  for (let i = index, bit = 7; bit >= 0; bit--, i >>= 3) {
    r |= (i & 1) << bit
    g |= ((i >> 1) & 1) << bit
    b |= ((i >> 2) & 1) << bit
  }
  return (r << 16) | (g << 8) | b
}

/** Value of VOC masks for pixels that are not judged: the rim of objects. */
export const VOID = 255

/** True when the palette begins like VOC's. */
export const isVocPalette = (palette: Uint8Array): boolean =>
  [0, 1, 2, 3, VOID].every(
    (i) =>
      (((palette[4 * i] ?? 0) << 16) | ((palette[4 * i + 1] ?? 0) << 8) | (palette[4 * i + 2] ?? 0)) === vocColour(i),
  )
