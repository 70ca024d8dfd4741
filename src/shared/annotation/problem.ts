// What a rule finds, and what it needs to know.
import type { RuleId } from '../domains/domainPack.ts'
import type { ruleTexts } from '../text/rules.ts'
import type { Bilingual, ClassDef, LabelSchema } from './labelSchema.ts'

export type RuleProblem = {
  readonly rule: RuleId
  readonly severity: 'error' | 'warning' | 'info'
  readonly text: keyof typeof ruleTexts
  /** Names that a person gave come in both languages. */
  readonly params: Readonly<Record<string, string | number | Bilingual>>
  /** Sentence of the project, shown instead of the text. */
  readonly message?: Bilingual
}

/** Where an annotation lives: upright size and number of frames per slot. */
export type SlotFacts = { readonly width: number; readonly height: number; readonly frames: number }
export type RuleContext = {
  readonly schema: LabelSchema
  readonly classes: ReadonlyMap<string, ClassDef>
  readonly slots: ReadonlyMap<string, SlotFacts>
}
