// Warnings that belong to the pixels, over them: nobody should have to open a panel to learn of them.
import { Tooltip } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { DicomBadge } from '../../../../shared/contract/dicom.ts'
import { useText } from '../../../app/useText.ts'
import { useDesk } from '../deskView.ts'

export function BadgeRow() {
  const t = useText()
  const badges = useDesk((v) => v.about?.picture.badges)
  if (!badges || badges.length === 0) return null
  return (
    <ul className="badge-row" aria-label={t('badge.title')}>
      {badges.map((badge) => (
        <li key={badge.kind}>
          <Tooltip label={whyText(badge, t)} position="bottom-start" multiline maw={320}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason has to be reachable without a mouse */}
            <span className="badge" tabIndex={0} data-tone={badge.kind === 'derived' ? 'plain' : 'warn'}>
              {badge.kind === 'derived' ? null : <IconAlertTriangle size={12} aria-hidden />}
              {badgeText(badge, t)}
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}

type T = ReturnType<typeof useText>
const ratioText = (ratio: number): string => `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}:1`

function badgeText(badge: DicomBadge, t: T): string {
  if (badge.kind !== 'lossy') return t(`badge.${badge.kind}`)
  if (badge.ratio === null) return t('badge.lossy')
  return `${t('badge.lossy')} ${badge.stated ? '' : '≈ '}${ratioText(badge.ratio)}`
}

function whyText(badge: DicomBadge, t: T): string {
  if (badge.kind === 'photometric') return t(`badge.photometric.${badge.why}`, { stated: badge.stated })
  if (badge.kind !== 'lossy') return t(`badge.${badge.kind}.why`)
  return t(badge.ratio === null ? 'badge.lossy.noRatio' : badge.stated ? 'badge.lossy.stated' : 'badge.lossy.reckoned')
}
