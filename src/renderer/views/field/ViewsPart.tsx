import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../app/useText.ts'
import type { Part } from './FieldPage.tsx'

/** How the two views of a bag are told from each other, and where the belt runs. */
export function ViewsPart({ draft, disabled, change }: Part) {
  const t = useText()
  const { views } = draft
  const [text, setText] = useState(views.names.join(', '))
  const [first = 'top', second = 'side'] = views.names
  const set = (names: string) => {
    setText(names)
    const all = names
      .split(',')
      .map((n) => n.trim())
      .filter(Boolean)
    change({ views: { ...views, names: [...new Set(all)] } })
  }
  return (
    <section>
      <h2>{t('field.views')}</h2>
      <p className="quiet small">{t('field.views.hint', { example: `A_${first}.png, A_${second}.png` })}</p>
      <div className="row wrap">
        <TextInput
          className="grow"
          aria-label={t('field.views.names')}
          placeholder={t('field.views.names')}
          disabled={disabled}
          spellCheck={false}
          value={text}
          onChange={(e) => set(e.currentTarget.value)}
        />
        <span>{t('field.views.belt')}</span>
        <SegmentedControl
          aria-label={t('field.views.belt')}
          disabled={disabled}
          value={views.belt}
          data={[
            { value: 'x', label: t('field.views.x') },
            { value: 'y', label: t('field.views.y') },
          ]}
          onChange={(belt) => (belt === 'x' || belt === 'y') && change({ views: { ...views, belt } })}
        />
      </div>
    </section>
  )
}
