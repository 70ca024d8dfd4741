// The help pages as they lie in docs/help, one source with the README. Bundled: there is no network to fetch them from.
import type { Language } from '../../../shared/text/text.ts'
import type { HelpPageId } from './pageIds.ts'

const files: Readonly<Record<string, string>> = import.meta.glob('../../../../docs/help/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const helpPage = (language: Language, id: HelpPageId): string =>
  files[`../../../../docs/help/${language}/${id}.md`] ?? ''
export const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? ''
