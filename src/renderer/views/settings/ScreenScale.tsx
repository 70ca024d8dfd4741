// How large the screen is: a line is measured with a ruler, so that true size is true.
import { Button, NumberInput } from '@mantine/core'
import { PITCH } from '../../../shared/contract/habits.ts'
import { changeDicom, useHabits } from '../../app/habits.ts'
import { useText } from '../../app/useText.ts'

/** CSS pixels of the line. */
const LINE = 400

export function ScreenScale() {
  const t = useText()
  const pitch = useHabits((h) => h.dicom.pitch)
  return (
    <section className="settings-line screen-scale" aria-label={t('screenScale.title')}>
      <div>
        <div>{t('screenScale.title')}</div>
        <div className="quiet small">{t('screenScale.hint')}</div>
      </div>
      <div className="screen-scale-line" style={{ width: LINE }} aria-hidden />
      <div className="row">
        <NumberInput
          aria-label={t('screenScale.length')}
          value={pitch === null ? '' : Math.round(pitch * LINE * 10) / 10}
          min={PITCH.least * LINE}
          max={PITCH.most * LINE}
          decimalScale={1}
          step={0.5}
          suffix=" mm"
          placeholder={t('screenScale.length')}
          w={160}
          onChange={(v) => {
            const next = typeof v === 'number' ? v / LINE : Number.NaN
            if (next >= PITCH.least && next <= PITCH.most) changeDicom({ pitch: next })
          }}
        />
        {pitch === null ? (
          <span className="faint small">{t('screenScale.none')}</span>
        ) : (
          <>
            <span className="faint small numbers">{t('screenScale.value', { pitch: pitch.toFixed(3) })}</span>
            <Button size="xs" variant="default" onClick={() => changeDicom({ pitch: null })}>
              {t('screenScale.forget')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
