// A picture of yes and no as text: one bit each, lowest first, two hexadecimal digits for eight of them.
import type { Bits } from './bits.ts'

export type Packed = { readonly columns: number; readonly rows: number; readonly bits: string }

export function packed({ width, height, bits }: Bits): Packed {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  for (let i = 0; i < bits.length; i++) if (bits[i] === 1) bytes[i >> 3]! |= 1 << (i & 7)
  return { columns: width, rows: height, bits: Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('') }
}

export function unpacked({ columns, rows, bits }: Packed): Bits {
  const out = new Uint8Array(columns * rows)
  for (let i = 0; i < out.length; i++) {
    const byte = Number.parseInt(bits.slice((i >> 3) * 2, (i >> 3) * 2 + 2), 16)
    out[i] = (byte >> (i & 7)) & 1
  }
  return { width: columns, height: rows, bits: out }
}
