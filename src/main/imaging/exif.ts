// EXIF orientation from a TIFF-structured block (JPEG APP1, PNG eXIf, WebP EXIF chunk).
const ORIENTATION = 0x0112

/** 1-8; 1 for anything that is missing or damaged. */
export function exifOrientation(block: Buffer): number {
  const body = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  if (body.length < 14) return 1
  const order = body.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return 1
  const u16 = (at: number) => (order === 'II' ? body.readUInt16LE(at) : body.readUInt16BE(at))
  const u32 = (at: number) => (order === 'II' ? body.readUInt32LE(at) : body.readUInt32BE(at))
  const ifd = u32(4)
  if (ifd + 2 > body.length) return 1
  const entries = u16(ifd)
  for (let i = 0; i < entries; i++) {
    const at = ifd + 2 + i * 12
    if (at + 12 > body.length) return 1
    if (u16(at) === ORIENTATION) return validOrientation(u16(at + 8))
  }
  return 1
}

export const validOrientation = (n: number): number => (n >= 1 && n <= 8 ? n : 1)
