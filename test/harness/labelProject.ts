// A real project in a temporary folder whose items are known by name and size only; label code never opens the pictures.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packIntake } from '../../src/main/importers/packIntake.ts'
import type { Ctx } from '../../src/main/store/ctx.ts'
import { transaction, type WritableDb } from '../../src/main/store/db.ts'
import { effectiveDocument, importDocument, readAnnotations } from '../../src/main/store/documents.ts'
import { type ItemDraft, insertItems, iterateItems } from '../../src/main/store/items.ts'
import { createProject, type OpenProject } from '../../src/main/store/open.ts'
import { newestRound } from '../../src/main/store/rounds.ts'
import { listUsers } from '../../src/main/store/users.ts'
import type { LabelSchema } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { packs } from '../../src/shared/domains/index.ts'
import { newId } from '../../src/shared/ids.ts'

export type Picture = {
  name: string
  width: number
  height: number
  path?: string
  orientation?: number
  channels?: number
  frames?: number
  kind?: string
  facts?: Record<string, unknown>
}
export type LabelProject = {
  project: OpenProject
  folder: string
  ctx: Ctx
  deps: { db: ReturnType<OpenProject['writable']>; pack: NonNullable<(typeof packs)['general']> }
  /** Annotations an export would take, by item name, in list order. */
  read(): Map<string, Annotation[]>
  put(itemName: string, annotations: readonly Annotation[]): void
  close(): Promise<void>
}

const NOW = new Date('2026-01-02T03:04:05.678Z')

export function labelProject(
  pictures: Iterable<Picture>,
  schema: LabelSchema | null = null,
  domain: 'general' | 'xray-security' = 'general',
): LabelProject {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-labels-'))
  const pack = packs[domain]
  if (!pack) throw new Error(`the pack ${domain} is missing`)
  const user = { login: 'kim', name: 'Kim', colour: '#4c9be8' }
  const project = createProject(join(folder, 'p.pandok'), { title: 'labels', pack, schema, user }, { clock: () => NOW })
  const db = project.writable()
  const ctx: Ctx = { authorId: listUsers(db)[0]?.id ?? null, time: NOW.toISOString() }
  fillItems(db, pictures, ctx)
  const read = () => {
    const out = new Map<string, Annotation[]>()
    for (const item of iterateItems(db)) {
      const found = effectiveDocument(db, item.id)
      out.set(item.name, found ? readAnnotations(db, found.document.id) : [])
    }
    return out
  }
  const put = (name: string, annotations: readonly Annotation[]) => {
    const item = [...iterateItems(db)].find((i) => i.name === name)
    if (!item) throw new Error(`no item ${name}`)
    const reading = { itemId: item.id, roundId: newestRound(db).id, authorId: null, annotations, mark: 'test' }
    transaction(db, () => importDocument(db, reading, ctx))
  }
  const close = async () => {
    await project.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { project, folder, ctx, deps: { db, pack }, read, put, close }
}

export function fillItems(db: WritableDb, pictures: Iterable<Picture>, ctx: Ctx): void {
  const intake = packIntake(db)
  let batch: ItemDraft[] = []
  const flush = () => {
    insertItems(db, batch, ctx)
    batch = []
  }
  for (const picture of pictures) {
    const made = draft(picture)
    batch.push({ ...made, fields: intake.fields(made.slots[0]!.source) })
    if (batch.length === 1000) flush()
  }
  flush()
}

function draft({
  name,
  width,
  height,
  path,
  orientation = 1,
  channels = 3,
  frames = 1,
  kind = 'png',
  facts = {},
}: Picture) {
  const id = newId()
  const source = {
    id: newId(),
    path: path ?? `/pictures/${name}`,
    copied: false,
    kind,
    sha256: id.replaceAll('-', '').padEnd(64, '0'),
    bytes: 1,
    mtimeMs: 0,
    width,
    height,
    frames,
    channels,
    bitsStored: 8,
    orientation,
    facts,
  }
  return { id, name, slots: [{ slot: 'image', source }] }
}
