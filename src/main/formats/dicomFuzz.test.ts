// Damaged reports, structure sets and presentation states: labels or a named error.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { shapeSchema } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { presentationSchema } from '../../shared/imaging/presentation.ts'
import { generator, mutate } from '../imaging/dicom/testing/mutate.ts'
import { type BuiltElement, type BuiltItem, concat, dataSet, EXPLICIT, meta } from '../imaging/dicom/writeDataSet.ts'
import { openGsps } from './dicomGsps/open.ts'
import { openRtStruct } from './dicomRtstruct/open.ts'
import { openDicomSr } from './dicomSr/open.ts'
import type { LabelFile } from './record.ts'

const RUNS = Math.max(3, Math.round(Number(process.env.PANDOK_FUZZ ?? 200) / 4))
const folder = mkdtempSync(join(tmpdir(), 'pandok-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const STORAGE = '1.2.840.10008.5.1.4.1.1'
const made = (sopClass: string, elements: BuiltElement[]): Uint8Array =>
  concat([meta('1.2.840.10008.1.2.1', sopClass), dataSet([['00080016', 'UI', sopClass], ...elements], EXPLICIT)])
const image: BuiltElement = ['00081199', 'SQ', [[['00081155', 'UI', '1.2.3']]]]
const node = (type: string, ...more: BuiltElement[]): BuiltItem => [['0040a040', 'CS', type], ...more]
const SEEDS: readonly (readonly [Uint8Array, (path: string) => Promise<LabelFile>])[] = [
  [
    made(`${STORAGE}.88.33`, [
      [
        '0040a730',
        'SQ',
        [
          node(
            'SCOORD',
            ['0040a730', 'SQ', [node('IMAGE', image)]],
            ['00700022', 'FL', [1, 2, 3, 4, 5, 6, 1, 2]],
            ['00700023', 'CS', 'POLYLINE'],
          ),
          node(
            'SCOORD',
            ['0040a730', 'SQ', [[['0040db73', 'UL', [1, 1, 1]]]]],
            ['00700022', 'FL', [1, 2, 3, 4]],
            ['00700023', 'CS', 'CIRCLE'],
          ),
        ],
      ],
    ]),
    openDicomSr,
  ],
  [
    made(`${STORAGE}.11.1`, [
      ['00081115', 'SQ', [[['00081140', 'SQ', [[['00081155', 'UI', '1.2.3']]]]]]],
      ['00181600', 'CS', 'POLYGONAL'],
      ['00181620', 'IS', '1\\1\\9\\1\\9\\9'],
      [
        '00700001',
        'SQ',
        [
          [
            [
              '00700009',
              'SQ',
              [
                [
                  ['00700005', 'CS', 'DISPLAY'],
                  ['00700022', 'FL', [0, 1, 1, 0]],
                  ['00700023', 'CS', 'POLYLINE'],
                ],
              ],
            ],
          ],
        ],
      ],
      [
        '0070005a',
        'SQ',
        [
          [
            ['00700052', 'SL', [1, 1]],
            ['00700053', 'SL', [9, 9]],
          ],
        ],
      ],
    ]),
    openGsps,
  ],
  [
    made(`${STORAGE}.481.3`, [
      [
        '30060020',
        'SQ',
        [
          [
            ['30060022', 'IS', '1'],
            ['30060024', 'UI', '1.2'],
            ['30060026', 'LO', 'x'],
          ],
        ],
      ],
      [
        '30060039',
        'SQ',
        [
          [
            [
              '30060040',
              'SQ',
              [
                [
                  ['30060042', 'CS', 'CLOSED_PLANAR'],
                  ['30060050', 'DS', '0\\0\\0\\1\\0\\0\\1\\1\\0'],
                ],
              ],
            ],
            ['30060084', 'IS', '1'],
          ],
        ],
      ],
    ]),
    openRtStruct,
  ],
]
const PLANE = { position: [0, 0, 0], orientation: [1, 0, 0, 0, 1, 0], spacing: [1, 1] } as const

it(`${RUNS} damaged objects give sound shapes or a named error`, {
  timeout: Math.max(60_000, RUNS * 200),
}, async () => {
  const random = generator(7)
  const path = join(folder, 'object.dcm')
  let shapes = 0
  for (let run = 0; run < RUNS; run++) {
    const [seed, open] = SEEDS[run % SEEDS.length]!
    writeFileSync(path, run < SEEDS.length ? seed : mutate(seed, random))
    try {
      const file = await open(path)
      for await (const entry of file.images()) {
        if ('error' in entry) continue
        for (const { shape, extra } of entry.read({ width: 10, height: 10 }, () => {}, { ...PLANE, spacing: [1, 1] })) {
          const sound = shape ? shapeSchema.safeParse(shape) : presentationSchema.safeParse(extra)
          expect(sound.success, `run ${run}: ${JSON.stringify(shape ?? extra)}`).toBe(true)
          shapes++
        }
      }
    } catch (error) {
      if (!(error instanceof PandokError)) throw error
    }
  }
  expect(shapes).toBeGreaterThan(RUNS / 4)
})
