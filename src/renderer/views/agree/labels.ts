// Names of classes, questions and answers, as the agreement page says them.
import { classTree } from '../../../shared/annotation/classTree.ts'
import type { AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { AttributeValue } from '../../../shared/annotation/model.ts'
import type { translate } from '../../../shared/text/index.ts'
import type { Language } from '../../../shared/text/text.ts'

type Say = (
  key: 'agree.noClass' | 'agree.unanswered' | 'agree.yes' | 'agree.no' | 'agree.question.class' | 'agree.question.tag',
) => string
export type Translate = typeof translate

export type Labels = {
  className(id: string | null): string
  attribute(id: string, classId?: string | null): string
  answer(attribute: string, value: AttributeValue, classId?: string | null): string
  /** `class`, `tag`, `item:result` as a person reads it. */
  question(name: string): { readonly kind: 'class' | 'tag' | 'item' | 'slot'; readonly title: string }
  /** A label of the cross-check: a class id, or `item:result=benign`. */
  label(name: string): string
}

export function labelsOf(schema: LabelSchema, language: Language, say: Say): Labels {
  const classes = classTree(schema).byId
  const everywhere = [...schema.itemAttributes, ...schema.slotAttributes, ...schema.objectAttributes]
  const definition = (id: string, classId: string | null): AttributeDef | undefined =>
    (classId === null ? undefined : classes.get(classId)?.attributes.find((d) => d.id === id)) ??
    everywhere.find((d) => d.id === id)
  const option = (d: AttributeDef | undefined, value: string): string =>
    (d && 'titles' in d.type ? d.type.titles[value]?.[language] : undefined) ?? value
  const answer: Labels['answer'] = (attribute, value, classId = null) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return say('agree.unanswered')
    if (typeof value === 'boolean') return say(value ? 'agree.yes' : 'agree.no')
    const d = definition(attribute, classId)
    return Array.isArray(value) ? value.map((v) => option(d, v)).join(', ') : option(d, String(value))
  }
  const className: Labels['className'] = (id) =>
    id === null || id === '(none)' ? say('agree.noClass') : (classes.get(id)?.title[language] ?? id)
  const attribute: Labels['attribute'] = (id, classId = null) => definition(id, classId)?.title[language] ?? id
  const parse = (name: string) => /^(item|slot):([^=]+)(?:=(.*))?$/s.exec(name)
  return {
    className,
    attribute,
    answer,
    question(name) {
      const [, kind, id = ''] = parse(name) ?? []
      if (kind === 'item' || kind === 'slot') return { kind, title: attribute(id) }
      return name === 'tag'
        ? { kind: 'tag', title: say('agree.question.tag') }
        : { kind: 'class', title: say('agree.question.class') }
    },
    label(name) {
      const [, kind, id, value] = parse(name) ?? []
      if (!kind || id === undefined || value === undefined) return className(name)
      const said = value === 'true' ? say('agree.yes') : value === 'false' ? say('agree.no') : answer(id, value)
      return `${attribute(id)}: ${said}`
    },
  }
}
