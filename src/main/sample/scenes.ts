// The pictures of the sample project: what is drawn, in which file format, and where the things are that were drawn.
import type { Shape } from '../../shared/annotation/model.ts'
import {
  addGrain,
  type Canvas,
  type Colour,
  fillEllipse,
  fillGradient,
  fillPolygon,
  fillRect,
  newCanvas,
  type Points,
  seeded,
} from './canvas.ts'

export type Thing = {
  readonly classId: string
  readonly shape: Shape
  readonly attributes?: Readonly<Record<string, string | boolean>>
}
export type Scene = {
  readonly file: string
  readonly format: 'png' | 'jpeg' | 'webp' | 'tiff'
  readonly palette?: boolean
  /** Stored turned by this EXIF value; the drawing and its things are upright. */
  readonly orientation?: 6
  draw(): { canvas: Canvas; things: Thing[] }
}

const box = (x: number, y: number, width: number, height: number): Shape => ({ kind: 'box', x, y, width, height })
const polygon = (points: Points): Shape => ({
  kind: 'polygon',
  parts: [{ outer: points.flat(), holes: [] }],
})
const oval = (cx: number, cy: number, rx: number, ry: number, n = 24): Points =>
  Array.from({ length: n }, (_, i) => {
    const a = (i / n) * 2 * Math.PI
    return [Math.round((cx + rx * Math.cos(a)) * 100) / 100, Math.round((cy + ry * Math.sin(a)) * 100) / 100] as const
  })

const PAINTS: readonly Colour[] = [
  [186, 52, 46],
  [52, 92, 160],
  [226, 226, 220],
  [40, 44, 48],
  [208, 168, 60],
]

function car(c: Canvas, x: number, y: number, size: number, paint: Colour): Thing {
  const w = size
  const h = size * 0.42
  fillEllipse(c, x + w / 2, y + h, w * 0.55, h * 0.12, [20, 20, 22], 0.5)
  fillPolygon(
    c,
    [
      [x, y + h * 0.5],
      [x + w * 0.2, y + h * 0.45],
      [x + w * 0.34, y],
      [x + w * 0.72, y],
      [x + w * 0.86, y + h * 0.45],
      [x + w, y + h * 0.55],
      [x + w, y + h * 0.9],
      [x, y + h * 0.9],
    ],
    paint,
  )
  fillPolygon(
    c,
    [
      [x + w * 0.27, y + h * 0.42],
      [x + w * 0.37, y + h * 0.1],
      [x + w * 0.69, y + h * 0.1],
      [x + w * 0.79, y + h * 0.42],
    ],
    [150, 180, 200],
  )
  for (const at of [0.22, 0.78]) {
    fillEllipse(c, x + w * at, y + h * 0.88, w * 0.09, w * 0.09, [24, 24, 26])
    fillEllipse(c, x + w * at, y + h * 0.88, w * 0.04, w * 0.04, [150, 150, 150])
  }
  return {
    classId: 'car',
    shape: box(Math.round(x), Math.round(y), Math.round(w), Math.round(h * 0.88 + w * 0.09)),
    attributes: { occluded: false, view: 'side' },
  }
}

function person(c: Canvas, x: number, y: number, size: number, coat: Colour): Thing {
  fillEllipse(c, x, y + size * 0.09, size * 0.08, size * 0.09, [214, 172, 140])
  fillPolygon(
    c,
    [
      [x - size * 0.13, y + size * 0.2],
      [x + size * 0.13, y + size * 0.2],
      [x + size * 0.15, y + size * 0.6],
      [x - size * 0.15, y + size * 0.6],
    ],
    coat,
  )
  for (const side of [-1, 1])
    fillRect(c, x + side * size * 0.07 - size * 0.045, y + size * 0.6, size * 0.09, size * 0.4, [44, 48, 62])
  return {
    classId: 'person',
    shape: box(Math.round(x - size * 0.15), Math.round(y), Math.round(size * 0.3), Math.round(size)),
    attributes: { occluded: false },
  }
}

function tree(c: Canvas, x: number, y: number, size: number): Thing {
  fillRect(c, x - size * 0.05, y, size * 0.1, size * 0.5, [92, 70, 52])
  const crown = oval(x, y - size * 0.15, size * 0.34, size * 0.4)
  fillPolygon(c, crown, [62, 110, 62])
  fillEllipse(c, x - size * 0.1, y - size * 0.25, size * 0.16, size * 0.18, [84, 138, 78])
  return { classId: 'tree', shape: polygon(crown) }
}

function sign(c: Canvas, x: number, y: number, r: number): Thing {
  fillRect(c, x - r * 0.08, y, r * 0.16, r * 3, [120, 122, 126])
  const edge = oval(x, y, r, r, 8)
  fillPolygon(c, edge, [196, 38, 34])
  fillRect(c, x - r * 0.6, y - r * 0.15, r * 1.2, r * 0.3, [240, 240, 236])
  return { classId: 'sign', shape: polygon(edge) }
}

function street(seed: number, night: boolean, width = 1280, height = 853): { canvas: Canvas; things: Thing[] } {
  const c = newCanvas(width, height, 3)
  const random = seeded(seed)
  const horizon = Math.round(height * 0.52)
  fillGradient(c, night ? [14, 18, 34] : [120, 160, 205], night ? [40, 42, 58] : [205, 216, 224], 0, horizon)
  fillGradient(c, night ? [34, 34, 38] : [128, 128, 126], night ? [52, 52, 56] : [92, 92, 92], horizon, height)
  for (let x = 0; x < width; ) {
    const w = 90 + random() * 130
    const h = height * (0.16 + random() * 0.28)
    const shade = (night ? 40 : 130) + random() * 50
    fillRect(c, x, horizon - h, w, h, [shade, shade * 0.97, shade * 0.92])
    for (let wy = horizon - h + 14; wy < horizon - 20; wy += 30)
      for (let wx = x + 12; wx < x + w - 16; wx += 26)
        fillRect(c, wx, wy, 13, 16, random() < (night ? 0.5 : 0.2) ? [238, 214, 140] : [66, 80, 96])
    x += w + 6
  }
  for (let x = 20; x < width; x += 150) fillRect(c, x, height * 0.78, 80, 9, [214, 210, 190])
  const things = [tree(c, width * (0.06 + random() * 0.05), horizon - 30, 230), sign(c, width * 0.9, horizon - 60, 34)]
  for (let i = 0; i < 3; i++)
    things.push(
      car(
        c,
        width * (0.14 + i * 0.26 + random() * 0.06),
        height * (0.56 + random() * 0.14),
        180 + random() * 70,
        PAINTS[Math.floor(random() * PAINTS.length)] ?? [90, 90, 90],
      ),
    )
  for (let i = 0; i < 2; i++)
    things.push(
      person(c, width * (0.3 + i * 0.4 + random() * 0.05), height * 0.66, 170, [
        60 + random() * 120,
        60 + random() * 100,
        120,
      ]),
    )
  addGrain(c, night ? 8 : 5, seed + 1)
  return { canvas: c, things }
}

/** A chest-like projection in 12 of 16 bits: air, tissue, ribs, and two small dense spots. */
function phantom(): { canvas: Canvas; things: Thing[] } {
  const n = 1024
  const c = newCanvas(n, n, 1, true)
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const u = (x - 512) / 430
      const v = (y - 540) / 470
      const body = Math.max(0, 1 - u * u - v * v)
      const lungs = [-0.42, 0.42].reduce(
        (sum, at) => sum + Math.max(0, 1 - ((u - at) / 0.34) ** 2 - ((v + 0.05) / 0.62) ** 2),
        0,
      )
      const rib = Math.max(0, Math.sin(v * 26 + Math.abs(u) * 5)) ** 6 * body
      const spine = Math.exp(-((u / 0.09) ** 2)) * body
      c.data[y * n + x] = Math.round(
        Math.max(0, Math.min(4095, 180 + 2300 * Math.sqrt(body) - 1250 * Math.sqrt(lungs) + 520 * rib + 900 * spine)),
      )
    }
  const things = (
    [
      [340, 420, 26, 22],
      [690, 610, 18, 20],
    ] as const
  ).map(([x, y, rx, ry]): Thing => {
    for (let k = 5; k > 0; k--) fillEllipse(c, x, y, (rx * k) / 5, (ry * k) / 5, [2600], 0.16)
    return { classId: 'finding', shape: polygon(oval(x, y, rx + 2, ry + 2)) }
  })
  addGrain(c, 24, 9)
  return { canvas: c, things }
}

/** Larger than one texture: fields, roads and houses from above. */
function survey(): { canvas: Canvas; things: Thing[] } {
  const c = newCanvas(6000, 5000, 3)
  const random = seeded(61)
  for (let y = 0; y < 5000; y += 500)
    for (let x = 0; x < 6000; x += 600) {
      const g = 92 + random() * 60
      fillRect(c, x, y, 600, 500, [g * (0.75 + random() * 0.3), g, g * 0.55])
    }
  for (let x = 590; x < 6000; x += 1200) fillRect(c, x, 0, 40, 5000, [128, 124, 118])
  for (let y = 490; y < 5000; y += 1000) fillRect(c, 0, y, 6000, 40, [128, 124, 118])
  const things: Thing[] = []
  for (let i = 0; i < 60; i++) {
    const x = Math.round(60 + random() * 5700)
    const y = Math.round(60 + random() * 4700)
    const w = Math.round(60 + random() * 90)
    const h = Math.round(50 + random() * 70)
    fillRect(c, x + 8, y + 8, w, h, [30, 34, 30], 0.5)
    fillRect(c, x, y, w, h, PAINTS[i % PAINTS.length] ?? [180, 90, 70])
    fillRect(c, x, y + h / 2, w, 3, [60, 50, 46])
    if (i < 12) things.push({ classId: 'building', shape: box(x, y, w, h) })
  }
  return { canvas: c, things }
}

function cells(): { canvas: Canvas; things: Thing[] } {
  const c = newCanvas(900, 700, 1)
  fillGradient(c, [196], [210])
  const random = seeded(5)
  const things: Thing[] = []
  for (let i = 0; i < 28; i++) {
    const x = 50 + (i % 7) * 130 + random() * 40
    const y = 60 + Math.floor(i / 7) * 165 + random() * 60
    const r = 24 + random() * 18
    const outline = oval(x, y, r, r * (0.7 + random() * 0.4))
    fillPolygon(c, outline, [120 + random() * 30])
    fillEllipse(c, x + 3, y - 2, r * 0.4, r * 0.36, [70])
    things.push({ classId: 'cell', shape: polygon(outline) })
  }
  addGrain(c, 7, 6)
  return { canvas: c, things }
}

function parking(): { canvas: Canvas; things: Thing[] } {
  const c = newCanvas(1024, 768, 3)
  fillGradient(c, [96, 98, 100], [84, 86, 90])
  const random = seeded(21)
  const things: Thing[] = []
  for (let row = 0; row < 3; row++)
    for (let i = 0; i < 9; i++) {
      const x = 40 + i * 106
      const y = 40 + row * 240
      fillRect(c, x - 8, y - 10, 4, 190, [220, 220, 214])
      if (random() < 0.3) continue
      fillRect(c, x + 8, y, 74, 160, PAINTS[Math.floor(random() * 5)] ?? [90, 90, 90])
      fillRect(c, x + 16, y + 34, 58, 30, [70, 88, 104])
      fillRect(c, x + 18, y + 124, 54, 18, [70, 88, 104])
      things.push({ classId: 'car', shape: box(x + 8, y, 74, 160), attributes: { occluded: false, view: 'top' } })
    }
  addGrain(c, 4, 22)
  return { canvas: c, things }
}

function signs(): { canvas: Canvas; things: Thing[] } {
  const c = newCanvas(640, 480, 3)
  fillRect(c, 0, 0, 640, 480, [226, 228, 222])
  return { canvas: c, things: [sign(c, 140, 150, 80), sign(c, 330, 220, 60), sign(c, 510, 140, 90)] }
}

function leaf(): { canvas: Canvas; things: Thing[] } {
  const c = newCanvas(800, 600, 4)
  const edge = oval(400, 300, 260, 150, 48)
  fillPolygon(c, edge, [70, 140, 70, 255])
  fillPolygon(
    c,
    [
      [150, 298],
      [660, 296],
      [660, 304],
      [150, 306],
    ],
    [50, 100, 50, 255],
  )
  return { canvas: c, things: [{ classId: 'tree', shape: polygon(edge) }] }
}

export const SCENES: readonly Scene[] = [
  { file: 'street-01.jpg', format: 'jpeg', draw: () => street(1, false) },
  { file: 'street-02.jpg', format: 'jpeg', draw: () => street(2, false) },
  { file: 'street-03-turned.jpg', format: 'jpeg', orientation: 6, draw: () => street(3, false, 1200, 800) },
  { file: 'street-04-night.jpg', format: 'jpeg', draw: () => street(4, true) },
  { file: 'street-05.tif', format: 'tiff', draw: () => street(5, false, 900, 600) },
  { file: 'street-06.webp', format: 'webp', draw: () => street(6, false, 900, 600) },
  { file: 'parking.png', format: 'png', draw: parking },
  { file: 'signs-palette.png', format: 'png', palette: true, draw: signs },
  { file: 'leaf-alpha.png', format: 'png', draw: leaf },
  { file: 'cells-grey.png', format: 'png', draw: cells },
  { file: 'phantom-16bit.png', format: 'png', draw: phantom },
  { file: 'survey-6000x5000.jpg', format: 'jpeg', draw: survey },
]
