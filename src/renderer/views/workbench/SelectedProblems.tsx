import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { declaredProblems } from '../../../shared/annotation/schemaRules.ts'
import { problemText } from '../../../shared/text/problems.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { useProject } from '../project/projectContext.ts'

const SIGNS = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle } as const
const TONES = { error: 'bad', warning: 'warn', info: 'quiet' } as const
/** With more than these the panel would be about nothing else. */
const LOOKED_AT = 50

/** What the project's rules say about the selected objects, as soon as it is so. */
export function SelectedProblems({ chosen }: { chosen: readonly Annotation[] }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  if (project.schema.rules.length === 0) return null
  const problems = chosen.slice(0, LOOKED_AT).flatMap((a) => declaredProblems(a, project.schema))
  const said = new Map(problems.map((p) => [problemText(p, language), p.severity]))
  return (
    <div role="status">
      {[...said].map(([text, severity]) => {
        const Sign = SIGNS[severity]
        return (
          <p key={text} className={`row small selected-problem ${TONES[severity]}`}>
            <Sign size={14} aria-label={t(`severity.${severity}`)} />
            <span>{text}</span>
          </p>
        )
      })}
    </div>
  )
}
