// Magic wand on stored values: a click proposes, Shift adds a place, Alt takes one away, the tolerance can be changed while
// the proposal is there.
import type { Seed } from '../assist/wand.ts'
import { mayDraw, onFrame } from './drawing.ts'
import { createProposal } from './proposal.ts'
import type { State, ToolBuilder, ToolPointer } from './toolMachine.ts'

export const wandTool: ToolBuilder = (host, go) => {
  const proposal = createProposal(host)
  let seeds: Seed[] = []
  let keep = false

  const ask = () => {
    const { tolerance, reach } = host.options()
    proposal.ask(
      { kind: 'wand', seeds, tolerance: (tolerance / 100) * host.valueSpan(), anywhere: reach === 'anywhere' },
      (found) => {
        if (!found) return go(idle)
        go(proposing)
        if (keep) finish()
      },
    )
    go(thinking)
  }
  const finish = () => {
    keep = proposal.thinking()
    if (!keep && proposal.accept()) go(idle)
  }
  const down = (p: ToolPointer) => {
    if (!mayDraw(host, host.options().result)) return
    const { frame } = host.scene()
    const at = onFrame(host, p.point)
    const seed: Seed = {
      x: Math.min(at.x, (frame?.width ?? 1) - 0.5),
      y: Math.min(at.y, (frame?.height ?? 1) - 0.5),
      subtract: p.alt,
    }
    seeds = (p.shift || p.alt) && seeds.length > 0 ? [...seeds, seed] : [{ ...seed, subtract: false }]
    ask()
  }

  const idle: State = {
    name: 'idle',
    enter() {
      seeds = []
      keep = false
      proposal.drop()
    },
    down,
    command: () => false,
  }
  const proposing: State = {
    name: 'proposing',
    down,
    optionsChanged: ask,
    // A lost pointer takes nothing: the proposal was made by the press.
    pointerCancel: () => undefined,
    command(name) {
      if (name === 'finish') finish()
      else if (name === 'cancel' || name === 'delete') go(idle)
      else if (name === 'removeLastVertex') {
        seeds = seeds.slice(0, -1)
        if (seeds.length === 0) go(idle)
        else ask()
      } else return false
      return true
    },
  }
  const thinking: State = { name: 'thinking', parent: proposing }
  return idle
}
