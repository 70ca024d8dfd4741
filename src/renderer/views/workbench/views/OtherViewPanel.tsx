// The other view of the bag beside the one that is worked on: the same functions, the same part of the belt, its own labels.
import { ActionIcon } from '@mantine/core'
import { IconLink, IconSwitchHorizontal, IconUnlink, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Size } from '../../../../shared/geometry/transform.ts'
import { goTo, projectRoute } from '../../../app/route.ts'
import { useText } from '../../../app/useText.ts'
import { createStage, type Scene, type Stage } from '../../../canvas/stage.ts'
import { useProject } from '../../project/projectContext.ts'
import { setAids, useAids } from '../aids/aids.ts'
import type { Moved } from '../aids/Minimap.tsx'
import { useDesk } from '../deskView.ts'
import { useXray } from '../xray/xrayStore.ts'
import { BeltLayer } from './BeltLayer.tsx'
import { type Belt, follow, type Strip } from './beltStrip.ts'
import type { OtherView } from './useOtherView.ts'

const NOTHING: ReadonlySet<string> = new Set()
/** Smaller moves are rounding: answering them would never end. */
const STILL = 1e-3

export function OtherViewPanel(p: {
  other: OtherView
  first: RefObject<Stage | null>
  moved: Moved | null
  size: Size
  belt: Belt
  scene: Scene
  strip: Strip | null
}) {
  const t = useText()
  const { project } = useProject()
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const [mine, setMine] = useState<Moved | null>(null)
  const linked = useAids((a) => a.linked)
  const display = useDesk((v) => v.display)
  const look = useXray((x) => x.look)
  const source = p.other.detail.slots[0]?.source
  const { first, moved, belt } = p
  const own = useMemo(() => ({ width: source?.width ?? 1, height: source?.height ?? 1 }), [source])
  const live = useRef({ linked, moved, size: p.size, own, belt, mine })
  live.current = { linked, moved, size: p.size, own, belt, mine }

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const made = createStage(element, {
      // Looked at, not drawn in: its labels belong to another image.
      diff: () => undefined,
      select: () => undefined,
      refused: () => undefined,
      pointer: () => undefined,
      view: () => undefined,
      display: () => undefined,
      tool: () => undefined,
      frameState: () => undefined,
      stepSetting: () => undefined,
      atKeypoint: () => undefined,
      preview: () => undefined,
      moved: (m) => {
        setMine(m)
        const now = live.current
        if (!now.linked || m.fitted || !now.moved) return
        const to = follow({ view: m.view, size: now.own }, { view: now.moved.view, size: now.size }, now.belt)
        const at = now.moved.view
        const off = now.belt === 'x' ? to.x - at.centre.x : to.y - at.centre.y
        if (Math.abs(off) > STILL || Math.abs(to.scale / at.scale - 1) > STILL) first.current?.view.show(to)
      },
    })
    stage.current = made
    return () => {
      made.destroy()
      stage.current = null
    }
  }, [first])
  useEffect(() => {
    const { id = '' } = source ?? {}
    stage.current?.showFrame(source ? { projectId: project.id, sourceId: id, frame: 0, ...own } : null)
  }, [project.id, source, own])
  useLayoutEffect(() => {
    const annotations = p.other.annotations.filter((a) => a.shape !== null)
    stage.current?.setScene({
      ...p.scene,
      annotations,
      selection: NOTHING,
      hidden: p.scene.writable ? NOTHING : p.scene.hidden,
      writable: false,
      notes: [],
    })
  }, [p.scene, p.other])
  useEffect(() => {
    stage.current?.setXray(look)
  }, [look])
  useEffect(() => {
    stage.current?.setDisplay({ ...display, window: null })
  }, [display])
  useEffect(() => {
    const now = live.current
    if (!linked || !moved || !now.mine) return
    if (moved.fitted) return stage.current?.view.show(null)
    const to = follow({ view: moved.view, size: now.size }, { view: now.mine.view, size: now.own }, now.belt)
    const at = now.mine.view
    const off = now.belt === 'x' ? to.x - at.centre.x : to.y - at.centre.y
    if (Math.abs(off) > STILL || Math.abs(to.scale / at.scale - 1) > STILL) stage.current?.view.show(to)
  }, [linked, moved])
  const swap = () => goTo(projectRoute(project.id, 'items', p.other.detail.id))
  return (
    <section className="second-view" aria-label={t('views.beltTitle')}>
      <div ref={host} className="second-host" />
      <BeltLayer strip={p.strip} moved={mine} size={own} belt={belt} half={false} />
      <div className="second-bar">
        <span className="small cut other-name" title={p.other.detail.name}>
          {t('views.name', { view: p.other.detail.fields.view ?? '' })}
        </span>
        <ActionIcon size="sm" aria-label={t('views.swap')} onClick={swap}>
          <IconSwitchHorizontal size={15} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          aria-pressed={linked}
          aria-label={t(linked ? 'views.linked' : 'views.unlinked')}
          onClick={() => setAids({ linked: !linked })}
        >
          {linked ? <IconLink size={15} /> : <IconUnlink size={15} />}
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t('views.close')} onClick={() => setAids({ views: false })}>
          <IconX size={15} />
        </ActionIcon>
      </div>
    </section>
  )
}
