import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconLoader2 } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { translateCode } from '../../../shared/text/index.ts'
import { clockTime } from '../../app/format.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'

/** Always on screen: is it saved? Colour, icon and words say the same. */
export function SavePill({ session }: { session: Session }) {
  const t = useText()
  const language = useLanguage()
  const save = useStore(session.state, (s) => s.save)
  const writable = useStore(session.state, (s) => s.writable)
  const why =
    save.kind === 'failing' || save.kind === 'refused'
      ? (translateCode(language, `save.why.${save.code}`) ?? translateCode(language, `error.${save.code}`) ?? save.code)
      : ''
  const words =
    save.kind === 'saved'
      ? save.at
        ? t('save.saved', { time: clockTime(save.at) })
        : t(writable ? 'save.ready' : 'save.readOnly')
      : save.kind === 'saving'
        ? t('save.saving', { count: save.waiting })
        : save.kind === 'conflict'
          ? t('save.conflict')
          : t('save.failed', { reason: why })
  const tone = save.kind === 'saved' ? 'ok' : save.kind === 'saving' ? 'plain' : 'bad'
  const Icon = save.kind === 'saved' ? IconCheck : save.kind === 'saving' ? IconLoader2 : IconAlertTriangle
  const pill = (
    <button
      type="button"
      className="pill save-pill"
      data-tone={tone}
      aria-label={`${t('save.state')}: ${words}`}
      onClick={() => void session.flush()}
    >
      <Icon size={13} stroke={2.2} aria-hidden />
      <span className="cut">{words}</span>
    </button>
  )
  return (
    <>
      {/* Only trouble and its end are read aloud, not every gesture. */}
      <span className="unseen" aria-live="polite">
        {save.kind === 'saving' || save.kind === 'saved' ? '' : words}
      </span>
      {save.kind === 'failing' ? (
        <Tooltip label={`${translateCode(language, `error.${save.code}`) ?? why} ${t('save.retry')}`} multiline w={340}>
          {pill}
        </Tooltip>
      ) : (
        pill
      )}
    </>
  )
}
