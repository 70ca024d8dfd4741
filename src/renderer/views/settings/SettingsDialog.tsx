import { Modal } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { habits } from '../../app/habits.ts'
import { useText } from '../../app/useText.ts'
import { commandDialog, openCommandDialog } from '../../commands/dialogs.ts'
import { AccessPart } from './AccessPart.tsx'
import { GeneralPart } from './GeneralPart.tsx'
import { HandPart } from './HandPart.tsx'
import { KeysPart } from './KeysPart.tsx'
import { LookPart } from './LookPart.tsx'
import './settings.css'

const PARTS = ['general', 'keys', 'hand', 'look', 'access'] as const
type Part = (typeof PARTS)[number]
const BODIES: Readonly<Record<Part, () => ReactNode>> = {
  general: GeneralPart,
  keys: KeysPart,
  hand: HandPart,
  look: LookPart,
  access: AccessPart,
}

export function SettingsDialog() {
  const t = useText()
  const open = useStore(commandDialog, (s) => s.open) === 'settings'
  return (
    <Modal opened={open} onClose={() => openCommandDialog(null)} size="58rem" title={t('settings.title')}>
      {open ? <Settings /> : null}
    </Modal>
  )
}

/** Kept while the window lives: who comes back finds the part last looked at. */
let lastPart: Part = 'general'

function Settings() {
  const t = useText()
  const login = useStore(habits, (s) => s.login)
  const [part, setPart] = useState<Part>(lastPart)
  const tabs = useRef<(HTMLButtonElement | null)[]>([])
  const show = (next: Part) => {
    lastPart = next
    setPart(next)
  }
  const Body = BODIES[part]
  return (
    <div className="settings">
      <div className="settings-parts" role="tablist" aria-orientation="vertical" aria-label={t('settings.parts')}>
        {PARTS.map((id, i) => (
          <button
            key={id}
            ref={(b) => {
              tabs.current[i] = b
            }}
            type="button"
            role="tab"
            id={`settings-tab-${id}`}
            aria-selected={part === id}
            aria-controls="settings-body"
            tabIndex={part === id ? 0 : -1}
            className="plain-button settings-part"
            onClick={() => show(id)}
            onKeyDown={(e) => {
              const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
              if (!step) return
              e.preventDefault()
              const to = (i + step + PARTS.length) % PARTS.length
              const next = PARTS[to]
              if (next) show(next)
              tabs.current[to]?.focus()
            }}
          >
            {t(`settings.part.${id}`)}
          </button>
        ))}
      </div>
      <div className="settings-body" role="tabpanel" id="settings-body" aria-labelledby={`settings-tab-${part}`}>
        <Body />
        <p className="faint small settings-whose">
          {login ? t('settings.whose', { name: login }) : t('settings.nobody')}
        </p>
      </div>
    </div>
  )
}
