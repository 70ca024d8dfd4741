// The built-in samples: one button for each field, with a line that says what is in it.
import { Button } from '@mantine/core'
import { IconLuggage, IconPhoto, IconStethoscope } from '@tabler/icons-react'
import { packs } from '../../../shared/domains/index.ts'
import { packTexts } from '../../../shared/text/packs.ts'
import { useText, useTitle } from '../../app/useText.ts'

const ICONS: Readonly<Record<string, typeof IconPhoto>> = {
  'xray-security': IconLuggage,
  mammography: IconStethoscope,
}

export function Samples(p: { domains: readonly string[]; open(domain: string): void }) {
  const t = useText()
  const title = useTitle()
  if (p.domains.length === 0) return null
  return (
    <section className="start-samples" aria-labelledby="samples-title">
      <h2 id="samples-title" className="head">
        {t('start.sample')}
      </h2>
      {p.domains.map((domain) => {
        const Icon = ICONS[domain] ?? IconPhoto
        const field = packs[domain] ? title(packs[domain].title) : domain
        const about = packTexts[domain]?.sample
        return (
          <Button
            key={domain}
            size="sm"
            variant="default"
            justify="flex-start"
            className="start-sample"
            aria-label={[t('start.sample.of', { field }), about ? title(about) : ''].join(' ').trim()}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={() => p.open(domain)}
          >
            <span className="start-sample-text">
              <span>{field}</span> {about ? <span className="faint small">{title(about)}</span> : null}
            </span>
          </Button>
        )
      })}
    </section>
  )
}
