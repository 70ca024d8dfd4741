import { Switch } from '@mantine/core'
import { useId } from 'react'
import { FINGERS, TOUCHPADS, WHEELS } from '../../../shared/contract/habits.ts'
import { withKeys } from '../../../shared/text/keyNames.ts'
import { changeHand, useHabits } from '../../app/habits.ts'
import { useText } from '../../app/useText.ts'
import { useKeys } from '../../commands/keymap.ts'
import { MOUSE_ACTIONS } from '../../commands/mouseActions.ts'
import { AidLines } from './AidLines.tsx'
import { Choice, Line } from './Choice.tsx'

export function HandPart() {
  const t = useText()
  const keys = useKeys()
  const hand = useHabits((h) => h.hand)
  const palmId = useId()
  return (
    <>
      <Choice
        title={t('settings.wheel')}
        hint={t('settings.wheel.hint')}
        value={hand.wheel}
        options={WHEELS}
        label={(v) => t(`settings.wheel.${v}`)}
        onChange={(wheel) => changeHand({ wheel })}
      />
      <Choice
        title={t('settings.touchpad')}
        hint={t('settings.touchpad.hint')}
        value={hand.touchpad}
        options={TOUCHPADS}
        label={(v) => t(`settings.touchpad.${v}`)}
        onChange={(touchpad) => changeHand({ touchpad })}
      />
      <Choice
        title={t('settings.finger')}
        hint={t('settings.finger.hint')}
        value={hand.finger}
        options={FINGERS}
        label={(v) => t(`settings.finger.${v}`)}
        onChange={(finger) => changeHand({ finger })}
      />
      <Line title={t('settings.palm')} titleId={palmId} hint={t('settings.palm.hint')}>
        <Switch
          aria-labelledby={palmId}
          checked={hand.palm}
          onChange={(e) => changeHand({ palm: e.currentTarget.checked })}
        />
      </Line>
      <AidLines />
      <section>
        <h3 className="head settings-head">{t('settings.hand.sheet')}</h3>
        {MOUSE_ACTIONS.map((m) => (
          <div key={m} className="help-row">
            <span className="grow">{t(`help.mouse.${m}.does`)}</span>
            <span className="quiet small">{withKeys(t(`help.mouse.${m}`), keys)}</span>
          </div>
        ))}
      </section>
    </>
  )
}
