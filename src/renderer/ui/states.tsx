// The three states every screen has besides its content: nothing there, still coming, went wrong.
import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { faultText, useLanguage, useText } from '../app/useText.ts'
import type { Fault } from '../document/transport.ts'

export function Blank(p: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="blank">
      {p.icon}
      <h2>{p.title}</h2>
      {p.children ? <p>{p.children}</p> : null}
      {p.action}
    </div>
  )
}

export function Waiting({ label }: { label?: string }) {
  const t = useText()
  return (
    <div className="blank" aria-busy="true">
      <Loader size="sm" />
      <p role="status">{label ?? t('app.loading')}</p>
    </div>
  )
}

export function FaultNotice({ fault, retry }: { fault: Fault; retry?: () => void }) {
  const t = useText()
  const language = useLanguage()
  return (
    <div className="notice" data-tone="bad" role="alert">
      <IconAlertTriangle size={18} className="bad" aria-hidden />
      <span className="grow">{faultText(fault, language)}</span>
      {retry ? (
        <Button variant="default" onClick={retry}>
          {t('app.retry')}
        </Button>
      ) : null}
    </div>
  )
}
