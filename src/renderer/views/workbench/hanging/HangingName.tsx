// The name of a hung view. Taken hold of, its picture is dragged to another place of the case; the picture itself is for looking and choosing.
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../../../app/useText.ts'

export type Grip = ReturnType<ReturnType<typeof import('../case/placeDrag.tsx').usePlaceDrag>>

export function HangingName({ grip, children }: { grip: Grip | null; children: ReactNode }) {
  const t = useText()
  const element = useRef<HTMLSpanElement>(null)
  // The stage listens around it: a press on the name is not one on the picture.
  useEffect(() => {
    const found = element.current
    const stop = (e: Event) => e.stopPropagation()
    found?.addEventListener('pointerdown', stop)
    return () => found?.removeEventListener('pointerdown', stop)
  }, [])
  const { onPointerDown, ...rest } = grip ?? {}
  return (
    <span
      ref={element}
      className="hanging-name"
      data-grip={grip ? '' : undefined}
      title={grip ? t('hanging.drag') : undefined}
      onPointerDownCapture={onPointerDown}
      {...rest}
    >
      {children}
    </span>
  )
}
