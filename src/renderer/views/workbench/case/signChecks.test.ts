import { describe, expect, it } from 'vitest'
import { annotationOf } from '../../../../../test/harness/tempProject.ts'
import { applyDiff } from '../../../../shared/annotation/diff.ts'
import type { Annotation, Target } from '../../../../shared/annotation/model.ts'
import type { CaseFinding } from '../../../../shared/contract/cases.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { conclusionOf } from '../../../../shared/domains/mammography/conclusion.ts'
import { MAMMO_VIEWS } from '../../../../shared/domains/mammography/views.ts'
import { saidDiff } from './caseDiffs.ts'
import { signSaid } from './signChecks.ts'

const detail = { id: 'i', slots: MAMMO_VIEWS.map((slot) => ({ slot })) } as unknown as ItemDetail
const record = (target: Target, attributes: Annotation['attributes']): Annotation => ({
  ...annotationOf(),
  id: JSON.stringify(target),
  target,
  classId: null,
  shape: null,
  attributes,
})
const mapOf = (...all: Annotation[]) => new Map(all.map((a) => [a.id, a]))
const ask = (records: Map<string, Annotation>, findings: CaseFinding[] = []) =>
  signSaid({
    detail,
    records,
    findings: [],
    language: 'en',
    sheet: { findings, undo: null, redo: null, clinical: { there: false, filled: null } },
  })

describe('signing a case', () => {
  it('names the first missing field and lets the rest-is-normal case go', () => {
    expect(ask(new Map())[0]).toMatchObject({ kind: 'blocks', place: { kind: 'field', field: 'item:result' } })
    const filled = applyDiff(new Map(), saidDiff(new Map(), conclusionOf([], new Set(MAMMO_VIEWS))))
    expect(ask(new Map(filled))).toEqual([])
  })
  it('does not let an undecided finding of the pictures through, unless the case is discarded or it was kept', () => {
    const filled = new Map(applyDiff(new Map(), saidDiff(new Map(), conclusionOf([], new Set(MAMMO_VIEWS)))))
    const finding: CaseFinding = {
      keys: ['incomplete|LCC'],
      short: 'no LCC',
      rule: 'mammo-case',
      severity: 'error',
      message: 'no LCC',
      slots: [],
      view: 'LCC',
      proposal: { do: 'exclude' },
      others: [],
      kept: null,
    }
    expect(ask(filled, [finding])).toEqual([
      { kind: 'blocks', message: 'no LCC', place: { kind: 'finding', key: 'incomplete|LCC' } },
    ])
    expect(ask(filled, [{ ...finding, kept: { by: null, time: '', reason: null } }])).toEqual([])
    const discarded = mapOf(record({ kind: 'item' }, { discard_yn: true, discard_reason: ['motion'] }))
    expect(ask(discarded, [finding])).toEqual([])
    expect(ask(mapOf(record({ kind: 'item' }, { discard_yn: true })))).toMatchObject([
      { kind: 'blocks', place: { kind: 'discard', slot: null } },
    ])
  })
  it('asks, and does not block, when a view called normal was hardly seen at 1:1', () => {
    const records = applyDiff(new Map(), saidDiff(new Map(), conclusionOf([], new Set(MAMMO_VIEWS))))
    const said = (...shares: number[]) =>
      signSaid({
        detail,
        records,
        findings: [],
        sheet: null,
        language: 'en',
        looked: new Map(MAMMO_VIEWS.map((view, i) => [view, shares[i] ?? 1])),
      })
    expect(said(1, 0.95)).toEqual([])
    expect(said(1, 0.5, 1, 0.899)).toMatchObject([{ kind: 'asks', place: { kind: 'view', slot: 'LCC' } }])
    expect(said(1, 0.5, 1, 0.899)[0]?.message).toContain('LCC 50 %, LMLO 89 %')
  })
})
