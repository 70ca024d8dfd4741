// Commands on the outlines of what is selected, and the switches of the drawing aids.

import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { changeAids, habits } from '../../app/habits.ts'
import { settings } from '../../app/settings.ts'
import type { Handlers } from '../../commands/registry.ts'
import type { Session } from '../../document/session.ts'
import { OUTLINE_ACTIONS, type OutlineAction, outlineAction } from '../../tools/outlineDiffs.ts'
import type { CanvasCommand, RefusalCode, ToolId } from '../../tools/toolMachine.ts'
import { toast } from '../../ui/toast.ts'
import type { DeskViewStore } from './deskView.ts'
import { applyTrial, setTrialStep, startTrial, type Trial } from './outlineTrial.ts'

type Desk = {
  readonly session: Session | null
  readonly schema: LabelSchema
  readonly view: DeskViewStore
  canvas(name: CanvasCommand): () => void
}

export const sayRefused = (code: RefusalCode): void =>
  toast(translateCode(settings.getState().language, `refused.${code}`) ?? code, 'bad', 'refused')

export function outlineHandlers({ session, schema, view, canvas }: Desk): Handlers {
  const act = (action: OutlineAction) => () => {
    if (!session) return
    const { records, selection } = session.records.getState()
    const outcome = outlineAction(action, { annotations: records, selection, schema })
    if (typeof outcome === 'string') return sayRefused(outcome)
    session.commit(outcome.diff, `outline.${action}`)
    session.records.select(outcome.select)
  }
  const tool = (id: ToolId) => () => view.setState((v) => ({ tool: v.tool === id ? 'select' : id, trial: null }))
  const tryOut = (kind: Trial['kind']) => () => {
    if (!session) return
    // Vertices are shown by the select tool.
    view.setState({ tool: 'select' })
    if (!startTrial(session, view, kind)) sayRefused('no-outline')
  }
  const step = (by: number) => () => {
    const { trial } = view.getState()
    if (session && trial) setTrialStep(session, view, trial.step + by)
  }
  const turn = (aid: 'snapping' | 'sharing' | 'band') => () =>
    changeAids({ [aid]: !habits.getState().habits.aids[aid] })
  const actions = Object.fromEntries(OUTLINE_ACTIONS.map((action) => [`outline.${action}`, act(action)]))
  return {
    ...actions,
    'tool.cutOut': tool('cutOut'),
    'tool.addPart': tool('addPart'),
    'tool.split': tool('split'),
    'outline.simplify': tryOut('simplify'),
    'outline.smooth': tryOut('smooth'),
    'outline.more': step(1),
    'outline.less': step(-1),
    'outline.apply': () => session && applyTrial(session, view),
    'outline.leave': () => view.setState({ trial: null }),
    'edit.otherWay': canvas('otherWay'),
    'aid.snapping': turn('snapping'),
    'aid.sharing': turn('sharing'),
    'aid.band': turn('band'),
  }
}

/** What the picture shows: the stored records, with those that are being tried out in their place. */
export function withTrial(shown: readonly Annotation[], trial: Trial | null): readonly Annotation[] {
  if (!trial) return shown
  const tried = new Map(trial.pairs.map(([, to]) => [to.id, to]))
  return shown.map((a) => tried.get(a.id) ?? a)
}
