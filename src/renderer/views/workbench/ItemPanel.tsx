import { useStore } from 'zustand'
import { slotsOf } from '../../../shared/annotation/activeSlot.ts'
import { isAsked } from '../../../shared/annotation/attributes.ts'
import { classTree } from '../../../shared/annotation/classTree.ts'
import type { AttributeDef, ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { frameAt } from '../../../shared/annotation/slotParts.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { slotOrderOf } from '../../../shared/domains/slotNames.ts'
import { byteSize } from '../../app/format.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { setAttributeDiff } from '../../tools/diffs.ts'
import { useProject } from '../project/projectContext.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { ClassTitle } from './ClassTitle.tsx'
import { useDesk } from './deskView.ts'
import { PlaceFacts } from './inspect/PlaceFacts.tsx'
import { ITEM, recordOf, setRecordAttribute, tagOf, toggleTag, type Whole } from './itemLabels.ts'
import { SpacingFact } from './MeasureFacts.tsx'

/** Labels of the picture as a whole, and its facts. */
export function ItemPanel({ session, detail }: { session: Session; detail: ItemDetail }) {
  const t = useText()
  const { project } = useProject()
  const { schema } = project
  const frame = useDesk((v) => v.frame)
  const first = detail.slots[0]
  const source = first && (frameAt(detail.slots, first.slot, frame)?.source ?? first.source)
  const slots = slotsOf(detail.slots).sort((a, b) => slotOrderOf(a) - slotOrderOf(b))
  const facts: readonly (readonly [string, string])[] = source
    ? [
        [t('fact.file'), source.name],
        [t('fact.kind'), source.kind],
        [t('fact.size'), `${source.width} × ${source.height}`],
        [t('fact.depth'), `${source.bitsStored} bit × ${source.channels}`],
        [t('fact.frames'), String(detail.frames)],
        [t('fact.bytes'), byteSize(source.bytes)],
        ['SHA-256', source.sha256],
      ]
    : []
  return (
    <div className="panel-part panel-part-long scroll">
      <WholeLabels session={session} whole={ITEM} heading={null} defs={schema.itemAttributes} />
      {slots.length > 1 || schema.slotAttributes.length > 0
        ? slots.map((slot) => (
            <WholeLabels
              key={slot}
              session={session}
              whole={{ kind: 'slot', slot }}
              heading={t('item.slot', { slot })}
              defs={schema.slotAttributes}
              // With one slot only, its tags are those of the item.
              tags={slots.length > 1}
            />
          ))
        : null}
      <PlaceFacts fields={detail.fields} />
      <section className="panel-group">
        <h3 className="head">{t('item.facts')}</h3>
        {facts.map(([name, value]) => (
          <div key={name} className="field">
            <span className="field-name">{name}</span>
            <span className="fact-value quiet" title={value}>
              {value}
            </span>
          </div>
        ))}
        {source ? <SpacingFact spacing={source.spacing} /> : null}
        {source && !source.present ? <p className="warn">{t('desk.sourceMissing')}</p> : null}
      </section>
    </div>
  )
}

/** Tags and attributes of the item, or of one of its slots. */
function WholeLabels(p: {
  session: Session
  whole: Whole
  heading: string | null
  defs: readonly AttributeDef[]
  tags?: boolean
}) {
  const t = useText()
  const { session, whole } = p
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const tree = classTree(project.schema)
  const shownClasses = useShownSchema(project.schema).classes
  const tags = p.tags === false ? [] : shownClasses.filter((c) => c.shapes.includes('tag'))
  const values = recordOf(records, whole)?.attributes ?? {}
  const asked = p.defs.filter((d) => isAsked(d, { classId: null, attributes: values }, tree))
  if (p.heading !== null && tags.length === 0 && p.defs.length === 0) return null
  return (
    <section className="panel-group" aria-label={p.heading ?? t('item.tags')}>
      {p.tags === false ? null : <h3 className="head">{p.heading ?? t('item.tags')}</h3>}
      {tags.length === 0 && p.heading === null ? <p className="faint small">{t('item.tags.none')}</p> : null}
      <div className="tag-list">
        {tags.map((c) => (
          <button
            key={c.id}
            type="button"
            className="chip tag-chip"
            disabled={!writable}
            aria-pressed={tagOf(records, c.id, whole) !== null}
            title={c.help ? undefined : (c.code ?? undefined)}
            onClick={() => session.commit(toggleTag(records, c.id, whole), 'tag.set')}
          >
            <ClassTitle c={c} />
          </button>
        ))}
      </div>
      {tags.map((c) => (
        <TagAttributes key={c.id} session={session} c={c} whole={whole} />
      ))}
      {asked.length > 0 ? (
        <>
          <h3 className="head">{p.tags === false && p.heading ? p.heading : t('item.attributes')}</h3>
          <AttributeFields
            defs={asked}
            disabled={!writable}
            valueOf={(id) => ({ value: values[id], mixed: false })}
            set={(id, value) => session.commit(setRecordAttribute(records, id, value, whole), 'attribute.set')}
          />
        </>
      ) : null}
    </section>
  )
}

/** A tag may have attributes like any other label. */
function TagAttributes(p: { session: Session; c: ClassDef; whole: Whole }) {
  const { session, c } = p
  const title = useTitle()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const tag = tagOf(records, c.id, p.whole)
  const asked = tag ? c.attributes.filter((d) => isAsked(d, tag, classTree(project.schema))) : []
  if (!tag || asked.length === 0) return null
  return (
    <fieldset className="tag-attributes" aria-label={title(c.title)}>
      <span className="faint small">{title(c.title)}</span>
      <AttributeFields
        defs={asked}
        disabled={!writable || tag.locked}
        valueOf={(id) => ({ value: tag.attributes[id], mixed: false })}
        set={(id, value) => session.commit(setAttributeDiff(records, [tag.id], id, value), 'attribute.set')}
      />
    </fieldset>
  )
}
