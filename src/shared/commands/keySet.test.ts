import { describe, expect, it } from 'vitest'
import {
  clashesOf,
  giveKey,
  keySetFileSchema,
  keySetSchema,
  PLAIN_KEYS,
  PRESET_IDS,
  resetKeys,
  resolveKeys,
  rivals,
  takeKey,
  unreachable,
} from './keySet.ts'
import { parseKeys } from './keys.ts'
import { presets } from './presets/index.ts'
import { routeKey } from './route.ts'
import { commandIds, commands } from './table.ts'

const desk = { workbench: true, project: true, writable: true }
const press = (keys: string) => ({ ...parseKeys(keys), repeat: false, composing: false, focus: 'none' }) as const

describe.each(PRESET_IDS)('preset %s', (preset) => {
  const keys = resolveKeys({ preset, changes: {} })
  it('has no key with two meanings at the same time', () => {
    expect(clashesOf(keys).map((c) => `${c.key}: ${c.a} / ${c.b}`)).toEqual([])
  })
  it('keeps every command reachable by a key or a menu', () => {
    expect(unreachable(keys)).toEqual([])
  })
  it('gives its own keys to the commands it names, with titles in both languages', () => {
    for (const id of commandIds) {
      const own = presets[preset].keys[id]
      if (own) expect(keys.of[id], id).toEqual(own)
      for (const key of own ?? []) expect(() => parseKeys(key)).not.toThrow()
    }
    expect(presets[preset].title.ko.length * presets[preset].title.en.length).toBeGreaterThan(0)
  })
  it('leaves help and settings where everybody looks for them', () => {
    expect(keys.of['app.help']).toContain('F1')
    expect(keys.of['app.settings']).toContain('Ctrl+Comma')
    expect(keys.of['app.settingsKey']).toContain('F2')
  })
})

describe('presets', () => {
  it('turn digits into windows at a reading station and keep classes on Alt and a digit', () => {
    const keys = resolveKeys({ preset: 'pacs', changes: {} })
    const flags = { ...desk, storedValues: true }
    expect(routeKey(press('Digit3'), flags, keys)).toBe('view.window3')
    expect(routeKey(press('Alt+Digit3'), flags, keys)).toBe('class.pick3')
    expect(routeKey(press('Digit3'), flags)).toBe('class.pick3')
  })
  it('go forward with F as CVAT does', () => {
    const keys = resolveKeys({ preset: 'cvat', changes: {} })
    expect(routeKey(press('KeyF'), desk, keys)).toBe('item.next')
    expect(routeKey(press('KeyF'), desk)).toBe('view.fit')
  })
})

describe('own keys', () => {
  it('take a key over from a command that could hold at the same time, and only from it', () => {
    const set = giveKey(PLAIN_KEYS, 'view.invert', 'Enter')
    const keys = resolveKeys(set)
    expect(keys.of['view.invert']).toEqual(['KeyI', 'Enter'])
    expect(keys.of['item.submitBare']).toEqual([])
    expect(keys.of['edit.undo']).toEqual(commands['edit.undo'].keys)
    expect(clashesOf(keys)).toEqual([])
  })
  it('take it also from a command the person has changed before', () => {
    const first = giveKey(PLAIN_KEYS, 'tool.box', 'KeyX')
    const second = giveKey(first, 'tool.point', 'KeyX')
    const keys = resolveKeys(second)
    expect(keys.of['tool.box']).toEqual(['KeyR'])
    expect(keys.of['tool.point']).toContain('KeyX')
    expect(clashesOf(keys)).toEqual([])
  })
  it('say who would fight for a key', () => {
    expect(rivals(resolveKeys(PLAIN_KEYS), 'tool.box', 'KeyP')).toEqual(['tool.polygon'])
    expect(rivals(resolveKeys(PLAIN_KEYS), 'edit.finish', 'Enter')).toEqual([])
  })
  it('can be removed and reset', () => {
    const none = takeKey(PLAIN_KEYS, 'tool.box', 'KeyR')
    expect(resolveKeys(none).of['tool.box']).toEqual([])
    expect(resolveKeys(resetKeys(none, 'tool.box')).of['tool.box']).toEqual(['KeyR'])
  })
  it('name a command that can no longer be reached', () => {
    expect(unreachable(resolveKeys(takeKey(PLAIN_KEYS, 'view.peek', 'KeyH')))).toEqual(['view.peek'])
  })
  it('survive commands of another version, and refuse what is no key', () => {
    const set = keySetSchema.parse({
      preset: 'cvat',
      changes: { 'tool.ofTomorrow': ['KeyX'], 'tool.box': ['Shift+Ctrl+KeyB'] },
    })
    expect(set.changes['tool.box']).toEqual(['Ctrl+Shift+KeyB'])
    expect(resolveKeys(set).of['tool.box']).toEqual(['Ctrl+Shift+KeyB'])
    expect(
      keySetFileSchema.safeParse({ pandokKeys: 1, preset: 'pandok', changes: { 'tool.box': ['Hyper+KeyB'] } }).success,
    ).toBe(false)
    expect(keySetFileSchema.safeParse({ pandokKeys: 1, preset: 'emacs', changes: {} }).success).toBe(false)
  })
})
