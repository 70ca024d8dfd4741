// CVAT for images 1.1 and CVAT for video 1.1: dumps of a task, a job or a project; and the backup of a task.
import { basename, dirname, join } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { asPixels, asText } from '../guards.ts'
import type { LossTally } from '../losses.ts'
import type { ForeignImage, ImageLabels, LabelFile } from '../record.ts'
import { readXmlFile } from '../voc/open.ts'
import { child, type XmlNode } from '../voc/xml.ts'
import { type Backup, type NamedFrame, readBackup } from './backup.ts'
import { inOrder, isLabelNode, readLabelNode, readTrackShape } from './fromCvat.ts'
import { type CvatMeta, type CvatTask, readMeta } from './meta.ts'
import { countFrameless, type TrackShape, Tracks } from './tracks.ts'

type Shown = { track: XmlNode; at: TrackShape }
type Frame = { task: CvatTask; subset: string | null; frame: number; shown: Shown[] }

export async function openCvat(path: string, losses: LossTally): Promise<LabelFile> {
  const { root, frames: named }: Backup = /\.json$/i.test(path)
    ? await readBackup(path)
    : { root: await readXmlFile(path, () => losses.add('text-code-page', basename(path))), frames: new Map() }
  const meta = readMeta(root)
  const nodes = root.children ?? []
  const images = nodes.filter((n) => n.name === 'image')
  const tracks = nodes.filter((n) => n.name === 'track')
  if (images.length + tracks.length === 0 && meta.classes.length === 0)
    throw new PandokError('label-file-invalid', 'the CVAT file holds no images, tracks or labels')
  const name = basename(path)
  losses.add(
    'cvat-frame-invalid',
    name,
    tracks.reduce((sum, t) => sum + countFrameless(t), 0),
  )
  const frames = framesOf(tracks, meta)
  const kept = child(root, 'meta')
  return {
    format: 'cvat',
    name,
    folder: dirname(path),
    classes: meta.classes,
    root: kept ? { meta: kept } : null,
    total: images.length + frames.length,
    framed: tracks.length > 0,
    notes: [],
    async *images(signal) {
      for (const node of images) {
        if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
        yield imageOf(path, node, meta)
      }
      for (const frame of frames) {
        if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
        yield frameOf(path, frame, meta, named.get(frame.frame))
      }
    },
  }
}

const madeBy = (task: CvatTask, meta: CvatMeta) => ({
  by: (task.reader ?? meta.task.reader)?.name ?? null,
  at: task.updated ?? meta.task.updated,
})

const taskOf = (node: XmlNode, meta: CvatMeta): CvatTask =>
  meta.tasks.get(node.attributes?.['task_id'] ?? '') ?? meta.task

function imageOf(path: string, node: XmlNode, meta: CvatMeta): ImageLabels {
  const at = node.attributes ?? {}
  const labels = (node.children ?? []).filter(isLabelNode)
  const [width, height] = [asPixels(at['width']), asPixels(at['height'])]
  const name = asText(at['name'])
  const frame = name === null && at['frame'] !== undefined ? Number(at['frame']) : null
  const task = taskOf(node, meta)
  const { width: _w, height: _h, ...fields } = at
  const image: ForeignImage = {
    name: frame === null ? name : frameName(frame),
    path: name === null ? null : join(dirname(path), 'images', name.replaceAll('\\', '/')),
    size: width !== null && height !== null ? { width, height } : null,
    foreignId: name === null ? (at['id'] ?? null) : null,
    extra: { image: fields },
    ...(frame === null ? {} : { clip: { name: clipOf(path, task), frame } }),
  }
  return {
    image,
    reader: task.reader ?? meta.task.reader,
    made: madeBy(task, meta),
    count: labels.length,
    read: (_grid, report) => inOrder(labels, (n) => n).flatMap((n) => readLabelNode(n, meta, report) ?? []),
  }
}

/** Every frame on which something is visible, in order. */
function framesOf(tracks: readonly XmlNode[], meta: CvatMeta): Frame[] {
  const walker = new Tracks()
  const frames = new Map<string, Frame>()
  for (const track of tracks) {
    const task = taskOf(track, meta)
    const subset = asText(track.attributes?.['subset'] ?? null)
    for (const at of walker.walk(track, task.step)) {
      const key = `${track.attributes?.['task_id'] ?? ''} ${at.frame}`
      const known = frames.get(key)
      if (known) known.shown.push({ track, at })
      else frames.set(key, { task, subset, frame: at.frame, shown: [{ track, at }] })
    }
  }
  return [...frames.values()].sort((a, b) => a.frame - b.frame)
}

const frameName = (frame: number): string => `frame_${String(frame).padStart(6, '0')}`
const clipOf = (path: string, task: CvatTask): string => task.clip ?? (task.name || basename(path))

/** `named` = the picture of a task of pictures that has this number. */
function frameOf(
  path: string,
  { task, subset, frame, shown }: Frame,
  meta: CvatMeta,
  named: NamedFrame | undefined,
): ImageLabels {
  const name = named?.name ?? frameName(frame)
  const folders = ['images', ...(subset && !/[\\/]/.test(subset) ? [subset] : [])]
  return {
    image: {
      name,
      path: join(dirname(path), ...folders, name),
      size: named ? named.size : task.size,
      foreignId: null,
      extra: null,
      clip: named ? null : { name: clipOf(path, task), frame },
    },
    reader: task.reader ?? meta.task.reader,
    made: madeBy(task, meta),
    count: shown.length,
    read: (_grid, report) =>
      inOrder(shown, ({ at }) => at.node).flatMap(({ track, at }) => readTrackShape(track, at, meta, report) ?? []),
  }
}
