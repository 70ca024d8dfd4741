// Which field a new project is for: each with what it is for and what it brings.
import { Radio } from '@mantine/core'
import { packs } from '../../../shared/domains/index.ts'
import { packTexts } from '../../../shared/text/packs.ts'
import { useText, useTitle } from '../../app/useText.ts'

export function PackChoice(p: { value: string; onChange(pack: string): void }) {
  const t = useText()
  const title = useTitle()
  const all = Object.values(packs)
  if (all.length < 2) return null
  return (
    <Radio.Group label={t('wizard.domain')} value={p.value} onChange={p.onChange}>
      <div className="wizard-packs">
        {all.map((pack) => {
          const about = packTexts[pack.id]?.about
          return (
            <Radio
              key={pack.id}
              className="wizard-pack"
              value={pack.id}
              label={title(pack.title)}
              description={about ? title(about) : undefined}
            />
          )
        })}
      </div>
    </Radio.Group>
  )
}
