// Canvases with a graphics context that no picture uses at the moment. Making one takes a tenth of a second without a GPU, and the next
// case needs as many as the one before.
import type { Size } from '../../shared/geometry/transform.ts'
import { createImageGl, type ImageGl } from './imageGl.ts'

export type TakenGl = {
  readonly element: HTMLCanvasElement
  /** Null where there is no WebGL2. */
  readonly gl: ImageGl | null
  giveBack(): void
}

/** Browsers allow few live contexts. */
const MOST_IDLE = 6
/** Milliseconds after which nobody is coming back for them. */
const LINGER = 15_000

type Idle = { readonly element: HTMLCanvasElement; readonly gl: ImageGl; readonly user: { changed(): void } }
const idle: Idle[] = []
let closing: ReturnType<typeof setTimeout> | undefined

const drop = (from: Idle | undefined): void => from?.gl.destroy()

/** `size`: device pixels that will be drawn; a canvas that has them already need not be made anew inside. */
export function takeGl(changed: () => void, size: Size): TakenGl {
  const fits = idle.findIndex(({ element }) => element.width === size.width && element.height === size.height)
  if (fits >= 0) idle.push(...idle.splice(fits, 1))
  for (let found = idle.pop(); found; found = idle.pop()) {
    if (found.gl.isLost()) {
      drop(found)
      continue
    }
    found.user.changed = changed
    return taken(found)
  }
  const element = document.createElement('canvas')
  const user = { changed }
  const gl = createImageGl(element, () => user.changed())
  return gl ? taken({ element, gl, user }) : { element, gl, giveBack: () => element.remove() }
}

function taken(own: Idle): TakenGl {
  let given = false
  const { element, gl } = own
  return {
    element,
    gl,
    giveBack() {
      if (given) return
      given = true
      own.user.changed = () => undefined
      element.remove()
      element.removeAttribute('style')
      element.style.width = `${element.width / devicePixelRatio}px`
      element.style.height = `${element.height / devicePixelRatio}px`
      // Nobody may see the last patient for a moment: the first drawing shows it again.
      element.style.visibility = 'hidden'
      gl.clear()
      idle.push(own)
      if (idle.length > MOST_IDLE) drop(idle.shift())
      clearTimeout(closing)
      closing = setTimeout(() => {
        for (const one of idle.splice(0)) drop(one)
      }, LINGER)
    },
  }
}
