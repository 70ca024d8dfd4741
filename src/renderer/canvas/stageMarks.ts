// Which boxes and notes are on the picture now, following the shape in hand.
import type { Annotation } from '../../shared/annotation/model.ts'
import { shapeBounds } from '../../shared/geometry/shapes.ts'
import type { EditModel } from './fabricLayer.ts'
import { type Marks, MOST_BOXES } from './markLayer.ts'
import type { Scene } from './stageScene.ts'

const STILL = { dx: 0, dy: 0 }

export function marksOf(scene: Scene, model: EditModel, colourOf: (classId: string | null) => string): Marks {
  const { boxes = 'none', notes = [] } = scene
  if (boxes === 'none' && notes.length === 0) return { boxes: [], notes: [] }
  const inHand = new Map(
    model.items
      .filter((i) => i.role !== 'hover')
      .map((i) => [i.annotation.id, { annotation: i.annotation, ...(i.role === 'moving' ? model.offset : STILL) }]),
  )
  const now = (a: Annotation) => inHand.get(a.id) ?? { annotation: a, ...STILL }
  const outlined = ({ annotation }: { annotation: Annotation }) => annotation.shape?.kind === 'polygon'
  const shown =
    boxes === 'all'
      ? scene.annotations
          .filter((a) => !scene.hidden.has(a.id))
          .slice(0, MOST_BOXES)
          .map(now)
      : boxes === 'selected'
        ? [...inHand.values()]
        : []
  const byId = notes.length > 0 ? new Map(scene.annotations.map((a) => [a.id, a])) : new Map<string, Annotation>()
  return {
    boxes: shown.filter(outlined).map((b) => ({ ...b, colour: colourOf(b.annotation.classId) })),
    notes: notes.flatMap(({ annotationId, text }) => {
      const a = byId.get(annotationId)
      if (!a?.shape || scene.hidden.has(annotationId)) return []
      const { annotation, dx, dy } = now(a)
      const b = shapeBounds(annotation.shape ?? a.shape)
      return [{ bounds: { ...b, x: b.x + dx, y: b.y + dy }, text }]
    }),
  }
}
