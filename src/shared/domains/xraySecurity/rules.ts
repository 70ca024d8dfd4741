// The inspector's checks of requirement 08 (XRS-2, XRS-10) over one image: name, facts, objects, verdict. Pure.

import type { Bilingual, ClassDef } from '../../annotation/labelSchema.ts'
import type { Annotation } from '../../annotation/model.ts'
import type { RuleProblem } from '../../annotation/problem.ts'
import type { ItemState } from '../../contract/item.ts'
import { shapeBounds } from '../../geometry/shapes.ts'
import type { PlaceProblem, PlaceReader } from './place.ts'
import type { XraySettings } from './settings.ts'

export type XrayFacts = {
  readonly path: string
  readonly state: ItemState
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly channels: number
  /** Names of other images of the same maker with the same data id. */
  readonly sameId: readonly string[]
}

const NAME_RULES: Readonly<Record<PlaceProblem['code'], RuleProblem['rule']>> = {
  'name-wrong': 'xray-name',
  'name-spelling': 'xray-name',
  'mark-wrong': 'xray-name',
  'code-wrong': 'xray-name',
  'kind-wrong': 'xray-name',
  'sample-range': 'xray-name',
  'item-unclear': 'xray-place',
  'code-unknown': 'xray-name',
  'maker-unknown': 'xray-place',
  'scenario-unknown': 'xray-place',
  'path-other': 'xray-place',
}
/** Spelling can wait, a name that says something wrong cannot. */
const SEVERITY: Partial<Record<PlaceProblem['code'], RuleProblem['severity']>> = {
  'name-spelling': 'warning',
  'maker-unknown': 'info',
  'scenario-unknown': 'info',
  'path-other': 'warning',
  'item-unclear': 'warning',
}

export function placeProblems(reader: PlaceReader, path: string): RuleProblem[] {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return reader.problems(path, reader.read(path)).map(({ code, proposal }) => ({
    rule: NAME_RULES[code],
    severity: SEVERITY[code] ?? 'error',
    text: proposal === null ? `rule.xray.${code}` : 'rule.xray.proposal',
    params: { name, proposal: proposal ?? '' },
  }))
}

export function imageProblems(facts: XrayFacts, { image }: XraySettings): RuleProblem[] {
  const found: RuleProblem[] = []
  const differs = (wanted: number | null, is: number) => wanted !== null && wanted !== is
  if (differs(image.width, facts.width) || differs(image.height, facts.height))
    found.push({
      rule: 'xray-image',
      severity: 'warning',
      text: 'rule.xray.size',
      params: { width: facts.width, height: facts.height, wanted: `${image.width ?? '*'}x${image.height ?? '*'}` },
    })
  if (differs(image.bits, facts.bits) || differs(image.channels, facts.channels))
    found.push({
      rule: 'xray-image',
      severity: 'warning',
      text: 'rule.xray.depth',
      params: { bits: facts.bits * facts.channels, wanted: (image.bits ?? 8) * (image.channels ?? 3) },
    })
  if (facts.sameId.length > 0)
    found.push({
      rule: 'xray-duplicate-id',
      severity: 'error',
      text: 'rule.xray.duplicate',
      params: { other: facts.sameId.slice(0, 3).join(', '), count: facts.sameId.length },
    })
  return found
}

const titleOf = (classes: ReadonlyMap<string, ClassDef>, id: string): Bilingual =>
  classes.get(id)?.title ?? { ko: id, en: id }

/** Objects of one reading against the item and scenario of the folder, and against the verdict. */
export function readingProblems(
  annotations: readonly Annotation[],
  facts: XrayFacts,
  place: { readonly item: string | null; readonly scenario: string | null },
  settings: XraySettings,
  classes: ReadonlyMap<string, ClassDef>,
): { problem: RuleProblem; annotation: string | null }[] {
  const out: { problem: RuleProblem; annotation: string | null }[] = []
  const say = (
    annotation: string | null,
    rule: RuleProblem['rule'],
    severity: RuleProblem['severity'],
    text: RuleProblem['text'],
    params: RuleProblem['params'] = {},
  ) => out.push({ problem: { rule, severity, text, params }, annotation })
  const items = new Set(settings.items.map((i) => i.classId))
  const objects = annotations.filter((a) => a.shape !== null && a.classId !== null)
  const hazards = objects.filter((a) => a.classId !== null && items.has(a.classId))
  const record = annotations.find((a) => a.classId === null && a.shape === null && a.target.kind === 'item')
  const verdict = record?.attributes['verdict']
  const decided = facts.state === 'submitted' || facts.state === 'done'

  if (objects.length === 0 && facts.state !== 'excluded' && verdict !== '정상')
    // A bag that is to be scanned again may have nothing that could be outlined.
    say(null, 'xray-missing', decided && verdict !== '의심(재검)' ? 'error' : 'warning', 'rule.xray.missing')
  const single = place.scenario !== null && settings.scenarios.some((s) => s.id === place.scenario && !s.marked)
  if (place.item !== null && objects.length > 0 && !hazards.some((a) => a.classId === place.item))
    say(null, 'xray-item', 'error', 'rule.xray.item-absent', { item: titleOf(classes, place.item) })
  if (single && place.item !== null)
    for (const a of hazards)
      if (a.classId !== null && a.classId !== place.item)
        say(a.id, 'xray-item', 'warning', 'rule.xray.item-other', {
          item: titleOf(classes, place.item),
          other: titleOf(classes, a.classId),
        })
  if (verdict === '정상' && hazards.length > 0)
    say(null, 'xray-verdict', 'error', 'rule.xray.verdict-clear', { count: hazards.length })
  if (verdict === '반입금지' && objects.length === 0) say(null, 'xray-verdict', 'error', 'rule.xray.verdict-prohibited')
  if (decided && verdict === undefined) say(null, 'xray-verdict', 'error', 'rule.xray.verdict-missing')
  for (const a of objects) {
    const published = publishedBox(a)
    if (!a.shape || !published) continue
    const b = shapeBounds(a.shape)
    const off = Math.max(
      Math.abs(published[0] - b.x),
      Math.abs(published[1] - b.y),
      Math.abs(published[0] + published[2] - b.x - b.width),
      Math.abs(published[1] + published[3] - b.y - b.height),
    )
    // Boxes rounded to whole pixels are as they should be.
    if (off > 1) say(a.id, 'xray-box', 'error', 'rule.xray.box', { pixels: Math.ceil(off) })
  }
  return out
}

/** The box a label file stated beside an outline, kept while the outline is as it came (formats/coco/types.ts). */
function publishedBox(a: Annotation): readonly [number, number, number, number] | null {
  const coco = a.extra['coco']
  if (typeof coco !== 'object' || coco === null || !('bbox' in coco) || !('bounds' in coco) || !a.shape) return null
  const { bbox, bounds } = coco
  if (!isFour(bbox) || !isFour(bounds)) return null
  const now = shapeBounds(a.shape)
  return [now.x, now.y, now.width, now.height].every((v, i) => v === bounds[i]) ? bbox : null
}
const isFour = (v: unknown): v is [number, number, number, number] =>
  Array.isArray(v) && v.length === 4 && v.every((n) => typeof n === 'number')
