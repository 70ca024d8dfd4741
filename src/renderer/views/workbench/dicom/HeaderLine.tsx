import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { HeaderElement } from '../../../../shared/contract/dicom.ts'
import { translateCode } from '../../../../shared/text/index.ts'
import { byteSize } from '../../../app/format.ts'
import { useHabits } from '../../../app/habits.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import { type HeaderRow, namesPatient, nameText, tagText, valueText } from './headerRows.ts'

/** Longer values are cut by the width of the panel anyway. */
const SHOWN = 200

export function HeaderLine(p: {
  row: HeaderRow
  index: number
  top: number
  height: number
  current: boolean
  selected: boolean
  onPick(): void
}) {
  const { row } = p
  return (
    <div
      role="treeitem"
      data-row={p.index}
      aria-level={row.depth + 1}
      aria-selected={p.selected}
      aria-expanded={row.open ?? undefined}
      tabIndex={p.current ? 0 : -1}
      className="header-line"
      data-kind={row.kind}
      data-hit={(row.kind === 'element' && row.hit) || undefined}
      style={{ top: p.top, height: p.height, paddingLeft: 6 + row.depth * 12 }}
      // Keys are those of the tree.
      onKeyDown={() => undefined}
      onClick={p.onPick}
    >
      <span className="header-turn" aria-hidden>
        {row.open === null ? null : row.open ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
      </span>
      {row.kind === 'group' ? <Group group={row.group} count={row.count} /> : null}
      {row.kind === 'item' ? <Item index={row.index} /> : null}
      {row.kind === 'element' ? <ElementLine element={row.element} /> : null}
    </div>
  )
}

const isPrivateGroup = (group: string): boolean => Number.parseInt(group, 16) % 2 === 1

function Group({ group, count }: { group: string; count: number }) {
  const t = useText()
  const language = useLanguage()
  const name =
    translateCode(language, `header.group.${group}`) ??
    (isPrivateGroup(group) ? t('header.privateGroup') : t('header.otherGroup'))
  return (
    <>
      <span className="numbers faint">{group.toUpperCase()}</span>
      <span className="cut grow">{name}</span>
      <span className="numbers faint small">{count}</span>
    </>
  )
}

function Item({ index }: { index: number }) {
  const t = useText()
  return <span className="quiet">{t('header.item', { number: index + 1 })}</span>
}

function ElementLine({ element: e }: { element: HeaderElement }) {
  const t = useText()
  const masked = useHabits((h) => h.dicom.masked) && namesPatient(e) && !e.items
  return (
    <>
      <span className="header-name cut" title={`${tagText(e.tag)} ${e.vr}`}>
        {e.private ? (
          <span className="header-private" title={e.privateCreator ?? t('header.private')}>
            {t('header.privateShort')}
          </span>
        ) : null}
        {e.keyword ? nameText(e.keyword) : tagText(e.tag)}
      </span>
      <span className="cut grow header-short" data-empty={masked || isEmpty(e) || undefined}>
        {masked ? t('header.masked') : shortValue(e, t)}
      </span>
    </>
  )
}

const isEmpty = (e: HeaderElement): boolean => !e.items && !e.binary && (e.value ?? []).length === 0

function shortValue(e: HeaderElement, t: ReturnType<typeof useText>): string {
  if (e.items) return t('header.items', { count: e.items.length })
  if (e.binary) return t('header.bytes', { size: byteSize(e.binary.bytes), hash: e.binary.sha256.slice(0, 8) })
  return valueText(e).slice(0, SHOWN) || t('header.empty')
}
