// Every shared DICOM file through the pixel workers: the document of `decode` against the facts, or the named error.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeFrameHeader } from '../../../shared/imaging/pixelFrame.ts'
import { isTiled } from '../frameFile.ts'
import { createPixelPool } from '../pixelPool.ts'
import type { DecodeFacts } from '../stats.ts'
import { DATA, type Fact, NAMED, present, readFacts } from './testing/sharedFacts.ts'

if (!present) console.log('pool.test.ts skipped: ../shared/data/dicom is not on this machine')

const out = mkdtempSync(join(tmpdir(), 'dicom-pool-'))
const pool = createPixelPool({ size: 2 })
afterAll(async () => {
  await pool.close()
  rmSync(out, { recursive: true, force: true })
})

async function allFrames(path: string): Promise<DecodeFacts[]> {
  const first = await pool.decodeStats(path, 0)
  const rest: DecodeFacts[] = []
  for (let frame = 1; frame < first.frames; frame++) rest.push(await pool.decodeStats(path, frame))
  return [first, ...rest]
}

async function checkFacts(f: Fact): Promise<DecodeFacts> {
  const frames = await allFrames(join(DATA, f.file))
  const first = frames[0]!
  expect(first).toMatchObject({
    kind: 'dicom',
    transferSyntax: f.transfer_syntax,
    rows: f.rows,
    columns: f.cols,
    frames: f.frames ?? 1,
    samplesPerPixel: f.samples_per_pixel,
    photometric: f.samples_per_pixel === 3 ? 'RGB' : f.photometric,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  if (f.bits_stored !== undefined) expect(first.bitsStored).toBe(f.bits_stored)
  // Stored values of YBR files were measured before conversion (facts.test.ts compares their RGB means).
  if (!f.stored_values || (f.photometric?.startsWith('YBR_FULL') ?? false)) return first
  const { min, max, mean } = f.stored_values
  // The float file's extremes and all means were written with limited digits.
  const digits = first.bitsStored === 32 ? Math.abs(max) * 1e-6 : 0
  expect(Math.abs(Math.min(...frames.map((d) => d.min)) - min)).toBeLessThanOrEqual(digits)
  expect(Math.abs(Math.max(...frames.map((d) => d.max)) - max)).toBeLessThanOrEqual(digits)
  const all = frames.reduce((sum, d) => sum + d.mean, 0) / frames.length
  expect(Math.abs(all - mean)).toBeLessThan(Math.max(1e-4, Math.abs(mean) * 1e-6))
  return first
}

/** Intake says the same as the decoder, and the viewer's frame holds the same values. */
async function checkPicture(file: string, decoded: DecodeFacts): Promise<void> {
  const path = join(DATA, file)
  const answer = await pool.ingest(path)
  if (!('probe' in answer)) throw new Error(answer.failure.code)
  const { probe, sha256: key } = answer
  expect(probe).toMatchObject({
    kind: 'dicom',
    width: decoded.columns,
    height: decoded.rows,
    frames: decoded.frames,
    channels: decoded.samplesPerPixel,
    photometric: decoded.photometric,
    orientation: 1,
  })
  const made = isTiled(probe.width, probe.height)
    ? await pool.tileFile(key, path, 0, { level: 0, tx: 0, ty: 0 }, out)
    : await pool.frameFile(key, path, 0, out)
  const bytes = readFileSync(made)
  const header = decodeFrameHeader(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 64))
  const grey = decoded.photometric.startsWith('MONOCHROME')
  expect(header.colour).toBe(grey ? 'grey' : 'rgb')
  if (grey) {
    expect([header.min, header.max]).toEqual([decoded.min, decoded.max].map(Math.fround))
    expect(header.inverted).toBe(decoded.photometric === 'MONOCHROME1')
  }
  expect(Object.keys(probe.facts).filter((name) => !FACT_NAMES.has(name))).toEqual([])
}

/** Facts hold nothing else: no names, ids of persons or examinations, or dates. Those are fields of the item. */
const FACT_NAMES = new Set(
  `transferSyntax sopClass modality photometricStored windowCentre windowWidth windowFunction rescaleSlope
   rescaleIntercept modalityLut spacingSource spacingRow spacingColumn pixelAspect
   viewPosition viewCode laterality patientOrientation presentationIntent identityRemoved conversionType
   instanceNumber frameRate sopInstanceUid frameOfReferenceUid imagePosition imageOrientation`.split(/\s+/),
)

describe.runIf(present)('shared DICOM files in the pixel workers', () => {
  it.each(
    readFacts()
      .filter((f) => f.stored_values)
      .map((f) => [f.file, f] as const),
  )('%s decodes, comes in and is shown', async (file, f) => {
    await checkPicture(file, await checkFacts(f))
  })

  it.each(Object.entries(NAMED))('%s is answered by %s', async (name, code) => {
    const path = join(DATA, 'dicom', name)
    await expect(pool.decodeStats(path, 0)).rejects.toMatchObject({ name: 'PandokError', code })
  })
})
