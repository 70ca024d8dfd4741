import { type Hung, turnedFor } from '../../../../shared/domains/mammography/hanging.ts'
import { edgesOf } from '../../../../shared/imaging/sides.ts'
import { useHabits } from '../../../app/habits.ts'
import { useText } from '../../../app/useText.ts'
import { useDesk } from '../deskView.ts'

const EDGES = ['left', 'right', 'top', 'bottom'] as const

/** Which side of the patient each edge of the picture looks at, as it is turned and mirrored now. */
export function SideMarks({ frame, hung = null }: { frame: number; hung?: Hung | null }) {
  const t = useText()
  const sides = useDesk((v) => v.about?.picture.sides)
  const display = useDesk((v) => v.display)
  const shown = useHabits((h) => h.dicom.sides)
  const here = sides && (sides[frame] ?? (sides.length === 1 ? sides[0] : null))
  // Letters of a header that the picture contradicts would name the wrong sides.
  if (!shown || !here || hung?.by === 'contradicted') return null
  const { rotation, flipX } = hung ? turnedFor(display, hung.flip) : display
  const edges = edgesOf(here, rotation, flipX)
  return (
    <>
      {EDGES.map((edge) =>
        edges[edge] ? (
          <span
            key={edge}
            className="side-mark"
            data-edge={edge}
            role="img"
            aria-label={t(`side.${edge}`, { side: edges[edge] })}
          >
            {edges[edge]}
          </span>
        ) : null,
      )}
    </>
  )
}
