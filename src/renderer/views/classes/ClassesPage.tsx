import { ActionIcon, Button, Chip, ColorInput, Select, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import {
  type AllowedShape,
  allowedShapeSchema,
  type ClassDef,
  type LabelSchema,
} from '../../../shared/annotation/labelSchema.ts'
import { api } from '../../api/client.ts'
import { makeClass, PALETTE } from '../../app/newClasses.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { AttributeEditor } from './AttributeEditor.tsx'
import './classes.css'
import { changeClass, filledTitles, mergeClasses, moveClass, removeClass, schemaProblem } from './schemaEdits.ts'

const SHAPES = allowedShapeSchema.options
const ITEM = '\u0000item'

export function ClassesPage() {
  const t = useText()
  const title = useTitle()
  const { project, user, refresh } = useProject()
  const [schema, setSchema] = useState<LabelSchema>(project.schema)
  const [chosen, setChosen] = useState<string>(project.schema.classes[0]?.id ?? ITEM)
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [picking, setPicking] = useState(false)
  const [busy, setBusy] = useState(false)
  const disabled = project.mode !== 'write' || user === null
  const changed = schema !== project.schema
  const problem = schemaProblem(schema)
  const current = schema.classes.find((c) => c.id === chosen)

  useEffect(() => {
    if (!changed) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [changed])

  const add = () => {
    if (!name.trim()) return
    const made = makeClass(name, schema.classes)
    setSchema({ ...schema, classes: [...schema.classes, made] })
    setChosen(made.id)
    setName('')
  }
  const save = async () => {
    setBusy(true)
    try {
      const saved = await api.schema.save({
        projectId: project.id,
        schema: filledTitles(schema),
        reason: reason.trim(),
      })
      toast(t('classes.saved', { version: saved.version }), 'good')
      refresh()
    } catch (error) {
      toastFault(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="page classes-page">
      <h1>{t('command.project.classes')}</h1>
      <p className="quiet">{t('classes.hint', { version: project.schema.version })}</p>
      {disabled ? (
        <div className="notice" data-tone="warn">
          {t('classes.readOnly')}
        </div>
      ) : null}
      <div className="classes">
        <section className="classes-list framed" aria-label={t('classes.list')}>
          <div className="scroll classes-rows">
            {schema.classes.length === 0 ? <p className="quiet classes-none">{t('classes.none')}</p> : null}
            {schema.classes.map((c) => (
              <button
                key={c.id}
                type="button"
                className="class-row"
                aria-current={c.id === chosen || undefined}
                onClick={() => setChosen(c.id)}
              >
                <span className="swatch" style={{ background: c.colour }} />
                <span className="cut grow">{title(c.title) || c.id}</span>
                {c.key === null ? null : <kbd className="key">{c.key}</kbd>}
              </button>
            ))}
          </div>
          <button
            type="button"
            className="class-row classes-item"
            aria-current={chosen === ITEM || undefined}
            onClick={() => setChosen(ITEM)}
          >
            {t('classes.item')}
          </button>
          <form
            className="row classes-add"
            onSubmit={(e) => {
              e.preventDefault()
              add()
            }}
          >
            <TextInput
              className="grow"
              aria-label={t('classes.add.name')}
              placeholder={t('classes.add.name')}
              disabled={disabled}
              value={name}
              onChange={(e) => setName(e.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={disabled || !name.trim()}>
              {t('app.add')}
            </Button>
          </form>
          <Button variant="subtle" color="gray" disabled={disabled} onClick={() => setPicking(true)}>
            {t('classes.fromFile')}
          </Button>
        </section>
        {chosen === ITEM ? (
          <section className="classes-detail">
            <h2>{t('classes.item')}</h2>
            <AttributeEditor
              attributes={schema.itemAttributes}
              disabled={disabled}
              onChange={(itemAttributes) => setSchema({ ...schema, itemAttributes })}
            />
          </section>
        ) : current ? (
          <ClassDetail
            key={current.id}
            c={current}
            schema={schema}
            disabled={disabled}
            onChange={setSchema}
            onGone={() => setChosen(ITEM)}
          />
        ) : (
          <p className="quiet">{t('classes.pickOne')}</p>
        )}
      </div>
      <div className="page-foot">
        <span className="grow" role="status">
          {problem ? (
            <span className="warn">{t(`problem.${problem.code}`, { name: problem.name })}</span>
          ) : changed ? (
            t('classes.changed')
          ) : (
            ''
          )}
        </span>
        <TextInput
          aria-label={t('classes.reason')}
          placeholder={t('classes.reason')}
          disabled={!changed}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
        />
        <Button variant="default" disabled={!changed} onClick={() => setSchema(project.schema)}>
          {t('classes.discard')}
        </Button>
        <Button disabled={!changed || problem !== null || disabled} loading={busy} onClick={save}>
          {t('classes.save')}
        </Button>
      </div>
      <FilePicker
        opened={picking}
        title={t('wizard.classes.file.pick')}
        show="labels"
        want="file"
        confirm={t('wizard.classes.file.confirm')}
        onClose={() => setPicking(false)}
        onPick={([path]) => {
          setPicking(false)
          if (path)
            api.project.classesFromFile({ path }).then((more) => setSchema((s) => mergeClasses(s, more)), toastFault)
        }}
      />
    </div>
  )
}

function ClassDetail(p: {
  c: ClassDef
  schema: LabelSchema
  disabled: boolean
  onChange(next: LabelSchema): void
  onGone(): void
}) {
  const t = useText()
  const { c, schema, disabled } = p
  const set = (change: Partial<ClassDef>) => p.onChange(changeClass(schema, c.id, change))
  return (
    <section className="classes-detail">
      <div className="classes-names">
        <TextInput
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
      </div>
      <h2>{t('classes.shapes')}</h2>
      <Chip.Group
        multiple
        value={c.shapes}
        onChange={(v) => set({ shapes: SHAPES.filter((s): s is AllowedShape => v.includes(s)) })}
      >
        <div className="row wrap">
          {SHAPES.map((s) => (
            <Chip key={s} value={s} size="xs" disabled={disabled}>
              {t(`shape.${s}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <h2>{t('classes.attributes')}</h2>
      <AttributeEditor attributes={c.attributes} disabled={disabled} onChange={(attributes) => set({ attributes })} />
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
