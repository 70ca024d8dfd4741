/**
 * Undoes one row filter in place (PNG 3rd ed., 9.2). Byte 0 of a row is the filter type; `previous` is the finished row
 * above with its own byte 0. False for an unknown filter.
 */
export function unfilterRow(row: Uint8Array, previous: Uint8Array, bpp: number): boolean {
  const n = row.length
  switch (row[0]) {
    case 0:
      return true
    case 1:
      for (let i = 1 + bpp; i < n; i++) row[i] = row[i]! + row[i - bpp]!
      return true
    case 2:
      for (let i = 1; i < n; i++) row[i] = row[i]! + previous[i]!
      return true
    case 3:
      for (let i = 1; i <= bpp && i < n; i++) row[i] = row[i]! + (previous[i]! >> 1)
      for (let i = 1 + bpp; i < n; i++) row[i] = row[i]! + ((row[i - bpp]! + previous[i]!) >> 1)
      return true
    case 4:
      for (let i = 1; i <= bpp && i < n; i++) row[i] = row[i]! + previous[i]!
      for (let i = 1 + bpp; i < n; i++) {
        const left = row[i - bpp]!
        const up = previous[i]!
        const corner = previous[i - bpp]!
        const p = left + up - corner
        const pa = Math.abs(p - left)
        const pb = Math.abs(p - up)
        const pc = Math.abs(p - corner)
        row[i] = row[i]! + (pa <= pb && pa <= pc ? left : pb <= pc ? up : corner)
      }
      return true
    default:
      return false
  }
}
