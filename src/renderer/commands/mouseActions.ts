/** What mouse, pen and fingers do, as sentences `help.mouse.*`. */
export const MOUSE_ACTIONS = ['wheel', 'pan', 'window', 'vertex', 'removeVertex', 'add', 'close'] as const
