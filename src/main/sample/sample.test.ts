import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { TILED_ABOVE } from '../../shared/imaging/pixelFrame.ts'
import { createPixelPool } from '../imaging/pixelPool.ts'
import { runRules } from '../rules/runRules.ts'
import { effectiveDocument, readAnnotations } from '../store/documents.ts'
import { iterateItems } from '../store/items.ts'
import { openProject } from '../store/open.ts'
import { sourcePath } from '../store/sources.ts'
import { createSample, sampleDomains } from './index.ts'
import { SCENES } from './scenes.ts'
import { sampleSchema } from './schema.ts'

const dir = mkdtempSync(join(tmpdir(), 'pandok-sample-'))
const pool = createPixelPool({ size: 2 })
const clock = () => new Date('2026-01-02T03:04:05Z')
afterAll(async () => {
  await pool.close()
  rmSync(dir, { recursive: true, force: true })
})

it('makes a whole project, the same pictures each time, with nothing to complain about', async () => {
  expect(sampleDomains).toContain('general')
  const hashes: string[][] = []
  for (const name of ['a.pandok', 'b.pandok']) {
    await createSample('general', join(dir, name), { clock, pool })
    const project = openProject(join(dir, name), { clock })
    const items = [...iterateItems(project.db)]
    hashes.push(items.map((i) => `${i.name} ${i.slots[0]?.source.sha256}`))
    expect(items).toHaveLength(SCENES.length)
    let annotations = 0
    for (const item of items) {
      const source = item.slots[0]?.source
      if (!source) throw new Error('no source')
      const document = effectiveDocument(project.db, item.id)?.document
      if (document) annotations += readAnnotations(project.db, document.id).length
      expect(runRules(project.db, item, { dir: project.dir }), item.name).toEqual([])
      // The second project only has to be the same.
      if (hashes.length > 1) continue
      const facts = await pool.decodeStats(sourcePath(project, source), 0)
      expect(facts.max).toBeGreaterThan(facts.min)
    }
    expect(annotations).toBeGreaterThan(25)
    const by = (n: string) => items.find((i) => i.name === n)?.slots[0]?.source
    expect(by('phantom-16bit.png')).toMatchObject({ bitsStored: 16, channels: 1 })
    expect(by('signs-palette.png')?.facts.photometric).toBe('PALETTE COLOR')
    expect(by('street-03-turned.jpg')).toMatchObject({ orientation: 6, width: 1200, height: 800 })
    expect(by('survey-6000x5000.jpg')?.width).toBeGreaterThan(TILED_ABOVE)
    await project.close()
  }
  expect(hashes[0]).toEqual(hashes[1])
}, 120_000)

it('names its classes in both languages and uses only classes that it has', () => {
  for (const c of sampleSchema.classes) expect([c.title.ko, c.title.en].every((t) => t.length > 0)).toBe(true)
  const known = new Set(sampleSchema.classes.map((c) => c.id))
  for (const scene of SCENES.filter((s) => !s.file.startsWith('survey')))
    for (const thing of scene.draw().things) expect(known.has(thing.classId)).toBe(true)
})

it('leaves nothing behind for a domain that has no sample, or when it is cancelled', async () => {
  await expect(createSample('nowhere', join(dir, 'c.pandok'), { clock, pool })).rejects.toMatchObject({
    code: 'not-found',
  })
  const stop = new AbortController()
  stop.abort()
  await expect(
    createSample('general', join(dir, 'd.pandok'), { clock, pool, signal: stop.signal }),
  ).rejects.toMatchObject({ code: 'cancelled' })
  const again = createSample('general', join(dir, 'd.pandok'), { clock, pool })
  await expect(again).resolves.toBeUndefined()
}, 120_000)
