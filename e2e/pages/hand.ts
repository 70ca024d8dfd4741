// A mouse over the picture, in image coordinates.
import type { App } from './app.ts'
import type { At } from './deskPage.ts'

export type MouseButton = 'left' | 'right' | 'middle'

export class Hand {
  readonly app: App
  readonly image: { readonly width: number; readonly height: number; readonly aspect?: number }
  readonly view: 'one' | 'fit'
  constructor(app: App, image: { width: number; height: number; aspect?: number }, view: 'one' | 'fit' = 'one') {
    this.app = app
    this.image = image
    this.view = view
  }

  async move(at: At): Promise<void> {
    const [x, y] = await this.app.desk.spot(at, this.image, this.view)
    await this.app.page.mouse.move(x, y)
  }
  async press(at: At, button: MouseButton = 'left'): Promise<void> {
    await this.move(at)
    await this.app.page.mouse.down({ button })
  }
  async release(button: MouseButton = 'left'): Promise<void> {
    await this.app.page.mouse.up({ button })
  }
  async click(...places: readonly At[]): Promise<void> {
    for (const at of places) {
      await this.press(at)
      await this.release()
    }
  }
  /** Press, a stop on the way (a jump is no drag), let go. */
  async drag(from: At, to: At, button: MouseButton = 'left'): Promise<void> {
    await this.press(from, button)
    await this.move([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])
    await this.move(to)
    await this.release(button)
  }
}
