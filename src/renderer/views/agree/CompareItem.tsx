// One item with both readings: where they differ, what is decided, and who stands by it.
import { ActionIcon } from '@mantine/core'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { Choices, Difference, Take } from '../../../shared/agreement/differences.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import type { AgreeAsked, AgreeItem } from '../../../shared/contract/agree.ts'
import { api } from '../../api/client.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import { useCommands } from '../../commands/registry.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { useProject } from '../project/projectContext.ts'
import { ComparePicture, type Layer } from './ComparePicture.tsx'
import { Consents } from './Consents.tsx'
import { Differences } from './Differences.tsx'
import { onFrame, placeOf } from './drawn.ts'
import type { Labels } from './labels.ts'

type Props = {
  itemId: string
  sides: Pick<AgreeAsked, 'a' | 'b' | 'iou'>
  labels: Labels
  /** Items of the list, in order. */
  listed: readonly string[]
  /** The cross-check is not what it was. */
  changed(): void
}

export function CompareItem(p: Props) {
  const t = useText()
  const { project, user } = useProject()
  const { a, b, iou } = p.sides
  const asked = useQuery(`${project.id}/${p.itemId}/${user?.id ?? ''}/${a}/${b}/${iou}`, () =>
    api.agree.item({ projectId: project.id, itemId: p.itemId, a, b, iou: a === null ? project.review.iou : iou }),
  )
  const [answer, setAnswer] = useState<AgreeItem | null>(null)
  const found = answer ?? asked.data
  const at = p.listed.indexOf(p.itemId)
  const go = (id: string | undefined) => id && goTo(projectRoute(project.id, 'agree', id))
  return (
    <div className="compare">
      <header className="compare-head">
        <ActionIcon
          aria-label={t('agree.back')}
          title={t('agree.back')}
          onClick={() => goTo(projectRoute(project.id, 'agree'))}
        >
          <IconArrowLeft size={18} />
        </ActionIcon>
        <h1 className="cut">{found?.item ?? ''}</h1>
        {found?.state ? <span className="pill">{t(`agree.state.${found.state}`)}</span> : null}
        <span className="grow" />
        <ActionIcon aria-label={t('agree.previousItem')} disabled={at <= 0} onClick={() => go(p.listed[at - 1])}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('agree.nextItem')}
          disabled={at < 0 || at >= p.listed.length - 1}
          onClick={() => go(p.listed[at + 1])}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </header>
      {asked.fault ? <FaultNotice fault={asked.fault} retry={asked.reload} /> : null}
      {!found && !asked.fault ? <Waiting /> : null}
      {found ? (
        <Compared
          found={found}
          labels={p.labels}
          take={(next) => {
            setAnswer(next)
            p.changed()
          }}
          reload={() => {
            setAnswer(null)
            asked.reload()
          }}
        />
      ) : null}
    </div>
  )
}

function Compared(p: { found: AgreeItem; labels: Labels; take(next: AgreeItem): void; reload(): void }) {
  const t = useText()
  const { project } = useProject()
  const { found } = p
  const detail = useQuery(`${project.id}/${found.itemId}/detail`, () =>
    api.items.get({ projectId: project.id, itemId: found.itemId }),
  )
  const { differences } = found
  const [chosen, setChosen] = useState<string | null>(differences[0]?.key ?? null)
  const [choices, setChoices] = useState<Choices>({})
  const [hidden, setHidden] = useState<ReadonlySet<Layer['who']>>(new Set())
  const current = differences.find((d) => d.key === chosen) ?? null
  const all = useMemo(
    () => new Map([...found.a.annotations, ...found.b.annotations].map((x): [string, Annotation] => [x.id, x])),
    [found],
  )
  const slots = detail.data?.slots ?? []
  const [slot, setSlot] = useState<string | null>(null)
  const spoken = current && current.target.kind !== 'item' ? current.target.slot : null
  // A difference that lies somewhere brings its picture along.
  useEffect(() => {
    if (spoken) setSlot(spoken)
  }, [spoken])
  const shownSlot = slots.find((s) => s.slot === slot) ?? slots[0]
  const frameNo = current?.target.kind === 'frame' && current.target.slot === shownSlot?.slot ? current.target.frame : 0
  const part = slots.findLast((s) => s.slot === shownSlot?.slot && s.firstFrame <= frameNo) ?? shownSlot
  const frame = useMemo(
    () =>
      part
        ? {
            projectId: project.id,
            sourceId: part.source.id,
            frame: frameNo - part.firstFrame,
            slot: part.slot,
            width: part.source.width,
            height: part.source.height,
          }
        : null,
    [part, frameNo, project.id],
  )
  const layers = useMemo((): Layer[] => {
    const name = shownSlot?.slot ?? ''
    const of = (who: Layer['who'], annotations: readonly Annotation[]): Layer => ({
      who,
      annotations: hidden.has(who) ? [] : onFrame(annotations, name, frameNo),
    })
    return [
      of('a', found.a.annotations),
      of('b', found.b.annotations),
      ...(found.proposal ? [of('proposal', found.proposal.annotations)] : []),
    ]
  }, [found, shownSlot, frameNo, hidden])
  const ids = useMemo(() => new Set([current?.a, current?.b].flatMap((id) => id ?? [])), [current])
  const place = useMemo(() => placeOf([...ids].map((id) => all.get(id))), [ids, all])
  const index = differences.findIndex((d) => d.key === chosen)
  const step = (by: number) => {
    const next = differences[Math.min(Math.max(index + by, 0), differences.length - 1)]
    if (next) setChosen(next.key)
  }
  const decide = (d: Difference, take: Take) => {
    setChoices((c) => ({ ...c, [d.key]: take }))
    const open = differences.find((other, i) => i > differences.indexOf(d) && choices[other.key] === undefined)
    if (open) setChosen(open.key)
  }
  const takeNow = (take: Take) => () => {
    if (!current || !found.may.settle) return
    if ((current.kind === 'onlyA' && take === 'b') || (current.kind === 'onlyB' && take === 'a')) return
    decide(current, take)
  }
  useCommands(
    {
      'agree.takeA': takeNow('a'),
      'agree.takeB': takeNow('b'),
      'agree.takeNone': takeNow('none'),
      'agree.next': () => step(1),
      'agree.previous': () => step(-1),
    },
    { agreeing: true },
  )
  const toggle = (who: Layer['who']) => {
    const next = new Set(hidden)
    if (!next.delete(who)) next.add(who)
    setHidden(next)
  }
  const nameOf = (id: string | null) => project.users.find((u) => u.id === id)?.name ?? '–'
  const places = [...new Set(slots.map((s) => s.slot))]
  return (
    <div className="compare-body">
      <div className="compare-left">
        <div className="compare-bar">
          {places.length > 1
            ? places.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="chip"
                  aria-pressed={name === shownSlot?.slot}
                  onClick={() => setSlot(name)}
                >
                  {name}
                  <Marked
                    count={differences.filter((d) => d.target.kind !== 'item' && d.target.slot === name).length}
                  />
                </button>
              ))
            : null}
          <span className="grow" />
          <LegendKey
            who="a"
            on={!hidden.has('a')}
            toggle={toggle}
            text={t('agree.legend.a', { name: nameOf(found.a.userId) })}
          />
          <LegendKey
            who="b"
            on={!hidden.has('b')}
            toggle={toggle}
            text={t('agree.legend.b', { name: nameOf(found.b.userId) })}
          />
          {found.proposal ? (
            <LegendKey who="proposal" on={!hidden.has('proposal')} toggle={toggle} text={t('agree.legend.proposal')} />
          ) : null}
        </div>
        {detail.fault ? <FaultNotice fault={detail.fault} retry={detail.reload} /> : null}
        {frame ? <ComparePicture frame={frame} layers={layers} chosen={ids} place={place} /> : <Waiting />}
      </div>
      <aside className="compare-side">
        <Differences
          found={found}
          annotations={all}
          labels={p.labels}
          chosen={chosen}
          choices={choices}
          choose={setChosen}
          decide={decide}
        />
        <Consents found={found} choices={choices} nameOf={nameOf} take={p.take} reload={p.reload} />
      </aside>
    </div>
  )
}

const Marked = ({ count }: { count: number }) => (count > 0 ? <b className="numbers warn"> {count}</b> : null)

function LegendKey(p: { who: Layer['who']; on: boolean; text: string; toggle(who: Layer['who']): void }) {
  const t = useText()
  return (
    <button
      type="button"
      className="plain-button compare-key small"
      aria-pressed={p.on}
      title={t(`agree.show.${p.who}`)}
      onClick={() => p.toggle(p.who)}
    >
      <svg width="26" height="10" aria-hidden className="compare-mark" data-who={p.who}>
        <path d="M1 5L25 5" />
      </svg>
      <span className="cut">{p.text}</span>
    </button>
  )
}
