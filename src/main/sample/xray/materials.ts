// What matter does to X-rays. Mass attenuation of the elements in cm2/g at 60 and 100 keV, the effective energies of a 160 kV
// scanner's low and high detector: NIST XCOM / X-ray mass attenuation coefficients (NISTIR 5632), rounded.

type Element = readonly [z: number, low: number, high: number]
export const ELEMENTS = {
  H: [1, 0.326, 0.2944],
  C: [6, 0.1753, 0.1514],
  N: [7, 0.1817, 0.1529],
  O: [8, 0.1907, 0.1551],
  Al: [13, 0.2778, 0.1704],
  Si: [14, 0.3207, 0.1835],
  Ca: [20, 0.6578, 0.2571],
  Ti: [22, 0.7661, 0.2721],
  Fe: [26, 1.205, 0.3717],
  Cu: [29, 1.593, 0.4584],
  Zn: [30, 1.76, 0.4969],
  Ag: [47, 5.766, 1.47],
  Pb: [82, 5.021, 5.549],
} as const satisfies Record<string, Element>
export type ElementId = keyof typeof ELEMENTS

type Recipe = { readonly density: number; readonly parts: Partial<Record<ElementId, number>> }
/** Density in g/cm3 and parts by mass. Mixed goods (cells, boards, cloth) are averages over their volume. */
const RECIPES = {
  water: { density: 1, parts: { H: 0.112, O: 0.888 } },
  alcohol: { density: 0.79, parts: { C: 0.522, H: 0.131, O: 0.347 } },
  hydrocarbon: { density: 0.87, parts: { C: 0.913, H: 0.087 } },
  gel: { density: 1.05, parts: { H: 0.11, C: 0.12, O: 0.74, Si: 0.03 } },
  plastic: { density: 1.05, parts: { C: 0.85, H: 0.08, O: 0.07 } },
  nylon: { density: 1.14, parts: { C: 0.637, H: 0.098, N: 0.124, O: 0.141 } },
  rubber: { density: 1.2, parts: { C: 0.78, H: 0.1, O: 0.08, Ca: 0.04 } },
  cloth: { density: 0.16, parts: { C: 0.444, H: 0.062, O: 0.494 } },
  leather: { density: 0.9, parts: { C: 0.5, H: 0.07, N: 0.17, O: 0.26 } },
  paper: { density: 0.8, parts: { C: 0.42, H: 0.06, O: 0.48, Ca: 0.04 } },
  wood: { density: 0.65, parts: { C: 0.5, H: 0.06, O: 0.44 } },
  wax: { density: 0.95, parts: { C: 0.85, H: 0.15 } },
  food: { density: 0.7, parts: { C: 0.42, H: 0.07, O: 0.51 } },
  powder: { density: 1.3, parts: { C: 0.1, N: 0.12, O: 0.4, Al: 0.33, Ca: 0.05 } },
  pill: { density: 1.3, parts: { C: 0.35, H: 0.06, O: 0.44, Ca: 0.15 } },
  glass: { density: 2.5, parts: { Si: 0.43, O: 0.5, Ca: 0.07 } },
  screen: { density: 2.3, parts: { Si: 0.38, O: 0.47, C: 0.15 } },
  aluminium: { density: 2.7, parts: { Al: 1 } },
  board: { density: 2.1, parts: { Si: 0.2, O: 0.32, C: 0.27, H: 0.02, Cu: 0.19 } },
  chip: { density: 2.4, parts: { Si: 0.6, O: 0.25, Cu: 0.15 } },
  cell: { density: 2.3, parts: { C: 0.35, O: 0.2, Al: 0.17, Fe: 0.18, Cu: 0.1 } },
  alkaline: { density: 2.9, parts: { Zn: 0.22, Fe: 0.33, O: 0.3, C: 0.1, H: 0.05 } },
  titanium: { density: 4.5, parts: { Ti: 1 } },
  steel: { density: 7.87, parts: { Fe: 1 } },
  brass: { density: 8.5, parts: { Cu: 0.65, Zn: 0.35 } },
  copper: { density: 8.96, parts: { Cu: 1 } },
  silver: { density: 10.5, parts: { Ag: 1 } },
  lead: { density: 11.35, parts: { Pb: 1 } },
} as const satisfies Record<string, Recipe>
export type MaterialName = keyof typeof RECIPES

/** Linear attenuation in 1/cm: what one centimetre of it adds to the two logarithms. */
export type Attenuation = { readonly low: number; readonly high: number }

function attenuationOf({ density, parts }: Recipe): Attenuation {
  let low = 0
  let high = 0
  for (const [id, part] of Object.entries(parts) as [ElementId, number][]) {
    low += ELEMENTS[id][1] * part * density
    high += ELEMENTS[id][2] * part * density
  }
  return { low, high }
}

export const MATERIALS = Object.fromEntries(
  Object.entries(RECIPES).map(([name, recipe]) => [name, attenuationOf(recipe)]),
) as Record<MaterialName, Attenuation>

/** Beer-Lambert: the part of the beam that comes through, at both energies, behind slabs in any order. */
export function transmitted(slabs: readonly (readonly [MaterialName, number])[]): Attenuation {
  let low = 0
  let high = 0
  for (const [name, cm] of slabs) {
    low += MATERIALS[name].low * cm
    high += MATERIALS[name].high * cm
  }
  return { low: Math.exp(-low), high: Math.exp(-high) }
}

/** Lead is left out: its K edge at 88 keV turns the order round, and it is black anyway. */
const LADDER = (['C', 'O', 'Al', 'Si', 'Ca', 'Ti', 'Fe', 'Cu', 'Ag'] as const).map((id) => {
  const [z, low, high] = ELEMENTS[id]
  return [low / high, z] as const
})

/** Effective atomic number that a ratio of the two logarithms (low / high) stands for. */
export function zOfRatio(ratio: number): number {
  const first = LADDER[0]!
  if (ratio <= first[0]) return first[1]
  for (let i = 0; i + 1 < LADDER.length; i++) {
    const [ra, za] = LADDER[i]!
    const [rb, zb] = LADDER[i + 1]!
    if (ratio <= rb) return za + ((zb - za) * (ratio - ra)) / (rb - ra)
  }
  return LADDER.at(-1)![1]
}
