import { useCallback } from 'react'
import type { Bilingual } from '../../shared/annotation/labelSchema.ts'
import type { Loss } from '../../shared/contract/basics.ts'
import { type TextArguments, type TextKey, translate, translateCode } from '../../shared/text/index.ts'
import type { Language } from '../../shared/text/text.ts'
import type { Fault } from '../document/transport.ts'
import { settings, useSettings } from './settings.ts'

export type Translate = <K extends TextKey>(key: K, ...params: TextArguments<K>) => string

/** Sentences in the language of the moment; a component that uses it repaints when the language changes. */
export function useText(): Translate {
  const language = useSettings((s) => s.language)
  return useCallback(
    <K extends TextKey>(key: K, ...params: TextArguments<K>) => translate<K>(language, key, ...params),
    [language],
  )
}
export const useLanguage = (): Language => useSettings((s) => s.language)
export function useTitle(): (b: Bilingual) => string {
  const language = useSettings((s) => s.language)
  return useCallback((b: Bilingual) => b[language] || b.ko || b.en, [language])
}
/** Outside of components: toasts and the window title. */
export const sayNow = <K extends TextKey>(key: K, ...params: TextArguments<K>): string =>
  translate<K>(settings.getState().language, key, ...params)

export const faultText = (fault: Fault, language = settings.getState().language): string =>
  translateCode(language, `error.${fault.code}`, fault.detail) ??
  translateCode(language, 'error.internal') ??
  fault.code

/** Why a file does not come in: a sentence where there is one, else what the reader of the file said with its details. */
export const reasonText = (code: string, message: string, language: Language): string => {
  const intake = translateCode(language, `intake.skip.${code}`)
  if (intake !== null) return intake.includes('{') ? message : intake
  const error = translateCode(language, `error.${code}`)
  return error !== null && !error.includes('{') ? error : message
}

export const lossText = (loss: Loss, language: Language): string =>
  translateCode(language, `loss.${loss.code}`, { count: loss.count }) ?? loss.message
