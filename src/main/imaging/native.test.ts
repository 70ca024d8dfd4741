// Kinds that libvips decodes, in a file and through the pool: JPEG, WebP; display colour, depth, orientation, tiles.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeFrameHeader, FRAME_HEADER_BYTES, TILE_SIZE, tileLevels } from '../../shared/imaging/pixelFrame.ts'
import { fileSource } from './byteSource.ts'
import { displayFrame } from './display.ts'
import { openRaster } from './openRaster.ts'
import { orient, uprightSize } from './orient.ts'
import { createPixelPool, type PixelPool } from './pixelPool.ts'
import { chunk, makePng } from './testing/makePng.ts'
import { makeTiff } from './testing/makeTiff.ts'
import { values } from './testing/samples.ts'
import { writeTiles } from './tiles.ts'

let dir: string
let cache: string
let pool: PixelPool
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'pandok-native-'))
  cache = join(dir, 'cache')
  pool = createPixelPool({ size: 1 })
})
afterAll(async () => {
  await pool.close()
  rmSync(dir, { recursive: true, force: true })
})

const file = (name: string, bytes: Uint8Array): string => {
  const path = join(dir, name)
  writeFileSync(path, bytes)
  return path
}
async function frameOf(path: string, frame = 0) {
  const { sha256 } = await pool.hash(path)
  return readFrame(await pool.frameFile(sha256, path, frame, cache))
}
function readFrame(path: string) {
  const bytes = readFileSync(path)
  const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const header = decodeFrameHeader(whole)
  const body = whole.slice(FRAME_HEADER_BYTES)
  return { header, data: header.sample === 'u16' ? new Uint16Array(body) : new Uint8Array(body) }
}
/** EXIF block with one field. */
const exif = (orientation: number) =>
  Buffer.from(
    ['4949', '2a00', '08000000', '0100', '1201', '0300', '01000000', `0${orientation}00`, '0000', '00000000'].join(''),
    'hex',
  )

describe('blocks that libtiff decodes', () => {
  it('are an error when they are damaged, never black', async () => {
    const picture = { width: 64, height: 48, channels: 3 as const }
    const raw = Uint8Array.from(values(picture.width * picture.height * 3, 255))
    const good = await sharp(raw, { raw: picture }).tiff({ compression: 'jpeg' }).toBuffer()
    expect((await pool.decodeStats(file('good.tif', good), 0)).max).toBeGreaterThan(200)
    const bad = Buffer.from(good)
    const scan = bad.lastIndexOf(Buffer.from([0xff, 0xd8, 0xff]))
    bad.fill(0, scan, scan + 4)
    await expect(pool.decodeStats(file('bad.tif', bad), 0)).rejects.toMatchObject({ code: 'corrupt' })
  })
})

describe('depth', () => {
  it('16-bit grey reaches the screen bit by bit', async () => {
    const [width, height] = [201, 97]
    const samples = values(width * height, 65_535)
    const frame = await frameOf(file('g16.png', makePng({ width, height, depth: 16, colourType: 0, samples })))
    expect(frame.header).toMatchObject({
      width,
      height,
      colour: 'grey',
      sample: 'u16',
      bitsStored: 16,
      min: 0,
      max: 65_535,
    })
    expect([...frame.data]).toEqual(samples)
  })

  it('so does 16-bit colour, and 12 bits of TIFF keep their range', async () => {
    const samples = values(20 * 10 * 3, 65_535)
    const colour = await frameOf(file('c16.png', makePng({ width: 20, height: 10, depth: 16, colourType: 2, samples })))
    expect(colour.header.colour).toBe('rgb')
    expect([...colour.data]).toEqual(samples)
    const twelve = values(200, 4095)
    const grey = await frameOf(
      file('g12.tif', makeTiff([{ width: 20, height: 10, bits: 12, channels: 1, photometric: 0, samples: twelve }])),
    )
    expect(grey.header).toMatchObject({ sample: 'u16', bitsStored: 12, max: 4095, inverted: true })
    expect([...grey.data]).toEqual(twelve)
  })

  it('one bit stays one bit, palettes become colours', async () => {
    const bits = values(90, 1)
    const one = await frameOf(
      file('one.png', makePng({ width: 10, height: 9, depth: 1, colourType: 0, samples: bits })),
    )
    expect(one.header).toMatchObject({ bitsStored: 1, min: 0, max: 1 })
    expect([...one.data]).toEqual(bits)
    const palette = [10, 20, 30, 200, 100, 50]
    const painted = await frameOf(
      file('pal.png', makePng({ width: 10, height: 9, depth: 1, colourType: 3, samples: bits, palette })),
    )
    expect(painted.header.colour).toBe('rgb')
    expect([...painted.data]).toEqual(bits.flatMap((b) => palette.slice(b * 3, b * 3 + 3)))
    const clear = await frameOf(
      file(
        'clear.png',
        makePng({
          width: 2,
          height: 1,
          depth: 1,
          colourType: 3,
          samples: [0, 1],
          palette,
          extra: [chunk('tRNS', Uint8Array.of(0))],
        }),
      ),
    )
    expect([...clear.data]).toEqual([10, 20, 30, 0, 200, 100, 50, 255])
    const ga = await frameOf(
      file('ga.png', makePng({ width: 2, height: 1, depth: 8, colourType: 4, samples: [9, 100, 200, 255] })),
    )
    expect([...ga.data]).toEqual([9, 9, 9, 100, 200, 200, 200, 255])
  })
})

describe('JPEG and WebP', () => {
  const pixels = Uint8Array.from(values(60 * 40 * 3, 255))
  const raw = { raw: { width: 60, height: 40, channels: 3 as const } }

  it('are the samples of the codec, grey stays one channel', async () => {
    for (const [name, bytes] of [
      ['a.jpg', await sharp(pixels, raw).jpeg({ quality: 90 }).toBuffer()],
      ['b.jpg', await sharp(pixels, raw).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()],
      ['c.webp', await sharp(pixels, raw).webp().toBuffer()],
    ] as const) {
      const path = file(name, bytes)
      const direct = await sharp(path).raw().toBuffer()
      const out = join(dir, `${name}.raw`)
      const facts = await pool.decodeStats(path, 0, out)
      expect(readFileSync(out).equals(direct)).toBe(true)
      expect(facts).toMatchObject({
        rows: 40,
        columns: 60,
        samplesPerPixel: 3,
        photometric: 'RGB',
        bitsStored: 8,
        signed: false,
        transferSyntax: null,
      })
      const mean = direct.reduce((a, b) => a + b, 0) / direct.length
      expect(facts.mean).toBeCloseTo(mean, 10)
    }
    const lossless = file('d.webp', await sharp(pixels, raw).webp({ lossless: true }).toBuffer())
    await pool.decodeStats(lossless, 0, join(dir, 'd.raw'))
    expect(readFileSync(join(dir, 'd.raw')).equals(Buffer.from(pixels))).toBe(true)
    const grey = file(
      'grey.jpg',
      await sharp(pixels.subarray(0, 2400), { raw: { width: 60, height: 40, channels: 1 } })
        .toColourspace('b-w')
        .jpeg()
        .toBuffer(),
    )
    expect(await pool.decodeStats(grey, 0)).toMatchObject({ samplesPerPixel: 1, photometric: 'MONOCHROME2' })
  })

  it('gives CMYK four samples and shows it as colour', async () => {
    const path = file('cmyk.jpg', await sharp(pixels, raw).toColourspace('cmyk').jpeg().toBuffer())
    expect(await pool.decodeStats(path, 0)).toMatchObject({
      samplesPerPixel: 4,
      photometric: 'CMYK',
      rows: 40,
      columns: 60,
    })
    const frame = await frameOf(path)
    expect(frame.header.colour).toBe('rgb')
    expect(frame.data.length).toBe(60 * 40 * 3)
  })

  it('uses an embedded profile for display only', async () => {
    const path = file('p3.jpg', await sharp(pixels, raw).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer())
    expect((await pool.probe(path)).icc).toBe(true)
    const stored = await sharp(path, { ignoreIcc: true }).raw().toBuffer()
    await pool.decodeStats(path, 0, join(dir, 'p3.raw'))
    expect(readFileSync(join(dir, 'p3.raw')).equals(stored)).toBe(true)
    const shown = await frameOf(path)
    expect(Buffer.from(shown.data).equals(stored)).toBe(false)
    expect(Buffer.from(shown.data).equals(await sharp(path).raw().toBuffer())).toBe(true)
    expect(
      (await pool.probe(file('srgb.jpg', await sharp(pixels, raw).withIccProfile('srgb').jpeg().toBuffer()))).icc,
    ).toBe(false)
  })

  it('refuses a cut picture instead of filling it with grey', async () => {
    const good = await sharp(pixels, raw).jpeg().toBuffer()
    for (const cut of [3, 20, 200, Math.floor(good.length / 2), good.length - 2])
      await expect(pool.decodeStats(file('cut.jpg', good.subarray(0, cut)), 0), `cut ${cut}`).rejects.toMatchObject({
        code: 'truncated',
      })
    const webp = await sharp(pixels, raw).webp().toBuffer()
    await expect(pool.decodeStats(file('cut.webp', webp.subarray(0, webp.length - 9)), 0)).rejects.toMatchObject({
      code: 'truncated',
    })
    // Bytes behind the end do no harm.
    await expect(
      pool.decodeStats(file('tail.jpg', Buffer.concat([good, Buffer.alloc(500)])), 0),
    ).resolves.toMatchObject({ rows: 40 })
  })
})

describe('orientation', () => {
  const [width, height] = [7, 5]
  const samples = values(width * height, 255)
  const upright = (o: number) => [...orient(Uint8Array.from(samples), width, height, 1, o)]

  it('is that of the EXIF table', () => {
    // F in a 2 x 3 picture: a b / c d / e f
    const f = Uint8Array.of(1, 2, 3, 4, 5, 6)
    const table = [
      [1, 2, 3, 4, 5, 6],
      [2, 1, 4, 3, 6, 5],
      [6, 5, 4, 3, 2, 1],
      [5, 6, 3, 4, 1, 2],
      [1, 3, 5, 2, 4, 6],
      [5, 3, 1, 6, 4, 2],
      [6, 4, 2, 5, 3, 1],
      [2, 4, 6, 1, 3, 5],
    ]
    table.forEach((expected, i) => {
      expect([...orient(f, 2, 3, 1, i + 1)], `orientation ${i + 1}`).toEqual(expected)
    })
  })

  it('is applied to frames, never to the stored samples', async () => {
    for (let o = 1; o <= 8; o++) {
      const path = file(
        `o${o}.png`,
        makePng({ width, height, depth: 8, colourType: 0, samples, extra: [chunk('eXIf', exif(o))] }),
      )
      const frame = await frameOf(path)
      expect(frame.header).toMatchObject(uprightSize(width, height, o))
      expect([...frame.data]).toEqual(upright(o))
      expect(await pool.probe(path)).toMatchObject({ orientation: o, ...uprightSize(width, height, o) })
      expect(await pool.decodeStats(path, 0)).toMatchObject({ rows: height, columns: width })
    }
  })

  it('turns previews and thumbs as sharp does', async () => {
    const scene = Uint8Array.from(
      { length: 300 * 200 * 3 },
      (_, i) => (Math.floor(i / 3) % 300 < 150 ? 30 : 220) - (i > 90_000 ? 25 : 0),
    )
    for (let o = 1; o <= 8; o++) {
      const path = file(
        `s${o}.jpg`,
        await sharp(scene, { raw: { width: 300, height: 200, channels: 3 } })
          .withMetadata({ orientation: o })
          .jpeg()
          .toBuffer(),
      )
      const { sha256 } = await pool.hash(path)
      const preview = await sharp(readFileSync(await pool.previewFile(sha256, path, 0, cache)))
        .raw()
        .toBuffer({ resolveWithObject: true })
      const expected = await sharp(path).autoOrient().raw().toBuffer({ resolveWithObject: true })
      expect([preview.info.width, preview.info.height]).toEqual([expected.info.width, expected.info.height])
      const off =
        preview.data.reduce((sum, v, i) => sum + Math.abs(v - (expected.data[i] ?? 0)), 0) / preview.data.length
      expect(off, `orientation ${o}`).toBeLessThan(4)
      const thumb = await sharp(await pool.thumbFile(sha256, path, cache)).metadata()
      expect([thumb.width, thumb.height]).toEqual(o >= 5 ? [80, 120] : [160, 106])
    }
  })
})

describe('tiles', () => {
  it.each([1, 3, 6, 7])('put together are the upright frame, orientation %i', async (o) => {
    const [width, height] = [4099, 1500]
    const samples = Uint16Array.from(values(width * height, 65_535, o))
    const tiff = makeTiff([{ width, height, bits: 16, channels: 1, photometric: 1, samples, orientation: o }])
    const path = file(`big${o}.tif`, tiff)
    const source = fileSource(path)
    const folder = join(dir, `tiles${o}`)
    await writeTiles(folder, displayFrame(openRaster(source, { verify: false }), path, 0))
    source.close()
    const full = uprightSize(width, height, o)
    const expected = orient(samples, width, height, 1, o)
    let level0: Uint16Array | null = null
    let below: { data: Float64Array; width: number; height: number } | null = null
    for (const [level, size] of tileLevels(full.width, full.height).entries()) {
      const data = assemble(folder, level, size)
      if (level === 0) level0 = Uint16Array.from(data)
      if (below) expect(worst(data, halved(below)), `level ${level}`).toBeLessThanOrEqual(0.5)
      below = { data, ...size }
    }
    expect(level0 && Buffer.from(level0.buffer).equals(Buffer.from(expected.buffer))).toBe(true)
    // Every tile tells the range of the whole picture.
    expect(readFrame(join(folder, '1', '0-0.frame')).header).toMatchObject({ min: 0, max: 65_535 })
  })

  it('are made once by the pool, on demand; a large frame has no single file', async () => {
    const [width, height] = [4200, 60]
    const path = file(
      'wide.png',
      makePng({ width, height, depth: 8, colourType: 0, samples: values(width * height, 255), idatSize: 50_000 }),
    )
    const { sha256 } = await pool.hash(path)
    await expect(pool.frameFile(sha256, path, 0, cache)).rejects.toMatchObject({ code: 'image-too-large' })
    const [a, b] = await Promise.all([4, 1].map((tx) => pool.tileFile(sha256, path, 0, { level: 0, tx, ty: 0 }, cache)))
    expect(readFrame(a ?? '').header).toMatchObject({ width: 4200 - 4 * TILE_SIZE, height })
    expect(readFrame(b ?? '').header.width).toBe(TILE_SIZE)
    await expect(pool.tileFile(sha256, path, 0, { level: 0, tx: 9, ty: 0 }, cache)).rejects.toMatchObject({
      code: 'not-found',
    })
    const preview = await sharp(await pool.previewFile(sha256, path, 0, cache)).metadata()
    expect(preview.width).toBe(4200)
  })

  function assemble(folder: string, level: number, size: { width: number; height: number }): Float64Array {
    const out = new Float64Array(size.width * size.height)
    for (let ty = 0; ty * TILE_SIZE < size.height; ty++)
      for (let tx = 0; tx * TILE_SIZE < size.width; tx++) {
        const { header, data } = readFrame(join(folder, String(level), `${tx}-${ty}.frame`))
        for (let y = 0; y < header.height; y++)
          out.set(
            Float64Array.from(data.subarray(y * header.width, (y + 1) * header.width)),
            (ty * TILE_SIZE + y) * size.width + tx * TILE_SIZE,
          )
      }
    return out
  }
  function halved(p: { data: Float64Array; width: number; height: number }): Float64Array {
    const [w, h] = [Math.ceil(p.width / 2), Math.ceil(p.height / 2)]
    const out = new Float64Array(w * h)
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        let sum = 0
        let n = 0
        for (const yy of [2 * y, 2 * y + 1])
          for (const xx of [2 * x, 2 * x + 1])
            if (yy < p.height && xx < p.width) {
              sum += p.data[yy * p.width + xx] ?? 0
              n++
            }
        out[y * w + x] = sum / n
      }
    return out
  }
  const worst = (a: Float64Array, b: Float64Array): number =>
    a.reduce((m, v, i) => Math.max(m, Math.abs(v - (b[i] ?? 0))), 0)
})
