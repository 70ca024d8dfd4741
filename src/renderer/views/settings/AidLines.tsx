import { NumberInput, Switch } from '@mantine/core'
import { useId } from 'react'
import { commandTitle } from '../../../shared/commands/command.ts'
import { BAND_PIXELS } from '../../../shared/contract/habits.ts'
import { changeAids, useHabits } from '../../app/habits.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { Line } from './Choice.tsx'

const AIDS = ['snapping', 'sharing', 'band'] as const

/** The switches of the outline bar, with what they do. */
export function AidLines() {
  const t = useText()
  const title = useTitle()
  const aids = useHabits((h) => h.aids)
  const id = useId()
  return (
    <section>
      <h3 className="head settings-head">{t('settings.aids')}</h3>
      {AIDS.map((aid) => (
        <Line
          key={aid}
          title={title(commandTitle(`aid.${aid}`))}
          titleId={`${id}-${aid}`}
          hint={t(`settings.aid.${aid}.hint`)}
        >
          <Switch
            aria-labelledby={`${id}-${aid}`}
            checked={aids[aid]}
            onChange={(e) => changeAids({ [aid]: e.currentTarget.checked })}
          />
        </Line>
      ))}
      <Line title={t('outline.band.pixels')} titleId={`${id}-pixels`}>
        <NumberInput
          aria-labelledby={`${id}-pixels`}
          w={90}
          min={BAND_PIXELS.least}
          max={BAND_PIXELS.most}
          clampBehavior="strict"
          decimalScale={1}
          value={aids.bandPixels}
          onChange={(v) => typeof v === 'number' && v >= BAND_PIXELS.least && changeAids({ bandPixels: v })}
        />
      </Line>
    </section>
  )
}
