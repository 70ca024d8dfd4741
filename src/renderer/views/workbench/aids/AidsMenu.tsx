import { Menu } from '@mantine/core'
import { IconCheck, IconEyeglass2 } from '@tabler/icons-react'
import { commandTitle } from '../../../../shared/commands/command.ts'
import { keyLabel } from '../../../../shared/commands/keys.ts'
import { commands } from '../../../../shared/commands/table.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { runCommand } from '../../../commands/registry.ts'
import { icon } from '../../../ui/icons.ts'
import { AID_TOGGLES, useAids } from './aids.ts'

const IDS = Object.keys(AID_TOGGLES) as (keyof typeof AID_TOGGLES)[]

/** Every viewing aid by name, for those who do not know the key yet. */
export function AidsMenu() {
  const t = useText()
  const title = useTitle()
  const state = useAids((a) => a)
  return (
    <Menu position="top-end" shadow="md">
      <Menu.Target>
        <button type="button" className="view-button" aria-label={t('aids.menu')}>
          <IconEyeglass2 size={17} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {IDS.map((id) => {
          const on = state[AID_TOGGLES[id]]
          const keys = commands[id].keys[0]
          return (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={on}
              leftSection={on ? <IconCheck size={15} /> : icon(commands[id].icon, 15)}
              rightSection={keys ? <kbd className="key">{keyLabel(keys)}</kbd> : null}
              onClick={() => runCommand(id)}
            >
              {title(commandTitle(id))}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
