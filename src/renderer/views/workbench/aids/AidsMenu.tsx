import { Menu } from '@mantine/core'
import { IconEyeglass2 } from '@tabler/icons-react'
import { commandTitle } from '../../../../shared/commands/command.ts'
import { commands } from '../../../../shared/commands/table.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
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
          return (
            <Menu.CheckboxItem
              key={id}
              closeMenuOnClick
              checked={on}
              rightSection={<Key id={id} />}
              onChange={() => runCommand(id)}
            >
              <span className="row">
                {icon(commands[id].icon, 15)}
                {title(commandTitle(id))}
              </span>
            </Menu.CheckboxItem>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
