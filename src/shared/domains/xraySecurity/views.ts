// Two views of one bag are two images with labels of their own (ADR 060). The path says which images belong together: they
// differ in the name of the view alone.
import type { ViewRule } from './settings.ts'

export type NamedView = {
  /** As the file writes it. */
  readonly view: string
  /** Path without the view, from the last folders on: the same for every view of the bag. */
  readonly bag: string
}

/** Folders above are other places on other computers. */
const FOLDERS = 3

const bagOf = (path: string): string =>
  path
    .split('/')
    .slice(-1 - FOLDERS)
    .join('/')
const stemOf = (path: string): string => path.replace(/\.[^./]+$/, '')

/** A name that ends in `_` or `-` and one of the project's names of views. */
export function viewInName(path: string, { names }: ViewRule): NamedView | null {
  const found = /^(.*[^/])[_-]([^/_-]+)$/.exec(stemOf(path))
  const view = found?.[2]
  if (!found || !view || !names.some((n) => n.toLowerCase() === view.toLowerCase())) return null
  return { view, bag: bagOf(found[1] ?? '') }
}

/** Where the path template says which part is the view. */
export const viewAt = (path: string, [from, to]: readonly [number, number]): NamedView => ({
  view: path.slice(from, to),
  bag: bagOf(stemOf(`${path.slice(0, from)}*${path.slice(to)}`)),
})

/** The name without its view, and what stood there. */
export function withoutView(stem: string, rule: ViewRule): { readonly stem: string; readonly ending: string } {
  const found = viewInName(stem, rule)
  return found
    ? { stem: stem.slice(0, -found.view.length - 1), ending: stem.slice(-found.view.length - 1) }
    : { stem, ending: '' }
}
