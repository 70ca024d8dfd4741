// A template says where in a path the facts about an image lie: `{maker}/{item}/{scenario}/{file}`. `*` stands for one
// folder or a piece of a name, `**` for any number of folders, everything else for itself. It is held against the end of
// the path; without case, because disks differ.

export const TEMPLATE_FIELDS = [
  'maker',
  'item',
  'scenario',
  'kind',
  'code',
  'sample',
  'sequence',
  'part',
  'view',
  'dataid',
  'file',
] as const
export type TemplateField = (typeof TEMPLATE_FIELDS)[number]

export type TemplateProblem = 'empty' | 'brace' | 'field' | 'twice' | 'pattern' | 'last'
export type PathTemplate = {
  readonly fields: ReadonlySet<TemplateField>
  /** Null = the path has another form. Values are as written. */
  match(path: string): ReadonlyMap<TemplateField, string> | null
  /** Where a field stands in the path, from and to; null = nowhere. */
  placeOf(field: TemplateField, path: string): readonly [number, number] | null
}

/** Longer paths do not exist on any system we run on. */
const LONGEST = 4096
const MOST_OPEN = 6
const DEFAULTS: Partial<Record<TemplateField, string>> = {
  kind: '[HS]',
  code: '[\\d.-]+',
  sample: '\\d+',
  sequence: '\\d+',
}

const isField = (name: string): name is TemplateField => TEMPLATE_FIELDS.some((f) => f === name)
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** A repeat inside a repeat can take for ever on a long name. */
const isSafe = (pattern: string): boolean => {
  if (/\([^)]*[+*}][^)]*\)\s*[+*{]/.test(pattern) || /\\[1-9k]|\(\?<[=!]|\(\?[=!]/.test(pattern)) return false
  try {
    new RegExp(`^(?:${pattern})$`, 'iu')
    return true
  } catch {
    return false
  }
}

export function compileTemplate(
  template: string,
  patterns: Readonly<Record<string, string>> = {},
): PathTemplate | TemplateProblem {
  const text = template.trim().replaceAll('\\', '/').replace(/^\/+/, '')
  if (text === '' || text.endsWith('/')) return 'empty'
  const fields: TemplateField[] = []
  const parts: string[] = []
  const segments = text.split('/')
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1
    if (segment === '**') {
      if (last) return 'last'
      parts.push('(?:[^/]+/)*')
      continue
    }
    let piece = ''
    // Each open end multiplies the ways a name can be taken apart.
    if ((segment.match(/\*|\{/g)?.length ?? 0) > MOST_OPEN) return 'pattern'
    for (const token of segment.match(/\{[^{}]*\}|\*|[^{}*]+|[{}]/g) ?? []) {
      if (token === '*') piece += '[^/]*?'
      else if (token === '{' || token === '}') return 'brace'
      else if (token.startsWith('{')) {
        const name = token.slice(1, -1).trim()
        if (!isField(name)) return 'field'
        if (fields.includes(name)) return 'twice'
        const own = patterns[name]
        if (own !== undefined && own !== '' && !isSafe(own)) return 'pattern'
        fields.push(name)
        piece += `(?<${name}>${own || DEFAULTS[name] || '[^/]+?'})`
      } else piece += literal(token)
    }
    parts.push(last ? piece : `${piece}/`)
  }
  // The ending belongs to the file unless the template names one.
  const ending = /\.\w+$/.test(segments.at(-1) ?? '') ? '' : '(?:\\.[^./]+)?'
  const form = new RegExp(`(?:^|/)${parts.join('')}${ending}$`, 'diu')
  return {
    fields: new Set(fields),
    match(path: string) {
      const found = path.length > LONGEST ? null : form.exec(path.normalize('NFC'))
      if (!found) return null
      return new Map(fields.map((name) => [name, found.groups?.[name] ?? '']))
    },
    placeOf(field, path) {
      if (!fields.includes(field) || path.length > LONGEST || path !== path.normalize('NFC')) return null
      return form.exec(path)?.indices?.groups?.[field] ?? null
    },
  }
}
