import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** A line of the settings: what it is, the choice, and what it means. */
export function Line(p: { title: string; hint?: string; children: ReactNode; titleId?: string }) {
  return (
    <div className="settings-line">
      <div className="grow">
        <div id={p.titleId}>{p.title}</div>
        {p.hint ? <div className="quiet small">{p.hint}</div> : null}
      </div>
      {p.children}
    </div>
  )
}

export function Choice<T extends string>(p: {
  title: string
  hint?: string
  value: T
  options: readonly T[]
  label(option: T): string
  onChange(value: T): void
}) {
  const id = useId()
  return (
    <Line title={p.title} titleId={id} {...(p.hint ? { hint: p.hint } : {})}>
      <SegmentedControl
        aria-labelledby={id}
        value={p.value}
        onChange={(v) => {
          const found = p.options.find((o) => o === v)
          if (found) p.onChange(found)
        }}
        data={p.options.map((value) => ({ value, label: p.label(value) }))}
      />
    </Line>
  )
}
