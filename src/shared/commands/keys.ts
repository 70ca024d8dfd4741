// Keys are physical (`KeyboardEvent.code`), so a Hangul input method cannot swallow them. `Ctrl` also means Command on a Mac.

/** `Ctrl+Shift+KeyZ`: modifiers in the order Ctrl, Alt, Shift, then the code. */
export type KeyCombo = { readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean; readonly code: string }

const MODIFIERS = ['Ctrl', 'Alt', 'Shift'] as const

export function parseKeys(text: string): KeyCombo {
  const parts = text.split('+')
  const code = parts.pop()
  if (!code || parts.some((p) => !MODIFIERS.some((m) => m === p))) throw new Error(`not a key: ${text}`)
  return { ctrl: parts.includes('Ctrl'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), code }
}

export const formatKeys = (k: KeyCombo): string =>
  [k.ctrl && 'Ctrl', k.alt && 'Alt', k.shift && 'Shift', k.code].filter(Boolean).join('+')

/** Browsers keep these for their tabs and windows; a page never sees them. The desktop program does. */
export const keptByBrowser = (text: string): boolean =>
  /^Ctrl\+((Shift\+)?Key[NTW]|(Shift\+)?Tab|Page(Up|Down)|Digit[1-9])$/.test(text)

const CODE_NAMES: Readonly<Record<string, string>> = {
  BracketLeft: '[',
  BracketRight: ']',
  Equal: '+',
  Minus: '−',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num −',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Delete: 'Del',
  Escape: 'Esc',
  Slash: '/',
  Period: '.',
  Comma: ',',
  Backquote: '`',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Insert: 'Ins',
  NumpadEnter: 'Num Enter',
  NumpadDecimal: 'Num .',
  NumpadMultiply: 'Num ×',
  NumpadDivide: 'Num ÷',
}

/** What is printed on the key cap: `Ctrl+Shift+Z`. */
export function keyLabel(text: string): string {
  const { ctrl, alt, shift, code } = parseKeys(text)
  const name = CODE_NAMES[code] ?? code.replace(/^(Key|Digit)/, '').replace(/^Numpad(\d)$/, 'Num $1')
  return [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+')
}
