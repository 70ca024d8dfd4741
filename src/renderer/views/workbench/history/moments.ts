// How moments, people and marks of the change log are said.
import type { Annotation } from '../../../../shared/annotation/model.ts'
import { translateCode } from '../../../../shared/text/index.ts'
import type { Language } from '../../../../shared/text/text.ts'
import { clockTime, dayAndTime } from '../../../app/format.ts'
import { useLanguage, useText, useTitle } from '../../../app/useText.ts'
import { useProject } from '../../project/projectContext.ts'

export const markText = (e: { mark: string; kind: string }, language: Language): string => {
  const name = translateCode(language, `mark.${e.mark}`) ?? translateCode(language, `mark.${e.kind}`) ?? e.mark
  const kind = e.kind === 'undo' || e.kind === 'redo' ? translateCode(language, `mark.${e.kind}`) : null
  return kind && kind !== name ? `${kind}: ${name}` : name
}

export function useMoments() {
  const language = useLanguage()
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const today = new Date().toDateString()
  const classOf = (a: Annotation) => project.schema.classes.find((c) => c.id === a.classId)
  return {
    when: (iso: string) => (new Date(iso).toDateString() === today ? clockTime(iso) : dayAndTime(iso, language)),
    who: (id: string | null) => project.users.find((u) => u.id === id),
    colourOf: (a: Annotation) => classOf(a)?.colour ?? 'var(--text-3)',
    nameOf: (a: Annotation) => {
      const found = classOf(a)
      return found ? title(found.title) : (a.classId ?? t('objects.noClass'))
    },
    kindOf: (a: Annotation) => (a.shape ? t(`shape.${a.shape.kind}`) : t('shape.tag')),
  }
}
