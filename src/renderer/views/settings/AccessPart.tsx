import { CONTRASTS, MOTIONS, TEXT_SIZES } from '../../../shared/contract/habits.ts'
import { changeLook, useHabits } from '../../app/habits.ts'
import { useText } from '../../app/useText.ts'
import { Choice } from './Choice.tsx'

export function AccessPart() {
  const t = useText()
  const look = useHabits((h) => h.look)
  return (
    <>
      <Choice
        title={t('settings.contrast')}
        hint={t('settings.contrast.hint')}
        value={look.contrast}
        options={CONTRASTS}
        label={(v) => t(`settings.contrast.${v}`)}
        onChange={(v) => changeLook({ contrast: v })}
      />
      <Choice
        title={t('settings.motion')}
        hint={t('settings.motion.hint')}
        value={look.motion}
        options={MOTIONS}
        label={(v) => t(`settings.motion.${v}`)}
        onChange={(v) => changeLook({ motion: v })}
      />
      <Choice
        title={t('settings.textSize')}
        value={look.textSize}
        options={TEXT_SIZES}
        label={(v) => t(`settings.textSize.${v}`)}
        onChange={(v) => changeLook({ textSize: v })}
      />
    </>
  )
}
