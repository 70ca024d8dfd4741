// Overlays and shutters on a stage: asked for where they are wanted, painted once.
import { type RefObject, useEffect } from 'react'
import type { DicomPicture, Overlay, OverlayBits } from '../../../../shared/contract/dicom.ts'
import { api } from '../../../api/client.ts'
import { useHabits } from '../../../app/habits.ts'
import type { Plane } from '../../../canvas/planeLayer.ts'
import type { FrameRef, Stage } from '../../../canvas/stage.ts'
import { useDesk } from '../deskView.ts'

/** Light lines for drawings, a veil for regions: neither is the colour of a class. */
const INK = { graphics: [255, 226, 120, 255], region: [120, 220, 255, 110] } as const

const MOST_KEPT = 24
const kept = new Map<string, Promise<HTMLCanvasElement>>()

async function unpack({ bits }: OverlayBits): Promise<Uint8Array> {
  const deflated = Uint8Array.from(atob(bits), (c) => c.charCodeAt(0))
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

async function paint(plane: OverlayBits, ink: readonly [number, number, number, number]): Promise<HTMLCanvasElement> {
  const { width, height } = plane
  const bits = await unpack(plane)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const image = new ImageData(width, height)
  for (let i = 0; i < width * height; i++) if (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) image.data.set(ink, i * 4)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas
}

/** A canvas can be in one place only: each stage has its own of what both show. */
function planeOf(stage: string, frame: FrameRef, overlay: Overlay, ink: readonly [number, number, number, number]) {
  const at = overlay.on || overlay.embedded ? frame.frame : 0
  const key = `${stage} ${frame.projectId} ${frame.sourceId} ${at} ${overlay.group} ${ink.join()}`
  const known = kept.get(key)
  const made =
    known ??
    api.dicom
      .overlay({ projectId: frame.projectId, sourceId: frame.sourceId, frame: frame.frame, group: overlay.group })
      .then((bits) => paint(bits, ink))
  kept.delete(key)
  kept.set(key, made)
  if (!known) made.catch(() => kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return { key, made }
}

const liesOn = ({ on }: Overlay, frame: number): boolean =>
  on === null || (frame >= on.first && frame < on.first + on.count)

async function planesFor(
  name: string,
  frame: FrameRef,
  about: DicomPicture,
  show: { overlays: boolean; shutters: boolean },
) {
  const hiding = new Set(about.shutters.flatMap((s) => (s.kind === 'bitmap' ? [s.group] : [])))
  const level = Math.round(about.shutterLevel * 255)
  const wanted = about.overlays.filter(
    (o) => liesOn(o, frame.frame) && (hiding.has(o.group) ? show.shutters : show.overlays),
  )
  const planes = await Promise.all(
    wanted.map(async (o): Promise<Plane | null> => {
      const ink = hiding.has(o.group) ? ([level, level, level, 255] as const) : INK[o.kind]
      const { key, made } = planeOf(name, frame, o, ink)
      // An overlay that cannot be read is no reason to lose the others: the header says what is wrong with it.
      const canvas = await made.catch(() => null)
      return canvas && { key, canvas, x: o.x, y: o.y }
    }),
  )
  return {
    frame: { width: frame.width, height: frame.height },
    shutters: show.shutters ? about.shutters : [],
    level: about.shutterLevel,
    planes: planes.filter((p) => p !== null),
  }
}

export function usePlanes(name: 'first' | 'second', stage: RefObject<Stage | null>, frame: FrameRef | null): void {
  const about = useDesk((v) => v.about)
  const { overlays, shutters, padding } = useHabits((h) => h.dicom)
  const picture = about && frame && about.sourceId === frame.sourceId ? about.picture : null
  // Saving gives the same frame as another object: nothing of it may flicker.
  const key = frame && `${frame.projectId} ${frame.sourceId} ${frame.frame}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the frame
  useEffect(() => {
    if (!frame || !picture || (picture.overlays.length === 0 && picture.shutters.length === 0)) return
    let stopped = false
    void planesFor(name, frame, picture, { overlays, shutters }).then(
      (planes) => !stopped && stage.current?.setPlanes(planes),
    )
    return () => {
      stopped = true
      // Another slice must not be seen under the drawings of this one.
      stage.current?.setPlanes(null)
    }
  }, [picture, key, overlays, shutters, stage, name])
  useEffect(() => stage.current?.setPadding(padding), [padding, stage])
}
