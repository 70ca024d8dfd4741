import { Menu, Tooltip } from '@mantine/core'
import { IconChevronRight, IconMenu2 } from '@tabler/icons-react'
import { Fragment, type ReactNode, useState } from 'react'
import { COMMAND_GROUPS, commandTitle } from '../../../shared/commands/command.ts'
import { commands } from '../../../shared/commands/table.ts'
import { goTo } from '../../app/route.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { Key } from '../../commands/Key.tsx'
import { listedCommands, runCommand } from '../../commands/registry.ts'
import { icon } from '../../ui/icons.ts'
import { useProject } from './projectContext.ts'
import { initials } from './ReaderGate.tsx'

const GROUPS = COMMAND_GROUPS.filter((g) => g !== 'tool' && g !== 'class')

/** The one bar above: where we are at the left, who works and whether it is saved at the right. */
export function ProjectBar(p: { crumb: ReactNode; middle?: ReactNode; right?: ReactNode }) {
  const t = useText()
  const { project, user, switchReader } = useProject()
  return (
    <header className="bar">
      <MainMenu />
      <button type="button" className="plain-button brand" onClick={() => goTo({ screen: 'start' })}>
        {t('app.name')}
      </button>
      <span className="quiet cut bar-project">{project.title}</span>
      <IconChevronRight size={14} className="faint bar-arrow" aria-hidden />
      {p.crumb}
      {p.middle}
      <span className="grow" />
      {project.mode === 'write' ? null : (
        <Tooltip label={t(`project.mode.${project.mode}.hint`)} multiline w={320}>
          <span className="pill" data-tone={project.mode === 'salvage' ? 'bad' : 'warn'}>
            {t(`project.mode.${project.mode}`)}
          </span>
        </Tooltip>
      )}
      {p.right}
      <Tooltip label={t('command.project.switchReader')}>
        <button
          type="button"
          className="plain-button bar-user"
          aria-label={t('reader.switch', { name: user?.name ?? t('reader.none') })}
          onClick={switchReader}
        >
          <span
            className="avatar"
            style={{ borderColor: user?.colour ?? 'var(--line)' }}
            aria-hidden
            data-initials={user ? initials(user.name) : '–'}
          />
          <span className="cut bar-user-name">{user?.name ?? t('reader.none')}</span>
        </button>
      </Tooltip>
    </header>
  )
}

function MainMenu() {
  const t = useText()
  const title = useTitle()
  const [open, setOpen] = useState(false)
  const shown = open ? listedCommands() : []
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-start" width={340}>
      <Menu.Target>
        <button type="button" className="plain-button bar-menu" aria-label={t('app.menu')}>
          <IconMenu2 size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="main-menu scroll">
        {GROUPS.map((group) => {
          const ids = shown.filter((id) => commands[id].group === group)
          return ids.length === 0 ? null : (
            <Fragment key={group}>
              <Menu.Label>{t(`command.group.${group}`)}</Menu.Label>
              {ids.map((id) => (
                <Menu.Item
                  key={id}
                  leftSection={<span className="menu-icon">{icon(commands[id].icon, 16)}</span>}
                  rightSection={<Key id={id} />}
                  onClick={() => setTimeout(() => runCommand(id), 0)}
                >
                  {title(commandTitle(id))}
                </Menu.Item>
              ))}
            </Fragment>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
