// What the windows of one project tell each other: which case is on the desk, and that its marks have changed. Nothing leaves the browser.
import { useEffect, useState } from 'react'
import { z } from 'zod'

const newsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), itemId: z.string().nullable(), revision: z.number() }),
  /** A window has opened and wants to know. */
  z.object({ kind: z.literal('hello') }),
])
export type CaseNews = z.infer<typeof newsSchema>
type OnDesk = Extract<CaseNews, { kind: 'case' }>

const open = (projectId: string): BroadcastChannel => new BroadcastChannel(`pandok-case-${projectId}`)

/** Of the window in which the work is done. */
export function useTellCase(projectId: string, itemId: string | null, revision: number): void {
  useEffect(() => {
    const channel = open(projectId)
    const tell = () => channel.postMessage({ kind: 'case', itemId, revision } satisfies CaseNews)
    channel.addEventListener('message', ({ data }) => {
      const news = newsSchema.safeParse(data)
      if (news.success && news.data.kind === 'hello') tell()
    })
    tell()
    return () => channel.close()
  }, [projectId, itemId, revision])
}

/** Null until another window has said something. */
export function useHeardCase(projectId: string): OnDesk | null {
  const [heard, setHeard] = useState<OnDesk | null>(null)
  useEffect(() => {
    const channel = open(projectId)
    channel.addEventListener('message', ({ data }) => {
      const news = newsSchema.safeParse(data)
      if (news.success && news.data.kind === 'case') setHeard(news.data)
    })
    channel.postMessage({ kind: 'hello' } satisfies CaseNews)
    return () => channel.close()
  }, [projectId])
  return heard
}
