// What stands on shapes that an inspector has sent back, until they are fixed.
import type { ReviewNote } from '../../../../shared/contract/review.ts'
import { translate } from '../../../../shared/text/index.ts'
import type { Language } from '../../../../shared/text/text.ts'
import type { ShapeNote } from '../../../canvas/markLayer.ts'

export const shapeNotes = (notes: readonly ReviewNote[], language: Language): ShapeNote[] =>
  notes.flatMap(({ annotationId, decision, reason, text }) =>
    annotationId !== null && decision === 'open'
      ? [{ annotationId, text: [translate(language, `reason.${reason}`), text].filter(Boolean).join(' · ') }]
      : [],
  )
