// A baggage console has a row of function keys: negative, contrast, zoom, clear, next bag. F1 stays help, F2 settings.
import type { Preset } from '../keySet.ts'

export const security: Preset = {
  title: { ko: '보안 검색 콘솔', en: 'Security console' },
  keys: {
    'view.invert': ['F3', 'KeyI'],
    'view.fullWindow': ['F4', 'Shift+KeyW'],
    'view.reset': ['F5', 'Home'],
    'view.zoomIn': ['F6', 'Equal', 'NumpadAdd'],
    'view.zoomOut': ['F7', 'Minus', 'NumpadSubtract'],
    'item.submit': ['F8', 'Ctrl+Enter'],
    'item.previous': ['F9', 'KeyA', 'PageUp'],
    'item.next': ['F10', 'KeyD', 'PageDown'],
    'tool.box': ['Shift+F3', 'KeyR'],
    'tool.polygon': ['Shift+F4', 'KeyP'],
    'item.exclude': ['Shift+F8'],
  },
}
