// What the cross-check found, drawn: figures, progress, classes and who said what.
import { Select, Table } from '@mantine/core'
import { useState } from 'react'
import type { AgreeResult, Matrix } from '../../../shared/contract/agree.ts'
import { count } from '../../app/format.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import type { Labels } from './labels.ts'

export const share = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits))
const CLASSES = 24
const WIDEST = 10

export function Figures({ result, labels }: { result: AgreeResult; labels: Labels }) {
  const t = useText()
  const language = useLanguage()
  const figures = [
    [t('agree.items'), count(result.items, language), null],
    [t('agree.agreedItems'), count(result.agreed, language), null],
    [t('agree.agreement'), result.agreement === null ? '–' : `${(100 * result.agreement).toFixed(1)} %`, null],
    [t('agree.kappa'), share(result.kappa), t('agree.kappa.hint')],
    [t('agree.meanIou'), share(result.meanIou), null],
  ] as const
  return (
    <>
      <dl className="agree-figures">
        {figures.map(([name, value, hint]) => (
          <div key={name} title={hint ?? undefined}>
            <dt className="small quiet">{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
      <States result={result} />
      {result.items > 0 ? (
        <div className="agree-tables">
          <PerClass result={result} labels={labels} />
          <WhoSaidWhat matrices={result.matrices} labels={labels} />
        </div>
      ) : null}
    </>
  )
}

function States({ result }: { result: AgreeResult }) {
  const t = useText()
  const language = useLanguage()
  const all = result.states.reduce((sum, s) => sum + s.items, 0)
  if (all === 0) return null
  return (
    <section aria-label={t('agree.states')}>
      <div className="agree-states" aria-hidden>
        {result.states.map((s) => (
          <span key={s.state} data-state={s.state} style={{ flexGrow: s.items }} />
        ))}
      </div>
      <ul className="agree-legend small">
        {result.states.map((s) => (
          <li key={s.state}>
            <span className="agree-key" data-state={s.state} aria-hidden />
            {t(`agree.state.${s.state}`)} <b className="numbers">{count(s.items, language)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PerClass({ result, labels }: { result: AgreeResult; labels: Labels }) {
  const t = useText()
  const shown = result.perClass.slice(0, CLASSES)
  return (
    <section aria-label={t('agree.perClass')}>
      <h2>{t('agree.perClass')}</h2>
      <Table className="agree-classes">
        <thead>
          <tr>
            <th>{t('agree.class')}</th>
            <th />
            <th className="numbers">{t('agree.both')}</th>
            <th className="numbers">{t('agree.onlyA')}</th>
            <th className="numbers">{t('agree.onlyB')}</th>
            <th className="numbers">{t('agree.otherLabel')}</th>
            <th className="numbers">IoU</th>
            <th className="numbers">{t('agree.kappa')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((c) => {
            const { matched, onlyA, onlyB, labelMismatch } = c
            const name = labels.label(c.class)
            return (
              <tr key={c.class}>
                <td className="agree-class">{name}</td>
                <td className="agree-bar-cell">
                  <span
                    className="agree-bar"
                    role="img"
                    aria-label={t('agree.classBar', { class: name, matched, onlyA, onlyB, labelMismatch })}
                  >
                    <span data-part="both" style={{ flexGrow: matched }} />
                    <span data-part="a" style={{ flexGrow: onlyA }} />
                    <span data-part="b" style={{ flexGrow: onlyB }} />
                    <span data-part="label" style={{ flexGrow: labelMismatch }} />
                  </span>
                </td>
                <td className="numbers">{matched}</td>
                <td className="numbers">{onlyA}</td>
                <td className="numbers">{onlyB}</td>
                <td className="numbers">{labelMismatch}</td>
                <td className="numbers">{share(c.meanIou)}</td>
                <td className="numbers">{share(c.kappa)}</td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </section>
  )
}

function WhoSaidWhat({ matrices, labels }: { matrices: readonly Matrix[]; labels: Labels }) {
  const t = useText()
  const [asked, setAsked] = useState<string | null>(null)
  const matrix = matrices.find((m) => m.question === asked) ?? matrices[0]
  if (!matrix) return null
  const said = (name: string | null) =>
    name === null ? t('agree.matrix.nobody') : labels.label(name).replace(/^.*: /, '')
  const weight = new Map<string | null, number>()
  for (const c of matrix.cells) for (const who of [c.a, c.b]) weight.set(who, (weight.get(who) ?? 0) + c.count)
  const names = [...weight.keys()]
    .filter((n) => n !== null)
    .sort((p, q) => (weight.get(q) ?? 0) - (weight.get(p) ?? 0))
    .slice(0, WIDEST)
  const axis: (string | null)[] = weight.has(null) ? [...names, null] : names
  const cell = (a: string | null, b: string | null) => matrix.cells.find((c) => c.a === a && c.b === b)?.count ?? 0
  const most = Math.max(1, ...matrix.cells.map((c) => c.count))
  const questionName = (name: string) => {
    const { kind, title } = labels.question(name)
    return kind === 'item' || kind === 'slot' ? t(`agree.question.${kind}`, { title }) : title
  }
  return (
    <section aria-label={t('agree.matrix')}>
      <h2>{t('agree.matrix')}</h2>
      <p className="small quiet">{t('agree.matrix.hint')}</p>
      {matrices.length > 1 ? (
        <Select
          aria-label={t('agree.matrix.question')}
          data={matrices.map((m) => ({ value: m.question, label: questionName(m.question) }))}
          value={matrix.question}
          allowDeselect={false}
          onChange={setAsked}
        />
      ) : null}
      <div className="agree-matrix-frame scroll">
        <table className="agree-matrix">
          <thead>
            <tr>
              <th className="small faint">A \ B</th>
              {axis.map((b) => (
                <th key={b ?? ''} scope="col" className="small">
                  {said(b)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {axis.map((a) => (
              <tr key={a ?? ''}>
                <th scope="row" className="small">
                  {said(a)}
                </th>
                {axis.map((b) => {
                  const n = a === null && b === null ? 0 : cell(a, b)
                  const strength = n === 0 ? 0 : 0.12 + 0.4 * Math.sqrt(n / most)
                  return (
                    <td
                      key={b ?? ''}
                      className="numbers"
                      data-same={(a === b && a !== null) || undefined}
                      data-empty={n === 0 || undefined}
                      style={{
                        backgroundColor: `color-mix(in srgb, var(--${a === b ? 'accent' : 'bad'}) ${Math.round(strength * 100)}%, transparent)`,
                      }}
                      title={t('agree.matrix.cell', { a: said(a), b: said(b), count: n })}
                    >
                      {a === null && b === null ? '' : n}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
