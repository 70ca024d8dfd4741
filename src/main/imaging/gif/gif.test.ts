import { GifReader, GifWriter } from 'omggif'
import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { decode, values } from '../testing/samples.ts'

const [W, H] = [23, 17]
const random = values(3 * 64, 255, 8)
const PALETTE = Array.from(
  { length: 64 },
  (_, i) => ((random[i * 3] ?? 0) << 16) | ((random[i * 3 + 1] ?? 0) << 8) | (random[i * 3 + 2] ?? 0),
)
type Frame = { x?: number; y?: number; w?: number; h?: number; pixels: number[]; options?: object }

function makeGif(frames: readonly Frame[], palette: readonly number[] | null = PALETTE): Buffer {
  const out = Buffer.alloc(200_000)
  const writer = new GifWriter(out, W, H, palette ? { palette: [...palette] } : {})
  for (const f of frames) writer.addFrame(f.x ?? 0, f.y ?? 0, f.w ?? W, f.h ?? H, f.pixels, f.options ?? {})
  return out.subarray(0, writer.end())
}

describe('GIF gives indices', () => {
  const pixels = values(W * H, 63, 2)

  it('of a still picture, and the palette', async () => {
    const bytes = makeGif([{ pixels }])
    const got = await decode(bytes)
    expect(got.flat).toEqual(pixels)
    expect(got.page).toMatchObject({
      photometric: 'PALETTE COLOR',
      samplesPerPixel: 1,
      bitsStored: 8,
      width: W,
      height: H,
    })
    // Another reader, through the palette.
    const rgba = new Uint8Array(W * H * 4)
    new GifReader(bytes).decodeAndBlitFrameRGBA(0, rgba)
    expect(got.flat.flatMap((v) => [...(got.palette ?? []).slice(v * 4, v * 4 + 4)])).toEqual([...rgba])
  })

  it('of a large one, where the code table fills up and is cleared', async () => {
    const out = Buffer.alloc(4_000_000)
    const large = values(400 * 300, 255, 3)
    const grey = Array.from({ length: 256 }, (_, i) => i * 0x010101)
    const writer = new GifWriter(out, 400, 300, { palette: grey })
    writer.addFrame(0, 0, 400, 300, large)
    const got = await decode(out.subarray(0, writer.end()))
    expect(got.flat).toEqual(large)
    expect(got.page.photometric).toBe('MONOCHROME2')
  })

  it('of frames that change a part, with transparency and disposal', async () => {
    const patch = values(5 * 4, 63, 4).map((v, i) => (i % 3 === 0 ? 7 : v))
    const bytes = makeGif([
      { pixels },
      { x: 3, y: 2, w: 5, h: 4, pixels: patch, options: { transparent: 7, disposal: 3 } },
      { x: 0, y: 0, w: 1, h: 1, pixels: [9] },
    ])
    const second = [...pixels]
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 5; x++) if (patch[y * 5 + x] !== 7) second[(y + 2) * W + x + 3] = patch[y * 5 + x] ?? 0
    expect((await decode(bytes, 1)).flat).toEqual(second)
    // Frame 1 was taken back before frame 2 was drawn.
    expect((await decode(bytes, 2)).flat).toEqual([9, ...pixels.slice(1)])
    expect((await decode(bytes)).frames).toBe(3)
  })

  it('but colours where a later frame brings its own palette', async () => {
    const own = PALETTE.map((c) => c ^ 0xffffff)
    const bytes = makeGif([{ pixels }, { x: 1, y: 1, w: 2, h: 1, pixels: [1, 2], options: { palette: own } }])
    const got = await decode(bytes, 1)
    expect(got.page).toMatchObject({ photometric: 'RGB', samplesPerPixel: 3 })
    const at = (W + 1) * 3
    const rgb = (c: number) => [c >> 16, (c >> 8) & 255, c & 255]
    expect(got.flat.slice(at, at + 6)).toEqual([...rgb(own[1] ?? 0), ...rgb(own[2] ?? 0)])
    expect(got.flat.slice(0, 3)).toEqual(rgb(PALETTE[pixels[0] ?? 0] ?? 0))
  })
})

describe('GIF refuses', () => {
  const good = makeGif([{ pixels: values(W * H, 63, 2) }])
  it('every cut', async () => {
    for (let cut = 7; cut < good.length; cut += 3)
      await expect(decode(good.subarray(0, cut)), `cut ${cut}`).rejects.toMatchObject({ code: 'truncated' })
  })
  it('damage with a named error and without end', async () => {
    for (let at = 6; at < good.length; at += 2) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 0xff
      try {
        await decode(bad)
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(PandokError)
      }
    }
  })
})
