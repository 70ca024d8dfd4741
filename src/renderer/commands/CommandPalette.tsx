import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { commandTitle } from '../../shared/commands/command.ts'
import { type CommandId, commands } from '../../shared/commands/table.ts'
import { changeLook } from '../app/habits.ts'
import { settings } from '../app/settings.ts'
import { useText, useTitle } from '../app/useText.ts'
import { searchRank } from '../ui/hangulSearch.ts'
import { icon } from '../ui/icons.ts'
import './commands.css'
import { closeAndRun, commandDialog, openCommandDialog } from './dialogs.ts'
import { Key } from './Key.tsx'
import { listedCommands, runCommand, useCommands } from './registry.ts'

export function CommandPalette() {
  const open = useStore(commandDialog, (s) => s.open) === 'palette'
  useCommands(
    {
      'app.palette': () => openCommandDialog('palette'),
      'app.help': () => openCommandDialog('help'),
      'app.manual': () => openCommandDialog('manual'),
      'app.settings': () => openCommandDialog('settings'),
      'app.settingsKey': () => openCommandDialog('settings'),
      'app.language': () => changeLook({ language: settings.getState().language === 'ko' ? 'en' : 'ko' }),
      'app.theme': () => changeLook({ theme: settings.getState().theme === 'dark' ? 'light' : 'dark' }),
    },
    {},
  )
  const t = useText()
  return (
    <Modal
      opened={open}
      onClose={() => openCommandDialog(null)}
      withCloseButton={false}
      padding={0}
      size={520}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('command.app.palette') } }}
    >
      {open ? <PaletteBody /> : null}
    </Modal>
  )
}

function PaletteBody() {
  const t = useText()
  const title = useTitle()
  const listId = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const active = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => {
    // Asked anew for every query: behind an early Ctrl+K the screen may still be on its way.
    const found = listedCommands().flatMap((id) => {
      const { ko, en } = commandTitle(id)
      const ranks = [ko, en].map((name) => searchRank(name, query)).filter((r) => r !== null)
      return ranks.length > 0 ? [{ id, rank: Math.min(...ranks) }] : []
    })
    // Among equals the order of the table stays.
    return found.sort((a, b) => a.rank - b.rank).map((f) => f.id)
  }, [query])
  const index = Math.min(at, shown.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the marked row
  useEffect(() => {
    void active.current?.scrollIntoView({ block: 'nearest' })
  }, [index])
  const run = (id: CommandId | undefined) => {
    if (!id) return
    closeAndRun(() => runCommand(id))
  }
  const steer = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step) {
      e.preventDefault()
      setAt((index + step + shown.length) % Math.max(1, shown.length))
    } else if (e.key === 'Enter') {
      e.preventDefault()
      run(shown[index])
    }
  }
  return (
    <div className="palette">
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={shown[index] ? `${listId}-${index}` : undefined}
        value={query}
        onChange={(e) => {
          setQuery(e.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={steer}
      />
      <div
        role="listbox"
        id={listId}
        className="palette-list scroll"
        aria-label={t('command.app.palette')}
        tabIndex={-1}
      >
        {shown.map((id, i) => (
          <div
            key={id}
            id={`${listId}-${i}`}
            ref={i === index ? active : null}
            role="option"
            tabIndex={-1}
            aria-selected={i === index}
            className="palette-row"
            onPointerMove={() => setAt(i)}
            onClick={() => run(id)}
            onKeyDown={steer}
          >
            <span className="palette-icon">{icon(commands[id].icon, 16)}</span>
            <span className="grow">{title(commandTitle(id))}</span>
            <span className="faint small">{t(`command.group.${commands[id].group}`)}</span>
            <Key id={id} />
          </div>
        ))}
        {shown.length === 0 ? <p className="palette-none quiet">{t('palette.none')}</p> : null}
      </div>
    </div>
  )
}
