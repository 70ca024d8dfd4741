// The list a labeller sees before handing an item in: everything the rules say about the item and their own reading, as if
// it were submitted already. Other readings stay out of it.
import { annotationProblems, itemProblems, ruleContext } from '../../shared/annotation/rules.ts'
import { slotFacts } from '../../shared/annotation/slotParts.ts'
import type { Finding } from '../../shared/contract/basics.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { ReadableDb } from '../store/db.ts'
import { readAnnotations } from '../store/documents.ts'
import { getItem } from '../store/items.ts'
import { readProject } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'
import { itemCheck } from './itemCheck.ts'
import { toFinding } from './runRules.ts'

const ORDER = { error: 0, warning: 1, info: 2 } as const

/** `documentId` null or unknown: nothing has been marked yet. */
export function selfCheck(
  db: ReadableDb,
  itemId: string,
  documentId: string | null,
  language: 'ko' | 'en' | undefined,
): Finding[] {
  const found = getItem(db, itemId)
  if (!found) throw new PandokError('not-found', 'no such item')
  const item = { ...found, state: 'submitted' as const }
  const { rules, desk } = readProject(db).pack
  const annotations = documentId === null ? [] : readAnnotations(db, documentId)
  const schema = readSchema(db)
  const context = ruleContext(schema, slotFacts(item.slots))
  // A verdict that the schema requires is asked for once.
  const asked = schema.itemAttributes.some((a) => a.id === desk.verdict && a.required)
  const own = itemCheck(db, rules)
  const findings = [
    ...annotations.flatMap((a) =>
      annotationProblems(a, rules, context).map((problem) => ({ problem, annotation: a.id })),
    ),
    ...itemProblems(annotations, rules, context),
    ...(own?.reading(item, annotations) ?? []).filter(
      ({ problem }) => !(asked && problem.text === 'rule.xray.verdict-missing'),
    ),
    ...(own?.settled?.(annotations) ? [] : (own?.item(item) ?? [])).map((problem) => ({ problem, annotation: null })),
  ]
  return findings
    .map(({ problem, annotation }) => toFinding(problem, item, annotation, language ?? 'en'))
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}

/** Errors have to be fixed or explained where the pack asks for it. Gives what stood open, for the log. */
export function assertChecked(
  db: ReadableDb,
  itemId: string,
  documentId: string | null,
  reason: string | null | undefined,
): Finding[] {
  if (!readProject(db).pack.desk.selfCheck) return []
  const findings = selfCheck(db, itemId, documentId, 'en')
  const errors = findings.filter((f) => f.severity === 'error').length
  if (errors > 0 && !reason?.trim())
    throw new PandokError('self-check', 'errors have to be fixed or explained', { count: errors })
  return findings
}
