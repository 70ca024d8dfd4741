import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../contract/errors.ts'
import { jobKindSchema, jobSchema } from '../contract/job.ts'
import { EXPORTER_IDS, RULE_IDS } from '../domains/domainPack.ts'
import { texts, translate, translateCode } from './index.ts'
import { fillIn, languageFor } from './text.ts'

const root = new URL('../../..', import.meta.url).pathname
const entries = Object.entries(texts)
const params = (s: string) => [...new Set(s.match(/\{\w+\}/g) ?? [])].sort()
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/

describe('texts', () => {
  it('are there in both languages, with the same parameters', () => {
    const bad = entries.filter(([, b]) => !b.ko.trim() || !b.en.trim() || params(b.ko).join() !== params(b.en).join())
    expect(bad.map(([key]) => key)).toEqual([])
  })
  it('are Korean in Korean and not in English', () => {
    const neutral = new Set(['start.language.ko', 'command.app.language'])
    const english = entries.filter(([key, b]) => HANGUL.test(b.en) && !neutral.has(key))
    expect(english.map(([key]) => key)).toEqual([])
    const words = (text: string) => text.replace(/\{\w+\}|px²/g, '')
    const untranslated = entries.filter(([, b]) => !HANGUL.test(b.ko) && /[a-z]{2,}/i.test(words(b.ko)))
    // Names of formats, of the other language, and what is engraved on the keys of a console are what they are.
    const named = untranslated.map(([key]) => key).filter((key) => !key.startsWith('xray.name.'))
    expect(named.sort()).toEqual(['exporter.coco', 'exporter.voc', 'start.language.en'])
  })
  it('name no key twice across topics', () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    const folder = join(root, 'src/shared/text')
    for (const file of readdirSync(folder).filter((f) => f.endsWith('.ts') && !f.includes('test')))
      for (const [, key] of readFileSync(join(folder, file), 'utf8').matchAll(/^\s{2}'([\w.-]+)':/gm)) {
        if (!key) continue
        if (seen.has(key)) twice.push(`${key}: ${seen.get(key)} and ${file}`)
        seen.set(key, file)
      }
    expect(twice).toEqual([])
    expect(seen.size).toBeGreaterThan(400)
  })
  it('cover every code that data can bring', () => {
    const keys = [
      ...ERROR_CODES.map((c) => `error.${c}`),
      ...RULE_IDS.map((r) => `ruleName.${r}`),
      ...EXPORTER_IDS.flatMap((e) => [`exporter.${e}`, `exporter.${e}.hint`, `exporter.${e}.loses`]),
      ...jobKindSchema.options.map((k) => `jobkind.${k}`),
      ...jobSchema.shape.state.options.map((s) => `jobstate.${s}`),
    ]
    expect(keys.filter((key) => translateCode('ko', key) === null)).toEqual([])
  })
  it('put parameters in and group numbers', () => {
    expect(translate('en', 'list.count', { count: 482650 })).toBe('Items: 482,650')
    expect(fillIn('{a} of {b}', { a: 'x' }, 'en')).toBe('x of {b}')
    expect([languageFor('ko-KR'), languageFor('en-US'), languageFor('fr')]).toEqual(['ko', 'en', 'en'])
  })
})

describe('components', () => {
  it('hold no Korean literal', () => {
    const folder = join(root, 'src/renderer')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (f) => /\.tsx?$/.test(f) && !f.includes('.test.'),
    )
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter((f) => HANGUL.test(readFileSync(join(folder, f), 'utf8')))).toEqual([])
  })
})
