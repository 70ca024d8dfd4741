import type { Preset } from '../keySet.ts'

/** The keys of the table as they are. */
export const pandok: Preset = { title: { ko: '판독', en: 'Pandok' }, keys: {} }
