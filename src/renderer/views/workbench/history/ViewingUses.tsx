import type { ViewingUse } from '../../../../shared/contract/viewing.ts'
import { useText } from '../../../app/useText.ts'

/** Which functions of the console were on before the submit, and for how long. */
export function ViewingUses({ uses }: { uses: readonly ViewingUse[] }) {
  const t = useText()
  return (
    <span className="quiet small history-who numbers">
      {uses
        .map((u) =>
          t('xray.use.line', {
            name: t(`xray.name.${u.function}`),
            seconds: (u.ms / 1000).toFixed(1),
            how: t(`xray.use.${u.how}`),
          }),
        )
        .join(' · ')}
    </span>
  )
}
