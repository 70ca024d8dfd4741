// What the folders `maker/item/scenario` and the data id in the name say about an image (XRS-1), and where they disagree.
import type { ClassDef } from '../../annotation/labelSchema.ts'
import { type DataId, hsDigits, parseDataId, writeDataId } from './dataId.ts'
import { compileTemplate, type PathTemplate, type TemplateField } from './pathTemplate.ts'
import type { Maker, Scenario, XrayItem, XraySettings } from './settings.ts'
import { type NamedView, viewAt, viewInName, withoutView } from './views.ts'

export type XrayPlace = {
  readonly maker: Maker | null
  readonly item: XrayItem | null
  readonly scenario: Scenario | null
  readonly id: DataId | null
  /** What the project's path template took from the path; null = it has another form, or there is no template. */
  readonly read: ReadonlyMap<TemplateField, string> | null
  /** One of several views of a bag. */
  readonly view: NamedView | null
}
/** `proposal`: the right file name, where the folders say what it should be. */
export type PlaceProblem = {
  readonly code:
    | 'name-wrong'
    | 'name-spelling'
    | 'mark-wrong'
    | 'code-wrong'
    | 'kind-wrong'
    | 'sample-range'
    | 'item-unclear'
    | 'code-unknown'
    | 'maker-unknown'
    | 'scenario-unknown'
    | 'path-other'
  readonly proposal: string | null
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_\-.()（）]/g, '')

export type XrayTaxonomy = {
  readonly settings: XraySettings
  readonly classes: readonly ClassDef[]
}

export type PlaceReader = {
  /** `path` with `/`; only its last folders and its name count. */
  read(path: string): XrayPlace
  problems(path: string, place: XrayPlace): PlaceProblem[]
}

export function placeReader({ settings, classes }: XrayTaxonomy): PlaceReader {
  const byId = new Map(classes.map((c) => [c.id, c]))
  const digitsOf = (item: XrayItem): string | null => hsDigits(byId.get(item.classId)?.code ?? '')
  const makers = new Map(settings.makers.flatMap((m) => [m.id, m.title, m.model, ...m.names].map((n) => [plain(n), m])))
  const scenarios = new Map(settings.scenarios.flatMap((s) => [s.id, s.title.ko, s.title.en].map((n) => [plain(n), s])))
  const items = new Map<string, XrayItem>()
  for (const item of settings.items) {
    const c = byId.get(item.classId)
    for (const name of [item.folder, item.classId, ...(c ? [c.title.ko, c.title.en, ...c.words] : [])])
      if (!items.has(plain(name))) items.set(plain(name), item)
  }
  const byCode = new Map<string, XrayItem[]>()
  for (const item of settings.items) {
    const digits = digitsOf(item)
    if (digits) byCode.set(digits, [...(byCode.get(digits) ?? []), item])
  }
  const { template: text, patterns } = settings.place
  const compiled = text === null ? null : compileTemplate(text, patterns)
  // A template that cannot be read never gets into a project (pack.save).
  const template: PathTemplate | null = typeof compiled === 'string' ? null : compiled
  const asks = (field: TemplateField) => template === null || template.fields.has(field)
  const holds = (item: XrayItem, sample: number) => sample >= item.samples[0] && sample <= item.samples[1]

  /** Shared codes are told apart by the sample number; what still fits several items stays open. */
  function itemOfId(id: DataId): XrayItem | null {
    const all = byCode.get(id.digits) ?? []
    const fitting = all.length > 1 ? all.filter((item) => holds(item, id.sample)) : all
    return fitting.length === 1 ? fitting[0]! : null
  }

  const find = <T>(folders: readonly string[], known: ReadonlyMap<string, T>): T | null => {
    for (let i = folders.length - 1; i >= 0; i--) {
      const hit = known.get(plain(folders[i]!))
      if (hit) return hit
    }
    return null
  }

  function readBy(form: PathTemplate, path: string): XrayPlace {
    const read = form.match(path)
    const value = (field: TemplateField) => plain(read?.get(field) ?? '')
    const id = parseDataId(withoutView(read?.get('dataid') ?? read?.get('file') ?? '', settings.views).stem)
    const at = form.placeOf('view', path.normalize('NFC'))
    const item = items.get(value('item')) ?? (id ? itemOfId(id) : itemOfCode(read?.get('code'), read?.get('sample')))
    return {
      maker: makers.get(value('maker')) ?? null,
      scenario: scenarios.get(value('scenario')) ?? null,
      item: item ?? null,
      id,
      read,
      view: at ? viewAt(path.normalize('NFC'), at) : viewInName(path, settings.views),
    }
  }
  function itemOfCode(code: string | undefined, sample: string | undefined): XrayItem | null {
    const digits = code === undefined ? null : hsDigits(code)
    const all = digits ? (byCode.get(digits) ?? []) : []
    const fitting = sample === undefined ? all : all.filter((item) => holds(item, Number(sample)))
    return fitting.length === 1 ? fitting[0]! : null
  }

  return {
    read(path) {
      if (template) return readBy(template, path)
      const parts = path.split('/')
      const name = parts.pop() ?? ''
      const folders = parts.slice(-4)
      const id = parseDataId(withoutView(name.replace(/\.[^.]+$/, ''), settings.views).stem)
      const item = find(folders, items) ?? (id ? itemOfId(id) : null)
      const view = viewInName(path, settings.views)
      return { maker: find(folders, makers), scenario: find(folders, scenarios), item, id, read: null, view }
    },
    problems(path, { maker, item, scenario, id, read }) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      const dot = name.lastIndexOf('.')
      const [whole, type] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
      // The view is no part of the rule for names; a repaired name keeps it.
      const { stem, ending: of } = withoutView(whole, settings.views)
      const ending = of + type
      const found: PlaceProblem[] = []
      if (template && !read) return [{ code: 'path-other', proposal: null }]
      if (!maker && asks('maker')) found.push({ code: 'maker-unknown', proposal: null })
      if (!scenario && asks('scenario')) found.push({ code: 'scenario-unknown', proposal: null })
      // A template without a data id takes any file name.
      if (!asks('dataid')) return found
      if (!id) return [...found, { code: 'name-wrong', proposal: null }]
      const named = (right: DataId) => writeDataId(right) + ending
      const marked = scenario?.marked ?? id.several
      const digits = item ? digitsOf(item) : null
      const right: DataId = {
        ...id,
        several: marked,
        ...(item ? { kind: item.kind } : {}),
        ...(digits ? { digits } : {}),
      }
      if (!item) found.push({ code: byCode.has(id.digits) ? 'item-unclear' : 'code-unknown', proposal: null })
      else {
        if (digits !== null && digits !== id.digits) found.push({ code: 'code-wrong', proposal: named(right) })
        if (item.kind !== id.kind) found.push({ code: 'kind-wrong', proposal: named(right) })
        if (!holds(item, id.sample)) found.push({ code: 'sample-range', proposal: null })
      }
      if (marked !== id.several) found.push({ code: 'mark-wrong', proposal: named(right) })
      if (found.every((p) => p.proposal === null) && stem !== writeDataId(id))
        found.push({ code: 'name-spelling', proposal: named(right) })
      return found
    },
  }
}
