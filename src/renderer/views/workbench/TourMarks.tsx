// The first steps: a ring around a part of the workbench and a card beside it. Nothing is blocked; work ends the guide.
import { Button } from '@mantine/core'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { TourPlace } from '../../../shared/domains/tour.ts'
import { tourOf } from '../../../shared/domains/tours.ts'
import { withKeys } from '../../../shared/text/keyNames.ts'
import { changeHabits, habits, useHabits } from '../../app/habits.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { useKeys } from '../../commands/keymap.ts'
import './tour.css'

/** Asked for from the menu. */
const again = createStore<{ asked: boolean }>(() => ({ asked: false }))
export const showTour = (): void => again.setState({ asked: true })

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

const boxOf = (place: TourPlace): Box | null => {
  const found = document.querySelector(`[data-tour="${place}"]`)?.getBoundingClientRect()
  return found && found.width > 0 ? found : null
}

export function TourMarks({ pack }: { pack: string }) {
  const seen = useHabits((h) => h.tours.includes(pack))
  const loaded = useStore(habits, (s) => s.loaded && s.login !== null)
  const { asked } = useStore(again)
  return loaded && (asked || !seen) ? <Marks pack={pack} /> : null
}

function Marks({ pack }: { pack: string }) {
  const t = useText()
  const title = useTitle()
  const keys = useKeys()
  const { steps } = tourOf(pack)
  const [at, setAt] = useState(0)
  const [box, setBox] = useState<Box | null>(null)
  const step = steps[at]
  const place = step?.at
  useLayoutEffect(() => {
    if (!place) return
    const measure = () => setBox(boxOf(place))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    // Panels come with the item, after the guide.
    const timer = setInterval(measure, 500)
    return () => {
      observer.disconnect()
      clearInterval(timer)
    }
  }, [place])
  const end = () => {
    again.setState({ asked: false })
    const { tours } = habits.getState().habits
    if (!tours.includes(pack)) changeHabits({ tours: [...tours, pack] })
  }
  // Leaving the workbench in the middle is an answer too.
  useEffect(() => () => again.setState({ asked: false }), [])
  if (!step) return null
  const last = at === steps.length - 1
  const right = box !== null && box.left > window.innerWidth / 2
  return (
    <>
      {box ? (
        <div
          className="tour-ring"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
          aria-hidden
        />
      ) : null}
      <section className="tour-card" data-side={right ? 'right' : 'left'} aria-label={t('command.app.tour')}>
        <p className="faint small numbers">{t('tour.step', { index: at + 1, total: steps.length })}</p>
        <div aria-live="polite">
          <h2>{title(step.title)}</h2>
          <p>{withKeys(title(step.text), keys)}</p>
        </div>
        <div className="row">
          <Button variant="subtle" color="gray" onClick={end}>
            {t('tour.skip')}
          </Button>
          <span className="grow" />
          {at > 0 ? (
            <Button variant="default" onClick={() => setAt(at - 1)}>
              {t('app.back')}
            </Button>
          ) : null}
          <Button onClick={() => (last ? end() : setAt(at + 1))}>{t(last ? 'tour.done' : 'app.next')}</Button>
        </div>
      </section>
    </>
  )
}
