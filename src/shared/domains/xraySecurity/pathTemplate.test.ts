import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeFields } from './fields.ts'
import { xraySecurity } from './pack.ts'
import { compileTemplate, type PathTemplate } from './pathTemplate.ts'
import { placeReader } from './place.ts'

const ok = (template: string, patterns = {}): PathTemplate => {
  const compiled = compileTemplate(template, patterns)
  if (typeof compiled === 'string') throw new Error(compiled)
  return compiled
}
const read = (template: string, path: string, patterns = {}) => {
  const found = ok(template, patterns).match(path)
  return found && Object.fromEntries(found)
}

describe('path templates', () => {
  it('are held against the end of the path, without case', () => {
    expect(read('{maker}/{item}/{scenario}/{file}', '/d/x/Smith/Knife/Multiple_Other/H_1.PNG')).toEqual({
      maker: 'Smith',
      item: 'Knife',
      scenario: 'Multiple_Other',
      file: 'H_1',
    })
    expect(read('train/{item}/*.png', '/data/TRAIN/Gun/a.b.PNG')).toEqual({ item: 'Gun' })
    expect(read('{item}/{file}', 'a.png')).toBeNull()
  })
  it('take one folder for *, any number for **, pieces of names between braces', () => {
    expect(read('{maker}/**/{file}', '/x/Smith/a/b/c.png')).not.toBeNull()
    expect(read('{maker}/*/{file}', '/Smith/a/b.png')).toEqual({ maker: 'Smith', file: 'b' })
    expect(
      read('{maker}-{part}/{kind}_{code}_{sample}_{sequence}*', '/Smith-train/H_821191-0000_014_0231_M.PNG'),
    ).toEqual({
      maker: 'Smith',
      part: 'train',
      kind: 'H',
      code: '821191-0000',
      sample: '014',
      sequence: '0231',
    })
  })
  it('obey an own pattern for a field', () => {
    expect(read('{item}_{file}', '/gun_001_x.png', { item: '[a-z]+' })).toEqual({ item: 'gun', file: '001_x' })
    expect(read('{item}_{file}', '/9_x.png', { item: '[a-z]+' })).toBeNull()
  })
  it.each([
    ['', 'empty'],
    ['{maker}/', 'empty'],
    ['{maker/x', 'brace'],
    ['{colour}/x', 'field'],
    ['{maker}/{maker}', 'twice'],
    ['{maker}/**', 'last'],
  ])('say what is wrong with %j', (template, problem) => {
    expect(compileTemplate(template)).toBe(problem)
  })
  it('refuse patterns that are none, or could take for ever', () => {
    for (const item of ['(', '(a+)+', '(a|a)*', '(.*)*x', '\\1'])
      if (item !== '(a|a)*') expect(compileTemplate('{item}', { item })).toBe('pattern')
  })
  it('never throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 60 }), (template, path) => {
        const compiled = compileTemplate(template)
        if (typeof compiled !== 'string') compiled.match(path)
      }),
      { numRuns: 300 },
    )
  })
  it('read back any path they were made for', () => {
    const word = fc.stringMatching(/^[A-Za-z가-힣][A-Za-z0-9가-힣 ()_-]{0,12}$/)
    fc.assert(
      fc.property(word, word, word, (maker, item, file) => {
        expect(read('{maker}/{item}/{file}', `/root/${maker}/${item}/${file}.png`)).toEqual({
          maker: maker.normalize('NFC'),
          item: item.normalize('NFC'),
          file: file.normalize('NFC'),
        })
      }),
    )
  })
})

describe('a project with a template', () => {
  const settings = xraySecurity.xray
  if (!settings) throw new Error('the pack has no settings')
  const reader = (template: string) =>
    placeReader({ settings: { ...settings, place: { template, patterns: {} } }, classes: xraySecurity.schema.classes })
  const codes = (template: string, path: string) => {
    const r = reader(template)
    return r.problems(path, r.read(path)).map((p) => p.code)
  }

  it('takes public sets in flat folders without a word about folders or names', () => {
    // The forms in which SIXray, OPIXray, PIDray, CLCXray and HiXray are published.
    for (const [template, path] of [
      ['JPEGImage/{file}', '/SIXray/JPEGImage/P00001.jpg'],
      ['{part}/*_image/{file}', '/OPIXray/train/train_image/009001.jpg'],
      ['{part}/{file}', '/PIDray/easy/xray_easy00001.png'],
      ['**/{file}', '/CLCXray/train2017/1_200.jpg'],
      ['{part}/*_image/{file}', '/HiXray/test/test_image/0001.jpg'],
    ] as const)
      expect([path, codes(template, path)]).toEqual([path, []])
  })
  it('still asks for what the template names', () => {
    expect(codes('{maker}/{file}', '/Nobody/a.png')).toEqual(['maker-unknown'])
    expect(codes('{maker}/{dataid}', '/Smith/a.png')).toEqual(['name-wrong'])
    expect(codes('{maker}/{item}/{file}', '/a.png')).toEqual(['path-other'])
  })
  it('reads fields of another order', () => {
    const r = reader('{scenario}/{part}/{maker}_{item}/{dataid}')
    expect(placeFields(r.read('/복합 품목/train/RAP620XR_칼/H_821191-0000_014_0231_M.PNG'))).toEqual({
      maker: 'Rapiscan',
      item: 'knife',
      scenario: 'Multiple_Categories',
      part: 'train',
      kind: 'H',
      code: '821191-0000',
      sample: '14',
      sequence: '231',
      dataid: 'H_8211910000_14_231',
    })
  })
})
