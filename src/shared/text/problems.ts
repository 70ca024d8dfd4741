// The sentence of what a rule found: the project's own, or the built-in one.
import type { RuleProblem } from '../annotation/problem.ts'
import { ruleTexts } from './rules.ts'
import { fillIn, type Language } from './text.ts'

export function problemText(p: Pick<RuleProblem, 'text' | 'params' | 'message'>, language: Language): string {
  const own = p.message?.[language] || p.message?.ko || p.message?.en
  if (own) return own
  const params = Object.entries(p.params).map(([k, v]) => [k, typeof v === 'object' ? v[language] || v.ko || v.en : v])
  return fillIn(ruleTexts[p.text][language], Object.fromEntries(params), language)
}
