// How often each stored value occurs, and the window over it: edges and middle are dragged, the picture follows at once.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFocusCentered, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import { modalityRange } from '../../../../shared/imaging/greyDisplay.ts'
import { columnsOf, columnsThrough, percentileRange } from '../../../../shared/imaging/histogram.ts'
import { type ValueRange, type Window, windowOf } from '../../../../shared/imaging/voi.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { setAids, useAids } from './aids.ts'
import { useHistogram } from './useHistogram.ts'

const WIDTH = 256
const HEIGHT = 84
const GREY = ['#c3ccd8']
const COLOURS = ['#a8433f', '#2f8a52', '#3a63b0']
type Part = 'low' | 'centre' | 'high'
const PARTS: readonly Part[] = ['low', 'centre', 'high']

const edges = (w: Window): ValueRange => ({ low: w.centre - w.width / 2, high: w.centre + w.width / 2 })

/** The window with one part of it moved by so many stored values; it never turns over. */
export function dragPart(start: Window, part: Part, by: number, least: number): Window {
  const { low, high } = edges(start)
  const { table: _, ...kept } = start
  if (part === 'centre') return { ...kept, centre: start.centre + by }
  if (part === 'low') return { ...kept, ...windowOf({ low: Math.min(low + by, high - least), high }) }
  return { ...kept, ...windowOf({ low, high: Math.max(high + by, low + least) }) }
}

export function HistogramPanel({ stage, frameKey }: { stage: RefObject<Stage | null>; frameKey: string }) {
  const t = useText()
  const view = useDeskStore()
  const canvas = useRef<HTMLCanvasElement>(null)
  const press = useRef<{ x: number; part: Part; start: Window } | null>(null)
  const log = useAids((a) => a.logScale)
  const display = useDesk((v) => v.display)
  const first = useDesk((v) => v.firstWindow)
  const { histogram, failed } = useHistogram(stage, frameKey)
  const grey = useDesk((v) => v.grey)
  const stored = first ? (stage.current?.valueRange() ?? null) : null
  const range = first ? (stage.current?.windowRange() ?? null) : null
  const window = display.window ?? first

  const columns = useMemo(
    () =>
      histogram && stored && range
        ? histogram.channels.map((bins) => {
            const counts = columnsOf(bins, histogram, stored, WIDTH)
            return grey ? columnsThrough(grey, counts, stored, range) : counts
          })
        : null,
    [histogram, stored, range, grey],
  )
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d')
    if (!ctx) return
    ctx.clearRect(0, 0, WIDTH, HEIGHT)
    if (!columns) return
    const scale = (v: number) => (log ? Math.log1p(v) : v)
    const top = Math.max(1, ...columns.map((c) => c.reduce((m, v) => Math.max(m, scale(v)), 0)))
    ctx.globalCompositeOperation = 'lighter'
    const colours = columns.length > 1 ? COLOURS : GREY
    columns.forEach((counts, c) => {
      ctx.fillStyle = colours[c] ?? '#c3ccd8'
      counts.forEach((v, x) => {
        const height = Math.ceil((scale(v) / top) * HEIGHT)
        ctx.fillRect(x, HEIGHT - height, 1, height)
      })
    })
    ctx.globalCompositeOperation = 'source-over'
  }, [columns, log])

  const set = (next: Window) => view.setState((v) => ({ display: { ...v.display, window: next } }))
  const span = range ? Math.max(range.high - range.low, 1e-9) : 1
  const at = (value: number) => (range ? Math.min(1, Math.max(0, (value - range.low) / span)) * WIDTH : 0)
  const places = window ? { low: at(edges(window).low), centre: at(window.centre), high: at(edges(window).high) } : null
  const down = (part: Part) => (e: PointerEvent<HTMLElement>) => {
    if (!window) return
    e.currentTarget.setPointerCapture(e.pointerId)
    press.current = { x: e.clientX, part, start: window }
  }
  const move = (e: PointerEvent<HTMLElement>) => {
    const from = press.current
    if (from) set(dragPart(from.start, from.part, ((e.clientX - from.x) / WIDTH) * span, span / 1024))
  }
  const cancel = () => {
    if (press.current) set(press.current.start)
    press.current = null
  }
  const key = (part: Part) => (e: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key]
    if (!step || !window) return
    e.preventDefault()
    set(dragPart(window, part, (step * span * (e.shiftKey ? 10 : 1)) / WIDTH, span / 1024))
  }
  return (
    <section className="histogram" aria-label={t('histogram.title')}>
      <div className="histogram-bar">
        <span className="small quiet grow">
          {t('histogram.title')}{' '}
          {failed ? `· ${t('histogram.failed')}` : histogram ? '' : `· ${t('histogram.counting')}`}
        </span>
        <button type="button" className="chip" aria-pressed={log} onClick={() => setAids({ logScale: !log })}>
          {t('histogram.log')}
        </button>
        <Tooltip label={t('histogram.matters')}>
          <ActionIcon
            size="sm"
            aria-label={t('histogram.matters')}
            disabled={!histogram}
            onClick={() => {
              const found = histogram ? percentileRange(histogram) : null
              if (found && found.high > found.low)
                set(windowOf(grey ? modalityRange(grey, found.low, found.high) : found))
            }}
          >
            <IconFocusCentered size={15} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon size="sm" aria-label={t('app.close')} onClick={() => setAids({ histogram: false })}>
          <IconX size={15} />
        </ActionIcon>
      </div>
      <div className="histogram-plot" title={t('histogram.hint')}>
        <canvas ref={canvas} width={WIDTH} height={HEIGHT} className="canvas-histogram" />
        {places && window ? (
          <>
            <div className="histogram-out" style={{ left: 0, width: places.low }} />
            <div className="histogram-out" style={{ left: places.high, width: WIDTH - places.high }} />
            {PARTS.map((part) => (
              <div
                key={part}
                role="slider"
                tabIndex={0}
                className="histogram-handle"
                data-part={part}
                aria-label={t(`histogram.${part}`)}
                aria-valuenow={Math.round((part === 'centre' ? window.centre : edges(window)[part]) * 10) / 10}
                style={
                  part === 'centre'
                    ? { left: places.low, width: Math.max(0, places.high - places.low) }
                    : { left: places[part] }
                }
                onPointerDown={down(part)}
                onPointerMove={move}
                onPointerUp={() => {
                  press.current = null
                }}
                onPointerCancel={cancel}
                onKeyDown={key(part)}
              />
            ))}
          </>
        ) : null}
      </div>
      {range ? (
        <div className="histogram-ends numbers small faint">
          <span>{Math.round(range.low * 100) / 100}</span>
          <span>{Math.round(range.high * 100) / 100}</span>
        </div>
      ) : null}
    </section>
  )
}
