// Shares of the selected object, counted again when its outline, the picture or the palette changes.
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import { clipMask, spansOf } from '../../../../shared/geometry/mask.ts'
import { shapeToMask } from '../../../../shared/geometry/maskShape.ts'
import type { Shares } from '../../../../shared/imaging/xray/shares.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { useDesk } from '../deskView.ts'
import type { ShareDone, ShareJob } from './shareWorker.ts'
import { useXray } from './xrayStore.ts'

export type SharesNow = 'none' | 'working' | 'too-large' | Shares

/** Pixels of the box around an object that are copied for counting. */
const MOST_PIXELS = 24e6
/** An outline that is being dragged is counted when it rests, ms. */
const REST = 150

export function useShares(object: Annotation | undefined, stage: RefObject<Stage | null>): SharesNow {
  const picture = useXray((x) => x.picture)
  const frameState = useDesk((v) => v.frameState)
  const [now, setNow] = useState<SharesNow>('none')
  const worker = useRef<Worker | null>(null)
  const ids = useRef(0)
  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
    },
    [],
  )
  const shape = object?.shape ?? null
  useEffect(() => {
    const id = ++ids.current
    const from = stage.current?.values()
    if (!shape || !picture || picture.input === 'grey' || !from || frameState === 'loading') return setNow('none')
    setNow('working')
    const begin = async () => {
      const whole = shape.kind === 'mask' ? shape : shapeToMask(shape, from)
      const mask = whole && clipMask(whole, from)
      if (!mask || mask.width === 0 || mask.height === 0) return setNow('none')
      if (mask.width * mask.height > MOST_PIXELS) return setNow('too-large')
      const bounds = { x: mask.x, y: mask.y, width: mask.width, height: mask.height }
      const low = picture.input === 'dual' ? ((await stage.current?.values('low')?.field(bounds)) ?? null) : null
      const field = await from.field(bounds)
      if (id !== ids.current) return
      if (!field || (picture.input === 'dual' && !low)) return setNow('none')
      worker.current ??= new Worker(new URL('./shareWorker.ts', import.meta.url), { type: 'module' })
      worker.current.onmessage = ({ data }: MessageEvent<ShareDone>) => {
        if (data.id === ids.current) setNow(data.shares)
      }
      const { model, input, most } = picture
      const job: ShareJob = { id, field, low, spans: spansOf(mask), model, input, most }
      worker.current.postMessage(job, [
        ...new Set([field, low].flatMap((f) => (f ? [f.samples.buffer as ArrayBuffer] : []))),
      ])
    }
    const timer = setTimeout(() => begin().catch(() => id === ids.current && setNow('none')), REST)
    return () => clearTimeout(timer)
  }, [shape, picture, frameState, stage])
  return now
}
