// Puts the chosen look on the page: the style sheets read these marks (theme/roles.css).
import { useEffect } from 'react'
import { useHabits } from './habits.ts'

/** Root font size, percent. Everything is in rem, so the whole interface follows. */
export const TEXT_SCALE = { s: 93.75, m: 100, l: 118.75, xl: 137.5 } as const

export function useLook(): void {
  const { textSize, contrast, motion } = useHabits((h) => h.look)
  useEffect(() => {
    const { dataset, style } = document.documentElement
    style.fontSize = `${TEXT_SCALE[textSize]}%`
    dataset.contrast = contrast
    dataset.motion = motion
  }, [textSize, contrast, motion])
}

/** For sizes that only a script knows (rows of long lists): what one pixel of the design is now. */
export const useScale = (): number => TEXT_SCALE[useHabits((h) => h.look.textSize)] / 100
