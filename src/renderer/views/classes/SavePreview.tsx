import { Button, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { definitionsOf } from '../../../shared/annotation/attributes.ts'
import { classTree } from '../../../shared/annotation/classTree.ts'
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { type Choice, type Choices, choicesFor } from '../../../shared/annotation/schemaChange.ts'
import type { SchemaPreview } from '../../../shared/contract/schema.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { count } from '../../app/format.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'

type Case = SchemaPreview['cases'][number]

/** What the new version does to existing labels, and what shall become of them. Without a choice they stay as they are. */
export function SavePreview(p: {
  preview: SchemaPreview
  before: LabelSchema
  after: LabelSchema
  busy: boolean
  onBack(): void
  onSave(choices: Choices): void
}) {
  const t = useText()
  const language = useLanguage()
  const [choices, setChoices] = useState<Choices>({})
  const { cases, takenBack } = p.preview
  // A target that was not picked yet is no choice.
  const open = Object.values(choices).some((c) => c.kind === 'move' && c.to === '')
  return (
    <section className="save-preview" aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <p className="quiet">{t('preview.hint')}</p>
      {takenBack > 0 ? <p>{t('preview.takenBack', { count: count(takenBack, language) })}</p> : null}
      <div className="scroll save-cases">
        {cases.map((c) => (
          <CaseRow
            key={c.key}
            c={c}
            before={p.before}
            after={p.after}
            choice={choices[c.key] ?? { kind: 'keep' }}
            onChoose={(choice) => setChoices({ ...choices, [c.key]: choice })}
          />
        ))}
      </div>
      <div className="row">
        <span className="grow" />
        <Button variant="default" onClick={p.onBack}>
          {t('preview.back')}
        </Button>
        <Button loading={p.busy} disabled={open} onClick={() => p.onSave(choices)} data-autofocus>
          {t('preview.save')}
        </Button>
      </div>
    </section>
  )
}

function CaseRow(p: {
  c: Case
  before: LabelSchema
  after: LabelSchema
  choice: Choice
  onChoose(next: Choice): void
}) {
  const t = useText()
  const title = useTitle()
  const language = useLanguage()
  const { c, choice } = p
  const owner = classTree(p.before).byId.get(c.owner)
  const where = owner ? title(owner.title) : t(c.level === 'item' ? 'classes.item' : 'classes.slot')
  const part = useMemo(() => {
    if (c.part === null) return ''
    const found = [
      ...p.before.objectAttributes,
      ...p.before.itemAttributes,
      ...p.before.slotAttributes,
      ...(owner?.attributes ?? []),
    ]
    const def = found.find((d) => d.id === c.part)
    return def ? title(def.title) : (translateCode(language, `shape.${c.part}`) ?? c.part)
  }, [c.part, owner, p.before, title, language])
  const targets = useMemo(() => {
    if (c.kind !== 'option-removed') return p.after.classes.map((k) => ({ value: k.id, label: title(k.title) || k.id }))
    const shape = { kind: 'point', x: 0, y: 0 } as const
    const target = { kind: 'frame', slot: 'image', frame: 0 } as const
    const defs =
      c.level === 'class'
        ? definitionsOf({ classId: c.owner, shape, target }, p.after)
        : c.level === 'item'
          ? p.after.itemAttributes
          : p.after.slotAttributes
    const type = defs?.find((d) => d.id === c.part)?.type
    return type && 'options' in type
      ? type.options.map((o) => ({ value: o, label: type.titles[o] ? title(type.titles[o]) : o }))
      : []
  }, [c, p.after, title])
  return (
    <div className="save-case">
      <span className="save-count numbers">{count(c.count, language)}</span>
      <span className="grow">
        {t(`case.${c.kind}`, { where, part, option: c.option ?? '' })}
        {c.examples.length > 0 && c.kind !== 'option-removed' ? (
          <span className="faint small save-examples">{t('preview.values', { values: c.examples.join(' · ') })}</span>
        ) : null}
      </span>
      <Select
        aria-label={t('preview.choice')}
        allowDeselect={false}
        data={choicesFor(c.kind).map((kind) => ({ value: kind, label: t(`choice.${kind}`) }))}
        value={choice.kind}
        onChange={(v) => {
          if (v === 'move') p.onChoose({ kind: 'move', to: '' })
          else if (v === 'keep' || v === 'drop' || v === 'convert') p.onChoose({ kind: v })
        }}
      />
      {choice.kind === 'move' ? (
        <Select
          aria-label={t('preview.to')}
          placeholder={t('preview.to')}
          searchable
          limit={200}
          data={targets}
          value={choice.to || null}
          onChange={(v) => p.onChoose({ kind: 'move', to: v ?? '' })}
        />
      ) : (
        <span />
      )}
    </div>
  )
}
