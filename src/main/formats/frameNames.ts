// One frame of an item of many, as a picture of its own: `scan_frame0012.png`. Counted from 1, as people and slices are.
export type NamedFrame = { readonly name: string; readonly ending: string; readonly frame: number }

const FORM = /^(.+)_frame(\d{4,7})(\.[^./\\]*)?$/

export function frameName(itemName: string, frame: number, otherwiseEnding: string): string {
  const dot = itemName.lastIndexOf('.')
  const cut = dot > itemName.lastIndexOf('/') + 1 ? dot : itemName.length
  const ending = itemName.slice(cut) || otherwiseEnding
  return `${itemName.slice(0, cut)}_frame${String(frame + 1).padStart(4, '0')}${ending}`
}

export function readFrameName(name: string): NamedFrame | null {
  const [, stem, number, ending = ''] = FORM.exec(name) ?? []
  return stem === undefined || Number(number) < 1 ? null : { name: stem, ending, frame: Number(number) - 1 }
}
