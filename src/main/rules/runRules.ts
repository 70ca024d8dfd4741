// Rules of the project's pack over what is stored. Quick rules answer a gesture; runRules looks at an item as a whole.
import { statSync } from 'node:fs'
import type { Annotation } from '../../shared/annotation/model.ts'
import {
  annotationProblems,
  itemProblems,
  type RuleContext,
  type RuleProblem,
  ruleContext,
} from '../../shared/annotation/rules.ts'
import { slotFacts } from '../../shared/annotation/slotParts.ts'
import type { Finding } from '../../shared/contract/basics.ts'
import type { RuleId } from '../../shared/domains/domainPack.ts'
import { problemText } from '../../shared/text/problems.ts'
import type { Language } from '../../shared/text/text.ts'
import { NOBODY, type Sight } from '../store/blind.ts'
import type { Ctx } from '../store/ctx.ts'
import type { ReadableDb } from '../store/db.ts'
import { iterateAnnotations, listDocuments } from '../store/documents.ts'
import { getItem, type ItemRecord } from '../store/items.ts'
import { baseName } from '../store/names.ts'
import { readProject } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'
import { sourcePath } from '../store/sources.ts'
import { doubleReading } from './doubleReading.ts'
import { itemCheck } from './itemCheck.ts'

export const toFinding = (
  p: RuleProblem,
  item: ItemRecord,
  annotation: string | null,
  language: Language,
): Finding => ({
  rule: p.rule,
  severity: p.severity,
  item: item.name,
  itemId: item.id,
  annotation,
  message: problemText(p, language),
})

// A pack never changes inside a running project; reading it for every gesture would cost more than the rules.
const rulesOf = new WeakMap<ReadableDb, readonly RuleId[]>()
function packRules(db: ReadableDb): readonly RuleId[] {
  const known = rulesOf.get(db) ?? readProject(db).pack.rules
  rulesOf.set(db, known)
  return known
}

const contextOf = (db: ReadableDb, item: ItemRecord): RuleContext => ruleContext(readSchema(db), slotFacts(item.slots))

/** Findings of the annotations a gesture has just made or changed. */
export function quickFindings(
  db: ReadableDb,
  itemId: string,
  touched: readonly Annotation[],
  ctx: Pick<Ctx, 'language'>,
): Finding[] {
  const item = touched.length === 0 ? null : getItem(db, itemId)
  if (!item) return []
  const context = contextOf(db, item)
  const rules = packRules(db)
  return touched.flatMap((a) =>
    annotationProblems(a, rules, context).map((p) => toFinding(p, item, a.id, ctx.language ?? 'en')),
  )
}

export type RunRulesOptions = {
  language?: Language
  /** Project folder: with it the rule about missing sources looks at the disk. */
  dir?: string
  /** Who reads the findings; they tell what readings say. */
  sight?: Sight
}

/** Every reading of the item, by all rules of the pack and of the label schema; what nobody has read has no findings. */
export function runRules(db: ReadableDb, item: ItemRecord, options: RunRulesOptions = {}): Finding[] {
  const language = options.language ?? 'en'
  const rules = packRules(db)
  const findings: Finding[] = []
  if (rules.includes('source-missing'))
    findings.push(...sourceProblems(item, options.dir).map((p) => toFinding(p, item, null, language)))
  const context = contextOf(db, item)
  const own = itemCheck(db, rules)
  for (const p of own?.item(item) ?? []) if (rules.includes(p.rule)) findings.push(toFinding(p, item, null, language))
  for (const p of own?.behind?.(item) ?? []) findings.push(toFinding(p, item, null, language))
  for (const p of doubleReading(db, item)) findings.push(toFinding(p, item, null, language))
  const documents = listDocuments(db, item.id, options.sight ?? NOBODY)
  if (documents.length === 0)
    for (const { problem, annotation } of own?.unread(item) ?? [])
      findings.push(toFinding(problem, item, annotation, language))
  for (const document of documents) {
    const all = [...iterateAnnotations(db, document.id)]
    for (const a of all)
      findings.push(...annotationProblems(a, rules, context).map((p) => toFinding(p, item, a.id, language)))
    const asWhole = [...itemProblems(all, rules, context), ...(own?.reading(item, all) ?? [])]
    for (const { problem, annotation } of asWhole) findings.push(toFinding(problem, item, annotation, language))
  }
  return findings
}

function sourceProblems(item: ItemRecord, dir: string | undefined): RuleProblem[] {
  if (item.slots.length === 0)
    return [{ rule: 'source-missing', severity: 'error', text: 'rule.source-missing.none', params: {} }]
  if (dir === undefined) return []
  return item.slots.flatMap(({ source }): RuleProblem[] => {
    const params = { file: baseName(source.path) }
    const found = statSync(sourcePath({ dir }, source), { throwIfNoEntry: false })
    if (!found?.isFile()) return [{ rule: 'source-missing', severity: 'error', text: 'rule.source-missing', params }]
    return found.size === source.bytes
      ? []
      : [{ rule: 'source-missing', severity: 'error', text: 'rule.source-missing.changed', params }]
  })
}
