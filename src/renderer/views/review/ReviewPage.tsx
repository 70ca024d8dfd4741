// The inspector's queue: what was handed in, by scanner, with what the rules and other people say about it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { FINDING_KINDS, REVIEW_STATES, type ReviewRow } from '../../../shared/contract/review.ts'
import { api } from '../../api/client.ts'
import { count } from '../../app/format.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { labelNow } from '../../commands/keymap.ts'
import { Blank, FaultNotice, Waiting } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import './review.css'

const PAGE = 50
type State = (typeof REVIEW_STATES)[number]
type Page = Awaited<ReturnType<typeof api.review.list>>
/** Pages after the first one, by key: a long queue is never read from its beginning again. */
type More = { readonly of: Page | null; readonly rows: readonly ReviewRow[]; readonly next: Page['next'] }
const NO_MORE: More = { of: null, rows: [], next: null }

export function ReviewPage() {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const [state, setState] = useState<State>('submitted')
  const [maker, setMaker] = useState<string | null>(null)
  const where = [`state:${state}`, maker === null ? '' : `maker:"${maker}"`].filter(Boolean).join(' ')
  const page = useQuery(`${project.id} ${where}`, () => api.review.list({ projectId: project.id, where, limit: PAGE }))
  const [more, setMore] = useState<More>(NO_MORE)
  // What was added belongs to one first page; another one begins anew.
  const added = more.of === page.data ? more : NO_MORE
  const rows = [...(page.data?.rows ?? []), ...added.rows]
  const next = added.of ? added.next : (page.data?.next ?? null)
  const addPage = async () => {
    const of = page.data
    if (!of || next === null) return
    const found = await api.review.list({ projectId: project.id, where, limit: PAGE, after: next })
    setMore({ of, rows: [...added.rows, ...found.rows], next: found.next })
  }
  const makers = page.data?.makers ?? []
  const sum = (s: State) => makers.reduce((n, m) => n + m[s], 0)
  return (
    <div className="page review">
      <h1>{t('command.project.review')}</h1>
      <p className="quiet">{t('review.hint', { send: labelNow('review.sendBack'), pass: labelNow('review.pass') })}</p>
      <fieldset className="review-makers" aria-label={t('command.project.review')}>
        {REVIEW_STATES.map((s) => (
          <button key={s} type="button" className="chip" aria-pressed={state === s} onClick={() => setState(s)}>
            {t(`review.state.${s}`)} <b className="numbers">{count(sum(s), language)}</b>
          </button>
        ))}
      </fieldset>
      {makers.some((m) => m.maker !== null) ? (
        <fieldset className="review-makers" aria-label={t('review.makers')}>
          <button type="button" className="chip" aria-pressed={maker === null} onClick={() => setMaker(null)}>
            {t('review.allMakers')}
          </button>
          {makers.map((m) =>
            m.maker === null ? null : (
              <button
                key={m.maker}
                type="button"
                className="chip"
                aria-pressed={maker === m.maker}
                onClick={() => setMaker(m.maker)}
              >
                {m.maker} <span className="numbers faint">{count(m[state], language)}</span>
              </button>
            ),
          )}
        </fieldset>
      ) : null}
      {page.fault ? <FaultNotice fault={page.fault} retry={page.reload} /> : null}
      {page.loading && !page.data ? <Waiting /> : null}
      {page.data?.total === 0 ? <Blank title={t('review.none')}>{t('review.none.hint')}</Blank> : null}
      {page.data && page.data.total > 0 ? (
        <>
          <p className="small faint" role="status">
            {t('review.total', { count: page.data.total })}
          </p>
          <ul className="review-list framed">
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
          {next !== null ? (
            <Button variant="default" onClick={() => addPage().catch(toastFault)}>
              {t('review.more')}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

function Row({ row }: { row: ReviewRow }) {
  const t = useText()
  const { project } = useProject()
  const name = row.name.slice(row.name.lastIndexOf('/') + 1)
  const kinds = FINDING_KINDS.filter((k) => row.kinds[k] > 0)
  const notes = row.notes.filter((n) => n.decision !== 'closed')
  return (
    <li>
      <button
        type="button"
        className="plain-button review-row"
        title={t('review.open', { name: row.name })}
        onClick={() => goTo(projectRoute(project.id, 'items', row.id))}
      >
        <img className="list-thumb" src={row.thumbUrl} alt="" loading="lazy" />
        <span className="review-name">
          <span className="cut">{name}</span>
          <span className="faint small cut">{row.maker ?? t('review.noMaker')}</span>
        </span>
        <span className="review-kinds">
          {kinds.length === 0 ? <span className="ok small">{t('review.clean')}</span> : null}
          {kinds.map((k) => (
            <span key={k} className="pill" data-tone={k === 'mistake' ? 'warn' : 'bad'}>
              {t(`review.kind.${k}`)} {row.kinds[k]}
            </span>
          ))}
        </span>
        <span className="review-says small">
          {notes.length > 0
            ? notes.map((n) => (
                <span key={n.id} className="cut">
                  <b>{t(`review.noteState.${n.decision}`)}</b> {t(`reason.${n.reason}`)} {n.text}
                </span>
              ))
            : row.findings.slice(0, 2).map((f) => (
                <span key={f.rule + f.annotation + f.message} className="cut quiet">
                  {f.message}
                </span>
              ))}
        </span>
      </button>
    </li>
  )
}
