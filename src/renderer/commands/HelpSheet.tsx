import { Button, Modal, TextInput } from '@mantine/core'
import { IconKeyboard, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { COMMAND_GROUPS, type CommandGroup, commandTitle } from '../../shared/commands/command.ts'
import { keyLabel } from '../../shared/commands/keys.ts'
import { presets } from '../../shared/commands/presets/index.ts'
import { commandIds, commands } from '../../shared/commands/table.ts'
import { withKeys } from '../../shared/text/keyNames.ts'
import { useHabits } from '../app/habits.ts'
import { useText, useTitle } from '../app/useText.ts'
import { matchesSearch } from '../ui/hangulSearch.ts'
import './commands.css'
import { commandDialog, openCommandDialog } from './dialogs.ts'
import { useKeys } from './keymap.ts'
import { MOUSE_ACTIONS } from './mouseActions.ts'
import './print.css'

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
  const keys = useKeys()
  const preset = useHabits((h) => h.keys.preset)
  const [query, setQuery] = useState('')
  const wanted = (texts: readonly string[]) => texts.some((text) => matchesSearch(text, query))
  const rowsOf = (group: CommandGroup) =>
    commandIds.filter((id) => {
      const { ko, en } = commandTitle(id)
      return commands[id].group === group && keys.of[id].length > 0 && wanted([ko, en, ...keys.of[id].map(keyLabel)])
    })
  const mouse = MOUSE_ACTIONS.filter((m) => wanted([withKeys(t(`help.mouse.${m}`), keys), t(`help.mouse.${m}.does`)]))
  const groups = COMMAND_GROUPS.map((group) => ({ group, ids: rowsOf(group) })).filter((g) => g.ids.length > 0)
  return (
    <div className="column sheet">
      <div className="row sheet-tools">
        <TextInput
          data-autofocus
          className="grow"
          placeholder={t('help.filter')}
          aria-label={t('help.filter')}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={() => openCommandDialog('settings')}
        >
          {t('help.change')}
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('help.print')}
        </Button>
      </div>
      <h1 className="sheet-title">{t('help.printed', { preset: title(presets[preset].title) })}</h1>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by key */}
      <section className="help-scroll scroll" aria-label={t('help.title')} tabIndex={0}>
        <div className="help-columns">
          {mouse.length > 0 ? (
            <section>
              <h3 className="head">{t('help.mouse')}</h3>
              {mouse.map((m) => (
                <div key={m} className="help-row">
                  <span className="grow">{t(`help.mouse.${m}.does`)}</span>
                  <span className="quiet small">{withKeys(t(`help.mouse.${m}`), keys)}</span>
                </div>
              ))}
            </section>
          ) : null}
          {groups.map(({ group, ids }) => (
            <section key={group}>
              <h3 className="head">{t(`command.group.${group}`)}</h3>
              {ids.map((id) => (
                <div key={id} className="help-row">
                  <span className="grow">{title(commandTitle(id))}</span>
                  {keys.of[id].map((k) => (
                    <kbd key={k} className="key">
                      {keyLabel(k)}
                    </kbd>
                  ))}
                </div>
              ))}
            </section>
          ))}
        </div>
        {mouse.length + groups.length === 0 ? <p className="quiet">{t('help.none')}</p> : null}
      </section>
      <p className="faint small">{t('help.device')}</p>
    </div>
  )
}
