import { Button } from '@mantine/core'
import { type RefObject, useRef } from 'react'
import { useStore } from 'zustand'
import { commandTitle } from '../../../shared/commands/command.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { count } from '../../app/format.ts'
import { changeSettings, useSettings } from '../../app/settings.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { Key } from '../../commands/Key.tsx'
import { runCommand } from '../../commands/registry.ts'
import type { Session } from '../../document/session.ts'
import { PanelEdge } from '../../ui/PanelEdge.tsx'
import { useProject } from '../project/projectContext.ts'
import { CaseSheet } from './case/CaseSheet.tsx'
import { isCaseDetail } from './case/caseCommands.ts'
import { TABS, type Tab, useDesk, useDeskStore } from './deskView.ts'
import { HeaderPanel } from './dicom/HeaderPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { ItemPanel } from './ItemPanel.tsx'
import { InspectPanel } from './inspect/InspectPanel.tsx'
import { LabelsPanel } from './LabelsPanel.tsx'
import { ObjectsPanel } from './ObjectsPanel.tsx'
import { countObjects } from './objectList.ts'
import { SelectedPanel } from './SelectedPanel.tsx'
import type { OnDesk } from './useItem.ts'
import { useFlags } from './workbenchCommands.ts'

export function RightPanel(p: { desk: OnDesk; session: Session; detail: ItemDetail; stage: RefObject<Stage | null> }) {
  const t = useText()
  const title = useTitle()
  const language = useLanguage()
  const view = useDeskStore()
  const { user } = useProject()
  const hasHeader = p.detail.slots[0]?.source.kind === 'dicom'
  const isCase = isCaseDetail(p.detail)
  const tabs = TABS.filter((id: Tab) => (id !== 'header' || hasHeader) && (id !== 'case' || isCase))
  const chosen = useDesk((v) => v.tab)
  const tab = tabs.includes(chosen) ? chosen : chosen === 'case' ? 'labels' : 'item'
  const width = useSettings((s) => s.rightWidth)
  const { closed } = useStore(useFlags())
  const objects = useStore(p.session.records, (s) => countObjects(s.records))
  const spacing = p.detail.slots[0]?.source.spacing ?? null
  const excluded = p.detail.state === 'excluded'
  const buttons = useRef<(HTMLButtonElement | null)[]>([])
  return (
    <aside className="desk-right" aria-label={t('panel.title')}>
      <PanelEdge
        side="left"
        width={width}
        min={260}
        max={480}
        label={t('panel.resize')}
        onChange={(rightWidth) => changeSettings({ rightWidth })}
      />
      <div className="tabs" role="tablist" aria-label={t('panel.title')}>
        {tabs.map((id, i) => (
          <button
            key={id}
            ref={(b) => {
              buttons.current[i] = b
            }}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={tab === id}
            aria-controls="desk-tabpanel"
            tabIndex={tab === id ? 0 : -1}
            className="plain-button tab"
            onClick={() => view.setState({ tab: id })}
            onKeyDown={(e) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key]
              if (!step) return
              const to = (i + step + tabs.length) % tabs.length
              const next = tabs[to]
              if (next) view.setState({ tab: next })
              buttons.current[to]?.focus()
            }}
          >
            {t(`panel.${id}`)}
            {id === 'objects' ? <span className="tab-count numbers">{count(objects, language)}</span> : null}
          </button>
        ))}
      </div>
      <div id="desk-tabpanel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="tab-body" data-tour="panel">
        {tab === 'case' ? <CaseSheet session={p.session} detail={p.detail} stage={p.stage} /> : null}
        {tab === 'labels' ? <LabelsPanel session={p.session} /> : null}
        {tab === 'objects' ? <ObjectsPanel session={p.session} stage={p.stage} spacing={spacing} /> : null}
        {tab === 'item' ? <ItemPanel session={p.session} detail={p.detail} /> : null}
        {tab === 'header' ? <HeaderPanel key={p.detail.id} detail={p.detail} /> : null}
        {tab === 'history' ? <HistoryPanel session={p.session} stage={p.stage} /> : null}
        {tab === 'labels' || tab === 'objects' ? (
          <SelectedPanel session={p.session} detail={p.detail} spacing={spacing} stage={p.stage} />
        ) : null}
      </div>
      <InspectPanel session={p.session} detail={p.detail} stage={p.stage} />
      <footer className="panel-foot" data-tour="submit">
        <Button variant="default" disabled={!user} onClick={() => runCommand('item.exclude')}>
          {t(excluded ? 'item.include' : 'item.exclude')}
        </Button>
        <span className="grow" />
        {closed ? (
          <Button variant="default" disabled={!user} onClick={() => runCommand('item.reopen')}>
            {title(commandTitle('item.reopen'))}
          </Button>
        ) : (
          <Button
            disabled={!user}
            onClick={() => runCommand('item.submit')}
            rightSection={<Key id={isCase ? 'item.submitBare' : 'item.submit'} className="key key-on" />}
          >
            {isCase ? t('case.sign.next') : title(commandTitle('item.submit'))}
          </Button>
        )}
      </footer>
    </aside>
  )
}
