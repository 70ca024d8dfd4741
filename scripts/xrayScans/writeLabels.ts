// annotations.json of the scans, in the fields and order of the `xray-coco` delivery; streamed, so that any number fits.
import { closeSync, createReadStream, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { annotationRecord, categoryRecord, deliveredName, imageRecord } from '../../src/main/formats/xray/records.ts'
import { xraySecurity, xraySettings } from '../../src/shared/domains/xraySecurity/pack.ts'
import { shapeBounds } from '../../src/shared/geometry/shapes.ts'
import type { ScansWish } from './makeScans.ts'

export type Line = {
  readonly index: number
  /** Path with `/`, from the folder of the scans. */
  readonly file: string
  readonly fault: string | null
  readonly objects: readonly { readonly classId: string; readonly ring: readonly number[] }[]
}

const lines = (journal: string) => createInterface({ input: createReadStream(journal, 'utf8') })

/** How many outlines were written. */
export async function writeLabels(
  journal: string,
  wish: Pick<ScansWish, 'out' | 'count' | 'width' | 'height'>,
): Promise<number> {
  const path = join(wish.out, 'annotations.json')
  const out = openSync(`${path}.new`, 'w')
  const size = { width: wish.width, height: wish.height }
  const kinds = new Map(xraySettings.items.map((i) => [i.classId, i.kind === 'H' ? 'Hazardous' : 'Storage']))
  const categories = xraySecurity.schema.classes.map((c, i) => ({
    id: i + 1,
    colour: c.colour,
    classId: c.id,
    record: categoryRecord(i + 1, deliveredName(c), kinds.get(c.id) ?? '', c.colour),
  }))
  const byClass = new Map(categories.map((c) => [c.classId, c]))
  let first = true
  const put = (record: unknown): void => {
    writeSync(out, `${first ? '\n' : ',\n'}${JSON.stringify(record)}`)
    first = false
  }
  writeSync(out, '{"images": [')
  for await (const text of lines(journal)) {
    const line: Line = JSON.parse(text)
    if (line.index >= wish.count) continue
    const makerAt = xraySettings.makers.findIndex((m) => line.file.startsWith(`${m.id}/`))
    put(
      imageRecord({
        id: line.index + 1,
        datasetId: makerAt + 1,
        path: `/datasets/${line.file}`,
        fileName: line.file.slice(line.file.lastIndexOf('/') + 1),
        size,
      }),
    )
  }
  writeSync(
    out,
    `\n],\n"categories": [\n${categories.map((c) => JSON.stringify(c.record)).join(',\n')}\n],\n"annotations": [`,
  )
  first = true
  let objects = 0
  for await (const text of lines(journal)) {
    const line: Line = JSON.parse(text)
    if (line.index >= wish.count) continue
    for (const { classId, ring } of line.objects) {
      const category = byClass.get(classId)
      if (!category) throw new Error(`the pack has no class ${classId}`)
      const outline = { kind: 'polygon' as const, parts: [{ outer: [...ring], holes: [] }] }
      put(
        annotationRecord(
          ++objects,
          line.index + 1,
          category.id,
          { classId, outline, box: shapeBounds(outline) },
          category.colour,
        ),
      )
    }
  }
  writeSync(out, '\n],\n"info": {"description": "Made-up security X-ray scans", "version": "1.0"}\n}\n')
  closeSync(out)
  renameSync(`${path}.new`, path)
  return objects
}
