// The checks of a mammography project over one stored case.
import type { Annotation } from '../../shared/annotation/model.ts'
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { caseProblems } from '../../shared/domains/mammography/caseRules.ts'
import { mammoReadingProblems } from '../../shared/domains/mammography/readingRules.ts'
import { isMammoView } from '../../shared/domains/mammography/views.ts'
import type { ItemRecord } from '../store/items.ts'
import { baseName } from '../store/names.ts'
import type { ItemCheck } from './itemCheck.ts'

export const imagesOf = (item: Pick<ItemRecord, 'slots'>) =>
  item.slots.map(({ slot, source }) => ({ slot, fileName: baseName(source.path), facts: source.facts }))

const item = (record: ItemRecord): RuleProblem[] => (record.state === 'excluded' ? [] : caseProblems(imagesOf(record)))

const reading = (record: ItemRecord, annotations: readonly Annotation[]) =>
  mammoReadingProblems(
    annotations,
    new Set(record.slots.flatMap(({ slot }) => (isMammoView(slot) ? [slot] : []))),
    record.state === 'submitted' || record.state === 'done',
  )

export const mammoCheck: ItemCheck = { item, reading, unread: () => [] }
