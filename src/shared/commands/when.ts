// Conditions of commands: `workbench && hasSelection && !drawing`, with `||` and brackets. Flags that are not set are false.
export type Flags = Readonly<Record<string, boolean>>
type Node =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }

export function parseWhen(text: string): Node {
  const tokens = text.match(/&&|\|\||!|\(|\)|[A-Za-z][A-Za-z0-9]*/g) ?? []
  if (tokens.join('') !== text.replace(/\s+/g, '') || tokens.length === 0) throw new Error(`not a condition: ${text}`)
  let at = 0
  const fail = (): never => {
    throw new Error(`not a condition: ${text}`)
  }
  const unary = (): Node => {
    const token = tokens[at++] ?? fail()
    if (token === '!') return { kind: 'not', of: unary() }
    if (token === '(') {
      const inner = either()
      if (tokens[at++] !== ')') fail()
      return inner
    }
    return /^[A-Za-z]/.test(token) ? { kind: 'flag', name: token } : fail()
  }
  const both = (): Node => {
    let left = unary()
    while (tokens[at] === '&&') {
      at++
      left = { kind: 'and', left, right: unary() }
    }
    return left
  }
  const either = (): Node => {
    let left = both()
    while (tokens[at] === '||') {
      at++
      left = { kind: 'or', left, right: both() }
    }
    return left
  }
  const node = either()
  return at === tokens.length ? node : fail()
}

const holdsNode = (n: Node, flags: Flags): boolean => {
  if (n.kind === 'flag') return flags[n.name] === true
  if (n.kind === 'not') return !holdsNode(n.of, flags)
  return n.kind === 'and'
    ? holdsNode(n.left, flags) && holdsNode(n.right, flags)
    : holdsNode(n.left, flags) || holdsNode(n.right, flags)
}

const parsed = new Map<string, Node>()
const nodeOf = (text: string): Node => {
  const known = parsed.get(text)
  if (known) return known
  const node = parseWhen(text)
  parsed.set(text, node)
  return node
}

export const holds = (when: string, flags: Flags): boolean => holdsNode(nodeOf(when), flags)

export function flagsIn(when: string): string[] {
  const names = new Set<string>()
  const walk = (n: Node): void => {
    if (n.kind === 'flag') names.add(n.name)
    else if (n.kind === 'not') walk(n.of)
    else {
      walk(n.left)
      walk(n.right)
    }
  }
  walk(nodeOf(when))
  return [...names]
}

/** True when some state of the flags makes both conditions hold: two commands on one key would then fight. */
export function canBothHold(a: string, b: string): boolean {
  const names = [...new Set([...flagsIn(a), ...flagsIn(b)])]
  for (let bits = 0; bits < 2 ** names.length; bits++) {
    const flags = Object.fromEntries(names.map((n, i) => [n, Boolean(bits & (1 << i))]))
    if (holds(a, flags) && holds(b, flags)) return true
  }
  return false
}
