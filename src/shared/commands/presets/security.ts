// A baggage console has a row of function keys for the picture; they are the table's own for X-ray images. What else a
// console has lies on the same keys with Shift.
import type { Preset } from '../keySet.ts'

export const security: Preset = {
  title: { ko: '보안 검색 콘솔', en: 'Security console' },
  keys: {
    'xray.standard': ['Space', 'F12'],
    'view.invert': ['Shift+F3', 'KeyI'],
    'view.fullWindow': ['Shift+F4', 'Shift+KeyW'],
    'view.reset': ['Shift+F5', 'Home'],
    'view.zoomIn': ['Shift+F6', 'Equal', 'NumpadAdd'],
    'view.zoomOut': ['Shift+F7', 'Minus', 'NumpadSubtract'],
    'item.submit': ['Shift+F8', 'Ctrl+Enter'],
    'item.previous': ['Ctrl+F9', 'KeyA', 'PageUp'],
    'item.next': ['Shift+F10', 'KeyD', 'PageDown'],
    'tool.box': ['Ctrl+F3', 'KeyR'],
    'tool.polygon': ['Ctrl+F2', 'KeyP'],
    'item.exclude': ['Ctrl+F8'],
  },
}
