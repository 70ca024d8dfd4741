import { useStore } from 'zustand'
import type { CommandId } from '../../../../shared/commands/table.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import { runCommand } from '../../../commands/registry.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { ITEM, recordOf } from '../itemLabels.ts'

export const VERDICT_COMMANDS = ['verdict.first', 'verdict.second', 'verdict.third'] as const satisfies CommandId[]

/** What the image as a whole comes to: the one decision that every image needs. */
export function VerdictButtons({ session }: { session: Session }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const def = project.schema.itemAttributes.find((d) => d.id === project.desk.verdict)
  if (def?.type.kind !== 'choice') return null
  const { options, titles } = def.type
  const value = recordOf(records, ITEM)?.attributes[def.id]
  return (
    <section className="verdict" aria-label={t('verdict.title')}>
      <h3 className="head">{t('verdict.title')}</h3>
      <div className="verdict-row" role="radiogroup" aria-label={t('verdict.title')}>
        {VERDICT_COMMANDS.slice(0, options.length).map((id, i) => {
          const option = options[i] ?? ''
          return (
            // biome-ignore lint/a11y/useSemanticElements: a radio input cannot look like a button of the console
            <button
              key={option}
              type="button"
              role="radio"
              aria-checked={value === option}
              className="plain-button verdict-button"
              data-place={i}
              disabled={!writable}
              onClick={() => runCommand(id)}
            >
              <span className="verdict-name">{titles[option] ? title(titles[option]) : option}</span>
              <Key id={id} />
            </button>
          )
        })}
      </div>
    </section>
  )
}
