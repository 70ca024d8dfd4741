// What an intake tells at its end. Lists are bounded: a second import of half a million files must not fill the memory.
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import type { Finding, Skipped } from '../../shared/contract/basics.ts'
import { FORMAT_NAMES } from '../../shared/contract/formatNames.ts'
import { intakeTexts } from '../../shared/text/intake.ts'
import { problemText } from '../../shared/text/problems.ts'
import { fillIn, type Language, type Params } from '../../shared/text/text.ts'
import { dicomLabelFormat } from '../formats/sniff.ts'
import { LABEL_FILE, type Reason, skippedOf } from './judgeFile.ts'
import type { IntakeRule as Rule } from './packIntake.ts'

const MOST_SKIPPED = 5000
const MOST_FINDINGS = 1000

export function createReport(language: Language) {
  const skipped: Skipped[] = []
  const findings: Finding[] = []
  let left = 0
  const labels = new Map<string, number>()
  const finding = (
    rule: Rule,
    severity: Finding['severity'],
    item: string | null,
    itemId: string | null,
    params: Params,
  ): Finding => ({
    rule: `intake-${rule}`,
    severity,
    item,
    itemId,
    annotation: null,
    message: fillIn(intakeTexts[`intake.finding.${rule}`][language], params, language),
  })
  return {
    skip(path: string, reason: Reason): void {
      const format = reason.params?.['format']
      if (reason.code === LABEL_FILE && typeof format === 'string') this.label(format)
      // A report or the like is no picture, and may hold labels of one.
      const spoken = reason.code === 'not-an-image' ? dicomLabelFormat(String(reason.params?.['sopClass'])) : null
      if (spoken) this.label(FORMAT_NAMES[spoken])
      if (skipped.length < MOST_SKIPPED) skipped.push(skippedOf(path, reason, language))
      else left++
    },
    /** A file that holds labels, whether it came in as a picture too or not. */
    label(format: string): void {
      labels.set(format, (labels.get(format) ?? 0) + 1)
    },
    labels: () => [...labels].map(([format, files]) => ({ format, files })),
    find(
      rule: Rule,
      severity: Finding['severity'],
      item: string | null,
      itemId: string | null,
      params: Params = {},
    ): void {
      if (findings.length < MOST_FINDINGS) findings.push(finding(rule, severity, item, itemId, params))
    },
    /** What the rules of the pack say about an item as it comes in; `check` says the same later. */
    problems(found: readonly RuleProblem[], item: string, itemId: string | null): void {
      for (const p of found) {
        if (findings.length >= MOST_FINDINGS) return
        const message = problemText(p, language)
        findings.push({ rule: p.rule, severity: p.severity, item, itemId, annotation: null, message })
      }
    },
    result(): { skipped: Skipped[]; findings: Finding[] } {
      const more = left > 0 ? [finding('more-skipped', 'info', null, null, { count: left, shown: skipped.length })] : []
      const found = [...labels].map(([format, count]) => finding('labels-found', 'info', null, null, { format, count }))
      return { skipped, findings: [...findings, ...found, ...more] }
    },
  }
}
