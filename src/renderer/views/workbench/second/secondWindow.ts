// A window for a second monitor: it follows the case of the first.

import { formatRoute } from '../../../app/route.ts'
import { sayNow } from '../../../app/useText.ts'
import { toast } from '../../../ui/toast.ts'

/** One for all projects: asked for again it comes to the front. */
const NAME = 'pandok-second'

export function openSecondWindow(projectId: string): void {
  const to = formatRoute({ screen: 'project', projectId, page: 'second', itemId: null })
  const opened = window.open(to, NAME, 'popup,width=1280,height=900')
  if (opened) opened.focus()
  else toast(sayNow('second.blocked'), 'bad', 'second')
}
