import { Button } from '@mantine/core'
import { useState } from 'react'
import { LANGUAGES } from '../../../shared/text/text.ts'
import { changeHabits, changeLook, useHabits } from '../../app/habits.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { Choice, Line } from './Choice.tsx'

export function GeneralPart() {
  const t = useText()
  const language = useLanguage()
  const seen = useHabits((h) => h.tours.length > 0)
  const [reset, setReset] = useState(false)
  return (
    <>
      <Choice
        title={t('settings.language')}
        value={language}
        options={LANGUAGES}
        label={(l) => t(`start.language.${l}`)}
        onChange={(next) => changeLook({ language: next })}
      />
      <Line title={t('settings.tours')} hint={reset ? t('settings.tours.done') : t('settings.tours.hint')}>
        <Button
          variant="default"
          disabled={!seen}
          onClick={() => {
            changeHabits({ tours: [] })
            setReset(true)
          }}
        >
          {t('settings.tours.again')}
        </Button>
      </Line>
    </>
  )
}
