// Who and what is on screen, as the file says it. Covered on request, and never written anywhere.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useRef } from 'react'
import { commandTitle } from '../../../../shared/commands/command.ts'
import type { DicomPicture } from '../../../../shared/contract/dicom.ts'
import type { SourceInfo } from '../../../../shared/contract/item.ts'
import { personNames } from '../../../../shared/imaging/personName.ts'
import { useHabits } from '../../../app/habits.ts'
import { useLanguage, useText, useTitle } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import { runCommand } from '../../../commands/registry.ts'
import { useDesk } from '../deskView.ts'
import { ageOf, dateText } from './patientFacts.ts'
import './dicom.css'

/**
 * `source` undefined: the next item is still coming. Its room is kept until what the file says is here: a picture that gets less
 * room a moment later would be drawn twice.
 */
export function PatientBar({ source }: { source: SourceInfo | null | undefined }) {
  const about = useDesk((v) => v.about?.picture ?? null)
  const shown = useHabits((h) => h.dicom.bar)
  const before = useRef(false)
  const room = source === undefined ? before.current : source?.kind === 'dicom'
  before.current = room
  if (!shown || !room) return null
  return about && source ? <Bar about={about} /> : <div className="patient-bar" aria-hidden />
}

function Bar({ about: { patient, study, series } }: { about: DicomPicture }) {
  const t = useText()
  const title = useTitle()
  const language = useLanguage()
  const masked = useHabits((h) => h.dicom.masked)
  const [name, ...others] = personNames(patient.name, language)
  const age = ageOf(patient.age, patient.birthDate, study.date)
  const sex = ({ M: t('patient.male'), F: t('patient.female'), O: t('patient.otherSex') } as const)[patient.sex]
  const who = [sex ?? '', age ? t(`patient.age.${age.unit}`, { age: age.count }) : ''].filter(Boolean).join(' · ')
  const view = [series.laterality, series.view].filter(Boolean).join(' ')
  const what = [series.modality, view, series.description === view ? '' : series.description]
  const label = title(commandTitle('view.patientMask'))
  return (
    <section className="patient-bar" aria-label={t('patient.title')} data-masked={masked || undefined}>
      {masked ? (
        <span className="quiet">{t('patient.masked')}</span>
      ) : (
        <>
          <b className="cut patient-name" title={[name, ...others].filter(Boolean).join(' · ')}>
            {name ?? t('patient.noName')}
            {others[0] ? <span className="faint patient-other"> {others[0]}</span> : null}
          </b>
          {patient.id ? (
            <span className="numbers cut" title={t('patient.id')}>
              {patient.id}
            </span>
          ) : null}
          {who ? <span className="patient-fixed">{who}</span> : null}
        </>
      )}
      <span className="patient-gap" aria-hidden />
      {masked || !study.date ? null : (
        <span className="numbers patient-fixed" title={t('patient.studyDate')}>
          {dateText(study.date)}
        </span>
      )}
      <span className="cut grow quiet" title={what.filter(Boolean).join(' · ')}>
        {what.filter(Boolean).join(' · ')}
      </span>
      {masked || !study.institution ? null : (
        <span className="cut faint" title={study.institution}>
          {study.institution}
        </span>
      )}
      <Tooltip
        position="bottom-end"
        label={
          <span className="row">
            {label}
            <Key id="view.patientMask" />
          </span>
        }
      >
        <ActionIcon size="sm" aria-label={label} aria-pressed={masked} onClick={() => runCommand('view.patientMask')}>
          {masked ? <IconEyeOff size={15} /> : <IconEye size={15} />}
        </ActionIcon>
      </Tooltip>
    </section>
  )
}
