// Recommended Display CIELab Value (PS3.3 C.10.7.1.1: 16-bit L*, a*, b*, white point D50) -> #rrggbb.

/** Bradford from D50 to D65, then to linear sRGB, in one matrix. */
const TO_RGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const
const WHITE = [0.9642, 1, 0.8249] as const

export function labColour([l = 0, a = 0, b = 0]: readonly number[]): string {
  const L = (l / 65535) * 100
  const fy = (L + 16) / 116
  const f = [fy + ((a / 65535) * 255 - 128) / 500, fy, fy - ((b / 65535) * 255 - 128) / 200]
  const xyz = f.map((t, i) => WHITE[i]! * (t > 6 / 29 ? t ** 3 : (t - 4 / 29) * 3 * (6 / 29) ** 2))
  const channels = TO_RGB.map((row) => {
    const v = Math.min(1, Math.max(0, row[0] * xyz[0]! + row[1] * xyz[1]! + row[2] * xyz[2]!))
    const s = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055
    return Math.round(s * 255)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

const FROM_RGB = [
  [0.4360747, 0.3850649, 0.1430804],
  [0.2225045, 0.7168786, 0.0606169],
  [0.0139322, 0.0971045, 0.7141733],
] as const

/** #rrggbb -> L*, a*, b* as the file holds them. */
export function labOf(colour: string): [number, number, number] {
  const rgb = [1, 3, 5].map((at) => {
    const s = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  })
  const [x = 0, y = 0, z = 0] = FROM_RGB.map((row, i) => {
    const t = (row[0] * rgb[0]! + row[1] * rgb[1]! + row[2] * rgb[2]!) / WHITE[i]!
    return t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29
  })
  const word = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 65535)
  return [word((116 * y - 16) / 100), word((500 * (x - y) + 128) / 255), word((200 * (y - z) + 128) / 255)]
}
