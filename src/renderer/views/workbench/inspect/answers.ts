// The questions beside the picture end in what the commands of the desk do: they put it here while the desk is shown.
import type { NoteDraft } from '../../../../shared/contract/review.ts'

export type Answers = {
  /** Hands the item in; an empty reason is none. */
  submit(reason: string): void
  exclude(reason: string): void
  sendBack(notes: readonly NoteDraft[]): void
}
const nothing = () => {}
export const answers: Answers = { submit: nothing, exclude: nothing, sendBack: nothing }
