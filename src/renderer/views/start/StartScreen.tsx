import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconDatabase,
  IconDots,
  IconFolderOpen,
  IconHistory,
  IconMoon,
  IconPlus,
  IconShieldCheck,
  IconSun,
  IconX,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { commandTitle } from '../../../shared/commands/command.ts'
import { type CommandId, commands } from '../../../shared/commands/table.ts'
import type { ProjectInfo, RecentProject } from '../../../shared/contract/project.ts'
import { packs } from '../../../shared/domains/index.ts'
import { api } from '../../api/client.ts'
import { count, dayAndTime } from '../../app/format.ts'
import { changeLook, habitsFor } from '../../app/habits.ts'
import { rememberPlace } from '../../app/places.ts'
import { goTo, projectRoute, replaceRoute } from '../../app/route.ts'
import { useSettings } from '../../app/settings.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import { Key } from '../../commands/Key.tsx'
import { runCommand } from '../../commands/registry.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { icon } from '../../ui/icons.ts'
import { Blank, FaultNotice, Waiting } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { NewProject } from './NewProject.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import { Samples } from './Samples.tsx'
import { SelfTest } from './SelfTest.tsx'
import './start.css'

/** Shown once per window: after "back to the start" the project of the command line is not forced open again. */
let arrived = false

export function StartScreen() {
  const t = useText()
  const language = useLanguage()
  const theme = useSettings((s) => s.theme)
  useEffect(() => habitsFor(null), [])
  const info = useQuery('info', () => api.app.info(undefined))
  const recent = useQuery('recent', () => api.app.recent(undefined))
  const [dialog, setDialog] = useState<'new' | 'open' | 'restore' | null>(null)
  const [restoring, setRestoring] = useState<{ path: string; title: string } | null>(null)
  const [busy, setBusy] = useState(false)

  const show = (project: ProjectInfo) => {
    rememberPlace(project.id, project.path)
    goTo(projectRoute(project.id, 'items'))
  }
  const open = async (work: () => Promise<ProjectInfo>) => {
    setBusy(true)
    try {
      show(await work())
    } catch (error) {
      toastFault(error)
      recent.reload()
    } finally {
      setBusy(false)
    }
  }
  const started = info.data?.project
  useEffect(() => {
    if (!started || arrived) return
    arrived = true
    rememberPlace(started.id, started.path)
    replaceRoute(projectRoute(started.id, 'items'))
  }, [started])

  if (busy) return <Waiting label={t('start.opening')} />
  return (
    <div className="start">
      <header className="start-bar">
        <span className="brand">{t('app.name')}</span>
        <span className="grow" />
        <SelfTest />
        <SegmentedControl
          aria-label={t('command.app.language')}
          value={language}
          onChange={(v) => changeLook({ language: v === 'en' ? 'en' : 'ko' })}
          data={[
            { value: 'ko', label: t('start.language.ko') },
            { value: 'en', label: t('start.language.en') },
          ]}
        />
        <BarButton id="app.manual" />
        <BarButton id="app.settings" />
        <Tooltip label={t('command.app.theme')}>
          <ActionIcon
            aria-label={t('command.app.theme')}
            onClick={() => changeLook({ theme: theme === 'dark' ? 'light' : 'dark' })}
          >
            {theme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
          </ActionIcon>
        </Tooltip>
      </header>
      <main className="start-main">
        <section className="start-side">
          <h1>{t('app.name')}</h1>
          <p className="start-tagline">{t('start.tagline')}</p>
          <div className="start-actions">
            <Button
              size="sm"
              justify="flex-start"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setDialog('new')}
            >
              {t('start.new')}
            </Button>
            <Button
              size="sm"
              variant="default"
              justify="flex-start"
              leftSection={<IconFolderOpen size={18} aria-hidden />}
              onClick={() => setDialog('open')}
            >
              {t('start.open')}
            </Button>
            <Button
              size="sm"
              variant="subtle"
              color="gray"
              justify="flex-start"
              leftSection={<IconHistory size={18} aria-hidden />}
              onClick={() => setDialog('restore')}
            >
              {t('start.restore')}
            </Button>
          </div>
          <Samples
            domains={info.data?.sampleDomains ?? []}
            open={(domain) => open(() => api.project.openSample({ domain }))}
          />
          <p className="start-facts faint small">
            <IconShieldCheck size={15} aria-hidden /> {t('start.offline')}
            {info.data ? ` · ${t('start.version', { version: info.data.version })}` : ''}
            <br />
            {t('start.device')}
          </p>
        </section>
        <section className="start-recent" aria-labelledby="recent-title">
          <h2 id="recent-title" className="head">
            {t('start.recent')}
          </h2>
          {recent.fault ? <FaultNotice fault={recent.fault} retry={recent.reload} /> : null}
          {recent.loading ? <Waiting /> : null}
          {recent.data?.length === 0 ? (
            <Blank icon={<IconDatabase size={28} stroke={1.4} aria-hidden />} title={t('start.recent.none')}>
              {t('start.recent.none.hint')}
            </Blank>
          ) : null}
          <ul className="start-list scroll">
            {(recent.data ?? []).map((p) => (
              <RecentRow
                key={p.path}
                project={p}
                open={() => open(() => api.project.open({ path: p.path }))}
                restore={() => setRestoring({ path: p.path, title: p.title })}
                forget={() => {
                  api.app.forget({ path: p.path }).then(recent.reload, toastFault)
                }}
              />
            ))}
          </ul>
        </section>
      </main>
      <NewProject opened={dialog === 'new'} onClose={() => setDialog(null)} onMade={show} />
      <FilePicker
        opened={dialog === 'open' || dialog === 'restore'}
        title={t(dialog === 'restore' ? 'start.backups.pick' : 'start.open.title')}
        confirm={t(dialog === 'restore' ? 'app.next' : 'start.open.confirm')}
        show="folders"
        want="project"
        onClose={() => setDialog(null)}
        onPick={([path]) => {
          const restore = dialog === 'restore'
          setDialog(null)
          if (!path) return
          if (restore) setRestoring({ path, title: path.split(/[\\/]/).at(-1) ?? path })
          else void open(() => api.project.open({ path }))
        }}
      />
      {restoring ? <RestoreDialog {...restoring} onClose={() => setRestoring(null)} onRestored={show} /> : null}
    </div>
  )
}

function BarButton({ id }: { id: CommandId }) {
  const title = useTitle()
  const label = title(commandTitle(id))
  return (
    <Tooltip
      label={
        <span className="row">
          {label}
          <Key id={id} />
        </span>
      }
    >
      <ActionIcon aria-label={label} onClick={() => runCommand(id)}>
        {icon(commands[id].icon, 18)}
      </ActionIcon>
    </Tooltip>
  )
}

function RecentRow(p: { project: RecentProject; open(): void; restore(): void; forget(): void }) {
  const t = useText()
  const title = useTitle()
  const language = useLanguage()
  const { project } = p
  const pack = packs[project.domain]
  return (
    <li className="start-row" data-missing={!project.present || undefined}>
      <button type="button" className="plain-button start-open" disabled={!project.present} onClick={p.open}>
        <span className="start-title cut">
          {project.title}
          {project.present ? null : (
            <span className="warn small row start-missing">
              <IconAlertTriangle size={14} aria-hidden />
              {t('start.recent.missing')}
            </span>
          )}
        </span>
        <span className="faint small cut">
          {[
            pack ? title(pack.title) : project.domain,
            t('start.recent.items', { count: count(project.items, language) }),
            dayAndTime(project.openedAt, language),
          ].join(' · ')}
        </span>
        <span className="faint small cut">{project.path}</span>
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`${t('app.menu')}: ${project.title}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={16} />} disabled={!project.present} onClick={p.restore}>
            {t('start.restore')}
          </Menu.Item>
          <Menu.Item leftSection={<IconX size={16} />} onClick={p.forget}>
            {t('start.recent.forget', { title: project.title })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
