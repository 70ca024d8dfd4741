// <meta> of a CVAT file: the labels, whose work it is, and how frames of a clip are numbered.
import type { AttributeDef, Skeleton } from '../../../shared/annotation/labelSchema.ts'
import { asPixels, asText } from '../guards.ts'
import type { ForeignClass, ForeignReader, Size } from '../record.ts'
import { child, childText, type XmlNode } from '../voc/xml.ts'
import { declaredAttributes } from './attributes.ts'
import { skeletonFromSvg } from './skeletonSvg.ts'

export type CvatLabel = {
  readonly name: string
  readonly attributes: readonly AttributeDef[]
  readonly skeleton: Skeleton | null
}
/** A task of the file; a dump of one task or job has one, without id in its shapes. */
export type CvatTask = {
  readonly name: string
  /** File name of the clip; null for a task of pictures. */
  readonly clip: string | null
  readonly size: Size | null
  readonly firstFrame: number
  readonly step: number
  readonly reader: ForeignReader | null
  /** When the task was last worked on. */
  readonly updated: string | null
}
export type CvatMeta = {
  readonly labels: ReadonlyMap<string, CvatLabel>
  readonly classes: readonly ForeignClass[]
  readonly task: CvatTask
  readonly tasks: ReadonlyMap<string, CvatTask>
}

export function readMeta(root: XmlNode): CvatMeta {
  const meta = child(root, 'meta')
  // The first that is there: a job dump names its job, a project dump its project, and both may list tasks.
  const head = child(meta, 'job') ?? child(meta, 'task') ?? child(meta, 'project')
  const labels = labelNodes(head)
  const source = asText(childText(meta, 'source'))
  const tasks = new Map<string, CvatTask>()
  for (const node of child(head, 'tasks')?.children ?? []) {
    const id = childText(node, 'id')
    if (node.name === 'task' && id !== null) tasks.set(id, readTask(node, null))
  }
  return { ...readLabels(labels), task: readTask(head, source), tasks }
}

function labelNodes(head: XmlNode | undefined): XmlNode[] {
  const own = (child(head, 'labels')?.children ?? []).filter((n) => n.name === 'label')
  if (own.length > 0) return own
  return (child(head, 'tasks')?.children ?? []).flatMap((task) => labelNodes(task))
}

function readLabels(nodes: readonly XmlNode[]): Pick<CvatMeta, 'labels' | 'classes'> {
  const labels = new Map<string, CvatLabel>()
  const classes: ForeignClass[] = []
  for (const node of nodes) {
    const name = childText(node, 'name')
    // A label below another is a point of its skeleton.
    if (name === null || child(node, 'parent')?.text !== undefined || labels.has(name)) continue
    const attributes = declaredAttributes(node)
    const svg = childText(node, 'svg')
    const skeleton = svg === null ? null : skeletonFromSvg(svg)
    const colour = childText(node, 'color')?.toLowerCase()
    labels.set(name, { name, attributes, skeleton })
    classes.push({
      key: name,
      name,
      extra: { node },
      attributes,
      skeleton,
      colour: colour && /^#[0-9a-f]{6}$/.test(colour) ? colour : null,
    })
  }
  return { labels, classes }
}

const wholeNumber = (text: string | null, least: number): number | null => {
  const n = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isInteger(n) && n >= least && n < 2 ** 31 ? n : null
}

function readTask(node: XmlNode | undefined, source: string | null): CvatTask {
  const original = child(node, 'original_size')
  const [width, height] = [asPixels(childText(original, 'width')), asPixels(childText(original, 'height'))]
  const clip = source ?? asText(childText(node, 'source'))
  const filter = /step\s*=\s*(\d+)/.exec(childText(node, 'frame_filter') ?? '')
  return {
    name: childText(node, 'name') ?? '',
    clip: clip === null ? null : (clip.split(/[\\/]/).pop() ?? clip),
    size: width !== null && height !== null ? { width, height } : null,
    firstFrame: wholeNumber(childText(node, 'start_frame'), 0) ?? 0,
    step: wholeNumber(filter?.[1] ?? null, 1) ?? 1,
    reader: personOf(child(node, 'assignee')),
    updated: asText(childText(node, 'updated')) ?? asText(childText(node, 'created')),
  }
}

/** `<assignee><username/><email/></assignee>`; empty when nobody is assigned. */
function personOf(node: XmlNode | undefined): ForeignReader | null {
  const email = asText(childText(node, 'email')?.trim() ?? null)
  const name = asText((childText(node, 'username') ?? node?.text ?? '').trim())
  const login = name ?? email?.split('@')[0] ?? null
  return login === null || login === '' ? null : { login, name: name ?? email ?? login }
}
