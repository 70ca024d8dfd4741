// A structured report of one case (PS3.16 TID 1500): lesions as measurement groups with their outlines, grades as qualitative
// evaluations. Comprehensive SR (PS3.3 A.35.3).
import { type DicomElement, type DicomItem, newUid } from '../../imaging/dicom/writeObject.ts'
import { BREAST, type Code, codeSequence, LEFT, RIGHT } from './dicomCodes.ts'
import { type DicomSource, EQUIPMENT } from './dicomSource.ts'

export const SR_STORAGE = '1.2.840.10008.5.1.4.1.1.88.33'
export type SrLesion = {
  readonly id: string
  readonly trackingUid: string
  readonly finding: Code
  readonly side: 'R' | 'L'
  readonly image: DicomSource
  /** x, y, x, y ... of each outline, not closed. */
  readonly outlines: readonly (readonly number[])[]
  readonly areaMm2: number | null
  readonly longestMm: number | null
  readonly descriptors: readonly (readonly [concept: Code, value: Code])[]
}
export type SrCase = {
  readonly images: readonly DicomSource[]
  readonly reader: string
  readonly lesions: readonly SrLesion[]
  readonly evaluations: readonly (readonly [concept: Code, value: Code])[]
  readonly instance: number
  readonly moment: { readonly date: string; readonly time: string }
}

const DCM = (value: string, meaning: string): Code => [value, 'DCM', meaning]
const NAME = '0040a043'

type Relation = 'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'SELECTED FROM'
function content(relation: Relation, kind: string, concept: Code | null, ...value: DicomElement[]): DicomItem {
  return [
    ['0040a010', 'CS', relation],
    ['0040a040', 'CS', kind],
    ...(concept ? [codeSequence(NAME, concept)] : []),
    ...value,
  ]
}
const children = (items: readonly DicomItem[]): DicomElement => ['0040a730', 'SQ', [...items]]
const container = (relation: Relation, concept: Code, items: readonly DicomItem[], template?: string): DicomItem =>
  content(
    relation,
    'CONTAINER',
    concept,
    ['0040a050', 'CS', 'SEPARATE'],
    ...(template ? [templateOf(template)] : []),
    ...(items.length > 0 ? [children(items)] : []),
  )
const templateOf = (id: string): DicomElement => [
  '0040a504',
  'SQ',
  [
    [
      ['00080105', 'CS', 'DCMR'],
      ['0040db00', 'CS', id],
    ],
  ],
]
const code = (relation: Relation, concept: Code, value: Code, ...more: DicomElement[]): DicomItem =>
  content(relation, 'CODE', concept, codeSequence('0040a168', value), ...more)
const text = (relation: Relation, concept: Code, value: string): DicomItem =>
  content(relation, 'TEXT', concept, ['0040a160', 'UT', value])
const image = (relation: Relation, of: DicomSource): DicomItem =>
  content(relation, 'IMAGE', null, [
    '00081199',
    'SQ',
    [
      [
        ['00081150', 'UI', of.sopClass],
        ['00081155', 'UI', of.sopInstance],
      ],
    ],
  ])
const measured = (concept: Code, value: number, unit: Code): DicomItem =>
  content('CONTAINS', 'NUM', concept, [
    '0040a300',
    'SQ',
    [[codeSequence('004008ea', unit), ['0040a30a', 'DS', String(Number(value.toPrecision(8)))]]],
  ])

function lesionGroup(l: SrLesion): DicomItem {
  const region = (outline: readonly number[]): DicomItem =>
    content(
      'CONTAINS',
      'SCOORD',
      DCM('111030', 'Image Region'),
      ['00700022', 'FL', [...outline, outline[0]!, outline[1]!]],
      ['00700023', 'CS', 'POLYLINE'],
      children([image('SELECTED FROM', l.image)]),
    )
  return container(
    'CONTAINS',
    DCM('125007', 'Measurement Group'),
    [
      text('HAS OBS CONTEXT', DCM('112039', 'Tracking Identifier'), l.id),
      content('HAS OBS CONTEXT', 'UIDREF', DCM('112040', 'Tracking Unique Identifier'), [
        '0040a124',
        'UI',
        l.trackingUid,
      ]),
      code('CONTAINS', DCM('121071', 'Finding'), l.finding),
      code(
        'HAS CONCEPT MOD',
        ['363698007', 'SCT', 'Finding Site'],
        BREAST,
        children([code('HAS CONCEPT MOD', ['272741003', 'SCT', 'Laterality'], l.side === 'R' ? RIGHT : LEFT)]),
      ),
      ...l.outlines.map(region),
      ...(l.areaMm2 === null
        ? []
        : [measured(['42798000', 'SCT', 'Area'], l.areaMm2, ['mm2', 'UCUM', 'Square millimeter'])]),
      ...(l.longestMm === null
        ? []
        : [measured(['103339001', 'SCT', 'Long Axis'], l.longestMm, ['mm', 'UCUM', 'millimeter'])]),
      ...l.descriptors.map(([concept, value]) => code('CONTAINS', concept, value)),
    ],
    '1410',
  )
}

export function srElements(c: SrCase): DicomItem {
  const first = c.images[0]!
  const bySeries = [...Map.groupBy(c.images, (i) => i.series)]
  const body = [
    code('HAS CONCEPT MOD', DCM('121049', 'Language of Content Item and Descendants'), ['en', 'RFC5646', 'English']),
    code('HAS OBS CONTEXT', DCM('121005', 'Observer Type'), DCM('121006', 'Person')),
    content('HAS OBS CONTEXT', 'PNAME', DCM('121008', 'Person Observer Name'), ['0040a123', 'PN', c.reader]),
    code('HAS CONCEPT MOD', DCM('121058', 'Procedure reported'), ['71651007', 'SCT', 'Mammography']),
    container('CONTAINS', DCM('111028', 'Image Library'), [
      container(
        'CONTAINS',
        DCM('126200', 'Image Library Group'),
        c.images.map((i) => image('CONTAINS', i)),
      ),
    ]),
    ...(c.lesions.length > 0
      ? [container('CONTAINS', DCM('126010', 'Imaging Measurements'), c.lesions.map(lesionGroup))]
      : []),
    ...(c.evaluations.length > 0
      ? [
          container(
            'CONTAINS',
            ['C0034375', 'UMLS', 'Qualitative Evaluations'],
            c.evaluations.map(([concept, value]) => code('CONTAINS', concept, value)),
          ),
        ]
      : []),
  ]
  return [
    ...first.shared,
    ...EQUIPMENT,
    ['00080016', 'UI', SR_STORAGE],
    ['00080018', 'UI', newUid()],
    ['00080023', 'DA', c.moment.date],
    ['00080033', 'TM', c.moment.time],
    ['00080060', 'CS', 'SR'],
    ['0008103e', 'LO', 'Reading'],
    ['00081111', 'SQ', []],
    ['0020000e', 'UI', newUid()],
    ['00200011', 'IS', '1002'],
    ['00200013', 'IS', String(c.instance)],
    ['0040a040', 'CS', 'CONTAINER'],
    codeSequence(NAME, DCM('126000', 'Imaging Measurement Report')),
    ['0040a050', 'CS', 'SEPARATE'],
    templateOf('1500'),
    ['0040a372', 'SQ', []],
    [
      '0040a375',
      'SQ',
      [
        [
          [
            '00081115',
            'SQ',
            bySeries.map(([series, images]) => [
              [
                '00081199',
                'SQ',
                images.map((i) => [
                  ['00081150', 'UI', i.sopClass],
                  ['00081155', 'UI', i.sopInstance],
                ]),
              ],
              ['0020000e', 'UI', series],
            ]),
          ],
          ['0020000d', 'UI', first.study],
        ],
      ],
    ],
    ['0040a491', 'CS', 'COMPLETE'],
    ['0040a493', 'CS', 'UNVERIFIED'],
    children(body),
  ]
}
