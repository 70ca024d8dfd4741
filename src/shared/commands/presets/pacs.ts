// Habits of a reading station: plain digits choose the window (Weasis, OHIF), Alt and a digit the class; arrows and C as in viewers.
import type { Preset } from '../keySet.ts'

export const pacs: Preset = {
  title: { ko: 'PACS 판독기', en: 'PACS viewer' },
  keys: {
    'view.window1': ['Digit1', 'Numpad1'],
    'view.window2': ['Digit2', 'Numpad2'],
    'view.window3': ['Digit3', 'Numpad3'],
    'view.window4': ['Digit4', 'Numpad4'],
    'view.window5': ['Digit5', 'Numpad5'],
    'view.window6': ['Digit6', 'Numpad6'],
    'view.window7': ['Digit7', 'Numpad7'],
    'view.window8': ['Digit8', 'Numpad8'],
    'class.pick1': ['Alt+Digit1'],
    'class.pick2': ['Alt+Digit2'],
    'class.pick3': ['Alt+Digit3'],
    'class.pick4': ['Alt+Digit4'],
    'class.pick5': ['Alt+Digit5'],
    'class.pick6': ['Alt+Digit6'],
    'class.pick7': ['Alt+Digit7'],
    'class.pick8': ['Alt+Digit8'],
    'class.pick9': ['Alt+Digit9'],
    'class.pick0': ['Alt+Digit0'],
    'view.fit': ['Equal'],
    'view.zoomIn': ['Shift+Equal', 'NumpadAdd'],
    'view.reset': ['Home', 'Alt+KeyR'],
    'panel.history': ['Alt+KeyT'],
    'view.flip': ['Alt+KeyF', 'Alt+KeyH'],
  },
}
