/**
 * A palette whose entry i is the grey i says nothing: index and grey value are the same number, and the picture is grey
 * (BMP and GIF have no other way to store grey). Two entries black and white count as well.
 */
export function isGreyRamp(palette: Uint8Array, entries: number): boolean {
  const grey = (i: number, v: number) => palette[i * 4] === v && palette[i * 4 + 1] === v && palette[i * 4 + 2] === v
  if (entries === 2 && grey(0, 0) && grey(1, 255)) return true
  for (let i = 0; i < entries; i++) if (!grey(i, i)) return false
  return entries > 2
}
