import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { Maker } from '../../../../shared/domains/xraySecurity/settings.ts'
import type { XrayInput } from '../../../../shared/imaging/xray/functions.ts'
import { useText } from '../../../app/useText.ts'
import type { MakerOfItem } from './makers.ts'

/** Where the materials come from, so that an estimate is never taken for a measurement. */
export function MakerBadge(p: {
  input: XrayInput
  found: MakerOfItem
  makers: readonly Maker[]
  choose(id: string): void
}) {
  const t = useText()
  const { maker, from } = p.found
  return (
    <div className="xray-badge">
      <span data-tone={p.input === 'dual' ? 'ok' : 'warn'}>{t(`xray.from.${p.input}`)}</span>
      {p.input === 'grey' ? null : (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <button type="button" className="xray-maker" title={t('xray.maker', { maker: maker.title })}>
              {maker.title}
              <span className="faint">{t(`xray.maker.${from}`)}</span>
              <IconChevronDown size={13} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('xray.maker.choose')}</Menu.Label>
            {p.makers.map((m) => (
              <Menu.Item
                key={m.id}
                role="menuitemradio"
                aria-checked={m.id === maker.id}
                leftSection={m.id === maker.id ? <IconCheck size={15} /> : <span className="xray-no-check" />}
                rightSection={<PaletteStrip maker={m} />}
                onClick={() => p.choose(m.id)}
              >
                {m.title} {m.model}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

function PaletteStrip({ maker }: { maker: Maker }) {
  return (
    <span className="xray-strip" aria-hidden>
      {maker.materials.map((m) => (
        <i key={m.id} style={{ background: m.colour }} />
      ))}
    </span>
  )
}
