// Default keys: design note on hotkeys of the field (CVAT, labelme, OHIF, Weasis), resolved into one set without clashes.
import type { Command } from './command.ts'

type Row = Omit<Command, 'id'>
const DESK = 'workbench && !dialog'

const digit = (n: number): Row => ({
  keys: [`Digit${n % 10}`, `Numpad${n % 10}`],
  // On a keypoint 0, 1 and 2 are its visibility.
  when: n % 10 <= 2 ? `${DESK} && !drawing && !atKeypoint` : `${DESK} && !drawing`,
  group: 'class',
  icon: null,
  keyOnly: true,
})
const visibility = (n: number, ...others: string[]): Row => ({
  keys: [`Digit${n}`, `Numpad${n}`, ...others],
  when: `${DESK} && writable && atKeypoint`,
  group: 'edit',
  icon: null,
  keyOnly: true,
})
const nudge = (code: string, far = false): Row => ({
  keys: [far ? `Shift+${code}` : code],
  when: `${DESK} && hasSelection && writable && !drawing && !trial`,
  group: 'edit',
  icon: null,
  repeat: true,
  keyOnly: true,
})

/** Changes of the outlines of what is selected. */
const outline = (keys: string, icon: string): Row => ({
  keys: [keys],
  when: `${DESK} && hasSelection && writable && !drawing`,
  group: 'outline',
  icon,
})
/** The image as a whole, in packs that ask for it. */
const verdict = (n: number): Row => ({
  keys: [`Shift+Digit${n}`],
  when: `${DESK} && hasVerdict && writable && !drawing`,
  group: 'item',
  icon: null,
})
const turn = (key: string): Row => ({
  keys: [key],
  when: `${DESK} && hasSelection && writable && !drawing`,
  group: 'edit',
  icon: 'rotate',
  repeat: true,
})
/** While a change of the outline is tried out. */
const trial = (...keys: string[]): Row => ({
  keys,
  when: `${DESK} && hasSelection && !drawing && trial`,
  group: 'outline',
  icon: null,
  keyOnly: true,
})

/** Of an operator console: held down to look, pressed shortly to stay. A text field or a dropdown is no reason to reload the page. */
const operator = (key: string): Row => ({
  keys: [key],
  when: `${DESK} && xray`,
  group: 'xray',
  icon: null,
  inText: true,
})

/** A window for stored values means nothing on an ordinary photograph. */
const windowPreset = (n: number): Row => ({
  keys: [`Alt+Digit${n}`],
  when: `${DESK} && storedValues`,
  group: 'view',
  icon: null,
})

/** What a DICOM file brings along around its pixels. */
const dicom = (key: string, icon: string): Row => ({
  keys: [key],
  when: `${DESK} && storedValues`,
  group: 'view',
  icon,
})

/** Reading mammograms. */
const mammo = (key: string, icon: string | null = null): Row => ({
  keys: [key],
  when: `${DESK} && inCase && !drawing`,
  group: 'view',
  icon,
})

/** Arrows move the cross of the keys while a drawing tool is in hand; what is selected keeps them otherwise. */
const PEN = `${DESK} && writable && toolInHand && !trial && (drawing || !hasSelection)`
const pen = (code: string, far = false): Row => ({
  keys: [far ? `Shift+${code}` : code],
  when: PEN,
  group: 'tool',
  icon: null,
  repeat: true,
  keyOnly: true,
})

const rows = {
  'item.next': { keys: ['KeyD', 'PageDown'], when: DESK, group: 'item', icon: 'next', repeat: true },
  'item.previous': { keys: ['KeyA', 'PageUp'], when: DESK, group: 'item', icon: 'previous', repeat: true },
  'item.forward10': { keys: ['Shift+KeyD'], when: DESK, group: 'item', icon: null, repeat: true },
  'item.back10': { keys: ['Shift+KeyA'], when: DESK, group: 'item', icon: null, repeat: true },
  'item.nextTodo': { keys: ['Ctrl+Shift+KeyD'], when: DESK, group: 'item', icon: null },
  'item.previousTodo': { keys: ['Ctrl+Shift+KeyA'], when: DESK, group: 'item', icon: null },
  'item.submit': { keys: ['Ctrl+Enter'], when: `${DESK} && !drawing`, group: 'item', icon: 'submit' },
  'item.submitBare': {
    keys: ['Enter'],
    // On a case the lesion just drawn stays chosen; no key of the outline waits for Enter there.
    when: `${DESK} && !drawing && !trial && (!hasSelection || inCase)`,
    group: 'item',
    icon: null,
    keyOnly: true,
  },
  'item.reopen': { keys: [], when: `${DESK} && closed`, group: 'item', icon: 'reopen' },
  'item.exclude': { keys: ['Shift+Delete'], when: DESK, group: 'item', icon: 'exclude' },
  'review.sendBack': {
    keys: ['Ctrl+Shift+Enter'],
    when: `${DESK} && handedIn && !drawing`,
    group: 'item',
    icon: 'sendBack',
  },
  'review.pass': {
    keys: ['Ctrl+Alt+Enter'],
    when: `${DESK} && handedIn && !drawing`,
    group: 'item',
    icon: 'pass',
  },
  'verdict.first': verdict(1),
  'verdict.second': verdict(2),
  'verdict.third': verdict(3),
  'item.nextFrame': {
    keys: ['Shift+PageDown', 'Period'],
    when: `${DESK} && multiFrame`,
    group: 'item',
    icon: null,
    repeat: true,
  },
  'item.previousFrame': {
    keys: ['Shift+PageUp', 'Comma'],
    when: `${DESK} && multiFrame`,
    group: 'item',
    icon: null,
    repeat: true,
  },
  'item.firstFrame': { keys: ['Shift+Home'], when: `${DESK} && multiFrame`, group: 'item', icon: null },
  'item.lastFrame': { keys: ['Shift+End'], when: `${DESK} && multiFrame`, group: 'item', icon: null },

  'view.hanging': { keys: ['Alt+Home'], when: `${DESK} && multiView`, group: 'view', icon: null },
  'view.secondWindow': mammo('Shift+KeyJ', 'sideBySide'),
  'view.air': mammo('Shift+KeyI', 'padding'),
  'view.coverage': mammo('Shift+KeyO', 'grid'),
  'view.arc': mammo('Shift+KeyT', 'ellipse'),
  'view.mirror': mammo('Shift+KeyV', 'sideBySide'),
  'view.nipple': { ...mammo('Shift+KeyN', 'point'), when: `${DESK} && inCase && writable && !drawing` },
  'item.nextView': {
    keys: ['Alt+PageDown'],
    when: `${DESK} && multiView`,
    group: 'item',
    icon: null,
  },
  'item.previousView': {
    keys: ['Alt+PageUp'],
    when: `${DESK} && multiView`,
    group: 'item',
    icon: null,
  },

  'case.fields': { keys: ['KeyT'], when: `${DESK} && inCase && !drawing`, group: 'item', icon: null },
  'case.conclude': { keys: ['KeyY'], when: `${DESK} && inCase && writable && !drawing`, group: 'item', icon: null },
  'case.places': { keys: ['KeyU'], when: `${DESK} && inCase && !drawing`, group: 'item', icon: null },
  'case.accept': { keys: ['Shift+KeyY'], when: `${DESK} && inCase && !drawing`, group: 'item', icon: null },
  'case.keep': { keys: ['Shift+KeyU'], when: `${DESK} && inCase && !drawing`, group: 'item', icon: null },
  'case.discard': {
    keys: ['Shift+KeyX'],
    when: `${DESK} && inCase && writable && !drawing`,
    group: 'item',
    icon: null,
  },
  'case.sameLesion': {
    keys: ['KeyC'],
    when: `${DESK} && inCase && hasSelection && writable && !drawing`,
    group: 'item',
    icon: null,
  },

  'tool.select': { keys: ['KeyV'], when: DESK, group: 'tool', icon: 'select' },
  'tool.box': { keys: ['KeyR'], when: `${DESK} && writable`, group: 'tool', icon: 'box' },
  'tool.oriented': { keys: ['KeyO'], when: `${DESK} && writable`, group: 'tool', icon: 'oriented' },
  'tool.ellipse': { keys: ['Shift+KeyC'], when: `${DESK} && writable`, group: 'tool', icon: 'ellipse' },
  'tool.polygon': { keys: ['KeyP'], when: `${DESK} && writable`, group: 'tool', icon: 'polygon' },
  'tool.freehand': { keys: ['Shift+KeyP'], when: `${DESK} && writable`, group: 'tool', icon: 'freehand' },
  'tool.polyline': { keys: ['KeyL'], when: `${DESK} && writable`, group: 'tool', icon: 'polyline' },
  'tool.freeline': { keys: ['Shift+KeyL'], when: `${DESK} && writable`, group: 'tool', icon: 'freeline' },
  'tool.point': { keys: ['KeyK'], when: `${DESK} && writable`, group: 'tool', icon: 'point' },
  'tool.brush': { keys: ['KeyB'], when: `${DESK} && writable`, group: 'tool', icon: 'brush' },
  'tool.eraser': { keys: ['KeyE'], when: `${DESK} && writable`, group: 'tool', icon: 'eraser' },
  'tool.wand': { keys: ['KeyW'], when: `${DESK} && writable`, group: 'tool', icon: 'wand' },
  'tool.scissors': { keys: ['KeyS'], when: `${DESK} && writable`, group: 'tool', icon: 'scissors' },
  'tool.outline': { keys: ['KeyX'], when: `${DESK} && writable`, group: 'tool', icon: 'outline' },
  'tool.superpixel': { keys: ['KeyJ'], when: `${DESK} && writable`, group: 'tool', icon: 'superpixel' },
  'tool.smaller': { keys: ['BracketLeft'], when: `${DESK} && sized`, group: 'tool', icon: null, repeat: true },
  'tool.larger': { keys: ['BracketRight'], when: `${DESK} && sized`, group: 'tool', icon: null, repeat: true },
  'tool.skeleton': { keys: ['Shift+KeyK'], when: `${DESK} && writable`, group: 'tool', icon: 'skeleton' },
  'tool.ruler': { keys: ['KeyM'], when: `${DESK} && writable`, group: 'tool', icon: 'ruler' },
  'tool.angle': { keys: ['Shift+KeyM'], when: `${DESK} && writable`, group: 'tool', icon: 'angle' },
  'tool.repeat': { keys: ['KeyN'], when: `${DESK} && writable`, group: 'tool', icon: null },

  'tool.cutOut': { ...outline('Alt+KeyX', 'cutOut') },
  'tool.addPart': { ...outline('Alt+KeyN', 'addPart') },
  'tool.split': { ...outline('Alt+KeyS', 'split') },
  'outline.union': outline('Alt+Equal', 'union'),
  'outline.subtract': outline('Alt+Minus', 'subtract'),
  'outline.intersect': outline('Alt+Shift+Equal', 'intersect'),
  'outline.cutOverlap': outline('Alt+Shift+Minus', 'cutOverlap'),
  'outline.join': outline('Alt+KeyJ', 'join'),
  'outline.takeApart': outline('Alt+Shift+KeyJ', 'takeApart'),
  'outline.simplify': outline('Alt+KeyT', 'simplify'),
  'outline.smooth': outline('Alt+Shift+KeyT', 'smooth'),
  'outline.more': { ...trial('ArrowUp', 'ArrowRight'), repeat: true },
  'outline.less': { ...trial('ArrowDown', 'ArrowLeft'), repeat: true },
  'outline.apply': trial('Enter', 'NumpadEnter'),
  'outline.leave': trial('Escape'),
  'outline.ignore': {
    keys: ['Alt+Shift+KeyX'],
    when: `${DESK} && writable && !drawing`,
    group: 'outline',
    icon: 'ignore',
  },
  'aid.snapping': { keys: ['Shift+KeyS'], when: DESK, group: 'outline', icon: 'snapping' },
  'aid.sharing': { keys: ['Alt+Shift+KeyS'], when: DESK, group: 'outline', icon: 'sharing' },
  'aid.boxes': { keys: ['Alt+KeyD'], when: `${DESK} && derivedBox`, group: 'outline', icon: 'box' },
  'aid.band': { keys: ['Alt+KeyB'], when: DESK, group: 'outline', icon: 'band' },
  'pen.left': pen('ArrowLeft'),
  'pen.right': pen('ArrowRight'),
  'pen.up': pen('ArrowUp'),
  'pen.down': pen('ArrowDown'),
  'pen.leftFar': pen('ArrowLeft', true),
  'pen.rightFar': pen('ArrowRight', true),
  'pen.upFar': pen('ArrowUp', true),
  'pen.downFar': pen('ArrowDown', true),
  'pen.press': { keys: ['Insert', 'Backslash'], when: PEN, group: 'tool', icon: null, keyOnly: true },

  'edit.undo': {
    keys: ['Ctrl+KeyZ'],
    when: `${DESK} && writable && !drawing`,
    group: 'edit',
    icon: 'undo',
    repeat: true,
  },
  'edit.redo': {
    keys: ['Ctrl+Shift+KeyZ', 'Ctrl+KeyY'],
    when: `${DESK} && writable && !drawing`,
    group: 'edit',
    icon: 'redo',
    repeat: true,
  },
  'edit.delete': {
    keys: ['Delete', 'Backspace'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: 'delete',
  },
  'edit.duplicate': {
    keys: ['Ctrl+KeyD'],
    when: `${DESK} && hasSelection && writable`,
    group: 'edit',
    icon: 'duplicate',
  },
  'edit.duplicateTurned': {
    keys: ['Alt+Shift+KeyD'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: 'duplicate',
  },
  'edit.turnRight': turn('Shift+Period'),
  'edit.turnLeft': turn('Shift+Comma'),
  'edit.turnQuarter': turn('Alt+Period'),
  'edit.copy': { keys: ['Ctrl+KeyC'], when: `${DESK} && hasSelection`, group: 'edit', icon: 'copy' },
  'edit.paste': { keys: ['Ctrl+KeyV'], when: `${DESK} && writable && hasClipboard`, group: 'edit', icon: 'paste' },
  'edit.copyPrevious': { keys: ['Ctrl+KeyB'], when: `${DESK} && writable && !drawing`, group: 'edit', icon: 'copy' },
  'edit.copyPreviousClass': {
    keys: ['Ctrl+Shift+KeyB'],
    when: `${DESK} && writable && !drawing`,
    group: 'edit',
    icon: null,
  },
  'edit.group': {
    keys: ['KeyG'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: 'group',
  },
  'edit.ungroup': {
    keys: ['Shift+KeyG'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: 'ungroup',
  },
  'edit.selectClass': { keys: ['Alt+KeyA'], when: DESK, group: 'edit', icon: null },
  'edit.selectAll': { keys: ['Ctrl+KeyA'], when: DESK, group: 'edit', icon: null },
  'edit.lock': { keys: ['Alt+KeyL'], when: `${DESK} && hasSelection && writable`, group: 'edit', icon: 'lock' },
  'edit.forward': {
    keys: ['Ctrl+BracketRight'],
    when: `${DESK} && hasSelection && writable`,
    group: 'edit',
    icon: null,
  },
  'edit.backward': {
    keys: ['Ctrl+BracketLeft'],
    when: `${DESK} && hasSelection && writable`,
    group: 'edit',
    icon: null,
  },
  'edit.toFront': {
    keys: ['Ctrl+Shift+BracketRight'],
    when: `${DESK} && hasSelection && writable`,
    group: 'edit',
    icon: null,
  },
  'edit.toBack': {
    keys: ['Ctrl+Shift+BracketLeft'],
    when: `${DESK} && hasSelection && writable`,
    group: 'edit',
    icon: null,
  },
  'mask.fillHoles': {
    keys: ['Shift+KeyB'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: null,
  },
  'mask.toMask': {
    keys: ['Alt+KeyM'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: null,
  },
  'mask.toPolygon': {
    keys: ['Alt+KeyP'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: null,
  },
  'edit.toOriented': {
    keys: ['Alt+KeyO'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: 'oriented',
  },
  'edit.toBox': {
    keys: ['Alt+Shift+KeyO'],
    when: `${DESK} && hasSelection && writable && !drawing`,
    group: 'edit',
    icon: 'box',
  },
  'keypoint.missing': visibility(0),
  'keypoint.occluded': visibility(1, 'KeyQ'),
  'keypoint.visible': visibility(2, 'Shift+KeyQ'),
  'edit.checkpoint': { keys: ['Ctrl+KeyS'], when: `${DESK} && writable && !drawing`, group: 'edit', icon: 'flag' },
  'edit.finish': {
    keys: ['Enter', 'NumpadEnter'],
    when: `${DESK} && drawing`,
    group: 'edit',
    icon: null,
    keyOnly: true,
  },
  'edit.removeLastVertex': {
    keys: ['Backspace', 'Ctrl+KeyZ'],
    when: `${DESK} && drawing`,
    group: 'edit',
    icon: null,
    keyOnly: true,
  },
  'edit.otherWay': { keys: ['Slash'], when: `${DESK} && drawing`, group: 'edit', icon: null, keyOnly: true },
  'edit.cancel': { keys: ['Escape'], when: `${DESK} && !trial`, group: 'edit', icon: null, keyOnly: true },
  'edit.nudgeLeft': nudge('ArrowLeft'),
  'edit.nudgeRight': nudge('ArrowRight'),
  'edit.nudgeUp': nudge('ArrowUp'),
  'edit.nudgeDown': nudge('ArrowDown'),
  'edit.nudgeLeftFar': nudge('ArrowLeft', true),
  'edit.nudgeRightFar': nudge('ArrowRight', true),
  'edit.nudgeUpFar': nudge('ArrowUp', true),
  'edit.nudgeDownFar': nudge('ArrowDown', true),

  'class.find': {
    keys: ['KeyQ', 'Ctrl+Shift+KeyF'],
    when: `${DESK} && !drawing && !atKeypoint`,
    group: 'class',
    icon: 'labels',
  },
  'class.pick1': digit(1),
  'class.pick2': digit(2),
  'class.pick3': digit(3),
  'class.pick4': digit(4),
  'class.pick5': digit(5),
  'class.pick6': digit(6),
  'class.pick7': digit(7),
  'class.pick8': digit(8),
  'class.pick9': digit(9),
  'class.pick0': digit(10),

  'view.fit': { keys: ['KeyF'], when: DESK, group: 'view', icon: 'fit' },
  'view.oneToOne': { keys: ['Ctrl+Digit0'], when: DESK, group: 'view', icon: 'oneToOne' },
  'view.zoomIn': { keys: ['Equal', 'NumpadAdd'], when: DESK, group: 'view', icon: 'zoomIn', repeat: true },
  'view.zoomOut': { keys: ['Minus', 'NumpadSubtract'], when: DESK, group: 'view', icon: 'zoomOut', repeat: true },
  'view.zoomToSelection': { keys: ['Shift+KeyF'], when: `${DESK} && hasSelection`, group: 'view', icon: null },
  'view.invert': { keys: ['KeyI'], when: DESK, group: 'view', icon: 'invert' },
  'view.rotate': { keys: ['Ctrl+KeyR'], when: DESK, group: 'view', icon: 'rotate' },
  'view.flip': { keys: ['Alt+KeyF'], when: DESK, group: 'view', icon: 'flip' },
  'view.fullWindow': { keys: ['Shift+KeyW'], when: DESK, group: 'view', icon: 'window' },
  'view.window1': windowPreset(1),
  'view.window2': windowPreset(2),
  'view.window3': windowPreset(3),
  'view.window4': windowPreset(4),
  'view.window5': windowPreset(5),
  'view.window6': windowPreset(6),
  'view.window7': windowPreset(7),
  'view.window8': windowPreset(8),
  'view.reset': { keys: ['Home'], when: DESK, group: 'view', icon: 'reset' },
  'view.peek': { keys: ['KeyH'], when: DESK, group: 'view', icon: 'peek', hold: true },
  'view.hideSelected': { keys: ['Alt+KeyH'], when: `${DESK} && hasSelection`, group: 'view', icon: 'hide' },
  'view.hideClass': { keys: ['Ctrl+Shift+KeyH'], when: `${DESK} && hasSelection`, group: 'view', icon: null },
  'view.isolate': { keys: ['Alt+Shift+KeyH'], when: `${DESK} && hasSelection`, group: 'view', icon: null },
  'view.showAll': { keys: ['Ctrl+Alt+KeyH'], when: `${DESK} && hasHidden`, group: 'view', icon: 'peek' },
  'view.hideAll': { keys: ['Shift+KeyH'], when: DESK, group: 'view', icon: 'hide' },

  'xray.standard': { keys: ['Space'], when: `${DESK} && xray`, group: 'xray', icon: null },
  'xray.bw': operator('F2'),
  'xray.neg': operator('F3'),
  'xray.high': operator('F4'),
  'xray.low': operator('F5'),
  'xray.o2': operator('F6'),
  'xray.os': operator('F7'),
  'xray.vari': operator('F8'),
  'xray.edge': operator('F9'),
  'xray.super': operator('Shift+F9'),
  'xray.himat': operator('F10'),

  // With a tool that has a size in hand the brackets are its size.
  'panel.left': { keys: ['BracketLeft'], when: `${DESK} && !sized`, group: 'panel', icon: 'panelLeft' },
  'panel.right': { keys: ['BracketRight'], when: `${DESK} && !sized`, group: 'panel', icon: 'panelRight' },
  'panel.find': { keys: ['Ctrl+KeyF'], when: DESK, group: 'panel', icon: 'search', inText: true },
  'panel.case': { keys: ['Alt+KeyK'], when: `${DESK} && inCase`, group: 'panel', icon: null },
  'panel.labels': { keys: ['Alt+KeyQ'], when: DESK, group: 'panel', icon: 'labels' },
  'panel.objects': { keys: ['Alt+KeyW'], when: DESK, group: 'panel', icon: 'objects' },
  'panel.item': { keys: ['Alt+KeyE'], when: DESK, group: 'panel', icon: 'image' },
  'panel.header': { keys: ['Alt+KeyI'], when: `${DESK} && storedValues`, group: 'panel', icon: 'header' },
  'panel.history': { keys: ['Alt+KeyR'], when: DESK, group: 'panel', icon: 'history' },

  'panel.bin': { keys: ['Alt+Shift+KeyB'], when: DESK, group: 'panel', icon: 'delete' },
  'panel.objectHistory': { keys: ['Alt+Shift+KeyR'], when: DESK, group: 'panel', icon: 'history' },

  'view.patientBar': dicom('Ctrl+Alt+KeyP', 'reader'),
  'view.patientMask': dicom('Alt+Shift+KeyP', 'hide'),
  'view.sides': dicom('Alt+Shift+KeyL', 'sides'),
  'view.overlays': dicom('Alt+KeyV', 'overlays'),
  'view.shutters': dicom('Alt+Shift+KeyV', 'shutters'),
  'view.padding': dicom('Alt+Shift+KeyG', 'padding'),
  'view.trueSize': dicom('Alt+KeyU', 'trueSize'),

  'view.loupe': { keys: ['KeyZ'], when: `${DESK} && !drawing`, group: 'view', icon: 'loupe', hold: true },
  'view.loupeToggle': { keys: ['Shift+KeyZ'], when: DESK, group: 'view', icon: 'loupe' },
  'view.histogram': { keys: ['Alt+Shift+KeyW'], when: DESK, group: 'view', icon: 'histogram' },
  'view.crosshair': { keys: ['Alt+KeyC'], when: DESK, group: 'view', icon: 'crosshair' },
  'view.grid': { keys: ['Alt+KeyG'], when: DESK, group: 'view', icon: 'grid' },
  'view.minimap': { keys: ['Alt+Shift+KeyM'], when: DESK, group: 'view', icon: 'minimap' },
  'view.split': { keys: ['Ctrl+Backslash'], when: DESK, group: 'view', icon: 'sideBySide' },
  'view.clahe': { keys: ['Shift+KeyE'], when: DESK, group: 'view', icon: 'histogram' },
  'view.views': { keys: ['Alt+Backslash'], when: `${DESK} && xray`, group: 'view', icon: 'sideBySide' },
  'view.link': { keys: ['Ctrl+Shift+Backslash'], when: DESK, group: 'view', icon: 'group' },

  'project.work': { keys: [], when: 'project && !workbench', group: 'project', icon: 'image' },
  'project.overview': { keys: [], when: 'project', group: 'project', icon: 'overview' },
  'project.import': { keys: ['Ctrl+KeyI'], when: 'project && !dialog', group: 'project', icon: 'import' },
  'project.classes': { keys: [], when: 'project', group: 'project', icon: 'labels' },
  'project.review': { keys: [], when: 'project', group: 'project', icon: 'review' },
  'project.field': { keys: [], when: 'project && xray', group: 'project', icon: 'settings' },
  'project.names': { keys: [], when: 'project && xray', group: 'project', icon: 'rename' },
  'project.clinical': { keys: [], when: 'project && mammo', group: 'project', icon: 'clinical' },
  'project.check': { keys: [], when: 'project', group: 'project', icon: 'check' },
  'project.bulk': { keys: [], when: 'project', group: 'project', icon: 'bulk' },
  'project.export': { keys: ['Ctrl+KeyE'], when: 'project && !dialog', group: 'project', icon: 'export' },
  'project.switchReader': { keys: [], when: 'project', group: 'project', icon: 'reader' },
  'project.close': { keys: [], when: 'project', group: 'project', icon: 'home' },

  'app.palette': { keys: ['Ctrl+KeyK'], when: '!dialog', group: 'app', icon: 'search', inText: true },
  'app.help': { keys: ['F1'], when: '!dialog', group: 'app', icon: 'help', inText: true },
  'app.manual': { keys: ['Shift+F1'], when: '!dialog', group: 'app', icon: 'manual', inText: true },
  'app.settings': { keys: ['Ctrl+Comma'], when: '!dialog', group: 'app', icon: 'settings', inText: true },
  // On an X-ray console F2 is black and white.
  'app.settingsKey': { keys: ['F2'], when: '!dialog && !xray', group: 'app', icon: null, inText: true, keyOnly: true },
  'app.tour': { keys: [], when: `${DESK}`, group: 'app', icon: 'tour' },
  'app.language': { keys: [], when: '!dialog', group: 'app', icon: 'language' },
  'app.theme': { keys: [], when: '!dialog', group: 'app', icon: 'theme' },
} as const satisfies Readonly<Record<string, Row>>

export type CommandId = keyof typeof rows

const withIds = <K extends string>(table: Readonly<Record<K, Row>>): Readonly<Record<K, Command>> => {
  const out: Partial<Record<K, Command>> = {}
  for (const id in table) out[id] = { id, ...table[id] }
  return out as Record<K, Command>
}

export const commands: Readonly<Record<CommandId, Command>> = withIds<CommandId>(rows)
export const commandIds: readonly CommandId[] = Object.keys(rows) as CommandId[]
