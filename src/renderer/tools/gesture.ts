import type { State } from './toolMachine.ts'

/** Parent of every pressed state: Esc or a lost pointer ends the gesture and nothing has changed; other keys wait until the pointer is up. */
export const gesture = (back: () => void): State => ({
  name: 'gesture',
  pointerCancel: back,
  down: () => undefined,
  command(name) {
    if (name === 'cancel') back()
    return true
  },
})
