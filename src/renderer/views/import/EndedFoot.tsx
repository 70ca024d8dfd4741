import { Button } from '@mantine/core'
import { goTo, projectRoute } from '../../app/route.ts'
import { useText } from '../../app/useText.ts'

/** An import has ended: another one, or to the work. */
export function EndedFoot({ projectId, onAgain }: { projectId: string; onAgain: () => void }) {
  const t = useText()
  return (
    <div className="page-foot">
      <span className="grow" />
      <Button variant="default" onClick={onAgain}>
        {t('import.again')}
      </Button>
      <Button onClick={() => goTo(projectRoute(projectId, 'items'))}>{t('import.toWork')}</Button>
    </div>
  )
}
