// What the mask tool in hand is set to, at the top of the picture.
import { NumberInput } from '@mantine/core'
import { translateCode } from '../../../shared/text/index.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import {
  type ChoiceOption,
  type NumberOption,
  OPTION_CHOICES,
  OPTION_RANGES,
  setNumber,
  TOOL_SETTINGS,
} from '../../tools/toolOptions.ts'
import { useDesk, useDeskStore } from './deskView.ts'
import './toolOptions.css'

/** Sentences of settings have the setting in their key. */
function useOptionText(): (key: string) => string {
  const language = useLanguage()
  return (key) => translateCode(language, `option.${key}`) ?? ''
}

export function ToolOptionsBar() {
  const t = useText()
  const tool = useDesk((v) => v.tool)
  const settings = TOOL_SETTINGS[tool]
  if (!settings) return null
  return (
    <div className="tool-options" role="toolbar" aria-label={t('option.bar')}>
      {settings.number ? <NumberSetting name={settings.number} /> : null}
      {settings.choices.map((name) => (
        <ChoiceSetting key={name} name={name} />
      ))}
    </div>
  )
}

function NumberSetting({ name }: { name: NumberOption }) {
  const say = useOptionText()
  const view = useDeskStore()
  const value = useDesk((v) => v.options[name])
  const { least, most, digits } = OPTION_RANGES[name]
  return (
    <span className="tool-option">
      <span aria-hidden>{say(name)}</span>
      <NumberInput
        aria-label={say(name)}
        hideControls
        min={least}
        max={most}
        decimalScale={digits}
        value={value}
        onKeyDown={(e) => {
          if (e.key === 'Enter') e.currentTarget.blur()
        }}
        onChange={(v) => {
          if (typeof v === 'number') view.setState((now) => ({ options: setNumber(now.options, name, v) }))
        }}
      />
      <span className="quiet">{say(`${name}.unit`)}</span>
    </span>
  )
}

function ChoiceSetting({ name }: { name: ChoiceOption }) {
  const say = useOptionText()
  const view = useDeskStore()
  const value = useDesk((v) => v.options[name])
  return (
    <fieldset className="tool-choice" aria-label={say(name)}>
      {OPTION_CHOICES[name].map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === value}
          onClick={(e) => {
            view.setState((now) => ({ options: { ...now.options, [name]: choice } }))
            // By mouse the hand goes back to the picture: Enter is for the proposal there.
            if (e.detail > 0) e.currentTarget.blur()
          }}
        >
          {say(`${name}.${choice}`)}
        </button>
      ))}
    </fieldset>
  )
}
