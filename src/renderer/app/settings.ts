// What this machine remembers about the look: language, theme, open panels. Never anything about the work.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { LANGUAGES, type Language, languageFor } from '../../shared/text/text.ts'

export type Settings = {
  readonly language: Language
  readonly theme: 'dark' | 'light'
  readonly leftOpen: boolean
  readonly rightOpen: boolean
  readonly leftWidth: number
  readonly rightWidth: number
}
const KEY = 'pandok.settings'
const clamp = (v: unknown, low: number, high: number, otherwise: number) =>
  typeof v === 'number' && Number.isFinite(v) ? Math.min(high, Math.max(low, v)) : otherwise

export function readSettings(stored: string | null, locale: string): Settings {
  let found: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}')
    if (typeof parsed === 'object' && parsed !== null) found = { ...parsed }
  } catch {
    // A damaged setting is no reason not to start.
  }
  return {
    language: LANGUAGES.find((l) => l === found.language) ?? languageFor(locale),
    theme: found.theme === 'light' ? 'light' : 'dark',
    leftOpen: found.leftOpen !== false,
    rightOpen: found.rightOpen !== false,
    leftWidth: clamp(found.leftWidth, 200, 420, 248),
    rightWidth: clamp(found.rightWidth, 260, 480, 312),
  }
}

export const settings = createStore<Settings>(() => readSettings(localStorage.getItem(KEY), navigator.language))
settings.subscribe((s) => localStorage.setItem(KEY, JSON.stringify(s)))

export const changeSettings = (change: Partial<Settings>): void => settings.setState(change)
export const useSettings = <T>(pick: (s: Settings) => T): T => useStore(settings, pick)
