// The steps of a hanging as tabs; where a patient has several earlier examinations, the one that hangs beside is chosen by its date.
import { type HangingStep, OWN_STEPS } from '../../../../shared/domains/mammography/hanging.ts'
import { useText } from '../../../app/useText.ts'
import { toastFault } from '../../../ui/toast.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { dateText } from '../dicom/patientFacts.ts'
import { choosePrior, useReading } from './readingDesk.ts'

export function HangingTabs() {
  const t = useText()
  const view = useDeskStore()
  const step = useDesk((v) => v.hanging)
  const priors = useReading((r) => r.priors)
  const shown = useReading((r) => r.prior?.detail.id ?? '')
  const steps: readonly HangingStep[] = shown ? [...OWN_STEPS, 'priors'] : OWN_STEPS
  return (
    <>
      {steps.map((s) => (
        <button
          key={s}
          type="button"
          className="plain-button view-tab"
          aria-pressed={step === s}
          onClick={() => view.setState({ hanging: s })}
        >
          {t(`hanging.${s}`)}
        </button>
      ))}
      {shown && priors.length > 1 ? (
        <select
          className="view-tab view-prior numbers"
          aria-label={t('prior.choose')}
          value={shown}
          onChange={(e) => {
            const chosen = priors.find((p) => p.itemId === e.currentTarget.value)
            e.currentTarget.blur()
            view.setState({ hanging: 'priors' })
            if (chosen) void choosePrior(chosen).catch(toastFault)
          }}
        >
          {priors.map((p) => (
            <option key={p.itemId} value={p.itemId}>
              {dateText(p.studyDate)}
            </option>
          ))}
        </select>
      ) : null}
    </>
  )
}
