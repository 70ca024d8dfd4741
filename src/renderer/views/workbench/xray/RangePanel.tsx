import { Slider } from '@mantine/core'
import type { Maker } from '../../../../shared/domains/xraySecurity/settings.ts'
import { GAMMA, VARI_CENTRE, VARI_WIDTH } from '../../../../shared/imaging/xray/functions.ts'
import { placeOfZ, rowOfPlace, type XrayPalette } from '../../../../shared/imaging/xray/palette.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { setXray, useXray } from './xrayStore.ts'

/** The material window of VARI-MAT: its place and width on atomic numbers, and which materials that is. */
export function RangePanel({ palette, maker }: { palette: XrayPalette; maker: Maker }) {
  const t = useText()
  const title = useTitle()
  const { centre, width } = useXray((x) => x.set.vari)
  const [low, high] = [Math.max(0, centre - width / 2), centre + width / 2]
  const rows = [low, high - 1e-9].map((z) => rowOfPlace(placeOfZ(palette, z)))
  const names = maker.materials.slice(rows[0], (rows[1] ?? 0) + 1)
  return (
    <fieldset className="xray-range" aria-label={t('xray.range')}>
      <Range
        name={t('xray.range.centre')}
        range={VARI_CENTRE}
        value={centre}
        onChange={(v) => setXray({ vari: { centre: v, width } })}
      />
      <Range
        name={t('xray.range.width')}
        range={VARI_WIDTH}
        value={width}
        onChange={(v) => setXray({ vari: { centre, width: v } })}
      />
      <span className="numbers small xray-range-value" title={t('xray.range.wheel')}>
        Z {low.toFixed(1)}–{high.toFixed(1)}
        <span className="quiet"> {names.map((m) => title(m.title)).join(' · ')}</span>
      </span>
    </fieldset>
  )
}

function Range(p: {
  name: string
  range: { least: number; most: number }
  value: number
  onChange: (v: number) => void
}) {
  return (
    <>
      <span className="quiet small">{p.name}</span>
      <Slider
        size="xs"
        className="xray-slider"
        label={null}
        thumbLabel={p.name}
        min={p.range.least}
        max={p.range.most}
        step={0.5}
        value={p.value}
        onChange={p.onChange}
      />
    </>
  )
}

export function GammaSlider() {
  const t = useText()
  const gamma = useXray((x) => x.set.gamma)
  return (
    <span className="xray-gamma" title={t('xray.gamma.wheel')}>
      <button
        type="button"
        className="xray-gamma-value numbers"
        title={t('xray.gamma.reset')}
        onMouseDown={(e) => e.preventDefault()}
        onClick={() => setXray({ gamma: 1 })}
      >
        γ {gamma.toFixed(1)}
      </button>
      <Slider
        size="xs"
        className="xray-gamma-slider"
        label={null}
        thumbLabel={t('xray.gamma')}
        min={GAMMA.least}
        max={GAMMA.most}
        step={GAMMA.step}
        value={gamma}
        onChange={(v) => setXray({ gamma: Math.round(v * 10) / 10 })}
      />
    </span>
  )
}
