// Keys of CVAT's shortcut table, for the commands both programs have. Classes keep plain digits too: a browser keeps Ctrl+digit for its tabs.
import type { Preset } from '../keySet.ts'

export const cvat: Preset = {
  title: { ko: 'CVAT', en: 'CVAT' },
  keys: {
    'item.next': ['KeyF', 'PageDown'],
    'item.previous': ['KeyD', 'PageUp'],
    'item.forward10': ['KeyV'],
    'item.back10': ['KeyC'],
    'item.submit': ['Ctrl+Enter', 'Ctrl+KeyS'],
    'tool.select': ['Shift+KeyV'],
    'tool.polyline': ['Shift+KeyL'],
    'edit.lock': ['KeyL'],
    'edit.delete': ['Delete', 'Backspace', 'Shift+Delete'],
    'edit.backward': ['Minus'],
    'edit.forward': ['Equal'],
    'view.zoomIn': ['Shift+Equal', 'NumpadAdd'],
    'view.zoomOut': ['Shift+Minus', 'NumpadSubtract'],
    'view.fit': ['Backquote'],
    'view.oneToOne': ['Ctrl+Shift+Digit0'],
    'class.pick1': ['Digit1', 'Numpad1', 'Ctrl+Digit1'],
    'class.pick2': ['Digit2', 'Numpad2', 'Ctrl+Digit2'],
    'class.pick3': ['Digit3', 'Numpad3', 'Ctrl+Digit3'],
    'class.pick4': ['Digit4', 'Numpad4', 'Ctrl+Digit4'],
    'class.pick5': ['Digit5', 'Numpad5', 'Ctrl+Digit5'],
    'class.pick6': ['Digit6', 'Numpad6', 'Ctrl+Digit6'],
    'class.pick7': ['Digit7', 'Numpad7', 'Ctrl+Digit7'],
    'class.pick8': ['Digit8', 'Numpad8', 'Ctrl+Digit8'],
    'class.pick9': ['Digit9', 'Numpad9', 'Ctrl+Digit9'],
    'class.pick0': ['Digit0', 'Numpad0', 'Ctrl+Digit0'],
  },
}
