// Finds classes by either name, code, further words and initial consonants. What is compared is made once for a schema.
import { classTree } from '../../shared/annotation/classTree.ts'
import type { ClassDef, LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { initialsOf, isInitials, lettersOf } from './hangulSearch.ts'

type Entry = {
  readonly c: ClassDef
  readonly titles: readonly string[]
  readonly code: string
  /** Names, code, words: one text, a line each, as letters. */
  readonly letters: string
  readonly initials: string
  /** Letters of the classes above it. */
  readonly above: string
}
export type ClassSearch = { find(query: string, limit?: number): ClassDef[] }

const made = new WeakMap<readonly ClassDef[], ClassSearch>()
export function classSearch(schema: Pick<LabelSchema, 'classes'>): ClassSearch {
  const known = made.get(schema.classes)
  if (known) return known
  const search = build(schema)
  made.set(schema.classes, search)
  return search
}

function build(schema: Pick<LabelSchema, 'classes'>): ClassSearch {
  const tree = classTree(schema)
  const own = new Map(schema.classes.map((c) => [c.id, lettersOf(`${c.title.ko}\n${c.title.en}`)]))
  const entries = schema.classes.map((c): Entry => {
    const words = [c.title.ko, c.title.en, c.code ?? '', ...c.words]
    const line = [...tree.lineOf(c.id)].slice(1)
    return {
      c,
      titles: [lettersOf(c.title.ko), lettersOf(c.title.en)],
      code: (c.code ?? '').toLowerCase(),
      letters: lettersOf(words.join('\n')),
      initials: [c.title.ko, ...c.words].map(initialsOf).join('\n'),
      above: line.map((id) => own.get(id) ?? '').join('\n'),
    }
  })
  return {
    find(query, limit = Number.POSITIVE_INFINITY) {
      const terms = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
      if (terms.length === 0) return schema.classes.slice(0, limit)
      const wanted = terms.map((text) => ({ text, letters: lettersOf(text), initials: isInitials(text) }))
      const ranked: Entry[][] = [[], [], [], []]
      for (const e of entries) {
        const rank = rankOf(e, wanted)
        if (rank !== null) ranked[rank]?.push(e)
      }
      return ranked
        .flat()
        .slice(0, limit)
        .map((e) => e.c)
    },
  }
}

type Term = { readonly text: string; readonly letters: string; readonly initials: boolean }

/** 0 the name or code itself, 1 a name begins so, 2 somewhere in it, 3 only together with a class above; null = no. */
function rankOf(e: Entry, terms: readonly Term[]): number | null {
  const [first] = terms
  if (terms.length === 1 && first) {
    if (e.code === first.text || e.titles.includes(first.letters)) return 0
    if (e.titles.some((t) => t.startsWith(first.letters))) return 1
  }
  let above = false
  for (const t of terms) {
    if (e.letters.includes(t.letters) || (t.initials && e.initials.includes(t.text))) continue
    if (!e.above.includes(t.letters)) return null
    above = true
  }
  return above ? 3 : 2
}
