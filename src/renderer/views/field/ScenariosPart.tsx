import { Checkbox, NumberInput, TextInput } from '@mantine/core'
import type { Scenario } from '../../../shared/domains/xraySecurity/settings.ts'
import { useText } from '../../app/useText.ts'
import type { Part } from './FieldPage.tsx'

const percent = (share: number): number => Math.round(share * 1000) / 10

export function ScenariosPart({ draft, disabled, change }: Part) {
  const t = useText()
  const { scenarios } = draft
  const set = (at: number, c: Partial<Scenario>) =>
    change({ scenarios: scenarios.map((s, i) => (i === at ? { ...s, ...c } : s)) })
  const sum = percent(scenarios.reduce((n, s) => n + s.share, 0))
  return (
    <section>
      <h2>{t('field.scenarios')}</h2>
      <table className="field-table">
        <thead>
          <tr>
            <th>{t('field.scenario.id')}</th>
            <th>{t('field.scenario.ko')}</th>
            <th>{t('field.scenario.en')}</th>
            <th>{t('field.scenario.share')}</th>
            <th>{t('field.scenario.marked')}</th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((s, i) => (
            <tr key={s.id}>
              <td>{s.id}</td>
              <td>
                <TextInput
                  aria-label={`${s.id} ${t('field.scenario.ko')}`}
                  disabled={disabled}
                  value={s.title.ko}
                  onChange={(e) => set(i, { title: { ...s.title, ko: e.currentTarget.value } })}
                />
              </td>
              <td>
                <TextInput
                  aria-label={`${s.id} ${t('field.scenario.en')}`}
                  disabled={disabled}
                  value={s.title.en}
                  onChange={(e) => set(i, { title: { ...s.title, en: e.currentTarget.value } })}
                />
              </td>
              <td>
                <NumberInput
                  aria-label={`${s.id} ${t('field.scenario.share')}`}
                  disabled={disabled}
                  min={0}
                  max={100}
                  value={percent(s.share)}
                  onChange={(v) => typeof v === 'number' && set(i, { share: Math.min(100, Math.max(0, v)) / 100 })}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={`${s.id} ${t('field.scenario.marked')}`}
                  disabled={disabled}
                  checked={s.marked}
                  onChange={(e) => set(i, { marked: e.currentTarget.checked })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={Math.abs(sum - 100) < 0.05 ? 'faint small' : 'warn small'}>{t('field.scenario.sum', { sum })}</p>
    </section>
  )
}
