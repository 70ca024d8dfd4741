import { Button, Checkbox, FileButton, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { COMMAND_GROUPS, commandTitle } from '../../../shared/commands/command.ts'
import { clashesOf, PRESET_IDS, unreachable } from '../../../shared/commands/keySet.ts'
import { keyLabel } from '../../../shared/commands/keys.ts'
import { presets } from '../../../shared/commands/presets/index.ts'
import { type CommandId, commandIds, commands } from '../../../shared/commands/table.ts'
import { changeHabits, habits, useHabits } from '../../app/habits.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { useKeys } from '../../commands/keymap.ts'
import { matchesSearch } from '../../ui/hangulSearch.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import { KeyRow } from './KeyRow.tsx'
import { readKeySet, saveKeySet } from './keySetFile.ts'

export function KeysPart() {
  const t = useText()
  const title = useTitle()
  const set = useHabits((h) => h.keys)
  const login = useStore(habits, (s) => s.login)
  const keys = useKeys()
  const [query, setQuery] = useState('')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const [recording, setRecording] = useState<CommandId | null>(null)
  const changed = commandIds.filter((id) => set.changes[id] !== undefined)
  const clashes = useMemo(() => clashesOf(keys), [keys])
  const lost = useMemo(() => unreachable(keys), [keys])
  const name = (id: CommandId) => title(commandTitle(id))
  const wanted = (id: CommandId) => {
    if (onlyChanged && set.changes[id] === undefined) return false
    const { ko, en } = commandTitle(id)
    return [ko, en, ...keys.of[id].map(keyLabel)].some((text) => matchesSearch(text, query))
  }
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    ids: commandIds.filter((id) => commands[id].group === group && wanted(id)),
  })).filter((g) => g.ids.length > 0)

  const read = async (file: File | null) => {
    const found = file ? await readKeySet(file) : null
    if (!file) return
    if (!found) return toast(t('keys.badFile'), 'bad', 'keys')
    changeHabits({ keys: found })
    toast(t('keys.imported'), 'plain', 'keys')
  }
  return (
    <div className="keys-part">
      <div className="row wrap">
        <NativeSelect
          aria-label={t('keys.preset')}
          value={set.preset}
          onChange={(e) => {
            const preset = PRESET_IDS.find((p) => p === e.currentTarget.value)
            if (preset) changeHabits({ keys: { ...set, preset } })
          }}
          data={PRESET_IDS.map((value) => ({ value, label: `${t('keys.preset')}: ${title(presets[value].title)}` }))}
        />
        <span className="grow" />
        <FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('keys.import')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" onClick={() => saveKeySet(set, login).catch(toastFault)}>
          {t('keys.export')}
        </Button>
        <Button
          variant="default"
          disabled={changed.length === 0}
          onClick={() => changeHabits({ keys: { ...set, changes: {} } })}
        >
          {t('keys.resetAll')}
        </Button>
      </div>
      <div className="row">
        <TextInput
          className="grow"
          leftSection={<IconSearch size={15} aria-hidden />}
          aria-label={t('keys.search')}
          placeholder={t('keys.search')}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
        />
        <Checkbox
          label={`${t('keys.onlyChanged')} (${changed.length})`}
          checked={onlyChanged}
          onChange={(e) => setOnlyChanged(e.currentTarget.checked)}
        />
      </div>
      {clashes.length > 0 ? (
        <p className="notice" data-tone="bad" role="alert">
          {t('keys.clash', {
            list: clashes.map((c) => `${keyLabel(c.key)} (${name(c.a)} / ${name(c.b)})`).join(', '),
          })}
        </p>
      ) : null}
      {lost.length > 0 ? (
        <p className="notice" data-tone="warn" role="status">
          {t('keys.lost', { list: lost.map(name).join(', ') })}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by key */}
      <section className="keys-list scroll" aria-label={t('settings.part.keys')} tabIndex={0}>
        {groups.map(({ group, ids }) => (
          <section key={group}>
            <h3 className="head settings-head">{t(`command.group.${group}`)}</h3>
            {ids.map((id) => (
              <KeyRow
                key={id}
                id={id}
                set={set}
                keys={keys}
                recording={recording === id}
                onRecord={(on) => setRecording(on ? id : null)}
                onChange={(next) => changeHabits({ keys: next })}
              />
            ))}
          </section>
        ))}
        {groups.length === 0 ? <p className="quiet">{t('keys.none')}</p> : null}
      </section>
    </div>
  )
}
