import type { RefObject } from 'react'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import { SHARE_IDS, type ShareId } from '../../../../shared/imaging/xray/shares.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { useProject } from '../../project/projectContext.ts'
import { useShares } from './useShares.ts'
import { useXray } from './xrayStore.ts'

/** Colour of a group: the row of the maker's table that stands for it. */
const ROW: Readonly<Record<ShareId, number>> = {
  organic: 0,
  inorganic: 1,
  'light-metal': 3,
  'heavy-metal': 4,
  impenetrable: -1,
}
const percent = (part: number) => Math.round(part * 1000) / 10

/** What the selected object is made of, as bars with numbers. */
export function MaterialShares({ object, stage }: { object: Annotation; stage: RefObject<Stage | null> }) {
  const t = useText()
  const { project } = useProject()
  const input = useXray((x) => x.picture?.input ?? null)
  const shares = useShares(object, stage)
  const materials = project.xray?.makers[0]?.materials
  if (!materials || !input || shares === 'none') return null
  if (shares === 'working') return <p className="faint small">{t('xray.shares.working')}</p>
  if (shares === 'too-large') return <p className="faint small">{t('xray.shares.large')}</p>
  const full = shares.pixels - shares.empty
  return (
    <div className="xray-shares">
      <h4 className="field-name">{t(input === 'dual' ? 'xray.shares' : 'xray.shares.estimate')}</h4>
      {full === 0 ? <p className="faint small">{t('xray.shares.nothing')}</p> : null}
      {full > 0
        ? SHARE_IDS.map((id) => (
            <div key={id} className="xray-share">
              <span className="small">{t(`xray.share.${id}`)}</span>
              <span className="xray-share-track" aria-hidden>
                <i
                  style={{ width: `${percent(shares.of[id])}%`, background: materials[ROW[id]]?.colour ?? '#000000' }}
                />
              </span>
              <span className="numbers small">{percent(shares.of[id]).toFixed(1)} %</span>
            </div>
          ))
        : null}
      <p className="faint small numbers">
        {t('xray.shares.pixels', { count: shares.pixels, empty: percent(shares.empty / Math.max(1, shares.pixels)) })}
      </p>
      {shares.unclear > 0.1 ? (
        <p className="warn small">{t('xray.shares.unclear', { share: percent(shares.unclear) })}</p>
      ) : null}
    </div>
  )
}
