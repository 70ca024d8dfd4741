// Says on the picture that it is not shown as it is stored, and who decided that.
import type { Hung } from '../../../../shared/domains/mammography/hanging.ts'
import { useText } from '../../../app/useText.ts'

export function HungMark({ hung }: { hung: Hung }) {
  const t = useText()
  return hung.by ? (
    <span className="warn" data-hung={hung.by}>
      {' '}
      {t(`hanging.by.${hung.by}`)}
    </span>
  ) : null
}
