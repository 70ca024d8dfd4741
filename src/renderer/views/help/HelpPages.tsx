import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { withKeys } from '../../../shared/text/keyNames.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { useKeys } from '../../commands/keymap.ts'
import { matchesSearch } from '../../ui/hangulSearch.ts'
import './help.css'
import { Markdown } from './Markdown.tsx'
import { HELP_PAGES, type HelpPageId } from './pageIds.ts'
import { helpPage, titleOf } from './pages.ts'

/** Lines of a page that hold the words, without the marks of the text. */
const linesWith = (text: string, query: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^[#\-\d.| ]+|[*`|]/g, '').trim())
    .filter((line) => line !== '' && matchesSearch(line, query))

const SHOWN_LINES = 3

export function HelpPages() {
  const t = useText()
  const language = useLanguage()
  const keys = useKeys()
  const [page, setPage] = useState<HelpPageId>('first-steps')
  const [query, setQuery] = useState('')
  const search = useRef<HTMLInputElement>(null)
  // These pages come after the dialog, which then has given the focus to its close button.
  useEffect(() => search.current?.focus(), [])
  const pages = useMemo(
    () => HELP_PAGES.map((id) => ({ id, text: withKeys(helpPage(language, id), keys) })),
    [language, keys],
  )
  const wanted = query.trim()
  const found = pages
    .map((p) => ({ ...p, lines: wanted ? linesWith(p.text, wanted) : [] }))
    .filter((p) => !wanted || p.lines.length > 0)
  const shown = found.find((p) => p.id === page) ?? found[0]
  return (
    <div className="manual">
      <div className="manual-side">
        <TextInput
          ref={search}
          leftSection={<IconSearch size={15} aria-hidden />}
          aria-label={t('manual.search')}
          placeholder={t('manual.search')}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
        />
        <nav aria-label={t('manual.pages')} className="manual-pages scroll">
          {found.map((p) => (
            <button
              key={p.id}
              type="button"
              className="plain-button manual-link"
              aria-current={shown?.id === p.id ? 'page' : undefined}
              onClick={() => setPage(p.id)}
            >
              <span>{titleOf(p.text)}</span>
              {p.lines.slice(0, SHOWN_LINES).map((line) => (
                <span key={line} className="faint small manual-line">
                  {line}
                </span>
              ))}
            </button>
          ))}
          {found.length === 0 ? <p className="quiet">{t('manual.none')}</p> : null}
        </nav>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reachable by key */}
      <article className="manual-text scroll" tabIndex={0} aria-label={shown ? titleOf(shown.text) : t('manual.title')}>
        {shown ? <Markdown key={`${shown.id} ${language}`} text={shown.text} /> : null}
      </article>
    </div>
  )
}
