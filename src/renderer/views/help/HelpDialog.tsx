import { Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../app/useText.ts'
import { commandDialog, openCommandDialog } from '../../commands/dialogs.ts'
import { Waiting } from '../../ui/states.tsx'

/** Text and its reader are not needed before somebody asks. */
const HelpPages = lazy(async () => ({ default: (await import('./HelpPages.tsx')).HelpPages }))

export function HelpDialog() {
  const t = useText()
  const open = useStore(commandDialog, (s) => s.open) === 'manual'
  return (
    <Modal opened={open} onClose={() => openCommandDialog(null)} size="58rem" title={t('manual.title')}>
      {open ? (
        <Suspense fallback={<Waiting />}>
          <HelpPages />
        </Suspense>
      ) : null}
    </Modal>
  )
}
