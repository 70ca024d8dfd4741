import { Menu } from '@mantine/core'
import { IconEyeglass2 } from '@tabler/icons-react'
import { commandTitle } from '../../../../shared/commands/command.ts'
import { type CommandId, commands } from '../../../../shared/commands/table.ts'
import { useHabits } from '../../../app/habits.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import { isEnabled, runCommand } from '../../../commands/registry.ts'
import { icon } from '../../../ui/icons.ts'
import { useDesk } from '../deskView.ts'
import { DICOM_TOGGLES } from '../dicom/dicomCommands.ts'
import { MAMMO_TOGGLES, useMammo } from '../hanging/mammoAids.ts'
import { AID_TOGGLES, useAids } from './aids.ts'

const DICOM_IDS = Object.keys(DICOM_TOGGLES) as (keyof typeof DICOM_TOGGLES)[]
const MAMMO_IDS = Object.keys(MAMMO_TOGGLES) as (keyof typeof MAMMO_TOGGLES)[]
const IDS = Object.keys(AID_TOGGLES) as (keyof typeof AID_TOGGLES)[]

/** Every viewing aid by name, for those who do not know the key yet. */
export function AidsMenu() {
  const t = useText()
  const state = useAids((a) => a)
  const dicom = useHabits((h) => h.dicom)
  const isDicom = useDesk((v) => v.about !== null)
  const mammo = useMammo((m) => m)
  const isMammogram = isEnabled('view.air')
  return (
    <Menu position="top-end" shadow="md">
      <Menu.Target>
        <button type="button" className="view-button" aria-label={t('aids.menu')}>
          <IconEyeglass2 size={17} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {IDS.map((id) => (
          <AidItem key={id} id={id} on={state[AID_TOGGLES[id]]} />
        ))}
        {isMammogram ? <Menu.Divider /> : null}
        {isMammogram ? MAMMO_IDS.map((id) => <AidItem key={id} id={id} on={mammo[MAMMO_TOGGLES[id]]} />) : null}
        {isDicom ? <Menu.Divider /> : null}
        {isDicom ? DICOM_IDS.map((id) => <AidItem key={id} id={id} on={dicom[DICOM_TOGGLES[id]]} />) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

function AidItem({ id, on }: { id: CommandId; on: boolean }) {
  const title = useTitle()
  return (
    <Menu.CheckboxItem closeMenuOnClick checked={on} rightSection={<Key id={id} />} onChange={() => runCommand(id)}>
      <span className="row">
        {icon(commands[id].icon, 15)}
        {title(commandTitle(id))}
      </span>
    </Menu.CheckboxItem>
  )
}
