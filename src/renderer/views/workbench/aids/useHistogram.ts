// The counts of the frame on screen, from a worker that lives as long as the panel.
import { type RefObject, useEffect, useState } from 'react'
import type { Histogram } from '../../../../shared/imaging/histogram.ts'
import type { HistogramResult } from '../../../canvas/histogramWorker.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { useDesk } from '../deskView.ts'

type Counted = { key: string; histogram: Histogram | null; failed: boolean }

export function useHistogram(
  stage: RefObject<Stage | null>,
  key: string,
): { histogram: Histogram | null; failed: boolean } {
  const [counted, setCounted] = useState<Counted | null>(null)
  // Not before the exact frame is here: the range is known then, and the picture comes first.
  const ready = useDesk((v) => v.frameState === 'exact')
  useEffect(() => {
    const range = stage.current?.valueRange()
    const urls = stage.current?.frameUrls() ?? []
    if (!ready || !range || urls.length === 0) return
    const worker = new Worker(new URL('../../../canvas/histogramWorker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<HistogramResult>) =>
      setCounted({ key, histogram: 'histogram' in data ? data.histogram : null, failed: 'failed' in data })
    worker.onerror = () => setCounted({ key, histogram: null, failed: true })
    worker.postMessage({ urls: urls.map((url) => new URL(url, location.href).href), range })
    return () => worker.terminate()
  }, [key, ready, stage])
  return counted?.key === key ? counted : { histogram: null, failed: false }
}
