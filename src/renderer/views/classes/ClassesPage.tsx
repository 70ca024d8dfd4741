import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { api } from '../../api/client.ts'
import { makeClass } from '../../app/newClasses.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { AttributeEditor } from './AttributeEditor.tsx'
import { ClassDetail } from './ClassDetail.tsx'
import { ClassTreeList } from './ClassTreeList.tsx'
import './classes.css'
import { RulesEditor } from './RulesEditor.tsx'
import { SavePreview } from './SavePreview.tsx'
import { mergeClasses, schemaProblem } from './schemaEdits.ts'
import { useSchemaSave } from './useSchemaSave.ts'
import { VersionsPanel } from './VersionsPanel.tsx'

const PARTS = ['item', 'slot', 'object', 'rules', 'versions'] as const
type Part = (typeof PARTS)[number]
type Shown = { readonly kind: 'class'; readonly id: string } | { readonly kind: 'part'; readonly part: Part }
const LISTS = { item: 'itemAttributes', slot: 'slotAttributes', object: 'objectAttributes' } as const

export function ClassesPage() {
  const t = useText()
  const title = useTitle()
  const { project, user } = useProject()
  const [schema, setSchema] = useState<LabelSchema>(project.schema)
  const first = project.schema.classes[0]
  const [shown, setShown] = useState<Shown>(first ? { kind: 'class', id: first.id } : { kind: 'part', part: 'item' })
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [picking, setPicking] = useState<'file' | 'folder' | null>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const save = useSchemaSave()
  const disabled = project.mode !== 'write' || user === null
  const changed = schema !== project.schema
  const problem = schemaProblem(schema, ({ ko, en }) => title({ ko: ko.trim() || en, en: en.trim() || ko }))
  const chosen = shown.kind === 'class' ? shown.id : null
  const current = schema.classes.find((c) => c.id === chosen)

  useEffect(() => {
    if (!changed) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [changed])

  const add = () => {
    if (!name.trim()) return
    const made = { ...makeClass(name, schema.classes), parent: current?.parent ?? null }
    setSchema({ ...schema, classes: [...schema.classes, made] })
    setShown({ kind: 'class', id: made.id })
    setName('')
  }
  const take = (path: string) =>
    picking === 'folder'
      ? api.schema
          .writeFile({ projectId: project.id, folder: path })
          .then((written) => toast(t('classes.written', written), 'good'), toastFault)
      : api.project.classesFromFile({ path }).then((more) => setSchema((s) => mergeClasses(s, more)), toastFault)
  return (
    <div className="page classes-page">
      <h1>{t('command.project.classes')}</h1>
      <p className="quiet">{t('classes.hint', { version: project.schema.version })}</p>
      {disabled ? (
        <div className="notice" data-tone="warn">
          {t('classes.readOnly')}
        </div>
      ) : null}
      {save.pending ? (
        <SavePreview
          preview={save.pending.preview}
          before={project.schema}
          after={save.pending.schema}
          busy={save.busy}
          onBack={save.back}
          onSave={(choices) => void save.carryOut(choices)}
        />
      ) : (
        <div className="classes">
          <section className="classes-list framed" aria-label={t('classes.list')}>
            <ClassTreeList
              schema={schema}
              chosen={chosen}
              disabled={disabled}
              onChoose={(id) => setShown({ kind: 'class', id })}
              onChange={setSchema}
              onEnter={() => nameField.current?.select()}
            />
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
            <div className="classes-parts">
              {PARTS.map((part) => (
                <button
                  key={part}
                  type="button"
                  className="class-row classes-item"
                  aria-current={(shown.kind === 'part' && shown.part === part) || undefined}
                  onClick={() => setShown({ kind: 'part', part })}
                >
                  <span className="grow">{t(`classes.${part}`)}</span>
                  {part === 'versions' ? null : (
                    <span className="faint small numbers">
                      {part === 'rules' ? schema.rules.length : schema[LISTS[part]].length}
                    </span>
                  )}
                </button>
              ))}
            </div>
            <div className="row classes-files">
              <Button variant="subtle" color="gray" disabled={disabled} onClick={() => setPicking('file')}>
                {t('classes.fromFile')}
              </Button>
              <Button variant="subtle" color="gray" disabled={changed} onClick={() => setPicking('folder')}>
                {t('classes.toFile')}
              </Button>
            </div>
          </section>
          {shown.kind === 'part' ? (
            <PartDetail
              part={shown.part}
              schema={schema}
              disabled={disabled}
              unsaved={changed}
              onChange={setSchema}
              onRestore={(version, body) => void save.look(body, version, t('versions.reason', { version }))}
            />
          ) : current ? (
            <ClassDetail
              key={current.id}
              c={current}
              schema={schema}
              disabled={disabled}
              first={nameField}
              onChange={setSchema}
              onGone={() => setShown({ kind: 'part', part: 'item' })}
            />
          ) : (
            <p className="quiet">{t('classes.pickOne')}</p>
          )}
        </div>
      )}
      {save.pending ? null : (
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
          <Button
            disabled={!changed || problem !== null || disabled}
            loading={save.busy}
            onClick={() => void save.look(schema, null, reason.trim())}
          >
            {t('classes.save')}
          </Button>
        </div>
      )}
      <FilePicker
        opened={picking !== null}
        title={t(picking === 'folder' ? 'classes.toFile.pick' : 'wizard.classes.file.pick')}
        show={picking === 'folder' ? 'folders' : 'labels'}
        want={picking === 'folder' ? 'folder' : 'file'}
        confirm={t(picking === 'folder' ? 'classes.toFile.confirm' : 'wizard.classes.file.confirm')}
        onClose={() => setPicking(null)}
        onPick={([path]) => {
          setPicking(null)
          if (path) void take(path)
        }}
      />
    </div>
  )
}

function PartDetail(p: {
  part: Part
  schema: LabelSchema
  disabled: boolean
  unsaved: boolean
  onChange(next: LabelSchema): void
  onRestore(version: number, schema: LabelSchema): void
}) {
  const t = useText()
  const { part, schema, disabled } = p
  return (
    <section className="classes-detail">
      <h2>{t(`classes.${part}`)}</h2>
      {part === 'rules' ? (
        <RulesEditor schema={schema} disabled={disabled} onChange={(rules) => p.onChange({ ...schema, rules })} />
      ) : part === 'versions' ? (
        <>
          {p.unsaved ? <p className="warn small">{t('versions.unsaved')}</p> : null}
          <VersionsPanel disabled={disabled || p.unsaved} onRestore={p.onRestore} />
        </>
      ) : (
        <>
          <p className="quiet small">{t(`classes.${part}.hint`)}</p>
          <AttributeEditor
            attributes={schema[LISTS[part]]}
            schema={schema}
            disabled={disabled}
            onChange={(list) => p.onChange({ ...schema, [LISTS[part]]: list })}
          />
        </>
      )}
    </section>
  )
}
