import { Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useStore } from 'zustand'
import { COMMAND_GROUPS, commandTitle } from '../../shared/commands/command.ts'
import { keyLabel } from '../../shared/commands/keys.ts'
import { commandIds, commands } from '../../shared/commands/table.ts'
import { useText, useTitle } from '../app/useText.ts'
import { matchesSearch } from '../ui/hangulSearch.ts'
import './commands.css'
import { commandDialog, openCommandDialog } from './dialogs.ts'

const MOUSE = ['wheel', 'pan', 'window', 'vertex', 'removeVertex', 'add', 'close'] as const

export function HelpSheet() {
  const t = useText()
  const open = useStore(commandDialog, (s) => s.open) === 'help'
  return (
    <Modal opened={open} onClose={() => openCommandDialog(null)} size={900} title={t('help.title')}>
      {open ? <HelpBody /> : null}
    </Modal>
  )
}

function HelpBody() {
  const t = useText()
  const title = useTitle()
  const [query, setQuery] = useState('')
  const wanted = (texts: readonly string[]) => texts.some((text) => matchesSearch(text, query))
  const rowsOf = (group: (typeof COMMAND_GROUPS)[number]) =>
    commandIds.filter((id) => {
      const { ko, en } = commandTitle(id)
      return (
        commands[id].group === group &&
        commands[id].keys.length > 0 &&
        wanted([ko, en, ...commands[id].keys.map(keyLabel)])
      )
    })
  const mouse = MOUSE.filter((m) => wanted([t(`help.mouse.${m}`), t(`help.mouse.${m}.does`)]))
  return (
    <div className="column">
      <TextInput
        data-autofocus
        placeholder={t('help.filter')}
        aria-label={t('help.filter')}
        value={query}
        onChange={(e) => setQuery(e.currentTarget.value)}
      />
      <div className="help-scroll scroll">
        <div className="help-columns">
          {mouse.length > 0 ? (
            <section>
              <h3 className="head">{t('help.mouse')}</h3>
              {mouse.map((m) => (
                <div key={m} className="help-row">
                  <span className="grow">{t(`help.mouse.${m}.does`)}</span>
                  <span className="quiet small">{t(`help.mouse.${m}`)}</span>
                </div>
              ))}
            </section>
          ) : null}
          {COMMAND_GROUPS.filter((g) => rowsOf(g).length > 0).map((g) => (
            <section key={g}>
              <h3 className="head">{t(`command.group.${g}`)}</h3>
              {rowsOf(g).map((id) => (
                <div key={id} className="help-row">
                  <span className="grow">{title(commandTitle(id))}</span>
                  {commands[id].keys.map((k) => (
                    <kbd key={k} className="key">
                      {keyLabel(k)}
                    </kbd>
                  ))}
                </div>
              ))}
            </section>
          ))}
        </div>
      </div>
      <p className="faint small">{t('help.device')}</p>
    </div>
  )
}
