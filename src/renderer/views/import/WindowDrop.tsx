// A folder dropped anywhere on the window of a project: goes to the import screen and starts looking at it.
import { Modal, Progress } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import { byteSize } from '../../app/format.ts'
import { currentRoute, goTo, projectRoute } from '../../app/route.ts'
import { sayNow, useText } from '../../app/useText.ts'
import { faultOf } from '../../document/transport.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import type { OpenedProject } from '../project/projectContext.ts'
import { type Drop, readDrop, type Sent, sendDrop } from './dropped.ts'

/** What waits to be looked at by the import screen. `staged` files are moved in: there is no other copy to refer to. */
export type Arrived = { readonly paths: readonly string[]; readonly staged: boolean }
export const arrivals = createStore<{ waiting: Arrived | null }>(() => ({ waiting: null }))

/** A clinical sheet that waits for its page. */
export const sheetArrivals = createStore<{ waiting: string | null }>(() => ({ waiting: null }))
/** A spreadsheet is one anywhere; a CSV may as well hold labels, except on the page of the sheet. */
const isSheet = (name: string, onItsPage: boolean): boolean =>
  /\.xls[xm]$/i.test(name) || (onItsPage && /\.(csv|tsv)$/i.test(name))

export type WindowDropState = { readonly over: boolean; readonly sent: Sent | null; cancel(): void }

const carriesFiles = (e: DragEvent) => e.dataTransfer?.types.includes('Files') === true

export function useWindowDrop({ project, user }: Pick<OpenedProject, 'project' | 'user'>): WindowDropState {
  const [over, setOver] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  const stop = useRef<AbortController | null>(null)
  const [projectId, writable] = [project.id, project.mode === 'write' && user !== null]
  const takesSheets = project.mammo !== null
  useEffect(() => {
    // Entering a child fires another enter and a leave: count them.
    let depth = 0
    const take = async (drop: Drop) => {
      const route = currentRoute()
      const onItsPage = route.screen === 'project' && route.page === 'clinical'
      const names = drop.paths.length > 0 ? drop.paths : [...drop.entries, ...drop.files].map((e) => e.name)
      const [name, another] = names
      const sheet = takesSheets && name !== undefined && another === undefined && isSheet(name, onItsPage)
      const arrive = (arrived: Arrived) => {
        if (sheet) {
          sheetArrivals.setState({ waiting: arrived.staged ? `${arrived.paths[0]}/${name}` : name })
          return goTo(projectRoute(projectId, 'clinical'))
        }
        arrivals.setState({ waiting: arrived })
        goTo(projectRoute(projectId, 'import'))
      }
      if (drop.paths.length > 0) return arrive({ paths: drop.paths, staged: false })
      if (drop.entries.length + drop.files.length === 0) return
      stop.current = new AbortController()
      setSent({ files: 0, bytes: 0, failed: 0 })
      try {
        const folder = await sendDrop(projectId, drop, stop.current.signal, setSent)
        arrive({ paths: [folder], staged: true })
      } catch (error) {
        if (faultOf(error).code !== 'cancelled') toastFault(error)
      } finally {
        setSent(null)
      }
    }
    const enter = (e: DragEvent) => {
      if (!carriesFiles(e)) return
      e.preventDefault()
      depth++
      setOver(true)
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (e: DragEvent) => {
      if (carriesFiles(e)) e.preventDefault()
    }
    const drop = (e: DragEvent) => {
      if (!carriesFiles(e) || !e.dataTransfer) return
      e.preventDefault()
      depth = 0
      setOver(false)
      if (!writable) return toast(sayNow('import.readOnly'), 'bad')
      void take(readDrop(e.dataTransfer))
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', hover)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', hover)
      window.removeEventListener('drop', drop)
      stop.current?.abort()
    }
  }, [projectId, writable, takesSheets])
  return { over, sent, cancel: () => stop.current?.abort() }
}

export function WindowDrop({ drop }: { drop: WindowDropState }) {
  const t = useText()
  return (
    <>
      {drop.over ? (
        <div className="drop-veil" aria-hidden>
          <IconPhotoPlus size={44} stroke={1.3} />
          <b>{t('import.dropHere')}</b>
        </div>
      ) : null}
      <Modal
        opened={drop.sent !== null}
        onClose={drop.cancel}
        title={t('import.receiving')}
        closeOnClickOutside={false}
      >
        <p role="status">
          {t('import.received', { count: drop.sent?.files ?? 0, size: byteSize(drop.sent?.bytes ?? 0) })}
        </p>
        {drop.sent && drop.sent.failed > 0 ? (
          <p className="warn">{t('import.notReceived', { count: drop.sent.failed })}</p>
        ) : null}
        <Progress value={100} animated aria-label={t('import.receiving')} />
      </Modal>
    </>
  )
}
