import { Button } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { goTo, projectRoute } from '../../app/route.ts'
import { useText } from '../../app/useText.ts'
import { Blank } from '../../ui/states.tsx'
import { PageShell } from '../project/PageShell.tsx'
import { useProject } from '../project/projectContext.ts'

/** A project without items teaches its first step. */
export function EmptyProject() {
  const t = useText()
  const { project } = useProject()
  return (
    <PageShell page="items">
      <Blank
        icon={<IconPhotoPlus size={40} stroke={1.3} aria-hidden />}
        title={t('desk.empty')}
        action={
          <div className="row">
            <Button onClick={() => goTo(projectRoute(project.id, 'import'))}>{t('desk.empty.import')}</Button>
            <Button variant="default" onClick={() => goTo(projectRoute(project.id, 'classes'))}>
              {t('command.project.classes')}
            </Button>
          </div>
        }
      >
        {t('desk.empty.hint')}
      </Blank>
    </PageShell>
  )
}
