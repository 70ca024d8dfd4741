import { describe, expect, it } from 'vitest'
import { optionKey, pickOption, signOfCode } from './optionKeys.ts'

const BIRADS = ['1', '2', '3', '4a', '4b', '4c', '5', '6']
const RESULTS = ['정상', '양성', '악성']

describe('options on keys', () => {
  it('types short codes as they are written, two signs one after the other', () => {
    expect(pickOption(BIRADS, '', '3')).toEqual({ value: '3' })
    expect(pickOption(BIRADS, '', '4')).toEqual({ pending: '4' })
    expect(pickOption(BIRADS, '4', 'b')).toEqual({ value: '4b' })
    // A second thought: what does not go on with it begins anew.
    expect(pickOption(BIRADS, '4', '5')).toEqual({ value: '5' })
    expect(pickOption(BIRADS, '4', 'd')).toBeNull()
    expect(pickOption(['a', 'b', 'c', 'd'], '', 'c')).toEqual({ value: 'c' })
  })
  it('counts words, also beyond nine', () => {
    expect(pickOption(RESULTS, '', '3')).toEqual({ value: '악성' })
    expect(pickOption(RESULTS, '', '4')).toBeNull()
    const many = Array.from({ length: 13 }, (_, i) => `word ${i}`)
    expect(pickOption(many, '', 'd')).toEqual({ value: 'word 12' })
    expect([0, 8, 12].map((i) => optionKey(many, i))).toEqual(['1', '9', 'd'])
    expect(BIRADS.map((_, i) => optionKey(BIRADS, i))).toEqual(BIRADS)
  })
  it('leaves Enter and arrows alone', () => {
    for (const code of ['Enter', 'ArrowDown', 'Space', 'F1'])
      for (const options of [BIRADS, RESULTS]) expect(pickOption(options, '', signOfCode(code))).toBeNull()
    expect(['KeyB', 'Digit4', 'Numpad4'].map(signOfCode)).toEqual(['b', '4', '4'])
  })
})
