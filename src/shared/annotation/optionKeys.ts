// Options of a choice on single keys: short codes (a to d, 4a) are typed as they are written, words are counted 1 to 9, then a to z.
export type KeyPick = { readonly value: string } | { readonly pending: string } | null

const isCoded = (options: readonly string[]): boolean => options.every((o) => /^[0-9a-z]{1,2}$/.test(o))
const COUNTED = '123456789abcdefghijklmnopqrstuvwxyz'

/** What is printed on the button of an option. */
export const optionKey = (options: readonly string[], index: number): string =>
  isCoded(options) ? (options[index] ?? '') : (COUNTED[index] ?? '')

/** `pending`: what was typed of a code of two signs. */
export function pickOption(options: readonly string[], pending: string, key: string): KeyPick {
  if (key === '') return null
  if (!isCoded(options)) {
    const found = options[COUNTED.indexOf(key)]
    return found === undefined ? null : { value: found }
  }
  for (const typed of pending === '' ? [key] : [pending + key, key]) {
    if (options.includes(typed)) return { value: typed }
    if (options.some((o) => o.startsWith(typed))) return { pending: typed }
  }
  return null
}

/** Physical keys, so that Hangul input cannot swallow them: `KeyA` -> a, `Digit4` and `Numpad4` -> 4; '' for any other key. */
export const signOfCode = (code: string): string =>
  /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? ''
