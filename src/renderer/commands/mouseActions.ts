/** What mouse, pen and fingers do, as sentences `help.mouse.*`. */
export const MOUSE_ACTIONS = [
  'wheel',
  'size',
  'pan',
  'window',
  'auto',
  'vertex',
  'removeVertex',
  'add',
  'close',
  'pinch',
  'penButton',
  'eraser',
] as const
