// Colours of new classes. The first eight are Okabe & Ito's set, the next ten Tol's muted set: both keep apart for people
// with red-green blindness; after that lightness changes, because hue alone cannot carry more.
const BASE = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#999933',
  '#88ccee',
  '#44aa99',
  '#ddcc77',
  '#cc6677',
  '#aa4499',
  '#6699cc',
  '#117733',
  '#882255',
] as const

const LIGHTNESS = [0, 0.35, -0.3, 0.6] as const

/** The same place in the list always has the same colour. */
export function classColour(index: number): string {
  const base = BASE[index % BASE.length]!
  const shift = LIGHTNESS[Math.floor(index / BASE.length) % LIGHTNESS.length]!
  const channel = (at: number) => {
    const value = Number.parseInt(base.slice(at, at + 2), 16)
    const moved = shift >= 0 ? value + (255 - value) * shift : value * (1 + shift)
    return Math.round(moved).toString(16).padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

export const CLASS_COLOURS: readonly string[] = Array.from({ length: BASE.length * LIGHTNESS.length }, (_, i) =>
  classColour(i),
)
