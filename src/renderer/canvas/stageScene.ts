// The annotations as the stage needs them: by id, by place, by colour; and what the edit layer shows of them now.
import type { AnnotationMap } from '../../shared/annotation/diff.ts'
import { type ClassDef, EMPTY_SCHEMA, type LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { type Annotation, isMeasurement, isMeasurementKind } from '../../shared/annotation/model.ts'
import type { Region } from '../../shared/contract/dicom.ts'
import type { Spacing } from '../../shared/geometry/measure.ts'
import { annotationBounds } from '../../shared/geometry/shapes.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { measuredBy, scaleOf } from '../../shared/imaging/regions.ts'
import { annotationHandles } from '../tools/annotationHandles.ts'
import type { Preview, ToolId } from '../tools/toolMachine.ts'
import type { EditItem, EditModel } from './fabricLayer.ts'
import type { DerivedBoxes, ShapeNote } from './markLayer.ts'
import type { PaintStyle } from './paintPack.ts'
import type { PassiveLayer } from './passiveLayer.ts'
import { type Changes, createSpatialIndex, follow, type SpatialIndex } from './spatialIndex.ts'

export type Scene = {
  readonly annotations: readonly Annotation[]
  readonly schema: LabelSchema
  readonly selection: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
  readonly writable: boolean
  /** Language of class names on the picture; default: that of the page. */
  readonly language?: 'ko' | 'en'
  /** Vertices hold on to what is near; shared vertices move together. */
  readonly snapping?: boolean
  readonly sharing?: boolean
  /** Image pixels of the tolerance band around selected shapes; null = none. */
  readonly band?: number | null
  /** Vertices are shown although nothing may be changed: a change is being tried out. */
  readonly trial?: boolean
  /** Size of a pixel where the source tells it; measurements on the picture are in millimetres then. */
  readonly spacing?: Spacing | null
  /** Parts of an ultrasound picture that have scales of their own. */
  readonly regions?: readonly Region[] | undefined
  /** Boxes derived from outlines. */
  readonly boxes?: DerivedBoxes
  /** What an inspector wrote on shapes. */
  readonly notes?: readonly ShapeNote[]
}

export const EMPTY_SCENE: Scene = {
  annotations: [],
  schema: EMPTY_SCHEMA,
  selection: new Set(),
  hidden: new Set(),
  writable: false,
}

/** Colour of shapes without a class. */
const NO_CLASS = '#9aa4b2'
/** Measurements stand out from every class: they are read, not judged. */
const MEASURED = '#6fe3e1'
/** More selected shapes than this are outlined in one go instead of becoming objects of the edit layer. */
const OBJECTS_AT_MOST = 150

export type StageScene = {
  readonly map: AnnotationMap
  readonly index: SpatialIndex
  set(next: Scene): void
  /** Only annotations of this frame are on the picture. */
  setFrame(frame: number | null): void
  colourOf(classId: string | null): string
  /** Keeps the passive layer free of what the edit layer shows. */
  skip(preview: Preview): void
  editModel(preview: Preview, tool: ToolId, scale: number, activeClass: string | null, area: Size | null): EditModel
}

export function createStageScene(passive: PassiveLayer): StageScene {
  let scene: Scene = EMPTY_SCENE
  const map = new Map<string, Annotation>()
  /** Counts the changes of `map`. */
  let version = 0
  let index = createSpatialIndex()
  let frame: number | null = null
  let classes = new Map<string, { place: number; def: ClassDef }>()
  let language = ''
  let skipped: ReadonlySet<string> = new Set()
  let crowd: { ids: ReadonlySet<string>; version: number; items: readonly EditItem[] } | null = null

  const colourOf = (classId: string | null) => (classId === null ? null : classes.get(classId)?.def.colour) ?? NO_CLASS
  const styleOf = (a: Annotation) =>
    isMeasurement(a.shape) ? classes.size + 1 : a.classId === null ? 0 : (classes.get(a.classId)?.place ?? 0)

  const templateOf = (a: Annotation) => (a.classId === null ? null : classes.get(a.classId)?.def.skeleton) ?? null
  const measuring = () => scaleOf(scene.spacing ?? null, scene.regions)
  const textOf = (a: Annotation) => measuredBy(measuring(), a.shape)

  const setSchema = (schema: LabelSchema, next: string) => {
    language = next
    classes = new Map(schema.classes.map((def, i) => [def.id, { place: i + 1, def }]))
    const styles: PaintStyle[] = [
      { colour: NO_CLASS, label: '', edges: [] },
      ...schema.classes.map((def) => ({
        colour: def.colour,
        label: next === 'en' ? def.title.en : def.title.ko,
        edges: def.skeleton?.edges ?? [],
        hatched: def.role === 'ignore',
      })),
      { colour: MEASURED, label: '', edges: [] },
    ]
    passive.setStyles(styles)
  }
  const onFrame = (a: Annotation) => a.shape !== null && a.target.kind === 'frame' && a.target.frame === frame
  /** What is not on the frame (any more) leaves the picture. */
  const place = ({ upserted, removed }: Changes) => {
    version++
    const shown = upserted.filter(onFrame)
    const gone = [...removed, ...upserted.filter((a) => !onFrame(a)).map((a) => a.id)]
    const changed = index.apply({ upserted: shown, removed: gone })
    passive.update({ upserted: shown, removed: gone, changed }, styleOf, textOf)
  }
  const placeAll = () => {
    passive.clear()
    index = createSpatialIndex()
    place({ upserted: [...map.values()], removed: [] })
  }
  const boundsOf = (ids: Iterable<string>): Bounds[] => {
    const out: Bounds[] = []
    for (const id of ids) {
      const a = map.get(id)
      const b = a ? annotationBounds(a) : null
      if (b) out.push(b)
    }
    return out
  }

  const itemOf = (annotation: Annotation, role: EditItem['role']): EditItem => ({
    annotation,
    colour: isMeasurement(annotation.shape) ? MEASURED : colourOf(annotation.classId),
    role,
    edges: annotation.keypoints ? (templateOf(annotation)?.edges ?? []) : [],
  })
  const itemsOf = (ids: ReadonlySet<string>, role: EditItem['role']): EditItem[] => {
    const items: EditItem[] = []
    for (const id of ids) {
      const annotation = map.get(id)
      if (annotation && onFrame(annotation) && !scene.hidden.has(id)) items.push(itemOf(annotation, role))
    }
    return items
  }
  /** Few shapes are objects, many are a crowd; the crowd keeps its identity while it is dragged. */
  const spread = (ids: ReadonlySet<string>, role: EditItem['role']) => {
    if (ids.size <= OBJECTS_AT_MOST) return { items: itemsOf(ids, role), crowd: [] }
    if (crowd?.ids !== ids || crowd.version !== version) crowd = { ids, version, items: itemsOf(ids, role) }
    return { items: [], crowd: crowd.items }
  }

  return {
    map,
    get index() {
      return index
    },
    set(next) {
      const before = scene
      scene = next
      const nextLanguage = next.language ?? (document.documentElement.lang.startsWith('en') ? 'en' : 'ko')
      const named = next.schema !== before.schema || nextLanguage !== language
      const restyled = named || next.spacing !== before.spacing || next.regions !== before.regions
      if (named) setSchema(next.schema, nextLanguage)
      const changes = next.annotations === before.annotations ? null : follow(map, next.annotations)
      // With another schema the places of classes may have moved: every shape gets its colour again.
      if (restyled) placeAll()
      else if (changes) place(changes)
    },
    setFrame(next) {
      frame = next
      placeAll()
    },
    colourOf,
    skip(preview) {
      const next = new Set(scene.hidden)
      if (preview.edited) next.add(preview.edited.id)
      if (preview.painting?.hides) next.add(preview.painting.hides)
      for (const a of preview.alongside) next.add(a.id)
      for (const id of preview.moving?.ids ?? []) next.add(id)
      if (next.size === skipped.size && [...next].every((id) => skipped.has(id))) return
      const differing = [...next].filter((id) => !skipped.has(id)).concat([...skipped].filter((id) => !next.has(id)))
      skipped = next
      passive.setSkip(next, boundsOf(differing))
    },
    editModel(preview, tool, scale, activeClass, area) {
      const { edited, moving, hover, alongside } = preview
      const changing = new Set(alongside.map((a) => a.id))
      const chosen = moving
        ? spread(moving.ids, 'moving')
        : spread(
            edited
              ? new Set([...scene.selection].filter((id) => id !== edited.id && !changing.has(id)))
              : scene.selection,
            'selected',
          )
      const items = [...chosen.items]
      if (edited) items.push(itemOf(edited, 'edited'))
      for (const a of alongside) items.push(itemOf(a, 'edited'))
      if (hover && !moving && !edited && !scene.selection.has(hover)) items.push(...itemsOf(new Set([hover]), 'hover'))
      const [only] = scene.selection
      const editable = edited ?? (scene.selection.size === 1 && only ? map.get(only) : undefined)
      const handled =
        tool === 'select' &&
        !moving &&
        (scene.writable || scene.trial) &&
        editable?.shape &&
        !editable.locked &&
        !scene.hidden.has(editable.id)
          ? editable
          : null
      return {
        items,
        crowd: chosen.crowd,
        offset: moving ? { dx: moving.dx, dy: moving.dy } : { dx: 0, dy: 0 },
        handles: handled ? annotationHandles(handled, { scale, template: templateOf(handled), frame: area }) : [],
        activeHandle: preview.handle,
        draft: preview.draft,
        draftColour: isMeasurementKind(preview.draft?.kind) ? MEASURED : colourOf(activeClass),
        marquee: preview.marquee,
        snap: preview.snap,
        band: scene.band ?? null,
        measure: (shape) => measuredBy(measuring(), shape),
      }
    },
  }
}
