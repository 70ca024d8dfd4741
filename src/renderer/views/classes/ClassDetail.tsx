import { ActionIcon, Button, Chip, ColorInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { classTree, isWithin } from '../../../shared/annotation/classTree.ts'
import {
  type AllowedShape,
  allowedShapeSchema,
  type ClassDef,
  type LabelSchema,
} from '../../../shared/annotation/labelSchema.ts'
import { PALETTE } from '../../app/newClasses.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import { AttributeEditor } from './AttributeEditor.tsx'
import { ExampleField } from './ExampleField.tsx'
import { SkeletonEditor } from './SkeletonEditor.tsx'
import { changeClass, moveClass, removeClass, reparent } from './schemaEdits.ts'

/** Measurements carry no class, so none may be asked to. */
const SHAPES: readonly AllowedShape[] = allowedShapeSchema.options.filter((s) => s !== 'ruler' && s !== 'angle')
const TOP = '\u0000top'

export function ClassDetail(p: {
  c: ClassDef
  schema: LabelSchema
  disabled: boolean
  first: RefObject<HTMLInputElement | null>
  onChange(next: LabelSchema): void
  onGone(): void
}) {
  const t = useText()
  const title = useTitle()
  const language = useLanguage()
  const { c, schema, disabled } = p
  const set = (change: Partial<ClassDef>) => p.onChange(changeClass(schema, c.id, change))
  const help = c.help ?? { ko: '', en: '' }
  const tree = classTree(schema)
  return (
    <section className="classes-detail" aria-label={title(c.title) || c.id}>
      <div className="classes-names">
        <TextInput
          ref={p.first}
          label={t('classes.name.ko')}
          disabled={disabled}
          value={c.title.ko}
          onChange={(e) => set({ title: { ...c.title, ko: e.currentTarget.value } })}
        />
        <TextInput
          label={t('classes.name.en')}
          disabled={disabled}
          value={c.title.en}
          onChange={(e) => set({ title: { ...c.title, en: e.currentTarget.value } })}
        />
        <ColorInput
          label={t('classes.colour')}
          format="hex"
          eyeDropperButtonProps={{ 'aria-label': t('app.pickColour') }}
          swatches={[...PALETTE]}
          swatchesPerRow={10}
          disabled={disabled}
          value={c.colour}
          onChange={(colour) => set({ colour: colour.toLowerCase() })}
        />
        <Select
          label={t('classes.key')}
          disabled={disabled}
          allowDeselect={false}
          data={[
            { value: '', label: t('classes.key.none') },
            ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((n) => ({ value: String(n), label: String(n) })),
          ]}
          value={c.key === null ? '' : String(c.key)}
          onChange={(v) => set({ key: v ? Number(v) : null })}
        />
        <Select
          label={t('classes.parent')}
          disabled={disabled}
          allowDeselect={false}
          searchable
          limit={200}
          data={[
            { value: TOP, label: t('classes.parent.none') },
            ...schema.classes
              .filter((o) => !isWithin(tree, o.id, [c.id]))
              .map((o) => ({ value: o.id, label: title(o.title) || o.id })),
          ]}
          value={c.parent !== null && tree.byId.has(c.parent) ? c.parent : TOP}
          onChange={(v) => p.onChange(reparent(schema, c.id, v === TOP || v === null ? null : v))}
        />
        <Select
          label={t('classes.role')}
          disabled={disabled}
          allowDeselect={false}
          data={[
            { value: 'object', label: t('classes.role.object') },
            { value: 'ignore', label: t('classes.role.ignore') },
          ]}
          value={c.role}
          onChange={(v) => set({ role: v === 'ignore' ? 'ignore' : 'object' })}
        />
        <TextInput
          label={t('classes.code')}
          disabled={disabled}
          value={c.code ?? ''}
          onChange={(e) => set({ code: e.currentTarget.value.trim() || null })}
        />
        <TagsInput
          label={t('classes.words')}
          disabled={disabled}
          acceptValueOnBlur
          value={c.words}
          onChange={(words) => set({ words })}
        />
      </div>
      <h2>{t('classes.shapes')}</h2>
      <Chip.Group multiple value={c.shapes} onChange={(v) => set({ shapes: SHAPES.filter((s) => v.includes(s)) })}>
        <div className="row wrap">
          {SHAPES.map((s) => (
            <Chip key={s} value={s} size="xs" disabled={disabled}>
              {t(`shape.${s}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {c.shapes.includes('skeleton') ? (
        <>
          <h2>{t('skeleton.title')}</h2>
          <SkeletonEditor skeleton={c.skeleton} disabled={disabled} onChange={(skeleton) => set({ skeleton })} />
        </>
      ) : null}
      <h2>{t('classes.attributes')}</h2>
      <AttributeEditor
        attributes={c.attributes}
        schema={schema}
        disabled={disabled}
        onChange={(attributes) => set({ attributes })}
      />
      <h2>{t('classes.help')}</h2>
      <div className="classes-help">
        <Textarea
          aria-label={t('classes.help')}
          placeholder={t('classes.help.hint')}
          autosize
          minRows={3}
          maxRows={10}
          disabled={disabled}
          value={help[language]}
          onChange={(e) => {
            const next = { ...help, [language]: e.currentTarget.value }
            set({ help: next.ko || next.en ? next : null })
          }}
        />
        <ExampleField file={c.example} disabled={disabled} onChange={(example) => set({ example })} />
      </div>
      <div className="row classes-end">
        <span className="grow faint small">{t('classes.id', { id: c.id })}</span>
        <ActionIcon
          disabled={disabled}
          aria-label={t('classes.up')}
          onClick={() => p.onChange(moveClass(schema, c.id, -1))}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          disabled={disabled}
          aria-label={t('classes.down')}
          onClick={() => p.onChange(moveClass(schema, c.id, 1))}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <Button
          variant="subtle"
          color="red"
          disabled={disabled}
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => {
            p.onChange(removeClass(schema, c.id))
            p.onGone()
          }}
        >
          {t('classes.remove')}
        </Button>
      </div>
    </section>
  )
}
