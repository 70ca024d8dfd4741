import { NumberInput } from '@mantine/core'
import { useText } from '../../app/useText.ts'
import type { Part } from './FieldPage.tsx'

const FACTS = ['width', 'height', 'bits', 'channels'] as const

export function ImagePart({ draft, disabled, change }: Part) {
  const t = useText()
  const { image, target } = draft
  return (
    <section>
      <h2>{t('field.image')}</h2>
      <div className="field-patterns">
        {FACTS.map((id) => (
          <NumberInput
            key={id}
            label={t(`field.image.${id}`)}
            placeholder={t('field.image.any')}
            disabled={disabled}
            min={1}
            allowDecimal={false}
            value={image[id] ?? ''}
            onChange={(v) => change({ image: { ...image, [id]: typeof v === 'number' && v >= 1 ? v : null } })}
          />
        ))}
        {(['least', 'most'] as const).map((id) => (
          <NumberInput
            key={id}
            label={t(`field.target.${id}`)}
            disabled={disabled}
            min={id === 'least' ? 0 : 1}
            allowDecimal={false}
            value={target[id]}
            onChange={(v) => typeof v === 'number' && change({ target: { ...target, [id]: v } })}
          />
        ))}
      </div>
    </section>
  )
}
