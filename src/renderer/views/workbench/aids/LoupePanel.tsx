// The loupe's frame: the stage paints into its canvas. A drag on it sets its own window, the wheel its magnification.
import { ActionIcon } from '@mantine/core'
import { IconArrowsLeftRight, IconLink } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef } from 'react'
import type { Window } from '../../../../shared/imaging/voi.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { aids, MAGNIFICATIONS, setAids, useAids } from './aids.ts'

const rounded = (n: number): string => String(Math.abs(n) < 10 ? Number(n.toPrecision(3)) : Math.round(n))

export function LoupePanel({ stage }: { stage: RefObject<Stage | null> }) {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const press = useRef<{ x: number; y: number; start: Window | null } | null>(null)
  const shown = useAids((a) => a.loupe || a.loupeHeld)
  const magnification = useAids((a) => a.magnification)
  const window = useAids((a) => a.loupeWindow)
  const side = useAids((a) => a.loupeSide)

  useEffect(() => {
    const element = canvas.current
    stage.current?.setAids({ loupe: shown && element ? { canvas: element, magnification, window } : null })
  }, [shown, magnification, window, stage])
  useEffect(() => {
    const element = canvas.current
    if (!shown || !element) return
    const wheel = (e: WheelEvent) => {
      e.preventDefault()
      magnify(e.deltaY < 0 ? 1 : -1)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [shown])
  if (!shown) return null
  const end = () => {
    press.current = null
  }
  return (
    <section className="loupe" data-side={side} aria-label={t('loupe.title')}>
      <canvas
        ref={canvas}
        className="canvas-loupe"
        onContextMenu={(e) => e.preventDefault()}
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId)
          press.current = { x: e.clientX, y: e.clientY, start: aids.getState().loupeWindow }
        }}
        onPointerMove={(e) => {
          const from = press.current
          if (!from) return
          const next = stage.current?.windowAfterDrag(from.start, e.clientX - from.x, e.clientY - from.y)
          if (next) setAids({ loupeWindow: next })
        }}
        onPointerUp={end}
        onPointerCancel={() => {
          if (press.current) setAids({ loupeWindow: press.current.start })
          end()
        }}
      />
      <div className="loupe-bar numbers">
        <button
          type="button"
          className="view-button"
          aria-label={`${t('loupe.magnification')} −`}
          onClick={() => magnify(-1)}
        >
          −
        </button>
        <span role="status" aria-label={t('loupe.magnification')}>
          {magnification}×
        </span>
        <button
          type="button"
          className="view-button"
          aria-label={`${t('loupe.magnification')} +`}
          onClick={() => magnify(1)}
        >
          +
        </button>
        <span className="grow cut faint small">
          {window ? `W ${rounded(window.width)} L ${rounded(window.centre)}` : t('loupe.follow')}
        </span>
        {window ? (
          <ActionIcon size="sm" aria-label={t('loupe.follow')} onClick={() => setAids({ loupeWindow: null })}>
            <IconLink size={15} />
          </ActionIcon>
        ) : null}
        <ActionIcon
          size="sm"
          aria-label={t('loupe.side')}
          onClick={() => setAids({ loupeSide: side === 'left' ? 'right' : 'left' })}
        >
          <IconArrowsLeftRight size={15} />
        </ActionIcon>
      </div>
    </section>
  )
}

function magnify(by: number): void {
  const { magnification } = aids.getState()
  const { least, most } = MAGNIFICATIONS
  setAids({ magnification: Math.min(most, Math.max(least, magnification + by)) })
}
