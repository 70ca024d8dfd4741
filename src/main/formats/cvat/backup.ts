// Backup of a CVAT task: annotations.json beside task.json and data/manifest.jsonl (cvat/apps/engine/backup.py, version 1.0).
// It is turned into the elements of the XML dump, so that both mean the same here. Pure, but for the files.
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readTextFile } from '../decodeText.ts'
import type { Size } from '../record.ts'
import type { XmlNode } from '../voc/xml.ts'
import { linesOf, readJsonFile } from '../wholeFile.ts'

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const attribute = z.object({ name: z.string(), value: value.nullish() })
const common = {
  frame: z.number().int().nonnegative().default(0),
  group: z.number().nullish(),
  source: z.string().nullish(),
  attributes: z.array(attribute).default([]),
  label: z.string().default(''),
}
const plainShape = z.object({
  ...common,
  type: z.string(),
  points: z.array(z.number()).default([]),
  occluded: z.boolean().default(false),
  outside: z.boolean().default(false),
  z_order: z.number().default(0),
  rotation: z.number().default(0),
})
const shape = plainShape.extend({ elements: z.array(plainShape).default([]) })
const plainTrack = z.object({ ...common, shapes: z.array(plainShape).default([]) })
const track = plainTrack.extend({ elements: z.array(plainTrack).default([]) })
const jobSchema = z.object({
  tags: z.array(z.object(common)).default([]),
  shapes: z.array(shape).default([]),
  tracks: z.array(track).default([]),
})
type PlainShape = z.output<typeof plainShape>
type PlainTrack = z.output<typeof plainTrack>
type Attributes = z.output<typeof attribute>[]

const labelSchema = z.object({
  name: z.string(),
  color: z.string().nullish(),
  svg: z.string().nullish(),
  attributes: z
    .array(
      z.object({
        name: z.string(),
        mutable: z.boolean().default(false),
        input_type: z.string().default('text'),
        values: z.union([z.array(value), z.string()]).default([]),
      }),
    )
    .default([]),
})
const taskSchema = z.object({
  name: z.string().default(''),
  labels: z.array(labelSchema).default([]),
  data: z
    .object({ start_frame: z.number().int().nonnegative().nullish(), frame_filter: z.string().nullish() })
    .default({}),
})

export type NamedFrame = { readonly name: string; readonly size: Size | null }
export type Backup = { readonly root: XmlNode; readonly frames: ReadonlyMap<number, NamedFrame> }

export async function readBackup(path: string): Promise<Backup> {
  const jobs = z.array(jobSchema).safeParse(await readJsonFile(path))
  if (!jobs.success) throw new PandokError('label-file-invalid', 'not the annotations of a CVAT backup')
  const task = await readTask(dirname(path))
  const { frames, clip, size } = await readManifest(join(dirname(path), 'data', 'manifest.jsonl'))
  const step = Number(/step\s*=\s*(\d+)/.exec(task.data.frame_filter ?? '')?.[1] ?? 1) || 1
  const start = task.data.start_frame ?? 0
  // Frames of a backup count within the task; in the dump, and here, within the clip or the list of pictures.
  const absolute = (frame: number) => start + frame * step
  const pictures = new Map<number, XmlNode[]>()
  const tracks: XmlNode[] = []
  const put = (frame: number, node: XmlNode) => {
    const known = pictures.get(absolute(frame))
    if (known) known.push(node)
    else pictures.set(absolute(frame), [node])
  }
  for (const job of jobs.data) {
    for (const tag of job.tags) put(tag.frame, element('tag', head(tag), attributeNodes(tag.attributes)))
    for (const given of job.shapes) put(given.frame, shapeNode(given, given.elements))
    for (const given of job.tracks) tracks.push(trackNode(given, tracks.length, absolute, given.elements))
  }
  const images = [...pictures]
    .sort(([a], [b]) => a - b)
    .map(([frame, nodes]) => {
      const known = frames.get(frame)
      const facts: Record<string, string> = { id: String(frame) }
      if (known) facts['name'] = known.name
      else facts['frame'] = String(frame)
      const stated = known?.size ?? size
      if (stated) Object.assign(facts, { width: String(stated.width), height: String(stated.height) })
      return element('image', facts, nodes)
    })
  return { root: element('annotations', {}, [metaNode(task, clip, size, start, step), ...images, ...tracks]), frames }
}

/** Labels stand in the task, or in the project that the task is a part of. */
async function readTask(folder: string): Promise<z.output<typeof taskSchema>> {
  const read = async (path: string) => {
    const found = existsSync(path) ? taskSchema.safeParse(await readJsonFile(path)) : null
    return found?.success ? found.data : taskSchema.parse({})
  }
  const task = await read(join(folder, 'task.json'))
  if (task.labels.length > 0) return task
  const project = await read(join(dirname(folder), 'project.json'))
  return { ...task, labels: project.labels }
}

const manifestLine = z.object({
  type: z.string().optional(),
  properties: z.object({ name: z.string(), resolution: z.tuple([z.number(), z.number()]).optional() }).optional(),
  name: z.string().optional(),
  extension: z.string().default(''),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
})

/** One JSON object a line: version, kind, then the pictures in order, or one clip. */
async function readManifest(
  path: string,
): Promise<{ frames: Map<number, NamedFrame>; clip: string | null; size: Size | null }> {
  const frames = new Map<number, NamedFrame>()
  let clip: string | null = null
  let size: Size | null = null
  for (const line of existsSync(path) ? linesOf(await readTextFile(path)) : []) {
    const read = line.trim() === '' ? null : manifestLine.safeParse(parseLine(line))
    if (!read?.success) continue
    const { properties, name, extension, width, height } = read.data
    if (properties) {
      clip = properties.name
      const [w, h] = properties.resolution ?? []
      size = w && h ? { width: w, height: h } : null
    } else if (name !== undefined)
      frames.set(frames.size, { name: name + extension, size: width && height ? { width, height } : null })
  }
  return { frames, clip, size }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const element = (name: string, attributes: Record<string, string>, children: XmlNode[] = []): XmlNode => ({
  name,
  ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  ...(children.length > 0 ? { children } : {}),
})
const text = (name: string, said: string): XmlNode => ({ name, ...(said === '' ? {} : { text: said }) })
const flag = (on: boolean): string => (on ? '1' : '0')

function metaNode(
  task: z.output<typeof taskSchema>,
  clip: string | null,
  size: Size | null,
  start: number,
  step: number,
): XmlNode {
  const labels = task.labels.map((label) =>
    element('label', {}, [
      text('name', label.name),
      text('color', label.color ?? ''),
      ...(label.svg ? [text('svg', label.svg)] : []),
      element(
        'attributes',
        {},
        label.attributes.map((a) =>
          element('attribute', {}, [
            text('name', a.name),
            text('mutable', a.mutable ? 'True' : 'False'),
            text('input_type', a.input_type),
            text('values', Array.isArray(a.values) ? a.values.join('\n') : a.values),
          ]),
        ),
      ),
    ]),
  )
  const original = size
    ? [element('original_size', {}, [text('width', String(size.width)), text('height', String(size.height))])]
    : []
  return element('meta', {}, [
    element('task', {}, [
      text('name', task.name),
      text('start_frame', String(start)),
      text('frame_filter', step === 1 ? '' : `step=${step}`),
      ...(clip === null ? [] : [text('source', basename(clip.replaceAll('\\', '/')))]),
      ...original,
      element('labels', {}, labels),
    ]),
  ])
}

const attributeNodes = (attributes: Attributes): XmlNode[] =>
  attributes.map((a) => ({
    name: 'attribute',
    attributes: { name: a.name },
    ...(a.value ? { text: a.value } : {}),
  }))

function head(given: { label: string; source?: string | null | undefined; group?: number | null | undefined }) {
  const out: Record<string, string> = { label: given.label }
  if (given.source) out['source'] = given.source
  if (given.group) out['group_id'] = String(given.group)
  return out
}

const pairs = (points: readonly number[]): string => {
  const out: string[] = []
  for (let i = 0; i + 1 < points.length; i += 2) out.push(`${points[i]},${points[i + 1]}`)
  return out.join(';')
}

type Element = { readonly name: string; readonly at: Record<string, string> }
const named = (names: string, values: readonly number[]): Record<string, string> =>
  Object.fromEntries(
    names.split(' ').flatMap((name, i) => (values[i] === undefined ? [] : [[name, String(values[i])]])),
  )

/** How the numbers of each kind become attributes of the dump. */
const ELEMENTS: Readonly<Record<string, (points: readonly number[]) => Element>> = {
  rectangle: (p) => ({ name: 'box', at: named('xtl ytl xbr ybr', p) }),
  polygon: (p) => ({ name: 'polygon', at: { points: pairs(p) } }),
  polyline: (p) => ({ name: 'polyline', at: { points: pairs(p) } }),
  points: (p) => ({ name: 'points', at: { points: pairs(p) } }),
  // Centre, then the rightmost x and the topmost y.
  ellipse: (p) => ({ name: 'ellipse', at: named('cx cy rx ry', [p[0]!, p[1]!, p[2]! - p[0]!, p[1]! - p[3]!]) }),
  mask(p) {
    const [left, top, right, bottom] = p.slice(-4) as [number, number, number, number]
    const window = named('left top width height', [left, top, right - left + 1, bottom - top + 1])
    return { name: 'mask', at: { rle: p.slice(0, -4).join(', '), ...window } }
  },
  cuboid: (p) => ({
    name: 'cuboid',
    at: named('xtl1 ytl1 xbl1 ybl1 xtr1 ytr1 xbr1 ybr1 xtl2 ytl2 xbl2 ybl2 xtr2 ytr2 xbr2 ybr2', p),
  }),
  skeleton: () => ({ name: 'skeleton', at: {} }),
}

function shapeNode(given: PlainShape, elements: readonly PlainShape[]): XmlNode {
  const { name, at } = ELEMENTS[given.type]?.(given.points) ?? { name: given.type, at: {} }
  const facts = { ...head(given), ...at, occluded: flag(given.occluded), z_order: String(given.z_order) }
  const turned = given.rotation === 0 ? facts : { ...facts, rotation: String(given.rotation) }
  const outside = given.outside ? { ...turned, outside: '1' } : turned
  return element(name, outside, [...elements.map((e) => shapeNode(e, [])), ...attributeNodes(given.attributes)])
}

function trackNode(
  given: PlainTrack,
  id: number,
  absolute: (frame: number) => number,
  elements: readonly PlainTrack[],
): XmlNode {
  // A shape says only what changed since the one before.
  const known = new Map(given.attributes.map((a) => [a.name, a]))
  const shapes = [...given.shapes]
    .sort((a, b) => a.frame - b.frame)
    .map((s) => {
      for (const a of s.attributes) known.set(a.name, a)
      const node = shapeNode({ ...s, attributes: [...known.values()] }, [])
      const { label: _, ...facts } = node.attributes ?? {}
      return { ...node, attributes: { ...facts, frame: String(absolute(s.frame)), outside: flag(s.outside) } }
    })
  const nested = elements.map((e, i) => trackNode(e, i, absolute, []))
  return element('track', { id: String(id), ...head(given) }, [...shapes, ...nested])
}
