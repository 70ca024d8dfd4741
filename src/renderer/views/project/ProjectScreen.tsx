import { Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { api } from '../../api/client.ts'
import { habitsFor } from '../../app/habits.ts'
import { leaveProject, rememberedUser, workAs } from '../../app/people.ts'
import { placeOf, rememberPlace } from '../../app/places.ts'
import { goTo, type ProjectPage, projectRoute } from '../../app/route.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import { useCommands } from '../../commands/registry.ts'
import { type Fault, faultOf } from '../../document/transport.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { AgreementPage } from '../agree/AgreementPage.tsx'
import { BulkPage } from '../bulk/BulkPage.tsx'
import { CheckPage } from '../check/CheckPage.tsx'
import { ClassesPage } from '../classes/ClassesPage.tsx'
import { ClinicalPage } from '../clinical/ClinicalPage.tsx'
import { ExportPage } from '../export/ExportPage.tsx'
import { FieldPage } from '../field/FieldPage.tsx'
import { ImportPage } from '../import/ImportPage.tsx'
import { useWindowDrop, WindowDrop } from '../import/WindowDrop.tsx'
import { NamesPage } from '../names/NamesPage.tsx'
import { ReviewPage } from '../review/ReviewPage.tsx'
import { SecondScreen } from '../workbench/second/SecondScreen.tsx'
import { Workbench } from '../workbench/Workbench.tsx'
import { OverviewPage } from './OverviewPage.tsx'
import { PageShell } from './PageShell.tsx'
import './project.css'
import { type OpenedProject, ProjectProvider } from './projectContext.ts'
import { ReaderGate } from './ReaderGate.tsx'

/** A restarted backend has no open projects: the window opens its own again at the place it was found last. */
async function findProject(projectId: string) {
  try {
    return await api.project.info({ projectId })
  } catch (error) {
    const place = placeOf(projectId)
    const { code } = faultOf(error)
    if (!place || (code !== 'not-found' && code !== 'project-not-found')) throw error
    return api.project.open({ path: place })
  }
}

export function ProjectScreen(p: { projectId: string; page: ProjectPage; itemId: string | null }) {
  const t = useText()
  const query = useQuery(p.projectId, () => findProject(p.projectId))
  const [project, setProject] = useState(query.data)
  useEffect(() => {
    if (!query.data) return
    rememberPlace(query.data.id, query.data.path)
    setProject(query.data)
  }, [query.data])
  if (query.fault && !project) return <CannotOpen fault={query.fault} projectId={p.projectId} retry={query.reload} />
  if (!project) return <Waiting label={t('project.opening')} />
  return <Opened {...p} project={project} refresh={query.reload} />
}

function CannotOpen(p: { fault: Fault; projectId: string; retry(): void }) {
  const t = useText()
  const place = placeOf(p.projectId)
  const readOnly = p.fault.code === 'project-locked' && place
  return (
    <div className="blank">
      <h2>{t('project.gone')}</h2>
      <FaultNotice fault={p.fault} retry={p.retry} />
      <div className="row">
        {readOnly ? (
          <Button
            variant="default"
            onClick={() => api.project.open({ path: place, prefer: 'read' }).then(p.retry, p.retry)}
          >
            {t('project.openReadOnly')}
          </Button>
        ) : null}
        <Button onClick={() => goTo({ screen: 'start' })}>{t('project.toStart')}</Button>
      </div>
    </div>
  )
}

function Opened(p: { page: ProjectPage; itemId: string | null; project: OpenedProject['project']; refresh(): void }) {
  const { project, page } = p
  const [who, setWho] = useState<string | 'looking' | null>(() => {
    const known = rememberedUser(project.id)
    const active = project.users.filter((u) => u.active)
    if (active.some((u) => u.id === known.inWindow)) return known.inWindow
    // A machine with one profile needs no question.
    return active.length === 1 ? (active[0]?.id ?? null) : null
  })
  const user = project.users.find((u) => u.id === who && u.active) ?? null
  // Before any child asks the backend: the calls carry this name.
  useMemo(() => workAs(project.id, user?.id ?? null), [project.id, user?.id])
  useEffect(() => habitsFor(user?.login ?? null), [user?.login])
  useEffect(() => leaveProject, [])
  useEffect(() => {
    document.title = `${project.title} · Pandok`
    void api.host.setTitle({ title: `${project.title} · Pandok` }).catch(() => undefined)
  }, [project.title])

  const open = useCallback((to: ProjectPage) => () => goTo(projectRoute(project.id, to)), [project.id])
  const switchReader = useCallback(() => setWho(null), [])
  useCommands(
    {
      'project.work': open('items'),
      'project.overview': open('overview'),
      'project.import': open('import'),
      'project.classes': open('classes'),
      'project.check': open('check'),
      'project.review': open('review'),
      'project.agree': open('agree'),
      'project.clinical': open('clinical'),
      'project.names': open('names'),
      'project.field': open('field'),
      'project.bulk': open('bulk'),
      'project.export': open('export'),
      'project.switchReader': switchReader,
      'project.close': () => goTo({ screen: 'start' }),
    },
    { project: true, xray: project.xray !== null, mammo: project.mammo !== null },
  )
  const { refresh } = p
  const opened = useMemo(() => ({ project, user, refresh, switchReader }), [project, user, refresh, switchReader])
  const drop = useWindowDrop(opened)
  if (!user && who !== 'looking')
    return (
      <ReaderGate project={project} suggested={rememberedUser(project.id).last} refresh={refresh} onPick={setWho} />
    )
  return (
    <ProjectProvider value={opened}>
      {page === 'items' ? (
        <Workbench key={who} itemId={p.itemId} />
      ) : page === 'second' ? (
        <SecondScreen key={who} />
      ) : (
        <PageShell page={page}>
          {page === 'overview' ? <OverviewPage /> : null}
          {page === 'import' ? <ImportPage /> : null}
          {page === 'classes' ? <ClassesPage key={project.schema.version} /> : null}
          {page === 'check' ? <CheckPage /> : null}
          {page === 'review' ? <ReviewPage /> : null}
          {page === 'agree' ? <AgreementPage itemId={p.itemId} /> : null}
          {page === 'clinical' ? <ClinicalPage /> : null}
          {page === 'names' ? <NamesPage /> : null}
          {page === 'field' ? <FieldPage key={JSON.stringify(project.xray)} /> : null}
          {page === 'bulk' ? <BulkPage /> : null}
          {page === 'export' ? <ExportPage /> : null}
        </PageShell>
      )}
      <WindowDrop drop={drop} />
    </ProjectProvider>
  )
}
