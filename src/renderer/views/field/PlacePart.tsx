import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { fieldsResultSchema, type PlacePreview } from '../../../shared/contract/pack.ts'
import { ITEM_FIELDS, isItemField } from '../../../shared/domains/itemFields.ts'
import { TEMPLATE_FIELDS } from '../../../shared/domains/xraySecurity/pathTemplate.ts'
import { api } from '../../api/client.ts'
import { useJob } from '../../app/useJob.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { usePlaceTitle } from '../workbench/inspect/PlaceFacts.tsx'
import type { Part } from './FieldPage.tsx'

const QUIET = 250

export function PlacePart({ draft, disabled, change, changed }: Part & { changed: boolean }) {
  const t = useText()
  const { project } = useProject()
  const [path, setPath] = useState('')
  const [preview, setPreview] = useState<PlacePreview | null>(null)
  const { place } = draft
  const used = TEMPLATE_FIELDS.filter((f) => place.template?.includes(`{${f}}`))
  useEffect(() => {
    let stopped = false
    const timer = setTimeout(() => {
      api.pack
        .previewPlace({ projectId: project.id, place, ...(path.trim() ? { path: path.trim() } : {}) })
        .then((found) => !stopped && setPreview(found), toastFault)
    }, QUIET)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [project.id, place, path])
  const set = (template: string) => change({ place: { ...place, template: template.trim() === '' ? null : template } })
  return (
    <section>
      <h2>{t('field.place')}</h2>
      <p className="quiet small">
        {t('field.place.hint', {
          fields: TEMPLATE_FIELDS.map((f) => `{${f}}`).join(' '),
          file: '{file}',
          dataid: '{dataid}',
        })}
      </p>
      <TextInput
        className="field-template"
        aria-label={t('field.place.template')}
        placeholder="{maker}/{item}/{scenario}/{dataid}"
        disabled={disabled}
        spellCheck={false}
        maxLength={500}
        value={place.template ?? ''}
        error={preview?.problem ? t(`field.place.problem.${preview.problem}`) : null}
        onChange={(e) => set(e.currentTarget.value)}
      />
      {used.length > 0 ? (
        <div className="field-patterns">
          {used.map((field) => (
            <TextInput
              key={field}
              size="xs"
              label={t('field.place.pattern', { field })}
              disabled={disabled}
              spellCheck={false}
              maxLength={200}
              value={place.patterns[field] ?? ''}
              onChange={(e) => {
                const { [field]: _, ...others } = place.patterns
                const pattern = e.currentTarget.value
                change({ place: { ...place, patterns: pattern === '' ? others : { ...others, [field]: pattern } } })
              }}
            />
          ))}
        </div>
      ) : null}
      <TextInput
        aria-label={t('field.place.try')}
        placeholder={t('field.place.try')}
        spellCheck={false}
        value={path}
        onChange={(e) => setPath(e.currentTarget.value)}
      />
      {preview && !preview.problem ? <Examples preview={preview} /> : null}
      <Reread disabled={disabled} place={place} changed={changed} />
    </section>
  )
}

function Examples({ preview }: { preview: PlacePreview }) {
  const t = useText()
  if (preview.examples.length === 0) return <p className="faint small">{t('field.place.noExample')}</p>
  return (
    <ul
      className="field-examples framed"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable
      tabIndex={0}
    >
      {preview.examples.map((e, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the typed path may be one that is there already
        <li key={`${i} ${e.path}`}>
          <span className={e.matches ? 'ok small' : 'warn small'}>
            {t(e.matches ? 'field.place.matches' : 'field.place.differs')}
          </span>
          <span className="grow cut" title={e.path}>
            {e.path}
          </span>
          <FieldWords fields={e.fields} />
        </li>
      ))}
    </ul>
  )
}

function FieldWords({ fields }: { fields: Readonly<Record<string, string>> }) {
  const title = useTitle()
  const show = usePlaceTitle()
  return (
    <span className="row wrap">
      {Object.entries(fields).map(([id, value]) =>
        isItemField(id) && id !== 'dataid' ? (
          <span key={id} className="pill" title={title(ITEM_FIELDS[id])}>
            {show(id, value)}
          </span>
        ) : null,
      )}
    </span>
  )
}

function Reread({ disabled, place, changed }: { disabled: boolean; place: Part['draft']['place']; changed: boolean }) {
  const t = useText()
  const { project } = useProject()
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJob(project.id, jobId)
  const found = fieldsResultSchema.safeParse(job.job?.result)
  const looked = job.job?.kind === 'fields-preview'
  const follow = (started: { id: string }) => setJobId(started.id)
  return (
    <div className="column">
      <div className="row wrap">
        <span className="grow">{t('field.reread')}</span>
        <Button
          variant="default"
          onClick={() => api.pack.previewFields({ projectId: project.id, place }).then(follow, toastFault)}
        >
          {t('field.reread.look')}
        </Button>
        <Button
          variant="default"
          disabled={disabled || changed}
          onClick={() => api.pack.readFields({ projectId: project.id }).then(follow, toastFault)}
        >
          {t('field.reread.run')}
        </Button>
      </div>
      {jobId ? <JobProgress followed={job} label={t('field.reread')} /> : null}
      {found.success ? (
        <>
          <p className="small" role="status">
            {looked
              ? t('field.reread.found', {
                  items: found.data.items,
                  changed: found.data.changed,
                  unread: found.data.unread,
                })
              : t('field.reread.done', { changed: found.data.changed })}
          </p>
          {looked && found.data.examples.length > 0 ? (
            <ul
              className="field-examples framed"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable
              tabIndex={0}
            >
              {found.data.examples.slice(0, 20).map((e) => (
                <li key={e.item}>
                  <span className="grow cut" title={e.item}>
                    {e.item}
                  </span>
                  <FieldWords fields={e.before} />
                  <span aria-hidden>→</span>
                  <FieldWords fields={e.after} />
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
