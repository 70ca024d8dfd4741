// Keys pressed while the window still does what an earlier key asked for wait, and count in their order: whoever knows the keys need
// not wait for the screen. Without it a key meant for the next case would land in the one that is being left.
import { createKeyQueue, type KeyQueue } from './keyQueue.ts'

/** More is somebody leaning on the keyboard. */
const MOST = 40
/** Milliseconds after which an answer is not waited for any more; the keys that wait are given up with it. */
const PATIENCE = 10_000
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Hangul', 'HangulMode', 'Process'])

/** Pressed by the queue, not by a person. */
const again = new WeakSet<Event>()
const queue: KeyQueue<KeyboardEvent> = createKeyQueue({ most: MOST, patience: PATIENCE, press })

/** Until `done` has ended, well or badly. `passes`: keys that mean the same now and later, as going on to the next item. */
export function holdKeys(done: Promise<unknown>, passes?: (e: KeyboardEvent) => boolean): void {
  queue.hold(done, passes)
}

/** True when the key waits: nobody else may see it now. */
export function waitsItsTurn(e: KeyboardEvent): boolean {
  if (again.has(e) || MODIFIERS.has(e.key)) return false
  if (!queue.takes(e)) return false
  e.preventDefault()
  e.stopImmediatePropagation()
  return true
}

function press(e: KeyboardEvent): void {
  const { key, code, ctrlKey, altKey, shiftKey, metaKey } = e
  const target = document.activeElement ?? document.body
  for (const type of ['keydown', 'keyup'] as const) {
    const made = new KeyboardEvent(type, {
      key,
      code,
      ctrlKey,
      altKey,
      shiftKey,
      metaKey,
      bubbles: true,
      cancelable: true,
      composed: true,
    })
    again.add(made)
    const free = target.dispatchEvent(made)
    if (type === 'keydown' && free) actBy(target, e)
  }
}

/** What a browser does by itself for a real key. */
function actBy(target: Element, { key, code, ctrlKey, altKey, metaKey }: KeyboardEvent): void {
  const plain = !ctrlKey && !altKey && !metaKey
  if (target instanceof HTMLButtonElement && plain && (code === 'Enter' || code === 'Space')) target.click()
  const text = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (text && plain && key.length === 1) document.execCommand('insertText', false, key)
}
