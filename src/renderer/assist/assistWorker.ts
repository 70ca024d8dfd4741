// Runs the assists away from the window. Keeps the values it was last given: following orders need not send them again.
import type { Field } from './field.ts'
import { type AssistAnswer, type AssistOrder, runAssist } from './orders.ts'

export type AssistJob = { readonly id: number; readonly field: Field | null; readonly order: AssistOrder }
export type AssistDone = { readonly id: number; readonly answer: AssistAnswer }

let field: Field | null = null

addEventListener('message', ({ data }: MessageEvent<AssistJob>) => {
  const done = (answer: AssistAnswer) => {
    const result: AssistDone = { id: data.id, answer }
    postMessage(result, { transfer: answer.kind === 'cells' ? [answer.cells.labels.buffer as ArrayBuffer] : [] })
  }
  try {
    field = data.field ?? field
    done(field ? runAssist(field, data.order) : { kind: 'trouble', code: 'assist-failed' })
  } catch {
    done({ kind: 'trouble', code: 'assist-failed' })
  }
})
