// What a pack makes of a picture besides an item: fields from path and name, and what a person should look at again.
import type { Finding } from '../../shared/contract/basics.ts'
import type { ItemFields } from '../../shared/domains/itemFields.ts'
import { placeFields } from '../../shared/domains/xraySecurity/fields.ts'
import { placeReader } from '../../shared/domains/xraySecurity/place.ts'
import type { XraySettings } from '../../shared/domains/xraySecurity/settings.ts'
import type { intakeTexts } from '../../shared/text/intake.ts'
import type { Params } from '../../shared/text/text.ts'
import type { ReadableDb } from '../store/db.ts'
import { readProject } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'
import type { Picture } from './judgeFile.ts'

type Sentence = keyof typeof intakeTexts
export type IntakeRule = Sentence extends infer K ? (K extends `intake.finding.${infer R}` ? R : never) : never
export type IntakeFinding = {
  readonly rule: IntakeRule
  readonly severity: Finding['severity']
  readonly params: Params
}
export type PackIntake = {
  fields(picture: Pick<Picture, 'path'> & { readonly probe?: Pick<Picture['probe'], 'itemFields'> }): ItemFields
  /** What makes one item: the slices of a series, or the views of an examination; null = every file by itself. */
  readonly groups: 'series' | 'cases' | null
  findings(picture: Pick<Picture, 'path' | 'probe'>): IntakeFinding[]
}

/**
 * The path that says what an item is. A copy lies in a folder named by its hash: there the item's name still holds the
 * folders below the one that was brought in.
 */
export const placePath = (
  item: { readonly name: string },
  source: { readonly path: string; readonly copied: boolean },
) => (source.copied ? item.name : source.path).replaceAll('\\', '/')

const PLAIN: PackIntake = { fields: ({ probe }) => probe?.itemFields ?? {}, groups: 'series', findings: () => [] }

export function packIntake(db: ReadableDb): PackIntake {
  const { xray, importer } = readProject(db).pack
  if (importer === 'cases') return { ...PLAIN, groups: 'cases' }
  return xray ? xrayIntake(db, xray) : PLAIN
}

function xrayIntake(db: ReadableDb, settings: XraySettings): PackIntake {
  const reader = placeReader({ settings, classes: readSchema(db).classes })
  // Windows paths too: only the last folders count.
  const plain = (path: string) => path.replaceAll('\\', '/')
  return {
    groups: null,
    fields: ({ path, probe }) => ({ ...probe?.itemFields, ...placeFields(reader.read(plain(path))) }),
    findings({ path, probe }) {
      const at = plain(path)
      const named = reader.problems(at, reader.read(at)).map(
        ({ code, proposal }): IntakeFinding => ({
          rule: proposal === null ? `xray-${code}` : 'xray-name-proposal',
          severity: proposal === null ? 'warning' : 'error',
          params: { name: at.slice(at.lastIndexOf('/') + 1), proposal: proposal ?? '' },
        }),
      )
      const wanted = settings.image
      const wrong =
        (wanted.width !== null && probe.width !== wanted.width) ||
        (wanted.height !== null && probe.height !== wanted.height)
      const depth =
        (wanted.bits !== null && probe.bitsStored !== wanted.bits) ||
        (wanted.channels !== null && probe.channels !== wanted.channels)
      return [
        ...named,
        ...(wrong
          ? [
              {
                rule: 'xray-size' as const,
                severity: 'warning' as const,
                params: {
                  width: probe.width,
                  height: probe.height,
                  wanted: `${wanted.width ?? '*'}x${wanted.height ?? '*'}`,
                },
              },
            ]
          : []),
        ...(depth
          ? [
              {
                rule: 'xray-depth' as const,
                severity: 'warning' as const,
                params: {
                  bits: probe.bitsStored * probe.channels,
                  wanted: (wanted.bits ?? 8) * (wanted.channels ?? 3),
                },
              },
            ]
          : []),
      ]
    },
  }
}
