// Letters burned into a film, five by seven dots each.
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  H: [17, 17, 17, 31, 17, 17, 17],
  I: [14, 4, 4, 4, 4, 4, 14],
  J: [7, 2, 2, 2, 2, 18, 12],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  Q: [14, 17, 17, 17, 21, 18, 13],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  W: [17, 17, 17, 21, 21, 27, 17],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
  Z: [31, 1, 2, 4, 8, 16, 31],
  0: [14, 17, 19, 21, 25, 17, 14],
  1: [4, 12, 4, 4, 4, 4, 14],
  2: [14, 17, 1, 6, 8, 16, 31],
  3: [14, 17, 1, 6, 1, 17, 14],
  4: [2, 6, 10, 18, 31, 2, 2],
  5: [31, 16, 30, 1, 1, 17, 14],
  6: [6, 8, 16, 30, 17, 17, 14],
  7: [31, 1, 2, 4, 8, 8, 8],
  8: [14, 17, 17, 14, 17, 17, 14],
  9: [14, 17, 17, 15, 1, 2, 12],
  '-': [0, 0, 0, 31, 0, 0, 0],
  '.': [0, 0, 0, 0, 0, 12, 12],
  ':': [0, 12, 12, 0, 12, 12, 0],
}

export type TextBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Width of a text with letters of this height. */
export const textWidth = (text: string, height: number): number => text.length * 6 * dotOf(height)
const dotOf = (height: number): number => Math.max(1, Math.round(height / 7))

/** Writes at a left upper corner; answers the box that it covers. */
export function burnText(
  film: { readonly columns: number; readonly rows: number; readonly light: Float32Array },
  text: string,
  x: number,
  y: number,
  height: number,
  light: number,
): TextBox {
  const dot = dotOf(height)
  const [left, top] = [Math.round(x), Math.round(y)]
  ;[...text.toUpperCase()].forEach((letter, n) => {
    GLYPHS[letter]?.forEach((bits, row) => {
      for (let column = 0; column < 5; column++) {
        if (!((bits >> (4 - column)) & 1)) continue
        const x0 = left + (n * 6 + column) * dot
        for (let j = 0; j < dot; j++) {
          const line = top + row * dot + j
          if (line < 0 || line >= film.rows) continue
          for (let i = Math.max(0, x0); i < Math.min(film.columns, x0 + dot); i++)
            film.light[line * film.columns + i] = light
        }
      }
    })
  })
  return { x: left, y: top, width: (text.length * 6 - 1) * dot, height: 7 * dot }
}
