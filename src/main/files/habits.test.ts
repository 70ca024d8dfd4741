import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { NOBODY, PLAIN_HABITS } from '../../shared/contract/habits.ts'
import { createHabitsFile } from './habits.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pandok-habits-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('keeps the habits of each person, and who was here last', () => {
  const file = createHabitsFile(dir)
  expect(file.read()).toEqual({ last: null, people: {} })
  file.save('kim', { ...PLAIN_HABITS, tours: ['general'] })
  file.save('lee', { ...PLAIN_HABITS, keys: { preset: 'cvat', changes: { 'tool.box': ['KeyB'] } } })
  file.save(NOBODY, PLAIN_HABITS)
  const again = createHabitsFile(dir).read()
  expect(again.last).toBe('lee')
  expect(again.people.kim?.tours).toEqual(['general'])
  expect(again.people.lee?.keys).toEqual({ preset: 'cvat', changes: { 'tool.box': ['KeyB'] } })
})

it('loses one damaged value, not the others, and starts anew from a damaged file', () => {
  const path = join(dir, 'habits.json')
  const file = createHabitsFile(dir)
  file.save('kim', { ...PLAIN_HABITS, look: { ...PLAIN_HABITS.look, textSize: 'xl' } })
  writeFileSync(path, readFileSync(path, 'utf8').replace('"preset": "pandok"', '"preset": "emacs"'))
  const kim = file.read().people.kim
  expect(kim?.keys).toEqual(PLAIN_HABITS.keys)
  expect(kim?.look.textSize).toBe('xl')
  writeFileSync(path, '{"last":')
  expect(file.read()).toEqual({ last: null, people: {} })
})
