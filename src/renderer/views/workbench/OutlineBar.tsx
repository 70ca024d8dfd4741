// What can be done with the outlines of the selection, above the view controls; while a refinement is tried out, its
// strength and what it does to the number of vertices.
import { Button, NumberInput, Slider } from '@mantine/core'
import { Fragment, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { commandTitle } from '../../../shared/commands/command.ts'
import type { CommandId } from '../../../shared/commands/table.ts'
import { BAND_PIXELS } from '../../../shared/contract/habits.ts'
import { canRefine } from '../../../shared/geometry/refine.ts'
import { changeAids, useHabits } from '../../app/habits.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { useKeyLabel } from '../../commands/keymap.ts'
import type { Session } from '../../document/session.ts'
import { areaOf } from '../../tools/outlineDiffs.ts'
import { icon } from '../../ui/icons.ts'
import { CommandButton } from './CommandButton.tsx'
import { useDesk, useDeskStore } from './deskView.ts'
import './outline.css'
import { applyTrial, STEPS, setTrialStep, type Trial, trialCounts } from './outlineTrial.ts'

const CHAIN_TOOLS: readonly string[] = ['polygon', 'polyline', 'cutOut', 'addPart', 'split']
const GROUPS = [
  ['outline.union', 'outline.subtract', 'outline.intersect', 'outline.cutOverlap', 'outline.join', 'outline.takeApart'],
  ['tool.cutOut', 'tool.addPart', 'tool.split'],
  ['outline.simplify', 'outline.smooth', 'outline.ignore'],
  ['aid.snapping', 'aid.sharing', 'aid.band'],
] as const satisfies readonly (readonly CommandId[])[]
type BarCommand = (typeof GROUPS)[number][number]

export function OutlineBar({ session, writable }: { session: Session; writable: boolean }) {
  const t = useText()
  const view = useDeskStore()
  const tool = useDesk((v) => v.tool)
  const trial = useDesk((v) => v.trial)
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const aids = useHabits((h) => h.aids)
  // A trial is about these records and this selection.
  useEffect(() => {
    const stop = session.records.subscribe((s, before) => {
      if (s.records !== before.records || s.selection !== before.selection) view.setState({ trial: null })
    })
    return () => {
      stop()
      view.setState({ trial: null })
    }
  }, [session, view])
  const facts = useMemo(() => {
    const chosen = [...selection].flatMap((id) => records.get(id) ?? [])
    const areas = chosen.filter((a) => areaOf(a) !== null)
    return {
      areas: areas.length,
      parts: areas.some((a) => (areaOf(a)?.length ?? 0) > 1),
      refinable: chosen.some((a) => a.shape && canRefine(a.shape) && a.keypoints === null),
    }
  }, [records, selection])
  if (!writable || (facts.areas === 0 && !facts.refinable && !CHAIN_TOOLS.includes(tool))) return null
  if (trial) return <TrialBar trial={trial} session={session} />
  const able: Partial<Record<BarCommand, boolean>> = {
    'outline.union': facts.areas > 1,
    'outline.subtract': facts.areas > 1,
    'outline.intersect': facts.areas > 1,
    'outline.cutOverlap': facts.areas > 1,
    'outline.join': facts.areas > 1,
    'outline.takeApart': facts.parts,
    'tool.cutOut': facts.areas > 0,
    'tool.addPart': facts.areas === 1,
    'tool.split': facts.areas > 0,
    'outline.simplify': facts.refinable,
    'outline.smooth': facts.refinable,
  }
  const pressed: Partial<Record<BarCommand, boolean>> = {
    'tool.cutOut': tool === 'cutOut',
    'tool.addPart': tool === 'addPart',
    'tool.split': tool === 'split',
    'aid.snapping': aids.snapping,
    'aid.sharing': aids.sharing,
    'aid.band': aids.band,
  }
  return (
    <div className="outline-bar" role="toolbar" aria-label={t('outline.bar')}>
      {GROUPS.map((group, i) => (
        <Fragment key={group[0]}>
          {i > 0 ? <span className="view-gap" /> : null}
          {group.map((id) => (
            <CommandButton place="view" key={id} id={id} disabled={able[id] === false} pressed={pressed[id]} />
          ))}
        </Fragment>
      ))}
      {aids.band ? (
        <span className="view-number">
          <NumberInput
            aria-label={t('outline.band.pixels')}
            hideControls
            min={BAND_PIXELS.least}
            max={BAND_PIXELS.most}
            clampBehavior="strict"
            decimalScale={1}
            value={aids.bandPixels}
            onChange={(v) => typeof v === 'number' && v >= BAND_PIXELS.least && changeAids({ bandPixels: v })}
          />
          <span aria-hidden>px</span>
        </span>
      ) : null}
    </div>
  )
}

function TrialBar({ trial, session }: { trial: Trial; session: Session }) {
  const t = useText()
  const title = useTitle()
  const view = useDeskStore()
  const [applyKey, leaveKey] = [useKeyLabel('outline.apply'), useKeyLabel('outline.leave')]
  const values = STEPS[trial.kind]
  const value = values[trial.step] ?? 0
  const { before, after } = useMemo(() => trialCounts(trial), [trial])
  const name = trial.kind === 'simplify' ? t('outline.tolerance') : t('outline.rounds')
  const shown =
    trial.kind === 'simplify' ? t('outline.tolerance.value', { value }) : t('outline.rounds.value', { value })
  const leave = () => view.setState({ trial: null })
  return (
    <fieldset
      className="outline-bar trial-bar"
      aria-label={title(commandTitle(`outline.${trial.kind}`))}
      onKeyDown={(e) => {
        // The slider has the focus after a click on it, and would swallow these.
        if (e.target instanceof HTMLButtonElement) return
        if (e.key === 'Enter') applyTrial(session, view)
        else if (e.key === 'Escape') leave()
        else return
        e.preventDefault()
      }}
    >
      {icon(trial.kind, 17)}
      <span>{name}</span>
      <Slider
        className="trial-slider"
        size="sm"
        label={null}
        thumbLabel={name}
        min={0}
        max={values.length - 1}
        value={trial.step}
        onChange={(step) => setTrialStep(session, view, step)}
      />
      <span className="numbers trial-value">{shown}</span>
      <span className="numbers trial-count" role="status">
        {t('outline.vertices', { before, after })}
      </span>
      <Button
        size="compact-sm"
        onClick={() => applyTrial(session, view)}
        rightSection={<kbd className="key key-on">{applyKey}</kbd>}
      >
        {t('outline.apply')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={leave} rightSection={<kbd className="key">{leaveKey}</kbd>}>
        {t('outline.cancel')}
      </Button>
    </fieldset>
  )
}
