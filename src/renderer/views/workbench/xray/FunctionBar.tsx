import { Tooltip } from '@mantine/core'
import type { SyntheticEvent } from 'react'
import { commandTitle } from '../../../../shared/commands/command.ts'
import type { CommandId } from '../../../../shared/commands/table.ts'
import type { Maker } from '../../../../shared/domains/xraySecurity/settings.ts'
import {
  worksOn,
  XRAY_FUNCTION_IDS,
  type XrayFunctionId,
  type XrayInput,
} from '../../../../shared/imaging/xray/functions.ts'
import type { XrayPalette } from '../../../../shared/imaging/xray/palette.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { useKeyLabel } from '../../../commands/keymap.ts'
import { momentOf } from '../../../commands/registry.ts'
import { GammaSlider, RangePanel } from './RangePanel.tsx'
import { holdFunction, toStandard } from './xrayStore.ts'

/** The bar of a console: the standard picture first, then every function with its key; held by the mouse like by its key. */
export function FunctionBar(p: {
  input: XrayInput
  shown: readonly XrayFunctionId[]
  palette: XrayPalette | null
  maker: Maker
}) {
  const t = useText()
  return (
    <div className="xray-area">
      {p.shown.includes('vari') && p.palette ? <RangePanel palette={p.palette} maker={p.maker} /> : null}
      <div className="xray-bar" role="toolbar" aria-label={t('xray.bar')}>
        <Standard pressed={p.shown.length === 0} />
        {XRAY_FUNCTION_IDS.map((id) => (
          <FunctionButton key={id} id={id} pressed={p.shown.includes(id)} works={worksOn(id, p.input)} />
        ))}
        <GammaSlider />
      </div>
    </div>
  )
}

function Standard({ pressed }: { pressed: boolean }) {
  const t = useText()
  return (
    <BarButton
      id="xray.standard"
      name={t('xray.name.standard')}
      pressed={pressed}
      why={null}
      press={toStandard}
      release={null}
    />
  )
}

function FunctionButton({ id, pressed, works }: { id: XrayFunctionId; pressed: boolean; works: boolean }) {
  const t = useText()
  const { press, release } = holdFunction(id)
  return (
    <BarButton
      id={`xray.${id}`}
      name={t(`xray.name.${id}`)}
      pressed={pressed}
      why={works ? null : t(id === 'bw' ? 'xray.why.grey' : 'xray.why.material')}
      press={press}
      release={release}
    />
  )
}

function BarButton(p: {
  id: CommandId
  name: string
  pressed: boolean
  why: string | null
  press(at: number): void
  release: ((at: number) => void) | null
}) {
  const t = useText()
  const title = useTitle()
  const key = useKeyLabel(p.id)
  const label = title(commandTitle(p.id))
  const up = (e: SyntheticEvent) => p.release?.(momentOf(e.nativeEvent))
  return (
    <Tooltip position="top" label={p.why ?? (p.release ? t('xray.hint', { name: label }) : label)}>
      <button
        type="button"
        className="xray-button"
        aria-label={label}
        aria-pressed={p.pressed}
        aria-disabled={p.why !== null}
        // The keyboard stays with the picture, so that Space is the standard picture and not this button again.
        onMouseDown={(e) => e.preventDefault()}
        onPointerDown={(e) => {
          if (e.button !== 0 || p.why) return
          e.currentTarget.setPointerCapture(e.pointerId)
          p.press(momentOf(e.nativeEvent))
        }}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={(e) => {
          if (e.repeat || p.why || (e.key !== 'Enter' && e.key !== ' ')) return
          e.preventDefault()
          p.press(momentOf(e.nativeEvent))
        }}
        onKeyUp={(e) => (e.key === 'Enter' || e.key === ' ') && up(e)}
        onBlur={up}
      >
        <span>{p.name}</span>
        {/* Drawn by the style: its letters are no part of the name of the button. */}
        <kbd data-key={key ?? '–'} />
      </button>
    </Tooltip>
  )
}
