// Windows by name: those the file brings, and what is usual for its modality.
import { Menu } from '@mantine/core'
import { IconCheck, IconChevronUp } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { keyLabel } from '../../../shared/commands/keys.ts'
import { type CommandId, commands } from '../../../shared/commands/table.ts'
import { keyedPresets, type Preset, presetsOf } from '../../../shared/imaging/windowPresets.ts'
import { useText } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { useDesk, useDeskStore } from './deskView.ts'

const KEYS: readonly CommandId[] = [
  'view.window1',
  'view.window2',
  'view.window3',
  'view.window4',
  'view.window5',
  'view.window6',
  'view.window7',
  'view.window8',
]

export function WindowMenu({ stage }: { stage: RefObject<Stage | null> }) {
  const t = useText()
  const view = useDeskStore()
  const grey = useDesk((v) => v.grey)
  const window = useDesk((v) => v.display.window)
  if (!grey) return null
  const nameOf = (p: Preset): string => {
    if (p.id === 'file') return p.name || t('window.file')
    return t(`window.${p.id}`)
  }
  return (
    <Menu position="top" shadow="md">
      <Menu.Target>
        <button type="button" className="view-button" aria-label={t('window.menu')}>
          <IconChevronUp size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <PresetItems
          stage={stage}
          nameOf={nameOf}
          current={window}
          onPick={(p) => view.setState((v) => ({ display: { ...v.display, window: p.window } }))}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Asked for only while the menu is open: the range belongs to the frame on screen then. */
function PresetItems(p: {
  stage: RefObject<Stage | null>
  current: Preset['window']
  nameOf(preset: Preset): string
  onPick(preset: Preset): void
}) {
  const t = useText()
  const grey = useDesk((v) => v.grey)
  const range = p.stage.current?.windowRange()
  if (!grey || !range) return null
  const presets = presetsOf(grey, range)
  const keyed = keyedPresets(presets)
  const first = p.stage.current?.firstWindow()
  return presets.map((preset, i) => {
    const shown = preset.window ?? first
    const on = JSON.stringify(preset.window) === JSON.stringify(p.current)
    const id = KEYS[keyed.indexOf(preset)]
    const keys = id && commands[id].keys[0]
    return (
      <Menu.RadioItem
        // biome-ignore lint/suspicious/noArrayIndexKey: the list belongs to one frame and never changes its order
        key={i}
        value={String(i)}
        checked={on}
        closeMenuOnClick
        checkIcon={<IconCheck size={15} />}
        rightSection={keys ? <kbd className="key">{keyLabel(keys)}</kbd> : null}
        onChange={() => p.onPick(preset)}
      >
        {p.nameOf(preset)}{' '}
        <span className="numbers quiet small">
          {shown?.table === undefined
            ? shown && `W ${shortly(shown.width)} L ${shortly(shown.centre)}${shown.function === 'SIGMOID' ? ' S' : ''}`
            : t('window.table')}
        </span>
      </Menu.RadioItem>
    )
  })
}

/** Fractions matter only for values around 1 (float pictures). */
export const shortly = (n: number): string =>
  String(Math.abs(n) < 10 ? Number(n.toPrecision(3)) : Math.round(n * 10) / 10)
