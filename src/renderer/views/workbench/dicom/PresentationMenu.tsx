// Presentation states that came in for the frame on screen: choosing one shows the picture as it says, none as its file does.
import { Menu } from '@mantine/core'
import { IconCheck, IconPresentation } from '@tabler/icons-react'
import { type RefObject, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Bounds } from '../../../../shared/geometry/spaces.ts'
import { displayFor, type Presentation, presentationsOf, showsAs } from '../../../../shared/imaging/presentation.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { PLAIN_DISPLAY, useDesk, useDeskStore } from '../deskView.ts'

export function PresentationMenu(p: { stage: RefObject<Stage | null>; session: Session; slot: string }) {
  const t = useText()
  const view = useDeskStore()
  const display = useDesk((v) => v.display)
  const frame = useDesk((v) => v.frame)
  const records = useStore(p.session.records, (s) => s.records)
  const states = useMemo(() => presentationsOf(records.values(), p.slot, frame), [records, p.slot, frame])
  const presented = useDesk((v) => v.presented)
  // The picture is made anew for each reading: what one was shown by does not hold for the next.
  useEffect(
    () => () => {
      if (view.getState().presented)
        view.setState((v) => ({ presented: null, display: { ...PLAIN_DISPLAY, smooth: v.display.smooth } }))
    },
    [view],
  )
  // Another slice: the state of the same name, if it has one.
  useEffect(() => {
    if (presented && !states.includes(presented))
      view.setState({ presented: states.find((s) => s.name === presented.name) ?? null })
  }, [presented, states, view])
  if (states.length === 0) return null
  const stage = p.stage.current
  const wanted = (state: Presentation | null) => {
    const { window, invert, rotation, flipX } = state
      ? displayFor(state, stage?.inverted() ?? false, stage?.firstWindow() ?? null)
      : PLAIN_DISPLAY
    return { ...display, window, invert, rotation, flipX }
  }
  const choose = (state: Presentation | null) => {
    view.setState({ display: wanted(state), presented: state })
    if (state?.area) stage?.view.showBounds(state.area satisfies Bounds, 1)
    else stage?.view.fit()
  }
  const shown =
    presented && !showsAs(display, wanted(presented)) ? t('presentation.changed', presented) : presented?.name
  const item = (state: Presentation | null, key: string, name: string) => (
    <Menu.RadioItem
      key={key}
      value={key}
      checked={state === presented}
      closeMenuOnClick
      checkIcon={<IconCheck size={15} />}
      onChange={() => choose(state)}
    >
      {name} {state ? <span className="quiet small">{said(state, t)}</span> : null}
    </Menu.RadioItem>
  )
  return (
    <Menu position="top" shadow="md">
      <Menu.Target>
        <button
          type="button"
          className="view-button"
          aria-label={`${t('presentation.menu')}: ${shown ?? t('presentation.none')}`}
          data-on={presented !== null || undefined}
        >
          <IconPresentation size={17} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('presentation.menu')}</Menu.Label>
        {item(null, 'none', t('presentation.none'))}
        {states.map((state) => item(state, `state ${state.name}`, state.name))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What choosing it will change. */
function said(p: Presentation, t: ReturnType<typeof useText>): string {
  const { window } = p
  const hiding = new Set(p.shutters?.flatMap((s) => (s.kind === 'bitmap' ? [s.group] : [])))
  const drawings = (p.overlays ?? []).filter((o) => !hiding.has(o.group)).length
  return [
    window && (window.lut ? t('window.table') : `W ${window.width} L ${window.centre}`),
    p.inverse ? t('presentation.inverse') : null,
    p.rotation === 0 ? null : `${p.rotation}°`,
    p.flip ? t('presentation.flipped') : null,
    p.area ? t('presentation.area') : null,
    p.output ? t('presentation.output') : null,
    p.shutters ? t('presentation.shutter') : null,
    drawings > 0 ? t('presentation.overlays', { count: drawings }) : null,
  ]
    .filter(Boolean)
    .join(' · ')
}
