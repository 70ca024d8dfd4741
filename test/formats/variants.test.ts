// Every odd but legal file of test/formats/variants means what its row says. From the formats' documentation and from what people report.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { LossTally } from '../../src/main/formats/losses.ts'
import { readLabelPicture } from '../../src/main/formats/maskPng/readPicture.ts'
import type { ForeignLabel } from '../../src/main/formats/record.ts'
import { findLabelSources } from '../../src/main/importers/labelSources.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { labelProject } from '../harness/labelProject.ts'
import { FAMILIES } from './variants/families.ts'
import type { Files } from './variants/kit.ts'

const top = mkdtempSync(join(tmpdir(), 'pandok-variants-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))
let made = 0

function folderWith(files: Files): string {
  const root = join(top, String(made++))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const GRID = { width: 100, height: 50 }
/** The last is how ArT calls its pictures. */
const PICTURE = /(^|[\\/])(a(\.(png|txt))?|gt_7)$/i

async function read(root: string): Promise<{ labels: ForeignLabel[]; names: string[]; refused: string[] }> {
  const found = await findLabelSources([root], 'auto')
  const labels: ForeignLabel[] = []
  const names: string[] = []
  try {
    for (const source of found.sources) {
      const file = await source.open({
        knownClass: () => null,
        losses: new LossTally(),
        signal: undefined,
        pictures: readLabelPicture,
      })
      for await (const entry of file.images()) {
        if ('error' in entry) throw entry.error
        names.push(...[entry.image.name ?? '', ...(entry.image.otherNames ?? [])])
        const grid = entry.image.size ?? GRID
        expect(grid).toEqual(GRID)
        labels.push(...entry.read(grid, () => {}))
      }
    }
    return { labels, names, refused: found.refused.map(({ error }) => error.message) }
  } finally {
    await found.close()
  }
}

describe.each(Object.entries(FAMILIES))('%s', (_family, variants) => {
  test.each(variants)('%s', async (_name, files, labels) => {
    const found = await read(folderWith(files))
    expect(found.refused).toEqual([])
    const seen = found.labels.map((label, i) => {
      const more = Object.keys(labels[i]?.[2] ?? {})
      const rest = Object.fromEntries(Object.entries(label).filter(([key]) => more.includes(key)))
      return more.length > 0 ? [label.classKey, label.shape, rest] : [label.classKey, label.shape]
    })
    expect(seen).toEqual(labels)
    // What an item called a.png, set/a.png or train/a.png is found by.
    expect(found.names.some((name) => PICTURE.test(name))).toBe(true)
  })
})

test('all of them on one picture of a project, and a second time nothing', async () => {
  const rows = Object.values(FAMILIES).flat()
  const roots = rows.map(([, files]) => folderWith(files))
  const project = labelProject(['pictures/a.png', 'pictures/gt_7.jpg'].map((name) => ({ name, ...GRID })))
  try {
    const missed: string[] = []
    for (const [i, root] of roots.entries()) {
      const { annotations, losses, skipped } = await importLabels(project.deps, [root], {
        ctx: project.ctx,
        dryRun: true,
      })
      if (annotations !== rows[i]![2].length || skipped.length > 0)
        missed.push(`${rows[i]![0]}: ${annotations} ${skipped.map((s) => s.message)} ${losses.map((l) => l.code)}`)
    }
    expect(missed).toEqual([])
  } finally {
    await project.close()
  }
}, 120_000)
