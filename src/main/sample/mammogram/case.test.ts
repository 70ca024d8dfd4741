import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decodeDicomFile } from '../../imaging/dicom/decode.ts'
import { readDicomHeader } from '../../imaging/dicom/header.ts'
import { type MammogramView, mammogramCase } from './case.ts'
import { VENDORS } from './vendors.ts'

const SMALL = { rows: 416, columns: 320 } as const
const hash = (samples: NodeJS.TypedArray): string => createHash('sha256').update(samples).digest('hex')
const headerValue = (view: MammogramView, tag: string): unknown =>
  readDicomHeader(view.dicom).elements.find((e) => e.tag === tag)?.value?.[0]

const mean = (view: MammogramView, inside: (x: number, y: number) => boolean): number => {
  let [sum, n] = [0, 0]
  view.pixels.forEach((v, i) => {
    if (!inside(i % view.columns, Math.floor(i / view.columns))) return
    sum += v
    n++
  })
  return sum / n
}

describe('a made-up mammography case', () => {
  const c = mammogramCase(11, { ...SMALL, finding: 'malignant', vendor: 'plain', charset: 'korean' })

  it('is the same for the same seed, and another for another', () => {
    const again = mammogramCase(11, { ...SMALL, finding: 'malignant', vendor: 'plain', charset: 'korean' })
    again.views.forEach((v, i) => {
      expect(Buffer.compare(v.dicom, c.views[i]!.dicom)).toBe(0)
    })
    expect(hash(mammogramCase(12, SMALL).views[0]!.pixels)).not.toBe(hash(c.views[0]!.pixels))
  })

  it('has four views whose files decode to their pixels', async () => {
    expect(c.views.map((v) => v.name)).toEqual(['RCC', 'LCC', 'RMLO', 'LMLO'])
    for (const view of c.views) {
      const { samples, facts } = await decodeDicomFile(view.dicom)
      expect(facts).toMatchObject({ ...SMALL, bitsStored: 12, signed: false, photometric: 'MONOCHROME2' })
      expect(hash(samples)).toBe(hash(view.pixels))
    }
  })

  it('has its chest wall on the right for a right breast, on the left for a left one', () => {
    for (const view of c.views) {
      const third = view.columns / 3
      const [left, right] = [mean(view, (x) => x < third), mean(view, (x) => x > view.columns - third)]
      expect(view.name.startsWith('R') ? right > left * 2 : left > right * 2).toBe(true)
    }
  })

  it('shows the same lesions in both views of a breast, brighter than around them, at the same distance behind the nipple', () => {
    const views = c.views.filter((v) => v.masks.length > 0)
    expect(views).toHaveLength(2)
    expect(views[0]?.masks.map((m) => m.lesion)).toEqual(views[1]?.masks.map((m) => m.lesion))
    for (const view of views)
      for (const { mask } of view.masks) {
        const inside = (x: number, y: number): boolean =>
          mask.bits[(y - mask.y) * mask.width + x - mask.x] === 1 && x >= mask.x && x < mask.x + mask.width
        const near = (x: number, y: number): boolean =>
          !inside(x, y) &&
          x > mask.x - 6 &&
          y > mask.y - 6 &&
          x < mask.x + mask.width + 6 &&
          y < mask.y + mask.height + 6
        expect(mean(view, inside)).toBeGreaterThan(mean(view, near))
      }
  })

  it('writes Korean names as ISO 2022 IR 149 that read back', () => {
    const { latin, hanja, hangul } = c.patient.name
    expect(headerValue(c.views[0]!, '00100010')).toBe(`${latin}=${hanja}=${hangul}`)
  })
})

describe.each(VENDORS.map((v) => [v.id, v] as const))('maker %s', (id, vendor) => {
  const view = mammogramCase(5, { ...SMALL, vendor: id, charset: 'utf8' }).views[0]!
  it('says view, side and spacing in its own words only', () => {
    const has = (tag: string): boolean => view.header.some((e) => e[0] === tag)
    expect([has('00185101'), has('00540220')]).toEqual([
      vendor.view === 'position' || vendor.view === 'both',
      vendor.view === 'code' || vendor.view === 'both',
    ])
    expect([has('00200060'), has('00200062')]).toEqual([vendor.side === 'series', vendor.side === 'image'])
    expect(has('00280030')).toBe(vendor.spacing === 'both')
    expect(has('00283010')).toBe(vendor.voi === 'table')
  })
  it('has dark air where MONOCHROME2 says so, and bright air where MONOCHROME1 does', () => {
    const corner = mean(view, (x, y) => x < 20 && y > 380)
    const top = 2 ** vendor.bits - 1
    expect(vendor.photometric === 'MONOCHROME1' ? corner > top * 0.7 : corner < top * 0.1).toBe(true)
  })
})

describe('what goes wrong', () => {
  const plain = mammogramCase(21, { ...SMALL, vendor: 'plain', finding: 'malignant' })
  const faulty = (fault: Parameters<typeof mammogramCase>[1]) =>
    mammogramCase(21, { ...SMALL, vendor: 'plain', finding: 'malignant', ...fault })
  it('a flipped view is the mirror of itself, masks and all', () => {
    const views = faulty({ faults: ['flipped'] }).views
    const at = views.findIndex((v) => v.flipped)
    const [a, b] = [plain.views[at]!, views[at]!]
    const row = 200 * SMALL.columns
    expect([...b.pixels.slice(row, row + SMALL.columns)].reverse()).toEqual([
      ...a.pixels.slice(row, row + SMALL.columns),
    ])
    expect(headerValue(b, '00200062')).toBe(b.name[0])
    b.masks.forEach((m, i) => {
      expect(m.mask.x).toBeCloseTo(SMALL.columns - (a.masks[i]!.mask.x + a.masks[i]!.mask.width), -1)
    })
  })
  it('views are missing or there twice', () => {
    expect(faulty({ faults: ['missing-view'] }).views).toHaveLength(3)
    const twice = faulty({ faults: ['duplicate-view'] }).views
    expect(twice).toHaveLength(5)
    expect(new Set(twice.map((v) => v.instanceUid)).size).toBe(5)
    expect(new Set(twice.map((v) => v.name)).size).toBe(4)
  })
  it('one header names the other side', () => {
    const wrong = faulty({ faults: ['wrong-side'] }).views.filter((v) => v.statedSide !== v.name[0])
    expect(wrong).toHaveLength(1)
    expect(headerValue(wrong[0]!, '00200062')).toBe(wrong[0]!.statedSide)
  })
  it('names are burned in, and the boxes say where', () => {
    const [view] = faulty({ faults: ['burned-in'] }).views
    expect(headerValue(view!, '00280301')).toBe('YES')
    for (const b of view!.burnedIn)
      expect(mean(view!, (x, y) => x >= b.x && x < b.x + b.width && y >= b.y && y < b.y + b.height)).toBeGreaterThan(
        800,
      )
  })
  it('spot and magnification views show the lesion larger and say what they are', () => {
    const views = faulty({ faults: ['spot', 'magnification'] }).views
    expect(views.map((v) => v.kind)).toEqual(['standard', 'standard', 'standard', 'standard', 'spot', 'magnification'])
    const [spot, magnified] = views.slice(4)
    const usual = views.find((v) => v.name === spot!.name)!
    expect(spot!.masks[0]!.mask.width).toBeGreaterThan(usual.masks[0]!.mask.width)
    expect(magnified!.masks[0]!.mask.width).toBeGreaterThan(spot!.masks[0]!.mask.width)
    expect(Number(headerValue(magnified!, '00181114'))).toBeGreaterThan(1.5)
  })
})
