import { describe, expect, it } from 'vitest'
import { annotationOf } from '../../../../test/harness/tempProject.ts'
import type { Annotation, Target } from '../../annotation/model.ts'
import { choiceOf, findingKey } from './caseActs.ts'
import { conclusionOf } from './conclusion.ts'
import { MAMMO_VIEWS } from './views.ts'

const ALL = new Set<string>(MAMMO_VIEWS)
const record = (target: Target, attributes: Annotation['attributes']): Annotation =>
  annotationOf({ target, classId: null, shape: null, attributes })
const lesion = (slot: string, nature?: string): Annotation =>
  annotationOf({ target: { kind: 'frame', slot, frame: 0 }, classId: 'mass', attributes: nature ? { nature } : {} })
const said = (annotations: readonly Annotation[], views: ReadonlySet<string> = ALL) =>
  Object.fromEntries(
    conclusionOf(annotations, views).map((s) => [s.whole.kind === 'item' ? s.attribute : `${s.whole.slot}`, s.value]),
  )

describe('what follows from what was said', () => {
  it('is normal everywhere where nothing is marked', () => {
    expect(said([])).toEqual({
      RCC: '정상',
      LCC: '정상',
      RMLO: '정상',
      LMLO: '정상',
      right: '정상',
      left: '정상',
      result: '정상',
      birads: '1',
    })
  })
  it('is the worst of the parts, and BI-RADS stays with the reader', () => {
    expect(said([lesion('LCC', 'malignant'), lesion('LMLO', 'benign')])).toEqual({
      RCC: '정상',
      LCC: '악성',
      RMLO: '정상',
      LMLO: '양성',
      right: '정상',
      left: '악성',
      result: '악성',
    })
  })
  it('leaves open what depends on a lesion that nobody has judged', () => {
    expect(said([lesion('LCC')])).toEqual({ RCC: '정상', RMLO: '정상', LMLO: '정상', right: '정상' })
  })
  it('overwrites nothing, and says nothing of pictures that are missing or cannot be used', () => {
    const stated = record({ kind: 'item' }, { left: '양성' })
    const unusable = record({ kind: 'slot', slot: 'RCC' }, { discard_yn: true })
    expect(said([stated, unusable], new Set(['RCC', 'RMLO', 'LMLO']))).toEqual({
      RMLO: '정상',
      LMLO: '정상',
      right: '정상',
      result: '양성',
    })
    expect(said([record({ kind: 'item' }, { discard_yn: true })])).toEqual({})
  })
})

describe('proposals about the pictures', () => {
  const choice = (text: string, params: Record<string, string>) =>
    choiceOf({ text: `rule.mammo.${text}` as Parameters<typeof choiceOf>[0]['text'], params })
  it('drop what a data set of DR does not take, and leave what was set aside where it is', () => {
    expect(choice('film', { slot: 'RCC', file: 'a', view: 'RCC' }).proposal).toEqual({ do: 'exclude' })
    expect(choice('film', { slot: 'extra-1', file: 'a', view: 'RCC' })).toEqual({
      proposal: { do: 'keep' },
      others: [{ do: 'move', from: 'extra-1', to: 'RCC' }],
    })
    expect(choice('spot', { slot: 'LCC', file: 'a', view: 'LCC' }).proposal).toEqual({ do: 'setAside', from: 'LCC' })
    expect(choice('turned', { slot: 'LMLO', file: 'a' }).others).toEqual([{ do: 'move', from: 'LMLO', to: 'RMLO' }])
  })
  it('are about one picture in one place', () => {
    const text = 'rule.mammo.duplicate' as const
    const keys = [
      { view: 'RCC', slot: 'extra-1', file: 'a' },
      { view: 'RCC', slot: 'extra-2', file: 'a' },
      { view: 'RCC', slot: 'extra-1', file: 'b' },
    ].map((params) => findingKey({ text, params }))
    expect(new Set(keys).size).toBe(3)
  })
})
