import { PALETTES, TEXT_SIZES, THEMES } from '../../../shared/contract/habits.ts'
import { changeLook, useHabits } from '../../app/habits.ts'
import { useSettings } from '../../app/settings.ts'
import { useText } from '../../app/useText.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { SAFE_PALETTE } from '../../ui/safePalette.ts'
import { Choice } from './Choice.tsx'
import { ScreenScale } from './ScreenScale.tsx'

export function LookPart() {
  const t = useText()
  const theme = useSettings((s) => s.theme)
  const look = useHabits((h) => h.look)
  return (
    <>
      <Choice
        title={t('settings.theme')}
        hint={t('settings.theme.hint')}
        value={theme}
        options={THEMES}
        label={(v) => t(`settings.theme.${v}`)}
        onChange={(v) => changeLook({ theme: v })}
      />
      <Choice
        title={t('settings.textSize')}
        hint={t('settings.textSize.hint')}
        value={look.textSize}
        options={TEXT_SIZES}
        label={(v) => t(`settings.textSize.${v}`)}
        onChange={(v) => changeLook({ textSize: v })}
      />
      <Choice
        title={t('settings.palette')}
        hint={t('settings.palette.hint')}
        value={look.palette}
        options={PALETTES}
        label={(v) => t(`settings.palette.${v}`)}
        onChange={(v) => changeLook({ palette: v })}
      />
      {look.palette === 'safe' ? (
        <div className="row settings-swatches">
          {SAFE_PALETTE.map((colour) => (
            <Swatch key={colour} colour={colour} />
          ))}
        </div>
      ) : null}
      <ScreenScale />
    </>
  )
}
