// A sheet before it comes in: which column is what, which rows have a case, what would change, what the rules say.
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { SheetPreviewShown } from '../../../shared/contract/clinical.ts'
import { CLINICAL_VARIABLES } from '../../../shared/domains/mammography/clinical.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { assignColumn, type ColumnMap } from './columns.ts'
import { SheetChanges } from './SheetChanges.tsx'

const UNUSED = '-'

export function SheetImport(p: { path: string; onCancel(): void; onDone(report: SheetPreviewShown): void }) {
  const t = useText()
  const { project } = useProject()
  const [sheet, setSheet] = useState<string | null>(null)
  const [map, setMap] = useState<ColumnMap>({})
  const [busy, setBusy] = useState(false)
  const asked = { projectId: project.id, path: p.path, sheet, map: { ...map } }
  const look = useQuery(JSON.stringify(asked), () => api.clinical.look(asked))
  // While another column is tried the last answer stays, so that nothing jumps.
  const [last, setLast] = useState<SheetPreviewShown | null>(null)
  if (look.data && look.data !== last) setLast(look.data)
  const shown = look.data ?? last
  const apply = () => {
    setBusy(true)
    api.clinical.bringIn(asked).then(p.onDone, (error) => {
      setBusy(false)
      toastFault(error)
    })
  }
  return (
    <section className="clinical-import" aria-busy={look.loading || busy}>
      {look.fault ? <FaultNotice fault={look.fault} retry={look.reload} /> : null}
      {!shown && look.loading ? <Waiting label={t('clinical.looking')} /> : null}
      {shown ? (
        <>
          {shown.sheets.length > 1 ? (
            <NativeSelect
              label={t('clinical.sheet')}
              value={shown.sheet}
              data={[...shown.sheets]}
              onChange={(e) => {
                setSheet(e.currentTarget.value)
                setMap({})
              }}
            />
          ) : null}
          <h2>{t('clinical.columns')}</h2>
          {shown.keyed ? null : (
            <div className="notice" data-tone="warn" role="alert">
              {t('clinical.keyless')}
            </div>
          )}
          <div className="framed scroll clinical-columns">
            <table className="grid-table">
              <thead>
                <tr>
                  <th scope="col">{t('clinical.column')}</th>
                  <th scope="col">{t('clinical.examples')}</th>
                  <th scope="col">{t('clinical.variable')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.columns.map((c, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of one sheet keep their order
                  <tr key={i} data-unused={c.variable === null || undefined}>
                    <td>{c.header.trim() || t('clinical.noHeader', { number: i + 1 })}</td>
                    <td className="quiet clinical-examples">{c.examples.join(' · ')}</td>
                    <td>
                      <NativeSelect
                        size="xs"
                        aria-label={t('clinical.variable.of', { header: c.header.trim() || String(i + 1) })}
                        disabled={c.header.trim() === ''}
                        value={c.variable ?? UNUSED}
                        data={[
                          { value: UNUSED, label: t('clinical.variable.none') },
                          ...CLINICAL_VARIABLES.map((v) => ({ value: v, label: `${v} · ${t(`clinical.var.${v}`)}` })),
                        ]}
                        onChange={(e) => setMap(assignColumn(shown.columns, map, c.header, e.currentTarget.value))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {shown.keyed ? (
            <h2 role="status">
              {t('clinical.would', {
                rows: shown.rows,
                matched: shown.matched,
                changed: shown.changed,
                values: shown.values,
              })}
            </h2>
          ) : null}
          {shown.keyed ? <SheetChanges shown={shown} /> : null}
          <div className="page-foot">
            <span className="grow" />
            <Button variant="default" onClick={p.onCancel}>
              {t('app.cancel')}
            </Button>
            <Button disabled={!shown.keyed || shown.values === 0 || look.loading} loading={busy} onClick={apply}>
              {t('clinical.apply', { count: shown.values })}
            </Button>
          </div>
        </>
      ) : look.fault ? (
        <div className="page-foot">
          <span className="grow" />
          <Button variant="default" onClick={p.onCancel}>
            {t('app.cancel')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
