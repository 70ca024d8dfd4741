// The three scanners of the requirement: their palettes are the pack's, their habits are chosen to tell them apart.
import { xraySettings } from '../../../shared/domains/xraySecurity/pack.ts'
import type { Machine } from './scanner.ts'

const HABITS: Readonly<Record<string, Omit<Machine, 'materials'>>> = {
  Rapiscan: { grain: 0.012, sharpen: 0.55, lines: 'columns', lineUnevenness: 0.05 },
  Smith: { grain: 0.009, sharpen: 0.8, lines: 'rows', lineUnevenness: 0.035 },
  Astrophysics: { grain: 0.016, sharpen: 0.65, lines: 'rows', lineUnevenness: 0.06 },
}
const USUAL = { grain: 0.012, sharpen: 0.6, lines: 'rows', lineUnevenness: 0.04 } as const

const MACHINES = new Map<string, Machine>(
  xraySettings.makers.map((maker) => [maker.id, { materials: maker.materials, ...(HABITS[maker.id] ?? USUAL) }]),
)
export function machineOf(maker: string): Machine {
  const found = MACHINES.get(maker)
  if (!found) throw new RangeError(`no maker ${maker}`)
  return found
}
