// Alt and the wheel over the picture move the material range, with Shift its width; without a range on screen Alt+Shift is gamma.
import { type RefObject, useEffect } from 'react'
import { GAMMA, VARI_CENTRE, VARI_WIDTH, type XraySettingsOfView } from '../../../../shared/imaging/xray/functions.ts'
import { shownOf } from './holdLock.ts'
import { setXray, xray } from './xrayStore.ts'

const clamp = (v: number, { least, most }: { least: number; most: number }) => Math.min(most, Math.max(least, v))

/** Null = not for the console. */
export function wheelChange(
  set: XraySettingsOfView,
  range: boolean,
  shift: boolean,
  up: number,
): Partial<XraySettingsOfView> | null {
  const { centre, width } = set.vari
  if (range && !shift) return { vari: { width, centre: clamp(centre + up * 0.5, VARI_CENTRE) } }
  if (range) return { vari: { centre, width: clamp(width + up, VARI_WIDTH) } }
  return shift ? { gamma: clamp(Math.round((set.gamma + up * GAMMA.step) * 10) / 10, GAMMA) } : null
}

export function useXrayWheel(host: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = host.current
    const wheel = (e: WheelEvent) => {
      if (!e.altKey) return
      const { set, console: c } = xray.getState()
      const change = wheelChange(set, shownOf(c).includes('vari'), e.shiftKey, -Math.sign(e.deltaY || e.deltaX))
      if (!change) return
      e.preventDefault()
      e.stopImmediatePropagation()
      setXray(change)
    }
    element?.addEventListener('wheel', wheel, { capture: true, passive: false })
    return () => element?.removeEventListener('wheel', wheel, { capture: true })
  }, [host])
}
