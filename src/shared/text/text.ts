// Sentences in both languages. A parameter is written {name}; the compiler asks for exactly those a sentence has.
// The key of a command, {{tool.box}}, is put in by whoever knows the key set (keyNames.ts).
import type { Bilingual } from '../annotation/labelSchema.ts'
import { withParticles } from './particles.ts'

export const LANGUAGES = ['ko', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type TextTable = Readonly<Record<string, Bilingual>>

type ParamNames<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? (P extends `{${string}` ? never : P) | ParamNames<Rest>
  : never
export type ParamsOf<B extends Bilingual> = ParamNames<B['en']>
export type Params = Readonly<Record<string, string | number>>

/** Numbers get group separators; a parameter that is not given stays visible as {name}. */
export function fillIn(sentence: string, params: Params, language: Language): string {
  const filled = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? value.toLocaleString(language) : value
  })
  return language === 'ko' ? withParticles(filled) : filled
}

/** The language of a person whose system speaks `locale`, before a choice was made. */
export const languageFor = (locale: string): Language => (locale.toLowerCase().startsWith('ko') ? 'ko' : 'en')
