import { describe, expect, it } from 'vitest'
import { commandTitle } from './command.ts'
import { resolveKeys } from './keySet.ts'
import { keyLabel, parseKeys } from './keys.ts'
import { type KeyPress, routeKey } from './route.ts'
import { commandIds, commands } from './table.ts'
import { canBothHold, flagsIn, holds, parseWhen } from './when.ts'

const FLAGS = [
  'workbench',
  'project',
  'dialog',
  'writable',
  'hasSelection',
  'hasClipboard',
  'hasHidden',
  'drawing',
  'sized',
  'multiFrame',
  'multiView',
  'inCase',
  'closed',
  'storedValues',
  'xray',
  'trial',
  'atKeypoint',
  'toolInHand',
  'hasVerdict',
  'derivedBox',
  'handedIn',
  'xray',
  'mammo',
  'agreeing',
]
const press = (keys: string, over: Partial<KeyPress> = {}): KeyPress => ({
  ...parseKeys(keys),
  repeat: false,
  composing: false,
  focus: 'none',
  ...over,
})
const desk = { workbench: true, project: true, writable: true }

describe('when', () => {
  it('binds && closer than || and understands ! and brackets', () => {
    expect(holds('a || b && c', { a: true })).toBe(true)
    expect(holds('(a || b) && c', { a: true })).toBe(false)
    expect(holds('!a && !(b && c)', { b: true })).toBe(true)
  })
  it.each(['', 'a &&', 'a b', '(a', 'a & b', '1a'])('refuses %j', (text) => {
    expect(() => parseWhen(text)).toThrow()
  })
  it('finds whether two conditions can meet', () => {
    expect(canBothHold('a && b', 'b && !c')).toBe(true)
    expect(canBothHold('a && drawing', 'a && !drawing')).toBe(false)
  })
})

describe('the table', () => {
  it('has no key with two meanings at the same time', () => {
    const clashes: string[] = []
    for (const a of commandIds)
      for (const b of commandIds) {
        if (a >= b) continue
        const shared = commands[a].keys.filter((k) => commands[b].keys.includes(k))
        if (shared.length > 0 && canBothHold(commands[a].when, commands[b].when)) clashes.push(`${a} / ${b}: ${shared}`)
      }
    expect(clashes).toEqual([])
  })
  it('uses only flags that exist, keys that parse, and titles in both languages', () => {
    for (const id of commandIds) {
      for (const flag of flagsIn(commands[id].when)) expect(FLAGS, id).toContain(flag)
      for (const keys of commands[id].keys) expect(keyLabel(keys).length).toBeGreaterThan(0)
      expect(commandTitle(id).ko.length * commandTitle(id).en.length).toBeGreaterThan(0)
    }
  })
  it('prints keys as they are on the key caps', () => {
    expect(keyLabel('Ctrl+Shift+KeyZ')).toBe('Ctrl+Shift+Z')
    expect(keyLabel('BracketLeft')).toBe('[')
  })
})

describe('routing a key', () => {
  it('finds the command of a physical key whatever the input method makes of it', () => {
    expect(routeKey(press('KeyR', { composing: true }), desk)).toBe('tool.box')
    expect(routeKey(press('KeyR'), { ...desk, writable: false })).toBe(null)
  })
  it('leaves a text field alone, but for the few commands that work everywhere', () => {
    expect(routeKey(press('KeyR', { focus: 'text' }), desk)).toBe(null)
    expect(routeKey(press('Delete', { focus: 'text' }), { ...desk, hasSelection: true })).toBe(null)
    expect(routeKey(press('Ctrl+KeyZ', { focus: 'text' }), desk)).toBe(null)
    expect(routeKey(press('Ctrl+KeyK', { focus: 'text' }), desk)).toBe('app.palette')
    expect(routeKey(press('F1', { focus: 'text' }), desk)).toBe('app.help')
    expect(routeKey(press('F1', { focus: 'text', composing: true }), desk)).toBe(null)
  })
  it('leaves Enter and arrows to the control that has the focus', () => {
    expect(routeKey(press('Enter', { focus: 'control' }), desk)).toBe(null)
    expect(routeKey(press('ArrowLeft', { focus: 'control' }), { ...desk, hasSelection: true })).toBe(null)
    expect(routeKey(press('ArrowLeft'), { ...desk, hasSelection: true })).toBe('edit.nudgeLeft')
    expect(routeKey(press('KeyP', { focus: 'control' }), desk)).toBe('tool.polygon')
  })
  it('gives Enter and Ctrl+Z to the drawing while one is under way', () => {
    expect(routeKey(press('Enter'), desk)).toBe('item.submitBare')
    expect(routeKey(press('Enter'), { ...desk, drawing: true })).toBe('edit.finish')
    expect(routeKey(press('Ctrl+KeyZ'), { ...desk, drawing: true })).toBe('edit.removeLastVertex')
    expect(routeKey(press('Ctrl+KeyZ'), desk)).toBe('edit.undo')
  })
  it('repeats only what may repeat, and is silent under a dialog', () => {
    expect(routeKey(press('KeyD', { repeat: true }), desk)).toBe('item.next')
    expect(routeKey(press('KeyR', { repeat: true }), desk)).toBe(null)
    expect(routeKey(press('KeyD'), { ...desk, dialog: true })).toBe(null)
  })
})

describe('an X-ray console', () => {
  const desk = { workbench: true, project: true, writable: true, xray: true }
  it('has the function keys, also from a text field; elsewhere F2 is settings and F5 is nothing', () => {
    expect(routeKey(press('F2'), desk)).toBe('xray.bw')
    expect(routeKey(press('F5', { focus: 'text' }), desk)).toBe('xray.low')
    expect(routeKey(press('F1'), desk)).toBe('app.help')
    expect(routeKey(press('Ctrl+Comma'), desk)).toBe('app.settings')
    expect(routeKey(press('F2'), { ...desk, xray: false })).toBe('app.settingsKey')
    expect(routeKey(press('F5'), { ...desk, xray: false })).toBe(null)
  })
  it('goes back to the standard picture by Space, also from the list of items, never from a button', () => {
    expect(routeKey(press('Space'), desk)).toBe('xray.standard')
    expect(routeKey(press('Space', { focus: 'row' }), desk)).toBe('xray.standard')
    expect(routeKey(press('Space', { focus: 'control' }), desk)).toBe(null)
    expect(routeKey(press('Enter', { focus: 'row' }), desk)).toBe(null)
  })
  it('keeps its keys with every preset', () => {
    for (const preset of ['pandok', 'cvat', 'labelme', 'pacs', 'security'] as const)
      expect(routeKey(press('F6'), desk, resolveKeys({ preset, changes: {} })), preset).toBe('xray.o2')
  })
})
