// Filter chips write and read the same words a person types into the search field.
const termsOf = (where: string): string[] => where.match(/-?(?:[^\s"]+:)?(?:"[^"]*"|[^\s"]+)/g) ?? []

export const hasTerm = (where: string, term: string): boolean => termsOf(where).includes(term)

/** Terms of one kind exclude each other: an item has one state only. */
export function toggleTerm(where: string, term: string): string {
  const terms = termsOf(where)
  if (terms.includes(term)) return terms.filter((x) => x !== term).join(' ')
  const kind = term.slice(0, term.indexOf(':') + 1)
  return [...terms.filter((x) => !x.startsWith(kind)), term].join(' ')
}
