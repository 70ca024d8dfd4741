import { describe, expect, it } from 'vitest'
import { annotationOf } from '../../../../../test/harness/tempProject.ts'
import { emptyDiff } from '../../../../shared/annotation/diff.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import { lesionIdOf, sameLesion, withLesionIds } from './lesionIds.ts'

const lesion = (slot: string, attributes: Annotation['attributes'] = {}, classId = 'mass'): Annotation =>
  annotationOf({ target: { kind: 'frame', slot, frame: 0 }, classId, attributes })
const mapOf = (...all: Annotation[]) => new Map(all.map((a) => [a.id, a]))

describe('lesion ids', () => {
  it('are given when a lesion is drawn: the first free one, and an id that is there stays', () => {
    const known = mapOf(lesion('LCC', { lesion_id: 'L1' }), lesion('RCC', { lesion_id: 'L3' }))
    const added = [lesion('LMLO'), lesion('LMLO'), lesion('LMLO', { lesion_id: 'L1' }), lesion('extra-1')]
    const made = withLesionIds({ ...emptyDiff, added }, known)
    expect(made.added.map(lesionIdOf)).toEqual(['L2', 'L4', 'L1', ''])
  })
  it('are taken over from the other view of the same breast, with kind and descriptors that are still open', () => {
    const partner = lesion('LCC', { lesion_id: 'L1', nature: 'malignant', margin: 'spiculated' })
    const drawn = lesion('LMLO', { lesion_id: 'L2', nature: 'benign' })
    const made = sameLesion(drawn, mapOf(partner, drawn, lesion('RCC', { lesion_id: 'L9' })))
    expect(made).toMatchObject({ id: 'L1', own: false })
    expect(made?.diff.updated[0]?.[1].attributes).toEqual({ lesion_id: 'L1', nature: 'benign', margin: 'spiculated' })
    const other = lesion('LMLO', { lesion_id: 'L2', morphology: 'amorphous' }, 'calcification')
    const joined = sameLesion(other, mapOf(partner, other))?.diff.updated[0]?.[1]
    expect([joined?.classId, joined?.attributes['morphology']]).toEqual(['mass', undefined])
  })
  it('go through the candidates and end with an id of its own; the other breast is no candidate', () => {
    const [one, two] = [lesion('LCC', { lesion_id: 'L1' }), lesion('LCC', { lesion_id: 'L2' })]
    const ids: string[] = []
    let drawn = lesion('LMLO', { lesion_id: 'L3' })
    for (let i = 0; i < 3; i++) {
      const made = sameLesion(drawn, mapOf(one, two, drawn))!
      drawn = made.diff.updated[0]![1]
      ids.push(made.id)
    }
    expect(ids).toEqual(['L1', 'L2', 'L3'])
    expect(sameLesion(drawn, mapOf(drawn, lesion('RCC', { lesion_id: 'L1' })))).toBeNull()
  })
})
