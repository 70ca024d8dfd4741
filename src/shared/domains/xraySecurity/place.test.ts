import { describe, expect, it } from 'vitest'
import { xraySecurity } from './pack.ts'
import { placeReader } from './place.ts'

const settings = xraySecurity.xray
if (!settings) throw new Error('the pack has no settings')
const reader = placeReader({ settings, classes: xraySecurity.schema.classes })
const codes = (path: string) => reader.problems(path, reader.read(path)).map((p) => [p.code, p.proposal])

describe('folders and data ids of security X-ray images', () => {
  it('reads maker, item, scenario and the id from the example path of the guideline', () => {
    const path = '/datasets/Astrophysics/USB/Single_Default/S_8544-42-2090_001_0200.png'
    const place = reader.read(path)
    expect([place.maker?.id, place.item?.classId, place.scenario?.id]).toEqual([
      'Astrophysics',
      'usb',
      'Single_Default',
    ])
    expect(place.id).toMatchObject({ kind: 'S', digits: '8544422090', sample: 1, sequence: 200 })
    expect(codes(path)).toEqual([['name-spelling', 'S_854442-2090_001_0200.png']])
    expect(codes('/d/Astrophysics/USB/Single_Default/S_854442-2090_001_0200.png')).toEqual([])
  })

  it('tells shared codes apart by the sample number, and leaves open what cannot be told', () => {
    expect(reader.read('S_847130-0000_021_0001.png').item?.classId).toBe('tablet')
    expect(reader.read('S_847130-0000_020_0001.png').item?.classId).toBe('notebook')
    expect(reader.read('S_847170-2020_006_0001.png').item?.classId).toBe('external-hdd')
    expect(reader.read('S_847170-2020_005_0001.png').item?.classId).toBe('hdd')
    // Lighter and lighter fuel: samples 1 to 15 fit both.
    expect(reader.read('H_961380-0000_003_0001.png').item).toBeNull()
    expect(reader.read('H_961380-0000_020_0001.png').item?.classId).toBe('lighter')
    expect(reader.read('라이터기름/Single_Default/H_961380-0000_003_0001.png').item?.classId).toBe('lighter-fuel')
  })

  it('knows makers and items by every spelling', () => {
    for (const maker of ['Smith', 'smiths', 'HI-SCAN 6040-2is', 'Smiths Detection'])
      expect(reader.read(`/x/${maker}/칼/복합 품목/H_821191-0000_014_0231_M.PNG`).maker?.id).toBe('Smith')
    expect(reader.read('/RAP620XR/Knife/Multiple_Other/a.png').item?.classId).toBe('knife')
  })

  it('proposes the name that the folders ask for', () => {
    const at = '/Smith/Knife/Multiple_Categories/'
    expect(codes(`${at}H_821191-0000_014_0231.PNG`)).toEqual([['mark-wrong', 'H_821191-0000_014_0231_M.PNG']])
    expect(codes('/Smith/Knife/Single_Default/H_821191-0000_014_0231_M.PNG')).toEqual([
      ['mark-wrong', 'H_821191-0000_014_0231.PNG'],
    ])
    expect(codes(`${at}H_821300-1000_014_0231_M.PNG`)).toEqual([['code-wrong', 'H_821191-0000_014_0231_M.PNG']])
    expect(codes(`${at}S_821191-0000_014_0231_M.PNG`)).toEqual([['kind-wrong', 'H_821191-0000_014_0231_M.PNG']])
    expect(codes(`${at}H_821191-0000_036_0231_M.PNG`)).toEqual([['sample-range', null]])
    expect(codes(`${at}scan 12.png`)).toEqual([['name-wrong', null]])
    expect(codes('/pictures/H_821191-0000_014_0231.PNG')).toEqual([
      ['maker-unknown', null],
      ['scenario-unknown', null],
    ])
  })

  it('the taxonomy has 39 items, 32 hazardous and 7 storage media, each with a class of its own', () => {
    expect(settings.items).toHaveLength(39)
    expect(settings.items.filter((i) => i.kind === 'S')).toHaveLength(7)
    const classes = new Set(xraySecurity.schema.classes.map((c) => c.id))
    expect(settings.items.every((i) => classes.has(i.classId))).toBe(true)
    expect(new Set(settings.items.map((i) => i.folder)).size).toBe(39)
    expect(settings.scenarios.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1)
  })
})
