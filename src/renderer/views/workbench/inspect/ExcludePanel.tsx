import { useState } from 'react'
import { useStore } from 'zustand'
import { useText, useTitle } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDeskStore } from '../deskView.ts'
import { ITEM, recordOf, setRecordAttribute } from '../itemLabels.ts'
import { Asking } from './Asking.tsx'
import { answers } from './answers.ts'

/** Why an item leaves the work: reasons of the pack on digits, free words for any pack. */
export function ExcludePanel({ session }: { session: Session }) {
  const t = useText()
  const title = useTitle()
  const view = useDeskStore()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const def = project.schema.itemAttributes.find((d) => d.id === project.desk.excluded)
  const type = def?.type.kind === 'multi' ? def.type : null
  const stored = def ? recordOf(records, ITEM)?.attributes[def.id] : undefined
  const [chosen, setChosen] = useState<readonly string[]>(Array.isArray(stored) ? stored : [])
  const [text, setText] = useState('')
  const toggle = (option: string) =>
    setChosen((c) => (c.includes(option) ? c.filter((o) => o !== option) : [...c, option]))
  const close = () => view.setState({ asking: null })
  const confirm = () => {
    if (def && type && writable && (chosen.length > 0 || stored !== undefined))
      session.commit(
        setRecordAttribute(records, def.id, chosen.length > 0 ? [...chosen] : undefined, ITEM),
        'attribute.set',
      )
    close()
    answers.exclude([...chosen, text.trim()].filter(Boolean).join(' · '))
  }
  const choices = (type?.options ?? []).map((id) => {
    const titles = type?.titles[id]
    return { id, name: titles ? title(titles) : id, chosen: chosen.includes(id) }
  })
  return (
    <Asking
      title={t('exclude.title')}
      choices={choices}
      choose={toggle}
      text={{ name: t('exclude.reason'), value: text, set: setText }}
      answer={{ name: t('exclude.confirm'), ready: true, give: confirm }}
      close={close}
    />
  )
}
