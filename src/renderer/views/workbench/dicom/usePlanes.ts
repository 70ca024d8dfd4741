// Overlays and shutters on a stage, of the file and of the presentation state it is shown by: painted once.
import { type RefObject, useEffect } from 'react'
import type { DicomPicture, Overlay, OverlayBits, Shutter } from '../../../../shared/contract/dicom.ts'
import type { Presentation } from '../../../../shared/imaging/presentation.ts'
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

async function paint(plane: OverlayBits, ink: Ink): Promise<HTMLCanvasElement> {
  const { width, height } = plane
  const bits = await unpack(plane)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const image = new ImageData(width, height)
  for (let i = 0; i < width * height; i++) if (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) image.data.set(ink, i * 4)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas
}

type Ink = readonly [number, number, number, number]
type Wanted = Pick<Overlay, 'group' | 'kind' | 'x' | 'y'> & {
  /** Apart from other planes of the frame. */
  readonly name: string
  bits(): Promise<OverlayBits>
}

/** A canvas can be in one place only: each stage has its own of what both show. */
function planeOf(stage: string, frame: FrameRef, overlay: Wanted, ink: Ink) {
  const key = `${stage} ${frame.projectId} ${frame.sourceId} ${overlay.name} ${ink.join()}`
  const known = kept.get(key)
  const made = known ?? overlay.bits().then((bits) => paint(bits, ink))
  kept.delete(key)
  kept.set(key, made)
  if (!known) made.catch(() => kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return { key, made }
}

const liesOn = ({ on }: Overlay, frame: number): boolean =>
  on === null || (frame >= on.first && frame < on.first + on.count)

const ofFile = (about: DicomPicture | null, { projectId, sourceId, frame }: FrameRef): Wanted[] =>
  (about?.overlays ?? [])
    .filter((o) => liesOn(o, frame))
    .map((o) => ({
      ...o,
      name: `${o.on || o.embedded ? frame : 0} ${o.group}`,
      bits: () => api.dicom.overlay({ projectId, sourceId, frame, group: o.group }),
    }))

const ofState = (state: Presentation | null, frame: FrameRef): Wanted[] =>
  (state?.overlays ?? []).map((o) => ({
    ...o,
    name: `state ${frame.frame} ${state?.name} ${o.group}`,
    bits: async () => o,
  }))

type Hiding = { readonly shutters: readonly Shutter[]; readonly level: number }
type Group = { readonly wanted: readonly Wanted[]; readonly bitmaps: ReadonlySet<number> }

const bitmapsOf = (shutters: readonly Shutter[]): ReadonlySet<number> =>
  new Set(shutters.flatMap((s) => (s.kind === 'bitmap' ? [s.group] : [])))

/** A state with shutters replaces those of the file (PS3.4 N.2.5); their bitmaps are then no overlays either. */
function shownBy(about: DicomPicture | null, state: Presentation | null, frame: FrameRef) {
  const file: Hiding = { shutters: about?.shutters ?? [], level: about?.shutterLevel ?? 0 }
  const own: Hiding = { shutters: state?.shutters ?? [], level: state?.shutterLevel ?? 0 }
  const replaced = own.shutters.length > 0
  const bitmaps = bitmapsOf(file.shutters)
  const groups: Group[] = [
    { wanted: ofFile(about, frame).filter((o) => !replaced || !bitmaps.has(o.group)), bitmaps },
    { wanted: ofState(state, frame), bitmaps: bitmapsOf(own.shutters) },
  ]
  return { hiding: replaced ? own : file, groups }
}

async function planesFor(
  name: string,
  frame: FrameRef,
  { hiding, groups }: ReturnType<typeof shownBy>,
  show: { overlays: boolean; shutters: boolean },
) {
  const level = Math.round(hiding.level * 255)
  const wanted = groups.flatMap(({ wanted, bitmaps }) =>
    wanted.flatMap((o) => {
      const hides = bitmaps.has(o.group)
      return (hides ? show.shutters : show.overlays) ? [{ ...o, hides }] : []
    }),
  )
  const planes = await Promise.all(
    wanted.map(async (o): Promise<Plane | null> => {
      const ink = o.hides ? ([level, level, level, 255] as const) : INK[o.kind]
      const { key, made } = planeOf(name, frame, o, ink)
      // An overlay that cannot be read is no reason to lose the others: the header says what is wrong with it.
      const canvas = await made.catch(() => null)
      return canvas && { key, canvas, x: o.x, y: o.y }
    }),
  )
  return {
    frame: { width: frame.width, height: frame.height },
    shutters: show.shutters ? hiding.shutters : [],
    level: hiding.level,
    planes: planes.filter((p) => p !== null),
  }
}

export function usePlanes(name: 'first' | 'second', stage: RefObject<Stage | null>, frame: FrameRef | null): void {
  const about = useDesk((v) => v.about)
  const { overlays, shutters, padding } = useHabits((h) => h.dicom)
  const state = useDesk((v) => v.presented)
  const picture = about && frame && about.sourceId === frame.sourceId ? about.picture : null
  // Saving gives the same frame as another object: nothing of it may flicker.
  const key = frame && `${frame.projectId} ${frame.sourceId} ${frame.frame}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the frame
  useEffect(() => {
    if (!frame) return
    const shown = shownBy(picture, state, frame)
    if (shown.hiding.shutters.length === 0 && shown.groups.every(({ wanted }) => wanted.length === 0)) return
    let stopped = false
    void planesFor(name, frame, shown, { overlays, shutters }).then(
      (planes) => !stopped && stage.current?.setPlanes(planes),
    )
    return () => {
      stopped = true
      // Another slice must not be seen under the drawings of this one.
      stage.current?.setPlanes(null)
    }
  }, [picture, state, key, overlays, shutters, stage, name])
  const here = frame !== null
  useEffect(() => {
    if (here) stage.current?.setPadding(padding)
  }, [padding, here, stage])
}
