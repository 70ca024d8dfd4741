// Keys of labelme's default_config.yaml, for the commands both programs have.
import type { Preset } from '../keySet.ts'

export const labelme: Preset = {
  title: { ko: 'labelme', en: 'labelme' },
  keys: {
    'tool.box': ['Ctrl+KeyR', 'KeyR'],
    'tool.polygon': ['Ctrl+KeyN', 'KeyP'],
    'tool.select': ['Ctrl+KeyJ', 'KeyV'],
    'item.submit': ['Ctrl+Enter', 'Ctrl+KeyS'],
    'view.fit': ['Ctrl+KeyF', 'KeyF'],
    'view.zoomIn': ['Ctrl+Equal', 'Equal', 'NumpadAdd'],
    'view.zoomOut': ['Ctrl+Minus', 'Minus', 'NumpadSubtract'],
    'view.hideAll': ['Ctrl+KeyH', 'Shift+KeyH'],
    'view.rotate': ['Alt+KeyT'],
    'panel.find': ['Ctrl+KeyG'],
  },
}
