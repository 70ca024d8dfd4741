// The list of what differs, each with what it is decided to be.
import { useEffect, useRef } from 'react'
import type { Choices, Difference, Take } from '../../../shared/agreement/differences.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import type { AgreeItem } from '../../../shared/contract/agree.ts'
import { useText } from '../../app/useText.ts'
import { Key } from '../../commands/Key.tsx'
import { share } from './Figures.tsx'
import type { Labels } from './labels.ts'

const COMMAND = { a: 'agree.takeA', b: 'agree.takeB', none: 'agree.takeNone' } as const

type Props = {
  found: AgreeItem
  annotations: ReadonlyMap<string, Annotation>
  labels: Labels
  chosen: string | null
  choices: Choices
  choose(key: string): void
  decide(d: Difference, take: Take): void
}

export function Differences(p: Props) {
  const t = useText()
  const { differences } = p.found
  const decided = differences.filter((d) => p.choices[d.key] !== undefined).length
  if (differences.length === 0) return <p className="compare-differences quiet">{t('agree.same')}</p>
  return (
    <section className="compare-differences scroll" aria-label={t('agree.differences', { count: differences.length })}>
      <div className="row compare-count">
        <h2>{t('agree.differences', { count: differences.length })}</h2>
        {p.found.may.settle ? <span className="small faint">{t('agree.decided', { count: decided })}</span> : null}
      </div>
      <ul className="compare-list framed">
        {differences.map((d) => (
          <Row key={d.key} d={d} {...p} />
        ))}
      </ul>
    </section>
  )
}

function Row({ d, ...p }: Props & { d: Difference }) {
  const t = useText()
  const row = useRef<HTMLLIElement>(null)
  const here = p.chosen === d.key
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const [a, b] = [d.a ? p.annotations.get(d.a) : undefined, d.b ? p.annotations.get(d.b) : undefined]
  const [attribute = ''] = d.attributes
  const said = (): string => {
    switch (d.kind) {
      case 'onlyA':
      case 'onlyB':
        return t(`agree.kind.${d.kind}`, { label: p.labels.className((a ?? b)?.classId ?? null) })
      case 'label':
        return t('agree.kind.label', {
          a: p.labels.className(a?.classId ?? null),
          b: p.labels.className(b?.classId ?? null),
        })
      case 'attributes':
        return t('agree.kind.attributes', { label: p.labels.className(a?.classId ?? null) })
      case 'answer':
        return t('agree.kind.answer', {
          label: p.labels.attribute(attribute),
          a: p.labels.answer(attribute, d.answers?.[0] ?? null),
          b: p.labels.answer(attribute, d.answers?.[1] ?? null),
        })
    }
  }
  const alone = d.kind === 'onlyA' || d.kind === 'onlyB'
  const takes: readonly Take[] =
    d.kind === 'onlyA' ? ['a', 'none'] : d.kind === 'onlyB' ? ['b', 'none'] : ['a', 'b', 'none']
  const place = d.target.kind === 'item' ? null : d.target.slot === 'image' ? null : d.target.slot
  return (
    <li
      ref={row}
      className="compare-row"
      data-here={here || undefined}
      data-decided={p.choices[d.key] !== undefined || undefined}
    >
      <button
        type="button"
        className="plain-button compare-said"
        aria-current={here || undefined}
        onClick={() => p.choose(d.key)}
      >
        {place ? <b>{place} </b> : null}
        {said()}
        {d.iou === null ? null : <span className="faint small"> {t('agree.iou', { iou: share(d.iou) })}</span>}
        {d.kind === 'attributes'
          ? d.attributes.map((id) => (
              <span key={id} className="small quiet compare-attribute">
                {t('agree.attribute', {
                  title: p.labels.attribute(id, a?.classId),
                  a: p.labels.answer(id, a?.attributes[id] ?? null, a?.classId),
                  b: p.labels.answer(id, b?.attributes[id] ?? null, b?.classId),
                })}
              </span>
            ))
          : null}
      </button>
      {p.found.may.settle ? (
        <fieldset className="compare-takes" aria-label={`${t('agree.take')}: ${said()}`}>
          {takes.map((take) => (
            <button
              key={take}
              type="button"
              className="chip"
              aria-pressed={p.choices[d.key] === take}
              onClick={() => {
                p.choose(d.key)
                p.decide(d, take)
              }}
            >
              {alone ? t(take === 'none' ? 'agree.take.drop' : 'agree.take.keep') : t(`agree.take.${take}`)}
              {here ? <Key id={COMMAND[take]} /> : null}
            </button>
          ))}
        </fieldset>
      ) : null}
    </li>
  )
}
