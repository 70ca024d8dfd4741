import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HELP_PAGES } from '../src/renderer/views/help/pageIds.ts'
import { PLAIN_KEYS, PRESET_IDS, resolveKeys } from '../src/shared/commands/keySet.ts'
import { commandIds } from '../src/shared/commands/table.ts'
import { packs } from '../src/shared/domains/index.ts'
import { tourSchema } from '../src/shared/domains/tour.ts'
import { allTours, tourOf } from '../src/shared/domains/tours.ts'
import { texts } from '../src/shared/text/index.ts'
import { keyNamesIn, withKeys } from '../src/shared/text/keyNames.ts'
import { featuresFile, readmeFile, readmeWithFeatures } from './readme.ts'
import { root } from './run.ts'

const page = (language: 'ko' | 'en', id: string) => readFileSync(join(root, 'docs/help', language, `${id}.md`), 'utf8')
const commands: readonly string[] = commandIds

describe('help pages', () => {
  it('are the same in both languages: pages, headings, lists, tables, keys', () => {
    for (const language of ['ko', 'en'] as const)
      expect(readdirSync(join(root, 'docs/help', language)).sort()).toEqual(HELP_PAGES.map((id) => `${id}.md`).sort())
    const outline = (text: string) => text.split('\n').map((line) => /^(#+ |- |\d+\. |\|)/.exec(line)?.[0] ?? '')
    for (const id of HELP_PAGES) {
      expect(outline(page('ko', id)), id).toEqual(outline(page('en', id)))
      expect(keyNamesIn(page('ko', id)).sort(), id).toEqual(keyNamesIn(page('en', id)).sort())
    }
  })
  it('name only commands that exist, and say the key of each key set', () => {
    for (const id of HELP_PAGES) {
      expect(
        keyNamesIn(page('en', id)).filter((name) => !commands.includes(name)),
        id,
      ).toEqual([])
      for (const preset of PRESET_IDS)
        expect(withKeys(page('ko', id), resolveKeys({ preset, changes: {} }))).not.toMatch(/\{\{/)
    }
    expect(withKeys('{{item.next}}', resolveKeys({ preset: 'cvat', changes: {} }))).toBe('F')
    expect(withKeys('{{no.such}} {{tool.box}}', resolveKeys(PLAIN_KEYS))).toBe('{{no.such}} R')
  })
  it('hold no raw HTML', () => {
    for (const language of ['ko', 'en'] as const)
      for (const id of HELP_PAGES) expect(page(language, id), id).not.toMatch(/<[a-z/]/i)
  })
  it('are what the README says (else run: node scripts/readme.ts)', () => {
    const readme = readFileSync(readmeFile, 'utf8')
    expect(readmeWithFeatures(readme, readFileSync(featuresFile, 'utf8'))).toBe(readme)
  })
})

describe('hint lines', () => {
  const hints = Object.entries(texts).filter(([key]) => key.startsWith('hint.') || key.startsWith('help.mouse.'))
  it('name keys by their command, the same ones in both languages', () => {
    expect(hints.length).toBeGreaterThan(50)
    for (const [key, { ko, en }] of hints) {
      expect(keyNamesIn(ko).sort(), key).toEqual(keyNamesIn(en).sort())
      expect(
        keyNamesIn(en).filter((name) => !commands.includes(name)),
        key,
      ).toEqual([])
      // Keys that hold something down (Shift, Alt, Ctrl) belong to the gesture; the others can be changed by the person.
      expect(`${ko} ${en}`, key).not.toMatch(/Esc|Enter|Backspace|\[ \]/)
    }
  })
  it('say the keys of the key set in hand', () => {
    const own = resolveKeys({ preset: 'pandok', changes: { 'edit.finish': ['F7'] } })
    expect(withKeys(texts['hint.polygon.drawing'].en, own)).toBe(
      'Add vertices · F7 finishes · Backspace takes one back · Esc cancels',
    )
  })
})

describe('first steps', () => {
  it('of every pack are sound and name commands that exist', () => {
    for (const tour of allTours) {
      tourSchema.parse(tour)
      expect(packs[tour.pack]).toBeDefined()
      for (const { text } of tour.steps) {
        expect(keyNamesIn(text.ko).sort()).toEqual(keyNamesIn(text.en).sort())
        expect(keyNamesIn(text.en).filter((name) => !commands.includes(name))).toEqual([])
      }
    }
    for (const id of Object.keys(packs)) expect(tourOf(id).steps.length).toBeGreaterThan(0)
  })
})
