import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Maker } from '../../../shared/domains/xraySecurity/settings.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Part } from './FieldPage.tsx'

export function MakersPart({ draft, disabled, change }: Part) {
  const t = useText()
  const title = useTitle()
  const { makers } = draft
  const set = (at: number, c: Partial<Maker>) =>
    change({ makers: makers.map((m, i) => (i === at ? { ...m, ...c } : m)) })
  return (
    <section>
      <h2>{t('field.makers')}</h2>
      {makers.map((m, i) => (
        <div key={m.id} className="field-maker">
          <b>{m.id}</b>
          <TextInput
            label={t('field.maker')}
            disabled={disabled}
            value={m.title}
            onChange={(e) => set(i, { title: e.currentTarget.value })}
          />
          <TextInput
            label={t('field.maker.model')}
            disabled={disabled}
            value={m.model}
            onChange={(e) => set(i, { model: e.currentTarget.value })}
          />
          <Spellings names={m.names} disabled={disabled} set={(names) => set(i, { names })} />
          <div className="field-palette">
            {m.materials.map((material, k) => (
              <label key={material.id} className="small">
                <input
                  type="color"
                  disabled={disabled}
                  aria-label={t('field.maker.colour', { maker: m.title, material: title(material.title) })}
                  value={material.colour}
                  onChange={(e) => {
                    const colour = e.currentTarget.value.toLowerCase()
                    set(i, { materials: m.materials.map((x, n) => (n === k ? { ...x, colour } : x)) })
                  }}
                />
                <span className="cut">{title(material.title)}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}

/** Kept as typed until the field is left: a comma is on its way to the next word. */
function Spellings(p: { names: readonly string[]; disabled: boolean; set(names: string[]): void }) {
  const t = useText()
  const stored = p.names.join(', ')
  const [text, setText] = useState(stored)
  useEffect(() => setText(stored), [stored])
  return (
    <TextInput
      label={t('field.maker.names')}
      disabled={p.disabled}
      value={text}
      onChange={(e) => setText(e.currentTarget.value)}
      onBlur={() =>
        p.set(
          text
            .split(',')
            .map((n) => n.trim())
            .filter(Boolean),
        )
      }
    />
  )
}
