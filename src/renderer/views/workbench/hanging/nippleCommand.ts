// Places the nipple of the view under the pointer; on the same place again it is taken away.
import { NIPPLE, nippleText } from '../../../../shared/domains/mammography/nipple.ts'
import { sayNow } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { toast } from '../../../ui/toast.ts'
import { setRecordAttribute } from '../itemLabels.ts'
import { pointed } from './pointed.ts'
import { nippleOf } from './useReadingMarks.ts'

/** Image pixels that count as the same place. */
const SAME = 12

export function placeNipple(session: Session | null): void {
  const { now } = pointed.getState()
  if (!session) return
  if (!now) {
    toast(sayNow('nipple.where'), 'plain', 'nipple')
    return
  }
  const { records } = session.records.getState()
  const known = nippleOf(records, now.view)
  const away = known !== null && Math.hypot(known.x - now.at.x, known.y - now.at.y) < SAME
  const whole = { kind: 'slot', slot: now.view } as const
  session.commit(
    setRecordAttribute(records, NIPPLE, away ? undefined : nippleText(now.at), whole),
    away ? 'nipple.remove' : 'nipple.set',
  )
}
