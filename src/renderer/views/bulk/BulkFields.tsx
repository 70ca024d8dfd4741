import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { BULK_TESTS } from '../../../shared/annotation/bulk.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { useProject } from '../project/projectContext.ts'
import { AttributeFields } from '../workbench/AttributeFields.tsx'
import { attributesOf, type BulkForm, WITHOUT_CLASS } from './bulkForm.ts'

type Props = { form: BulkForm; change(c: Partial<BulkForm>): void }

export function BulkFields({ form, change }: Props) {
  const t = useText()
  return (
    <div className="bulk-fields">
      <section className="framed bulk-part" aria-label={t('bulk.which')}>
        <h2>{t('bulk.which')}</h2>
        <Condition form={form} change={change} />
      </section>
      <section className="framed bulk-part" aria-label={t('bulk.what')}>
        <h2>{t('bulk.what')}</h2>
        <SegmentedControl
          aria-label={t('bulk.what')}
          data={[
            { value: 'change', label: t('bulk.change') },
            { value: 'remove', label: t('bulk.remove') },
          ]}
          value={form.remove ? 'remove' : 'change'}
          onChange={(v) => change({ remove: v === 'remove' })}
        />
        {form.remove ? <p className="quiet small">{t('bulk.remove.hint')}</p> : <Change form={form} change={change} />}
      </section>
    </div>
  )
}

function useChoices() {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const defs = attributesOf(project.schema)
  return {
    defs,
    classes: [
      ...project.schema.classes.map((c) => ({ value: c.id, label: title(c.title) })),
      { value: WITHOUT_CLASS, label: t('objects.noClass') },
    ],
    attributes: defs.map((d) => ({ value: d.id, label: title(d.title) })),
  }
}

function Condition({ form, change }: Props) {
  const t = useText()
  const { defs, classes, attributes } = useChoices()
  const def = defs.find((d) => d.id === form.attribute)
  const compares = form.test === 'is' || form.test === 'isNot'
  return (
    <>
      <TextInput
        label={t('bulk.where')}
        description={t('bulk.where.hint')}
        value={form.where}
        onChange={(e) => change({ where: e.currentTarget.value })}
      />
      <MultiSelect
        label={t('bulk.classes')}
        placeholder={form.classIds.length === 0 ? t('bulk.classes.any') : ''}
        data={classes}
        value={[...form.classIds]}
        onChange={(classIds) => change({ classIds })}
        searchable
        clearable
      />
      <div className="bulk-line">
        <Select
          label={t('bulk.attribute')}
          placeholder={t('bulk.attribute.any')}
          data={attributes}
          value={form.attribute}
          onChange={(attribute) => change({ attribute, value: undefined })}
          clearable
        />
        {def ? (
          <Select
            label={t('bulk.test')}
            data={BULK_TESTS.map((value) => ({ value, label: t(`bulk.test.${value}`) }))}
            value={form.test}
            allowDeselect={false}
            onChange={(v) => change({ test: BULK_TESTS.find((x) => x === v) ?? 'is' })}
          />
        ) : null}
      </div>
      {def && compares ? (
        <AttributeFields
          defs={[{ ...def, required: false }]}
          disabled={false}
          valueOf={() => ({ value: form.value, mixed: false })}
          set={(_id, value) => change({ value })}
        />
      ) : null}
    </>
  )
}

function Change({ form, change }: Props) {
  const t = useText()
  const { defs, classes, attributes } = useChoices()
  const changing = defs.filter((d) => form.changes.has(d.id))
  const put = (edit: (m: Map<string, ReturnType<BulkForm['changes']['get']>>) => void) => {
    const next = new Map(form.changes)
    edit(next)
    change({ changes: next })
  }
  return (
    <>
      <Select
        label={t('bulk.newClass')}
        placeholder={t('bulk.newClass.keep')}
        data={classes}
        value={form.newClass}
        onChange={(newClass) => change({ newClass })}
        searchable
        clearable
      />
      <Select
        label={t('bulk.addAttribute')}
        placeholder={t('bulk.addAttribute.choose')}
        data={attributes.filter((a) => !form.changes.has(a.value))}
        value={null}
        onChange={(id) => id && put((m) => m.set(id, undefined))}
        disabled={changing.length === defs.length}
      />
      {changing.map((def) => (
        <div key={def.id} className="bulk-line bulk-change">
          <div className="grow">
            <AttributeFields
              defs={[{ ...def, required: false }]}
              disabled={false}
              valueOf={(id) => ({ value: form.changes.get(id), mixed: false })}
              set={(id, value) => put((m) => m.set(id, value))}
            />
            {form.changes.get(def.id) === undefined ? <span className="faint small">{t('bulk.willClear')}</span> : null}
          </div>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => put((m) => m.delete(def.id))}>
            {t('bulk.keepAttribute')}
          </Button>
        </div>
      ))}
    </>
  )
}
