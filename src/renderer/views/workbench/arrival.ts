// Going to another item: from the key that asks for it until its picture and its panels are there, other keys wait (commands/heldKeys.ts).
import { useEffect } from 'react'
import type { CommandId } from '../../../shared/commands/table.ts'
import { holdKeys } from '../../commands/heldKeys.ts'
import { commandOf } from '../../commands/useHotkeys.ts'

/** Whoever leafs through the list does not wait for every picture. */
const LEAFING: ReadonlySet<CommandId | null> = new Set<CommandId>([
  'item.next',
  'item.previous',
  'item.forward10',
  'item.back10',
])
export const leafs = (e: KeyboardEvent): boolean => LEAFING.has(commandOf(e))

let coming: { readonly itemId: string; arrived(): void } | null = null
let asked: string | null = null

/** An item was asked for. */
export function awaitItem(itemId: string): void {
  if (itemId === asked) return
  coming?.arrived()
  holdKeys(
    new Promise<void>((arrived) => {
      coming = { itemId, arrived }
    }),
    leafs,
  )
}

/** `placed`: on the desk with all its panels. */
export function useArrival(itemId: string | null, placed: string | null, failed: boolean): void {
  useEffect(() => {
    asked = itemId
    // Here, or not coming any more: it cannot be had, or what could not be saved keeps the person where the work is.
    if (coming && (coming.itemId !== itemId || placed === itemId || failed)) {
      coming.arrived()
      coming = null
    }
  }, [itemId, placed, failed])
  useEffect(
    () => () => {
      coming?.arrived()
      coming = null
      asked = null
    },
    [],
  )
}
