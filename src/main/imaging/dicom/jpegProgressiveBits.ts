// The four ways in which a progressive scan codes a block (T.81 G.1.2, figures G.3 to G.7).
import { type HuffmanTable, LOOK } from './jpegHuffman.ts'
import { corruptJpeg } from './jpegMarkers.ts'
import { ZIGZAG } from './jpegPlanes.ts'

type Band = { readonly from: number; readonly to: number; readonly low: number }

/** Reads bytes whose stuffing has been taken out; the end of the bytes is checked by `position`. */
export function progressiveBits(src: Uint8Array) {
  let at = 0
  let acc = 0
  let bits = 0
  /** Blocks that are still to come with nothing (more) in their band. */
  let emptyRun = 0

  const refill = (): void => {
    acc = (acc << 16) | ((src[at] ?? 0) << 8) | (src[at + 1] ?? 0)
    at += 2
    bits += 16
  }
  const take = (n: number): number => {
    if (n === 0) return 0
    if (bits < n) refill()
    bits -= n
    return (acc >>> bits) & ((1 << n) - 1)
  }
  const symbol = (t: HuffmanTable): number => {
    if (bits < 16) refill()
    const entry = t.look[(acc >>> (bits - LOOK)) & ((1 << LOOK) - 1)] as number
    if (entry !== 0) {
      bits -= entry >> 8
      return entry & 0xff
    }
    for (let length = LOOK + 1; length <= 16; length++) {
      const code = (acc >>> (bits - length)) & ((1 << length) - 1)
      if (code > (t.maxCode[length] as number)) continue
      bits -= length
      return t.symbols[code + (t.offset[length] as number)] ?? 0
    }
    throw corruptJpeg('holds an unknown Huffman code')
  }
  const extend = (n: number): number => {
    const v = take(n)
    return v < 1 << (n - 1) ? v - (1 << n) + 1 : v
  }
  const place = (k: number): number => {
    if (k > 63) throw corruptJpeg('holds too many coefficients')
    return ZIGZAG[k] as number
  }

  /** One more bit of what is already known; away from zero. */
  const refine = (values: Int16Array, i: number, bit: number): void => {
    const v = values[i] as number
    if (take(1) === 0 || (Math.abs(v) & bit) !== 0) return
    values[i] = v > 0 ? v + bit : v - bit
  }

  return {
    start(from: number): void {
      at = from
      acc = 0
      bits = 0
      emptyRun = 0
    },
    position: (): number => at - (bits >> 3),

    dcFirst(values: Int16Array, block: number, table: HuffmanTable, previous: number, low: number): number {
      const category = symbol(table)
      if (category > 15) throw corruptJpeg('holds an impossible difference')
      const value = category === 0 ? previous : previous + extend(category)
      values[block] = value * 2 ** low
      return value
    },
    dcRefine(values: Int16Array, block: number, low: number): void {
      if (take(1) === 1) values[block] = (values[block] as number) | (1 << low)
    },
    acFirst(values: Int16Array, block: number, table: HuffmanTable, { from, to, low }: Band): void {
      if (emptyRun > 0) {
        emptyRun--
        return
      }
      for (let k = from; k <= to; k++) {
        const rs = symbol(table)
        const [run, size] = [rs >> 4, rs & 15]
        if (size > 0) {
          k += run
          values[block + place(k)] = extend(size) * 2 ** low
        } else if (run === 15) k += 15
        else {
          emptyRun = (1 << run) - 1 + take(run)
          return
        }
      }
    },
    acRefine(values: Int16Array, block: number, table: HuffmanTable, { from, to, low }: Band): void {
      const bit = 1 << low
      let k = from
      if (emptyRun === 0)
        for (; k <= to; k++) {
          const rs = symbol(table)
          const [run, size] = [rs >> 4, rs & 15]
          if (size > 1) throw corruptJpeg('holds an impossible refinement')
          if (size === 0 && run < 15) {
            emptyRun = (1 << run) + take(run)
            break
          }
          const fresh = size === 1 ? (take(1) === 1 ? bit : -bit) : 0
          // Zeros are counted, what is known already gets its bit on the way.
          for (let zeros = run; k <= to; k++) {
            const i = block + place(k)
            if (values[i] !== 0) refine(values, i, bit)
            else if (zeros-- === 0) {
              values[i] = fresh
              break
            }
          }
        }
      if (emptyRun === 0) return
      for (; k <= to; k++) {
        const i = block + place(k)
        if (values[i] !== 0) refine(values, i, bit)
      }
      emptyRun--
    },
  }
}
