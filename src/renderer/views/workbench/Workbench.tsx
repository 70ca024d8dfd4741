// The desk: tools, list, picture, facts. Everything here shows or changes what the session and the view store hold.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { slotsOf, withSlotFirst } from '../../../shared/annotation/activeSlot.ts'
import type { Round } from '../../../shared/contract/project.ts'
import { isMammoView } from '../../../shared/domains/mammography/views.ts'
import { api } from '../../api/client.ts'
import { projectRoute, replaceRoute } from '../../app/route.ts'
import { useSettings } from '../../app/settings.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { Blank, FaultNotice, Waiting } from '../../ui/states.tsx'
import { ProjectBar } from '../project/ProjectBar.tsx'
import { useProject } from '../project/projectContext.ts'
import { useArrival } from './arrival.ts'
import { ClassPicker } from './ClassPicker.tsx'
import { DragGhost } from './case/placeDrag.tsx'
import { useCaseSheet } from './case/useCaseSheet.ts'
import { useOnScreen } from './case/useOnScreen.ts'
import { createDeskView, DeskViewProvider, useDesk, useDeskStore } from './deskView.ts'
import { PatientBar } from './dicom/PatientBar.tsx'
import { EmptyProject } from './EmptyProject.tsx'
import { Hanging } from './hanging/Hanging.tsx'
import { useReadingDesk } from './hanging/readingDesk.ts'
import { ItemList } from './ItemList.tsx'
import { PlacePill } from './inspect/PlaceFacts.tsx'
import { createItemRows } from './itemRows.ts'
import { Picture } from './Picture.tsx'
import { RightPanel } from './RightPanel.tsx'
import { SavePill } from './SavePill.tsx'
import { StatusLine } from './StatusLine.tsx'
import { ToolRail } from './ToolRail.tsx'
import { TourMarks } from './TourMarks.tsx'
import { TroublePanel } from './TroublePanel.tsx'
import { useItem } from './useItem.ts'
import './classes.css'
import './workbench.css'
import './itemList.css'
import './picture.css'
import './panels.css'
import './trouble.css'
import { useTellCase } from './second/caseChannel.ts'
import { useOthersWork } from './useOthersWork.ts'
import { useSession, useWorkbenchCommands } from './workbenchCommands.ts'

export function Workbench({ itemId }: { itemId: string | null }) {
  const { project } = useProject()
  const [view] = useState(createDeskView)
  return (
    <DeskViewProvider value={view}>
      {project.counts.items === 0 && !itemId ? <EmptyProject /> : <Desk itemId={itemId} />}
    </DeskViewProvider>
  )
}

function Desk({ itemId }: { itemId: string | null }) {
  const t = useText()
  const { project, user } = useProject()
  const where = useDesk((v) => v.where)
  const view = useDeskStore()
  const stage = useRef<Stage | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const [left, right] = [useSettings((s) => s.leftOpen), useSettings((s) => s.rightOpen)]
  const [leftWidth, rightWidth] = [useSettings((s) => s.leftWidth), useSettings((s) => s.rightWidth)]
  const rows = useMemo(
    () =>
      createItemRows((request) => api.items.page({ projectId: project.id, ...(where ? { where } : {}), ...request })),
    [project.id, where],
  )
  useEffect(() => {
    rows.ensure(0, 1)
    return () => rows.stop()
  }, [rows])
  // Without an item in the address: the first that was sent back, else the first that is still to do, else the first.
  const first = useQuery(itemId ? null : project.id, async () => {
    const ask = (w?: string) => api.items.page({ projectId: project.id, limit: 1, ...(w ? { where: w } : {}) })
    return (
      (await ask('state:returned')).items[0] ?? (await ask('state:todo')).items[0] ?? (await ask()).items[0] ?? null
    )
  })
  useEffect(() => {
    if (first.data) replaceRoute(projectRoute(project.id, 'items', first.data.id))
  }, [first.data, project.id])

  const loaded = useItem({
    projectId: project.id,
    userId: user?.id ?? null,
    itemId,
    where,
    schemaVersion: project.schema.version,
  })
  const slot = useDesk((v) => v.slot)
  const shown = useMemo(() => loaded.detail && withSlotFirst(loaded.detail, slot), [loaded.detail, slot])
  const desk = { ...loaded, detail: shown }
  useOthersWork(project.id, rows, desk)
  useReadingDesk(project.id, desk.detail, desk.session)
  useTellCase(project.id, desk.detail?.id ?? null, useSession(desk.session, (s) => s.document.revision) ?? 0)
  // Another item begins at its first frame; the same item, saved, stays at the slice that is being worked on.
  const openId = desk.detail?.id
  const isCase = (desk.detail?.slots ?? []).some((s) => isMammoView(s.slot))
  // Before the effects of the picture, which may go to the place of a finding.
  const [placed, setPlaced] = useState<string | null>(null)
  useLayoutEffect(() => {
    setPlaced(openId ?? null)
    if (openId)
      view.setState({
        frame: 0,
        slot: null,
        hanging: isCase ? 'all' : null,
        ...(isCase ? { tab: 'case' as const } : {}),
      })
  }, [openId, isCase, view])
  const hanging = useDesk((v) => v.hanging)
  useCaseSheet(desk.detail, isCase)
  const chooseClass = useWorkbenchCommands({ desk, rows, stage, search })

  const roundName = (round: Round | undefined) =>
    round && round.title !== String(round.number) ? round.title : t('desk.round', { number: round?.number ?? 1 })
  // Something to draw with from the first stroke on.
  const { classes } = project.schema
  useEffect(() => {
    const { activeClass } = view.getState()
    if (!classes.some((c) => c.id === activeClass)) view.setState({ activeClass: classes[0]?.id ?? null })
  }, [classes, view])
  const { detail, session } = desk
  // How it is looked at is known before anything of it is made.
  const here = openId !== undefined && placed === openId
  useArrival(itemId, here ? openId : null, desk.fault !== null)
  useOnScreen(session, hanging ? null : (detail?.slots[0]?.slot ?? null))
  const refreshRow = useCallback(async () => {
    if (!detail) return
    const row = await api.items.get({ projectId: project.id, itemId: detail.id }).catch(() => null)
    if (!row) return
    rows.patch(row)
    desk.changed(row)
  }, [detail?.id, rows, project.id, desk.changed, detail])

  const columns = `var(--rail) ${left ? `${leftWidth / 16}rem` : '0px'} minmax(0, 1fr) ${right ? `${rightWidth / 16}rem` : '0px'}`
  return (
    <div className="desk" style={{ gridTemplateColumns: columns }}>
      <ProjectBar
        crumb={<span className="bar-here cut">{detail?.name ?? ''}</span>}
        middle={
          detail ? (
            <>
              <span className="pill desk-state" data-state={detail.state}>
                {t(`state.${detail.state}`)}
              </span>
              <PlacePill fields={detail.fields} />
            </>
          ) : null
        }
        right={
          <>
            <span className="pill" data-tone="accent">
              {roundName(project.rounds.at(-1))}
            </span>
            {session ? <SavePill session={session} /> : null}
          </>
        }
      />
      <ToolRail />
      {left ? <ItemList rows={rows} index={desk.neighbours?.index ?? null} itemId={itemId} search={search} /> : null}
      <section className="desk-picture" data-tour="picture" aria-label={t('desk.picture')}>
        <PatientBar source={detail ? (detail.slots[0]?.source ?? null) : undefined} />
        <div className="picture-area">
          {desk.fault ? (
            <div className="desk-fault">
              <FaultNotice fault={desk.fault} retry={desk.retry} />
            </div>
          ) : null}
          {first.fault ? <FaultNotice fault={first.fault} retry={first.reload} /> : null}
          {!itemId && first.data === null && !first.loading && !first.fault ? (
            <Blank title={t('desk.noItem')}>{t('desk.noItem.hint')}</Blank>
          ) : null}
          {itemId && !detail && !desk.fault ? <Waiting /> : null}
          <Hanging detail={here ? detail : null} session={session} stage={stage} />
          {here && detail && session ? (
            <Picture
              key={`${session.itemId} ${session.state.getState().document.id} ${slotsOf(detail.slots).length > 1 ? detail.slots[0]?.slot : ''}`}
              detail={detail}
              session={session}
              stageRef={stage}
              next={desk.neighbours?.next ?? null}
              onSaved={refreshRow}
            />
          ) : null}
          <ClassPicker choose={chooseClass} />
          {session ? <TroublePanel session={session} detail={detail} /> : null}
        </div>
      </section>
      {right && session && detail ? <RightPanel desk={desk} session={session} detail={detail} stage={stage} /> : null}
      {right && !(session && detail) ? <aside className="desk-right" /> : null}
      <DragGhost />
      <TourMarks pack={project.domain} />
      <StatusLine session={session} neighbours={desk.neighbours} />
    </div>
  )
}
