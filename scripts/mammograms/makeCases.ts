// Cases into a folder: one folder for each, DICOM files, PNG masks, and truth.json with what nobody can read from the pixels.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { encodePlainPng } from '../../src/main/files/plainPng.ts'
import { ctSeries } from '../../src/main/sample/ctSeries.ts'
import { FAULTS, type LesionMask, type MammogramCase, mammogramCase } from '../../src/main/sample/mammogram/case.ts'
import { VENDORS } from '../../src/main/sample/mammogram/vendors.ts'
import { SYNTAXES, writeAs } from './syntaxes.ts'

export type CasesWish = {
  readonly out: string
  readonly count: number
  readonly seed: number
  readonly rows: number
  readonly columns: number
  readonly syntax: string
  readonly faults: boolean
  readonly ct: number
}
export type CasesResult = {
  readonly cases: number
  readonly views: number
  readonly lesions: number
  readonly slices: number
}

/** Makers and faults in turn, so that a few cases show all of them. */
export const caseOf = (wish: Pick<CasesWish, 'seed' | 'rows' | 'columns' | 'faults'>, index: number): MammogramCase =>
  mammogramCase(wish.seed * 1000 + index, {
    rows: wish.rows,
    columns: wish.columns,
    vendor: (VENDORS[index % VENDORS.length] ?? VENDORS[0]).id,
    ...(wish.faults && index % 3 === 2
      ? { faults: [FAULTS[Math.floor(index / 3) % FAULTS.length] ?? 'flipped'], finding: 'malignant' as const }
      : {}),
  })

export async function makeCases(wish: CasesWish, progress: (line: string) => void = () => {}): Promise<CasesResult> {
  const names = wish.syntax === 'all' ? Object.keys(SYNTAXES) : [wish.syntax]
  const put = (path: string, bytes: Uint8Array): void => {
    const file = join(wish.out, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  const truth: object[] = []
  const count = { views: 0, lesions: 0 }
  for (let index = 0; index < wish.count; index++) {
    const c = caseOf(wish, index)
    const folder = c.patient.id
    const views: object[] = []
    for (const view of c.views) {
      const syntax = names[count.views % names.length] ?? 'explicit'
      put(`${folder}/${view.file}`, await writeAs(syntax, view))
      const masks = view.masks.map((m) => {
        const file = `masks/${folder}/${view.file.replace(/\.dcm$/, '')}_${m.lesion}.png`
        put(file, wholeMask(m, view))
        return { lesion: m.lesion, kind: m.kind, malignant: m.malignant, mask: file, outline: m.outline }
      })
      views.push({
        file: `${folder}/${view.file}`,
        view: view.name,
        kind: view.kind,
        flipped: view.flipped,
        statedSide: view.statedSide,
        burnedIn: view.burnedIn,
        syntax,
        lesions: masks,
      })
      count.views++
      count.lesions += masks.length
    }
    truth.push({
      patient: c.patient,
      charset: c.charset,
      vendor: c.vendor,
      finding: c.finding,
      faults: c.faults,
      studyUid: c.studyUid,
      views,
    })
    progress(`${index + 1} / ${wish.count}`)
  }
  const series = wish.ct === 0 ? [] : ctSeries(wish.seed, { slices: wish.ct })
  for (const [n, slice] of series.entries()) {
    const side = Math.sqrt(slice.pixels.length)
    put(
      `ct/${slice.file}`,
      await writeAs(names[n % names.length] ?? 'explicit', { ...slice, rows: side, columns: side, bits: 16 }),
    )
    put(
      `masks/ct/${slice.file.replace(/\.dcm$/, '.png')}`,
      greyPng(
        side,
        side,
        slice.nodule.map((v) => v * 255),
      ),
    )
  }
  put('truth.json', Buffer.from(`${JSON.stringify({ seed: wish.seed, cases: truth }, null, 1)}\n`))
  return { cases: wish.count, ...count, slices: series.length }
}

/** 255 inside, in the size of the view. */
function wholeMask({ mask }: LesionMask, view: { readonly rows: number; readonly columns: number }): Uint8Array {
  const bits = new Uint8Array(view.rows * view.columns)
  for (let y = 0; y < mask.height; y++)
    for (let x = 0; x < mask.width; x++)
      if (mask.bits[y * mask.width + x]) {
        const [i, j] = [mask.x + x, mask.y + y]
        if (i >= 0 && j >= 0 && i < view.columns && j < view.rows) bits[j * view.columns + i] = 255
      }
  return greyPng(view.columns, view.rows, bits)
}

const greyPng = (width: number, height: number, samples: Uint8Array): Uint8Array =>
  encodePlainPng({ width, height, channels: 1, samples })
