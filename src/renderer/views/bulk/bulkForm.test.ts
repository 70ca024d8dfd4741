import { describe, expect, it } from 'vitest'
import { EMPTY_FORM, orderOf, WITHOUT_CLASS } from './bulkForm.ts'

describe('a bulk form', () => {
  it('asks for nothing until it says what changes', () => {
    expect(orderOf(EMPTY_FORM)).toBeNull()
    expect(orderOf({ ...EMPTY_FORM, newClass: 'dog', attribute: 'size' })).toBeNull()
    expect(orderOf({ ...EMPTY_FORM, newClass: 'dog', attribute: 'size', test: 'unset' })).toMatchObject({
      condition: { attribute: { id: 'size', test: 'unset', value: null } },
    })
  })
  it('tells values to set from attributes to clear, and "without a class" from a class', () => {
    const changes = new Map([
      ['size', 'big'],
      ['note', undefined],
    ])
    const form = {
      ...EMPTY_FORM,
      where: ' state:todo ',
      classIds: ['cat', WITHOUT_CLASS],
      changes,
      newClass: WITHOUT_CLASS,
    }
    expect(orderOf(form)).toEqual({
      where: 'state:todo',
      condition: { classIds: ['cat', null], attribute: null },
      change: { classId: null, set: { size: 'big' }, clear: ['note'], remove: false },
    })
  })
  it('that removes changes nothing else', () => {
    expect(orderOf({ ...EMPTY_FORM, remove: true, newClass: 'dog' })?.change).toEqual({
      set: {},
      clear: [],
      remove: true,
    })
  })
})
