import { NumberInput, Tooltip } from '@mantine/core'
import type { RefObject } from 'react'
import type { CommandId } from '../../../shared/commands/table.ts'
import { byTable } from '../../../shared/imaging/voi.ts'
import { useText } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import type { Session } from '../../document/session.ts'
import { AidsMenu } from './aids/AidsMenu.tsx'
import { CommandButton } from './CommandButton.tsx'
import { useDesk, useDeskStore } from './deskView.ts'
import { PresentationMenu } from './dicom/PresentationMenu.tsx'
import { shortly, WindowMenu } from './WindowMenu.tsx'

const BUTTONS = ['view.fit', 'view.oneToOne', 'view.zoomOut', 'view.zoomIn'] as const
const LOOKS = ['view.invert', 'view.rotate', 'view.flip', 'view.reset'] as const

/** How the picture is shown; the numbers are modality values of a DICOM file (HU), else stored ones. */
type Props = { stage: RefObject<Stage | null>; session: Session; slot: string }

export function ViewBar({ stage, session, slot }: Props) {
  const t = useText()
  const view = useDeskStore()
  const display = useDesk((v) => v.display)
  const set = (change: { centre?: number; width?: number }) => {
    const now = display.window ?? stage.current?.firstWindow() ?? null
    if (!now) return
    const { table: _, lut: __, ...kept } = now
    view.setState({ display: { ...display, window: { ...kept, ...change } } })
  }
  const shown = display.window
  const first = useDesk((v) => v.firstWindow)
  const pressed: Partial<Record<CommandId, boolean>> = {
    'view.invert': display.invert,
    'view.flip': display.flipX,
    'view.rotate': display.rotation !== 0,
  }
  return (
    <div className="view-bar" role="toolbar" aria-label={t('desk.viewBar')}>
      {BUTTONS.map((id) => (
        <CommandButton place="view" key={id} id={id} />
      ))}
      <span className="view-gap" />
      <span className="view-number">
        <span aria-hidden>W</span>
        <NumberInput
          aria-label={t('desk.windowWidth')}
          hideControls
          min={0}
          allowDecimal
          decimalScale={1}
          placeholder={first ? shortly(first.width) : t('desk.auto')}
          value={shown ? Math.round(shown.width * 10) / 10 : ''}
          onChange={(v) => typeof v === 'number' && v > 0 && set({ width: v })}
        />
      </span>
      <span className="view-number">
        <span aria-hidden>L</span>
        <NumberInput
          aria-label={t('desk.windowCentre')}
          hideControls
          allowDecimal
          decimalScale={1}
          placeholder={first ? shortly(first.centre) : t('desk.auto')}
          value={shown ? Math.round(shown.centre * 10) / 10 : ''}
          onChange={(v) => typeof v === 'number' && set({ centre: v })}
        />
      </span>
      <WindowUnit />
      <WindowMenu stage={stage} />
      <CommandButton place="view" id="view.fullWindow" />
      <PresentationMenu stage={stage} session={session} slot={slot} />
      <span className="view-gap" />
      {LOOKS.map((id) => (
        <CommandButton place="view" key={id} id={id} {...(id in pressed ? { pressed: pressed[id] === true } : {})} />
      ))}
      <span className="view-gap" />
      <AidsMenu />
    </div>
  )
}

/** What the numbers are, and which stored values they mean. */
function WindowUnit() {
  const t = useText()
  const grey = useDesk((v) => v.grey)
  const window = useDesk((v) => v.display.window ?? v.firstWindow)
  if (!grey || !window) return null
  const { modality } = grey
  const ends = [window.centre - window.width / 2, window.centre + window.width / 2]
  const stored =
    modality.kind === 'linear'
      ? ends.map((x) => shortly((x - modality.intercept) / modality.slope)).join(' … ')
      : t('window.byTable')
  const how = byTable(window) ? t('window.table') : (window.function ?? 'LINEAR_EXACT')
  return (
    <Tooltip position="top" label={t('window.stored', { values: stored, how })}>
      <span className="view-unit numbers small">{grey.unit || t('window.noUnit')}</span>
    </Tooltip>
  )
}
