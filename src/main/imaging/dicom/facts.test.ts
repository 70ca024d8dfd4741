// Every shared DICOM file against the facts measured with pydicom, GDCM and DCMTK, or against its named error.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DecodedDicomFrame, decodeDicomFile } from './decode.ts'
import { readDicomHeader } from './header.ts'
import { DATA, type Fact, NAMED, present, READABLE, readFacts } from './testing/sharedFacts.ts'

const PAIRS: readonly (readonly string[])[] = [
  ['photometric/color-px.dcm', 'photometric/color-pl.dcm', 'generated/color-pl_J2K.dcm'],
  [
    'transfer-syntax/CT1_UNC.explicit_big_endian.dcm',
    'transfer-syntax/CT1_JPLL.dcm',
    'generated/CT1_HTJ2K_lossless.dcm',
    'broken/GH177_implicit_BE_undefined_length.dcm',
  ],
  [
    'pixel-format/MR_small.dcm',
    'transfer-syntax/MR_small_RLE.dcm',
    'transfer-syntax/MR_small_bigendian.dcm',
    'transfer-syntax/MR_small_jpeg_ls_lossless.dcm',
  ],
  ['multi-frame/emri_small.dcm', 'multi-frame/emri_small_jpeg_ls_lossless.dcm'],
  [
    'transfer-syntax/jpeg_lossless_sel1.dcm',
    'transfer-syntax/jpeg_lossless_sel3.dcm',
    'transfer-syntax/jpeg_lossless_sel7.dcm',
  ],
  ['seg/ct-3slice/01.dcm', 'generated/CT_P14_sv5.dcm'],
]

const load = (name: string): Uint8Array => readFileSync(join(DATA, 'dicom', name))

async function allFrames(name: string): Promise<DecodedDicomFrame[]> {
  const bytes = load(name)
  const first = await decodeDicomFile(bytes)
  const rest: DecodedDicomFrame[] = []
  for (let frame = 1; frame < first.facts.frames; frame++) rest.push(await decodeDicomFile(bytes, { frame }))
  return [first, ...rest]
}

function statistics(frames: readonly DecodedDicomFrame[]) {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  for (const { samples } of frames) {
    count += samples.length
    for (let i = 0; i < samples.length; i++) {
      const v = samples[i] ?? 0
      if (v < min) min = v
      if (v > max) max = v
      sum += v
    }
  }
  return { min, max, mean: sum / count }
}

function channelMeans({ samples, facts }: DecodedDicomFrame): number[] {
  const sums = [0, 0, 0]
  for (let i = 0; i < samples.length; i++) sums[i % 3] = (sums[i % 3] ?? 0) + (samples[i] ?? 0)
  return sums.map((s) => s / (facts.rows * facts.columns))
}

/** DCMTK renders uncompressed YBR with its own rounding; JPEG and the wavelet codecs agree to two decimals. */
const RGB_TOLERANCE = (f: Fact): number => (f.file.includes('uncompressed') ? 1.0 : 0.011)

async function check(f: Fact): Promise<void> {
  const name = f.file.replace(/^dicom\//, '')
  const frames = await allFrames(name)
  const facts = frames[0]?.facts
  expect(facts).toMatchObject({
    kind: 'dicom',
    transferSyntax: f.transfer_syntax,
    rows: f.rows,
    columns: f.cols,
    frames: f.frames ?? 1,
    samplesPerPixel: f.samples_per_pixel,
    photometric: f.samples_per_pixel === 3 ? 'RGB' : f.photometric,
  })
  if (f.bits_stored !== undefined) expect(facts?.bitsStored).toBe(f.bits_stored)
  const means = f.rgb_frame1?.mean
  const first = frames[0]
  if (f.samples_per_pixel === 3 && means && first && facts?.bitsStored === 8)
    channelMeans(first).forEach((m, i) => {
      expect(Math.abs(m - (means[i] ?? 0))).toBeLessThan(RGB_TOLERANCE(f))
    })
  // Stored values of YBR files were measured before conversion; their RGB means are checked above.
  if (!f.stored_values || (f.photometric?.startsWith('YBR_FULL') ?? false)) return
  const seen = statistics(frames)
  // The float file's extremes and all means were written with limited digits.
  const digits = facts?.bitsStored === 32 ? Math.abs(f.stored_values.max) * 1e-6 : 0
  expect(Math.abs(seen.min - f.stored_values.min)).toBeLessThanOrEqual(digits)
  expect(Math.abs(seen.max - f.stored_values.max)).toBeLessThanOrEqual(digits)
  expect(Math.abs(seen.mean - f.stored_values.mean)).toBeLessThan(Math.max(1e-4, Math.abs(f.stored_values.mean) * 1e-6))
}

if (!present) console.log('facts.test.ts skipped: ../shared/data/dicom is not on this machine')

describe.runIf(present)('shared DICOM files', () => {
  const facts = readFacts()

  it.each(facts.filter((f) => f.stored_values).map((f) => [f.file, f] as const))('%s has its stored values', (_, f) =>
    check(f),
  )

  it.each(Object.entries(NAMED))('%s is answered by %s', async (name, code) => {
    await expect(decodeDicomFile(load(name))).rejects.toMatchObject({ name: 'PandokError', code })
  })

  it('every file is covered by a fact or a named answer', () => {
    const open = facts.filter((f) => !f.stored_values).map((f) => f.file.replace(/^dicom\//, ''))
    expect(open.filter((name) => !(name in NAMED) && name !== READABLE)).toEqual([])
  })

  it('a bad VR does not hide the picture behind it', async () => {
    const [bad, good] = [await decodeDicomFile(load(READABLE)), await decodeDicomFile(load('pixel-format/rtdose.dcm'))]
    expect(bad.facts.rows).toBe(10)
    expect(statistics([bad])).toEqual(statistics([good]))
  })

  it.each(PAIRS.map((p) => [p[0], p] as const))('%s and its twins give the same samples', async (_, names) => {
    const pictures = await Promise.all(names.map(allFrames))
    const hashes = pictures.map((frames) => frames.map((f) => createHash('sha256').update(f.samples).digest('hex')))
    for (const other of hashes.slice(1)) expect(other).toEqual(hashes[0])
  })

  it('the MONOCHROME1 mammogram holds the complement of its MONOCHROME2 twin', async () => {
    const two = await decodeDicomFile(load('mammo-4view/LCC_JLSL.dcm'))
    const one = await decodeDicomFile(load('mammo-4view/other/LCC_MONOCHROME1_JLSL.dcm'))
    expect(one.facts.photometric).toBe('MONOCHROME1')
    expect(one.samples.every((v, i) => v === 4095 - (two.samples[i] ?? 0))).toBe(true)
  })

  it.each(facts.filter((f) => f.patient_name).map((f) => [f.file, f.patient_name] as const))(
    '%s: name %s',
    (file, name) => {
      const header = readDicomHeader(readFileSync(join(DATA, file)))
      expect(header.elements.find((e) => e.tag === '00100010')?.value?.[0]).toBe(name)
    },
  )
})
