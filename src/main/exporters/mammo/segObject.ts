// A DICOM segmentation of one view: one segment and one frame for each lesion, one bit a pixel (PS3.3 A.51, C.8.20).
import { type Mask, spansOf } from '../../../shared/geometry/mask.ts'
import { type DicomElement, type DicomItem, newUid, tagPointer } from '../../imaging/dicom/writeObject.ts'
import { ABNORMAL, BREAST, type Code, codeSequence } from './dicomCodes.ts'
import { type DicomSource, EQUIPMENT } from './dicomSource.ts'

export type Segment = {
  readonly label: string
  readonly type: Code
  readonly side: Code
  readonly mask: Mask
  /** #rrggbb, CIELab in the file. */
  readonly lab: readonly [number, number, number]
}
export type SegPicture = {
  readonly source: DicomSource
  readonly width: number
  readonly height: number
  readonly spacing: { readonly row: number; readonly column: number } | null
  readonly segments: readonly Segment[]
  readonly instance: number
  readonly moment: { readonly date: string; readonly time: string }
  readonly creator: string
}

export const SEG_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4'

export function segElements(p: SegPicture): DicomItem {
  const { source, moment } = p
  const dimension = newUid()
  const series = newUid()
  const number = (n: number) => String(Number(n.toPrecision(10)))
  const reference: DicomItem = [
    ['00081150', 'UI', source.sopClass],
    ['00081155', 'UI', source.sopInstance],
  ]
  const derivation: DicomElement = [
    '00089124',
    'SQ',
    [
      [
        codeSequence('00089215', ['113076', 'DCM', 'Segmentation']),
        [
          '00082112',
          'SQ',
          [[...reference, codeSequence('0040a170', ['121322', 'DCM', 'Source Image for Image Processing Operation'])]],
        ],
      ],
    ],
  ]
  return [
    ...source.shared,
    ...EQUIPMENT,
    ['00080008', 'CS', 'DERIVED\\PRIMARY'],
    ['00080016', 'UI', SEG_STORAGE],
    ['00080018', 'UI', newUid()],
    ['00080023', 'DA', moment.date],
    ['00080033', 'TM', moment.time],
    ['00080060', 'CS', 'SEG'],
    ['0008103e', 'LO', 'Lesions'],
    ['0020000e', 'UI', series],
    ['00200011', 'IS', '1001'],
    ['00200013', 'IS', String(p.instance)],
    ['00200020', 'CS', source.orientation],
    // Referenced Series of the same study.
    [
      '00081115',
      'SQ',
      [
        [
          ['0008114a', 'SQ', [reference]],
          ['0020000e', 'UI', source.series],
        ],
      ],
    ],
    ['00209221', 'SQ', [[['00209164', 'UI', dimension]]]],
    [
      '00209222',
      'SQ',
      [
        [
          ['00209164', 'UI', dimension],
          ['00209165', 'AT', tagPointer('0062000b')],
          ['00209167', 'AT', tagPointer('0062000a')],
          ['00209421', 'LO', 'Segment'],
        ],
      ],
    ],
    ['00280002', 'US', [1]],
    ['00280004', 'CS', 'MONOCHROME2'],
    ['00280008', 'IS', String(p.segments.length)],
    ['00280010', 'US', [p.height]],
    ['00280011', 'US', [p.width]],
    ['00280100', 'US', [1]],
    ['00280101', 'US', [1]],
    ['00280102', 'US', [0]],
    ['00280103', 'US', [0]],
    ['00282110', 'CS', '00'],
    ['00620001', 'CS', 'BINARY'],
    ['00700080', 'CS', 'LESIONS'],
    ['00700081', 'LO', 'Lesions of one view'],
    ['00700084', 'PN', p.creator],
    ['00620002', 'SQ', p.segments.map((s, i) => segmentItem(s, i + 1))],
    [
      '52009229',
      'SQ',
      [
        p.spacing
          ? [['00289110', 'SQ', [[['00280030', 'DS', `${number(p.spacing.row)}\\${number(p.spacing.column)}`]]]]]
          : [],
      ],
    ],
    [
      '52009230',
      'SQ',
      p.segments.map((_, i) => [
        derivation,
        ['00209111', 'SQ', [[['00209157', 'UL', [i + 1]]]]],
        ['0062000a', 'SQ', [[['0062000b', 'US', [i + 1]]]]],
      ]),
    ],
    ['7fe00010', 'OB', packBits(p)],
  ]
}

const segmentItem = (s: Segment, number: number): DicomItem => [
  ['00620004', 'US', [number]],
  ['00620005', 'LO', s.label.replace(/[^\x20-\x7e]/g, '?').slice(0, 64)],
  ['00620008', 'CS', 'MANUAL'],
  codeSequence('00620003', ABNORMAL),
  codeSequence('0062000f', s.type),
  ['00082218', 'SQ', [[...codeItems(BREAST), codeSequence('00082220', s.side)]]],
  ['0062000d', 'US', [...s.lab]],
]
const codeItems = (code: Code): DicomItem => (codeSequence('', code)[2] as readonly DicomItem[])[0]!

/** All frames are one string of bits, the first pixel in the lowest bit (PS3.5 8.1.1, D.3). */
function packBits({ width, height, segments }: SegPicture): Uint8Array {
  const out = new Uint8Array(Math.ceil((width * height * segments.length) / 8))
  segments.forEach(({ mask }, frame) => {
    const spans = spansOf(mask)
    const first = frame * width * height
    for (let i = 0; i < spans.length; i += 3) {
      const row = first + spans[i]! * width
      for (let at = row + spans[i + 1]!; at < row + spans[i + 2]!; at++) out[at >> 3]! |= 1 << (at & 7)
    }
  })
  return out
}
