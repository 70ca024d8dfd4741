import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { XrayItem } from '../../../shared/domains/xraySecurity/settings.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { matchesSearch } from '../../ui/hangulSearch.ts'
import { useProject } from '../project/projectContext.ts'
import { ClassTitle } from '../workbench/ClassTitle.tsx'
import type { Part } from './FieldPage.tsx'

/** Name, code and colour are of the class: they are edited with the classes. */
export function ItemsPart({ draft, disabled, change }: Part) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const [query, setQuery] = useState('')
  const { items } = draft
  const byId = new Map(project.schema.classes.map((c) => [c.id, c]))
  const nameOf = (id: string) => {
    const found = byId.get(id)
    return found ? title(found.title) : id
  }
  const set = (classId: string, c: Partial<XrayItem>) =>
    change({ items: items.map((item) => (item.classId === classId ? { ...item, ...c } : item)) })
  const shown = items.filter((i) => matchesSearch(`${nameOf(i.classId)} ${i.folder}`, query))
  return (
    <section>
      <h2>{t('field.items')}</h2>
      <TextInput
        aria-label={t('field.items.find')}
        placeholder={t('field.items.find')}
        value={query}
        onChange={(e) => setQuery(e.currentTarget.value)}
      />
      <table className="field-table">
        <thead>
          <tr>
            <th>{t('field.item')}</th>
            <th>{t('field.item.folder')}</th>
            <th>{t('field.item.kind')}</th>
            <th colSpan={2}>{t('field.item.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => {
            const c = byId.get(item.classId)
            const [first, last] = item.samples
            return (
              <tr key={item.classId}>
                <td>
                  <span className="row">{c ? <ClassTitle c={c} /> : item.classId}</span>
                </td>
                <td>
                  <TextInput
                    aria-label={`${nameOf(item.classId)} ${t('field.item.folder')}`}
                    disabled={disabled}
                    value={item.folder}
                    onChange={(e) => set(item.classId, { folder: e.currentTarget.value })}
                  />
                </td>
                <td>
                  <Select
                    aria-label={`${nameOf(item.classId)} ${t('field.item.kind')}`}
                    disabled={disabled}
                    allowDeselect={false}
                    data={['H', 'S']}
                    value={item.kind}
                    onChange={(kind) => set(item.classId, { kind: kind === 'S' ? 'S' : 'H' })}
                  />
                </td>
                <td>
                  <NumberInput
                    aria-label={t('field.item.first', { item: nameOf(item.classId) })}
                    disabled={disabled}
                    min={1}
                    max={999}
                    value={first}
                    onChange={(v) => typeof v === 'number' && set(item.classId, { samples: [v, Math.max(v, last)] })}
                  />
                </td>
                <td>
                  <NumberInput
                    aria-label={t('field.item.last', { item: nameOf(item.classId) })}
                    disabled={disabled}
                    min={1}
                    max={999}
                    value={last}
                    onChange={(v) => typeof v === 'number' && set(item.classId, { samples: [Math.min(v, first), v] })}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
