import { notifications } from '@mantine/notifications'
import { faultText, sayNow } from '../app/useText.ts'
import { faultOf } from '../document/transport.ts'

type Tone = 'plain' | 'good' | 'bad'
const COLOURS = { plain: 'accent', good: 'teal', bad: 'red' } as const

/** A passing message beside the work; never a dialog. The container is a live region. */
export function toast(message: string, tone: Tone = 'plain', id?: string): void {
  const entry = {
    message,
    color: COLOURS[tone],
    withBorder: true,
    role: tone === 'bad' ? 'alert' : 'status',
    closeButtonProps: { 'aria-label': sayNow('app.close') },
  }
  if (id) notifications.hide(id)
  notifications.show(id ? { ...entry, id } : entry)
}
export const toastFault = (error: unknown): void => toast(faultText(faultOf(error)), 'bad')
