import { describe, expect, test } from 'vitest'
import type { Annotation } from '../../annotation/model.ts'
import { newId } from '../../ids.ts'
import { assignViews } from './assign.ts'
import { caseProblems } from './caseRules.ts'
import { readBirads } from './levels.ts'
import { mammography } from './pack.ts'
import { mammoReadingProblems } from './readingRules.ts'
import { caseOfName, readView, viewOfName } from './views.ts'

describe('which view a picture is', () => {
  test.each([
    [{ viewPosition: 'CC', laterality: 'R' }, 'RCC', 'header'],
    [{ viewCode: 'MLO', laterality: 'L' }, 'LMLO', 'header'],
    [{ viewPosition: 'R MLO', laterality: 'R' }, 'RMLO', 'header'],
    // Half of it from the header, half from the orientation.
    [{ viewPosition: 'MLO', patientOrientation: 'P\\FL' }, 'RMLO', 'orientation'],
    [{ laterality: 'L', patientOrientation: 'A\\R' }, 'LCC', 'orientation'],
    [{ patientOrientation: 'A\\F' }, 'LMLO', 'orientation'],
  ])('%j', (facts, view, from) => {
    expect(readView(facts, '1.dcm')).toMatchObject({ view, from, flaws: [] })
  })

  test('a name is believed where the header says nothing, and named where it contradicts', () => {
    expect(readView({}, '0_L-MLO_benign.png')).toMatchObject({ view: 'LMLO', from: 'name' })
    expect(readView({ viewPosition: 'CC', laterality: 'R' }, 'a_LCC.dcm')).toMatchObject({ view: 'RCC', named: 'LCC' })
    expect(readView({ viewPosition: 'XCCL', laterality: 'R' }, 'RCC.dcm')).toMatchObject({ view: null, other: 'XCCL' })
    expect(viewOfName('x/10001_right mlo.dcm')).toBe('RMLO')
    expect(viewOfName('circle cc.png')).toBeNull()
    expect(caseOfName('10001_RCC.dcm')).toBe('10001')
  })

  test('an orientation that speaks of the other side is told', () => {
    const facts = { viewPosition: 'CC', laterality: 'R', patientOrientation: 'A\\R' }
    expect(readView(facts, '1.dcm')).toMatchObject({ view: 'RCC', turned: true })
  })

  test.each([
    [{ viewModifiers: 'SPOT' }, 'spot'],
    [{ magnificationFactor: 1.8 }, 'magnification'],
    [{ sopClass: '1.2.840.10008.5.1.4.1.1.1.2.1' }, 'processing'],
    [{ modality: 'CR' }, 'cr'],
    [{ conversionType: 'DF' }, 'film'],
  ])('%j is no picture for reading', (facts, flaw) => {
    expect(readView({ viewPosition: 'CC', laterality: 'R', ...facts }, 'a.dcm').flaws).toEqual([flaw])
  })
})

test('the fittest picture gets the view, everything else is set aside', () => {
  const one = (view: string, more = {}, pixels = 100) => ({
    facts: { viewPosition: view.slice(1), laterality: view[0], ...more },
    fileName: 'x.dcm',
    pixels,
  })
  const slots = assignViews([
    one('RCC', { presentationIntent: 'FOR PROCESSING' }, 500),
    one('RCC', { instanceNumber: 1 }),
    one('RCC', { instanceNumber: 2 }),
    one('LCC', { viewModifiers: 'MAG' }),
    one('LMLO', { modality: 'CR' }),
  ])
  expect(slots).toEqual(['extra-1', 'extra-2', 'RCC', 'extra-3', 'LMLO'])
  expect(assignViews([one('RCC')], new Set(['RCC', 'extra-1']))).toEqual(['extra-2'])
  const images = slots.map((slot, i) => ({ slot, fileName: `${i}.dcm`, facts: one('RCC').facts }))
  expect(caseProblems(images).map((p) => p.text)).toContain('rule.mammo.duplicate')
})

describe('levels', () => {
  const record = (target: Annotation['target'], attributes: Annotation['attributes']): Annotation => ({
    id: newId(),
    target,
    classId: null,
    shape: null,
    keypoints: null,
    attributes,
    z: 0,
    group: null,
    locked: false,
    origin: { kind: 'manual' },
    extra: {},
  })
  const lesion = (slot: string, attributes: Annotation['attributes']): Annotation => ({
    ...record({ kind: 'frame', slot, frame: 0 }, attributes),
    classId: 'mass',
    shape: { kind: 'polygon', parts: [{ outer: [0, 0, 9, 0, 9, 9], holes: [] }] },
  })
  const views = new Set(['RCC', 'RMLO', 'LCC', 'LMLO'])
  const says = (all: readonly Annotation[], decided = false) =>
    mammoReadingProblems(all, views, decided).map((f) => f.problem.text)
  const normal = [...views].map((slot) => record({ kind: 'slot', slot }, { result: '정상' }))
  const patient = (attributes: Annotation['attributes']) => record({ kind: 'item' }, attributes)

  test('a normal case with every level is clean; an empty one lacks them', () => {
    const whole = { result: '정상', birads: '1', right: '정상', left: '정상' }
    expect(says([...normal, patient(whole)], true)).toEqual([])
    expect(says([], true)).toHaveLength(5)
    expect(says([], false)).toEqual([])
  })

  test('levels, lesions and grades that disagree are named', () => {
    const all = [
      ...normal.filter((a) => a.target.kind === 'slot' && a.target.slot !== 'LCC'),
      record({ kind: 'slot', slot: 'LCC' }, { result: '악성' }),
      patient({ result: '양성', birads: '5', left: '정상' }),
      lesion('RCC', { lesion_id: 'L1', nature: 'benign' }),
      lesion('LMLO', { lesion_id: 'L1', nature: 'malignant' }),
    ]
    expect(new Set(says(all))).toEqual(
      new Set([
        'rule.mammo.malignant-unmarked',
        'rule.mammo.normal-lesion',
        'rule.mammo.breast-views',
        'rule.mammo.patient-breasts',
        'rule.mammo.birads',
        'rule.mammo.lesion-sides',
        'rule.mammo.lesion-natures',
      ]),
    )
  })

  test('a discarded view needs a reason and no result', () => {
    const discarded = record({ kind: 'slot', slot: 'LCC' }, { discard_yn: true, discard_reason: [] })
    const rest = normal.filter((a) => a.target.kind === 'slot' && a.target.slot !== 'LCC')
    const whole = patient({ result: '정상', birads: '1', right: '정상', left: '정상' })
    expect(says([...rest, discarded, whole], true)).toEqual(['rule.mammo.discard-reason'])
  })
})

test('grades are read as hospitals write them', () => {
  expect(['4A', 'BI-RADS 4b', 'Category 5', '4', 'x'].map(readBirads)).toEqual(['4a', '4b', '5', null, null])
  expect(mammography.schema.itemAttributes.map((a) => a.id)).toContain('birads')
})
