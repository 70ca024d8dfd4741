// The assists on real 16-bit files, decoded by the program itself; skipped where the files are not there.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { deepGreyPng, deepValue } from '../../../e2e/harness/pictures.ts'
import { createPixelPool } from '../../main/imaging/pixelPool.ts'
import { maskArea } from '../../shared/geometry/mask.ts'
import { createRowSet } from '../../shared/geometry/rowSet.ts'
import { channelsOf, decodeFrameHeader, FRAME_HEADER_BYTES } from '../../shared/imaging/pixelFrame.ts'
import { samplesOf } from '../../shared/imaging/pyramid.ts'
import type { Field } from './field.ts'
import { type AssistOrder, runAssist } from './orders.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data/dicom')
const dir = mkdtempSync(join(tmpdir(), 'pandok-assist-'))
const pool = createPixelPool({ size: 1 })
afterAll(async () => {
  await pool.close()
  rmSync(dir, { recursive: true, force: true })
})

let made = 0
async function fieldOf(path: string): Promise<Field> {
  const file = await pool.frameFile(`${made++}`.padStart(64, '0'), path, 0, dir)
  const bytes = readFileSync(file)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const header = decodeFrameHeader(buffer)
  const channels = channelsOf(header.colour)
  const count = header.width * header.height * channels
  return {
    bounds: { x: 0, y: 0, width: header.width, height: header.height },
    channels,
    samples: samplesOf(header.sample, buffer, FRAME_HEADER_BYTES, count),
  }
}
const maskFor = (f: Field, order: AssistOrder) => {
  const answer = runAssist(f, order)
  if (answer.kind !== 'mask') throw new Error(JSON.stringify(answer))
  return answer.mask
}

describe('a 16-bit PNG', () => {
  it('is searched by its stored values, exactly', async () => {
    const f = await fieldOf(await deepGreyPng(join(dir, 'deep.png'), 200, 150))
    const mask = maskFor(f, {
      kind: 'wand',
      seeds: [{ x: 50, y: 40, subtract: false }],
      tolerance: 300,
      anywhere: true,
    })
    const rows = createRowSet({ width: 200, height: 150 }, mask)
    const middle = deepValue(50, 40)
    for (let y = 0; y < 150; y++)
      for (let x = 0; x < 200; x++) expect(rows.has(x, y)).toBe(Math.abs(deepValue(x, y) - middle) <= 300)
  })
})

const CT = [
  ['transfer-syntax', 'CTImage_implicit_le.dcm'],
  ['transfer-syntax', 'CT1_UNC.explicit_big_endian.dcm'],
] as const
describe.each(CT)('DICOM %s/%s, 16 bits signed', (folder, name) => {
  const path = join(DATA, folder, name)
  it.skipIf(!existsSync(path))('air around the body, and the body from a box', async () => {
    const f = await fieldOf(path)
    const { width, height } = f.bounds
    // Air in the corner of the circle of reconstruction: the value there and its like, connected.
    const at = { x: width / 2, y: 20, subtract: false }
    const value = f.samples[20 * width + Math.floor(width / 2)]!
    const air = maskFor(f, { kind: 'wand', seeds: [at], tolerance: 60, anywhere: false })
    const rows = createRowSet({ width, height }, air)
    expect(maskArea(air)).toBeGreaterThan(width * height * 0.02)
    for (let y = 0; y < height; y += 3)
      for (let x = 0; x < width; x += 3)
        if (rows.has(x, y)) expect(Math.abs(f.samples[y * width + x]! - value)).toBeLessThanOrEqual(60)

    const pieces = runAssist(f, { kind: 'cells', at, side: 16 })
    expect(pieces.kind === 'cells' && new Set(pieces.cells.labels).size).toBeGreaterThan(500)
    const body = maskFor(f, {
      kind: 'outline',
      box: { x: 4, y: 4, width: width - 8, height: height - 8 },
    })
    const inside = createRowSet({ width, height }, body)
    expect(inside.has(Math.floor(width / 2), Math.floor(height / 2))).toBe(true)
    expect(maskArea(body)).toBeGreaterThan(width * height * 0.15)
    expect(maskArea(body)).toBeLessThan(width * height * 0.9)
  })
})
