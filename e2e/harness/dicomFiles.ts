// A DICOM file with everything that is shown around a picture: a Korean name, warnings, letters, a shutter, an overlay.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BuiltElement,
  concat,
  dataSet,
  EXPLICIT,
  element,
  imageElements,
  meta,
  numbers,
} from '../../src/main/imaging/dicom/testing/buildDicom.ts'

const SIZE = 256
const MARK = { width: 64, height: 20 }

const brightness = (x: number, y: number): number =>
  Math.round(Math.max(0, 3000 - Math.hypot(x - SIZE / 2, y - SIZE / 2) * 18))

/** A frame around the mark, lowest bit first. */
function frameBits(): Uint8Array {
  const { width, height } = MARK
  const bits = new Uint8Array((width * height) / 8)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (y === 0 || x === 0 || y === height - 1 || x === width - 1) {
        const i = y * width + x
        bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7))
      }
  return bits
}

const korean = (text: string) => Buffer.from(text)
const ABOUT: readonly BuiltElement[] = [
  ['00080008', 'CS', 'DERIVED\\PRIMARY'],
  ['00080020', 'DA', '20260312'],
  ['00080060', 'CS', 'MG'],
  ['00080068', 'CS', 'FOR PROCESSING'],
  ['00080080', 'LO', korean('한빛대학교병원 영상의학과')],
  ['0008103e', 'LO', korean('좌측 유방 확대')],
  ['00100010', 'PN', korean('Kim^Huijung=金^喜中=김^희중')],
  ['00100020', 'LO', '12345678'],
  ['00100040', 'CS', 'F'],
  ['00101010', 'AS', '054Y'],
  ['00181164', 'DS', '0.07\\0.07'],
  ['00181600', 'CS', 'RECTANGULAR'],
  ['00181602', 'IS', '20'],
  ['00181604', 'IS', '236'],
  ['00181606', 'IS', '10'],
  ['00181608', 'IS', '246'],
  ['00185101', 'CS', 'MLO'],
  ['00190010', 'LO', 'MAKER 1'],
  ['00191001', 'LO', 'only the maker knows'],
  ['00200020', 'CS', 'A\\FR'],
  ['00200062', 'CS', 'L'],
  ['00281050', 'DS', '1500\\2000'],
  ['00281051', 'DS', '3000\\800'],
  ['00281055', 'LO', 'NORMAL\\HARDER'],
  ['00282110', 'CS', '01'],
  ['00282112', 'DS', '12.4'],
  ['60000010', 'US', [MARK.height]],
  ['60000011', 'US', [MARK.width]],
  ['60000040', 'CS', 'G'],
  ['60000050', 'SS', [41, 61]],
  ['60000100', 'US', [1]],
  ['60000102', 'US', [0]],
  ['60003000', 'OW', frameBits()],
]

/** Gives the folder; the file in it is breast.dcm. */
export function breastDicom(folder: string): string {
  const own = new Set(ABOUT.map(([tag]) => tag))
  const image = imageElements({ rows: SIZE, columns: SIZE, allocated: 16, stored: 12 })
  const all = [...image.filter(([tag]) => !own.has(tag)), ...ABOUT].sort(([a], [b]) => (a < b ? -1 : 1))
  const words = Array.from({ length: SIZE * SIZE }, (_, i) => brightness(i % SIZE, Math.floor(i / SIZE)))
  const pixels = element(['7fe00010', 'OW', numbers('OW', words, false)], EXPLICIT)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'breast.dcm'), concat([meta('1.2.840.10008.1.2.1'), dataSet(all, EXPLICIT), pixels]))
  return folder
}
