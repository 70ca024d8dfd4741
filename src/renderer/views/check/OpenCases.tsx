// Cases with something to decide about their pictures: the proposal is accepted or turned down in the list, by keys, and taken back.
import { Button, TextInput } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { CaseFinding, CaseSheet } from '../../../shared/contract/cases.ts'
import type { CaseAct } from '../../../shared/domains/mammography/caseActs.ts'
import { api } from '../../api/client.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { actWords } from '../workbench/case/actWords.ts'
import './openCases.css'

type Found = {
  readonly itemId: string
  readonly name: string
  readonly findings: readonly CaseFinding[]
  /** What was decided here, newest last; each can be taken back. */
  readonly decided: readonly string[]
}
const KEEP: CaseAct = { do: 'keep' }
const isOpen = (f: CaseFinding): boolean => f.kept === null && f.severity !== 'info'
/** So many cases fill the list; further ones are looked for on demand. */
const ENOUGH = 50

export function OpenCases() {
  const t = useText()
  const language = useLanguage()
  const { project, user } = useProject()
  const [cases, setCases] = useState<readonly Found[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const list = useRef<HTMLUListElement>(null)
  /** The row that takes the place of an answered one; `waiting` = the next that asks for an answer. */
  const goOn = useRef<{ at: number; waiting: boolean } | null>(null)
  const why = reason.trim() || t('case.open.reason')

  const look = async (from: string | null, known: readonly Found[]) => {
    const found: Found[] = []
    let after = from
    do {
      const page = await api.cases.open({ projectId: project.id, after, limit: ENOUGH })
      found.push(...page.cases.map((c) => ({ ...c, decided: [] })))
      after = page.next
    } while (after !== null && found.length < ENOUGH)
    setCases([...known, ...found])
    setNext(after)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for a project; words come in the language of the window
  useEffect(() => {
    setCases(null)
    look(null, []).catch(toastFault)
  }, [project.id, language])

  useEffect(() => {
    if (cases === null || !goOn.current) return
    const { at, waiting } = goOn.current
    goOn.current = null
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.open-case') ?? [])]
    const found = waiting ? rows.slice(at).find((r) => r.dataset['open'] !== undefined) : rows[at]
    ;(found ?? rows.at(-1))?.focus()
  }, [cases])
  const took = (itemId: string, sheet: CaseSheet, decided: (before: readonly string[]) => readonly string[]) =>
    setCases((all) =>
      (all ?? []).map((c) =>
        c.itemId === itemId ? { ...c, findings: sheet.findings.filter(isOpen), decided: decided(c.decided) } : c,
      ),
    )
  const act = async (c: Found, f: CaseFinding, chosen: CaseAct): Promise<void> => {
    if (!user) return
    const held = f.slots
    await api.cases
      .act({ projectId: project.id, itemId: c.itemId, act: chosen, keys: [...f.keys], reason: why })
      .then(
        (sheet) => took(c.itemId, sheet, (d) => [...d, `${f.short} → ${actWords(chosen, t, held, language)}`]),
        toastFault,
      )
  }
  const takeBack = (c: Found) =>
    api.cases
      .undo({ projectId: project.id, itemId: c.itemId })
      .then((sheet) => took(c.itemId, sheet, (d) => d.slice(0, -1)), toastFault)
  const open = (c: Found) => goTo(projectRoute(project.id, 'items', c.itemId))

  const keys = (c: Found, f: CaseFinding | null) => (e: KeyboardEvent<HTMLElement>) => {
    if (e.target !== e.currentTarget || e.altKey) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.open-case') ?? [])]
    const at = rows.indexOf(e.currentTarget)
    const answer = (waiting: boolean, done: Promise<void>) => {
      goOn.current = { at, waiting }
      void done
    }
    if (e.code === 'ArrowDown') rows[at + 1]?.focus()
    else if (e.code === 'ArrowUp') rows[at - 1]?.focus()
    else if (e.code === 'KeyO') open(c)
    else if (e.code === 'KeyZ' && (e.ctrlKey || e.metaKey) && c.decided.length > 0) answer(false, takeBack(c))
    else if (f && e.code === 'Enter') answer(true, act(c, f, f.proposal))
    else if (f && e.code === 'KeyK') answer(true, act(c, f, KEEP))
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  if (cases === null) return null
  const count = cases.reduce((sum, c) => sum + c.findings.length, 0)
  return (
    <section aria-label={t('case.open.title')} className="open-cases">
      <h2>
        {t('case.open.title')} <span className="numbers quiet">{t('case.open.found', { count })}</span>
      </h2>
      {cases.length === 0 ? <p className="quiet">{t('case.open.none')}</p> : null}
      {cases.length > 0 ? (
        <>
          <p className="quiet small">{t('case.open.hint')}</p>
          <TextInput
            className="open-case-reason"
            aria-label={t('case.reason')}
            placeholder={`${t('case.reason')}: ${t('case.open.reason')}`}
            value={reason}
            onChange={(e) => setReason(e.currentTarget.value)}
          />
          <ul ref={list} className="framed scroll open-case-list">
            {cases.map((c) => (
              <li key={c.itemId}>
                {c.findings.map((f, i) => {
                  const Sign = f.severity === 'error' ? IconAlertCircle : IconAlertTriangle
                  const others = [
                    ...f.others.filter((o) => o.do !== 'keep'),
                    ...(f.proposal.do === 'keep' ? [] : [KEEP]),
                  ]
                  return (
                    // biome-ignore lint/a11y/useSemanticElements: a row with buttons of its own, walked by arrows
                    <div
                      key={f.keys[0]}
                      className="open-case"
                      role="group"
                      data-open
                      aria-label={`${c.name}: ${f.short}`}
                      // biome-ignore lint/a11y/noNoninteractiveTabindex: Enter and K decide on the row that has the focus
                      tabIndex={0}
                      onKeyDown={keys(c, f)}
                    >
                      <CaseName name={i === 0 ? c.name : null} open={() => open(c)} />
                      <Sign
                        size={16}
                        className={f.severity === 'error' ? 'bad' : 'warn'}
                        aria-label={t(`severity.${f.severity}`)}
                      />
                      <span className="grow" title={f.message}>
                        {f.short}
                      </span>
                      <button
                        type="button"
                        className="chip case-accept"
                        disabled={!user}
                        onClick={() => void act(c, f, f.proposal)}
                      >
                        <span className="faint">{t('case.proposal')}</span> {actWords(f.proposal, t, f.slots, language)}
                      </button>
                      {others.map((o) => (
                        <button
                          key={JSON.stringify(o)}
                          type="button"
                          className="chip"
                          disabled={!user}
                          onClick={() => void act(c, f, o)}
                        >
                          {actWords(o, t, f.slots, language)}
                        </button>
                      ))}
                    </div>
                  )
                })}
                {c.decided.length > 0 ? (
                  // biome-ignore lint/a11y/useSemanticElements: a row like the others
                  <div
                    className="open-case"
                    role="group"
                    aria-label={`${c.name}: ${c.decided.at(-1)}`}
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: Ctrl+Z takes back what was decided on the row
                    tabIndex={0}
                    onKeyDown={keys(c, null)}
                  >
                    <CaseName name={c.findings.length === 0 ? c.name : null} open={() => open(c)} />
                    <span className="grow quiet small">{c.decided.join(' · ')}</span>
                    <button type="button" className="chip" disabled={!user} onClick={() => void takeBack(c)}>
                      <IconArrowBackUp size={14} aria-hidden /> {t('case.open.takeBack')}
                    </button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {next !== null ? (
        <Button variant="default" onClick={() => look(next, cases).catch(toastFault)}>
          {t('case.open.more')}
        </Button>
      ) : null}
    </section>
  )
}

/** Said once for all rows of a case. */
function CaseName({ name, open }: { name: string | null; open(): void }) {
  return name === null ? (
    <span className="open-case-name" />
  ) : (
    <button type="button" className="plain-button link open-case-name cut" onClick={open}>
      {name}
    </button>
  )
}
