// One listener for the whole window; what a key means is decided by shared/commands/route.ts.
import { useEffect } from 'react'
import { type KeyPress, routeKey } from '../../shared/commands/route.ts'
import type { CommandId } from '../../shared/commands/table.ts'
import { runWaiting } from './dialogs.ts'
import { waitsItsTurn } from './heldKeys.ts'
import { keysNow } from './keymap.ts'
import { currentFlags, handlerOf, momentOf } from './registry.ts'

const NOT_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'color', 'file', 'submit', 'reset', 'image'])
const CONTROLS =
  'button,a[href],summary,select,input,[role="option"],[role="menuitem"],[role="tab"],[role="row"],[role="switch"],[role="slider"],[role="separator"]'

export function focusKind(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'none'
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return 'text'
  if (target instanceof HTMLInputElement && !NOT_TEXT.has(target.type)) return 'text'
  // Whoever clicked a row looks at its picture next; Space belongs to that.
  if (target.closest('[data-keys="picture"]')) return 'row'
  return target.matches(CONTROLS) ? 'control' : 'none'
}

/** What the key means now. */
export function commandOf(e: KeyboardEvent): CommandId | null {
  const press: KeyPress = {
    code: e.code,
    ctrl: e.ctrlKey || e.metaKey,
    alt: e.altKey,
    shift: e.shiftKey,
    repeat: e.repeat,
    // 229: the input method has taken the key; with no text field in focus the physical key still counts.
    composing: e.isComposing || e.keyCode === 229,
    focus: focusKind(e.target),
  }
  return routeKey(press, currentFlags(), keysNow())
}

export function useHotkeys(): void {
  useEffect(() => {
    const held = new Map<string, (at: number) => void>()
    const releaseAll = () => {
      const at = momentOf({ timeStamp: performance.now() })
      for (const release of held.values()) release(at)
      held.clear()
    }
    const down = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.code === '') return
      // A held F5 repeats, and a repeat must not reload the page.
      if (e.repeat && held.has(e.code)) return e.preventDefault()
      runWaiting()
      const id = commandOf(e)
      const handler = id && handlerOf(id)
      if (!handler) return
      e.preventDefault()
      if (typeof handler === 'function') handler()
      else if (!held.has(e.code)) {
        handler.press(momentOf(e))
        held.set(e.code, handler.release)
      }
    }
    const up = (e: KeyboardEvent) => {
      held.get(e.code)?.(momentOf(e))
      held.delete(e.code)
    }
    // Before any panel sees it.
    const first = (e: KeyboardEvent) => void (focusKind(e.target) !== 'text' && waitsItsTurn(e))
    window.addEventListener('keydown', first, true)
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', releaseAll)
    return () => {
      window.removeEventListener('keydown', first, true)
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', releaseAll)
    }
  }, [])
}
