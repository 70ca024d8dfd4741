// Makes baggage scans with perfect outlines, as many as wanted: `node scripts/xrayScans.ts --out DIR --count 1000`.
// The same seed gives the same bytes. A run that was ended goes on where it stopped (docs/sample-data.md).
import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { pair, whole } from './options.ts'
import { makeScans } from './xrayScans/makeScans.ts'

const share = (text: string): number => {
  const n = Number(text)
  if (!(n >= 0 && n <= 1)) throw new InvalidArgumentError('a number from 0 to 1')
  return n
}

const program = new Command('xrayScans')
  .description('Made-up security X-ray scans in maker/item/scenario folders with annotations.json (xray-coco).')
  .requiredOption('--out <dir>', 'folder to write to; made if missing, continued if a run was ended')
  .option('--count <n>', 'number of scans', whole(1, 1_000_000), 24)
  .option('--seed <n>', 'other numbers give other bags', whole(0, 0xffffffff), 1)
  .option('--size <WxH>', 'image size', pair('WIDTHxHEIGHT'), [1920, 1080])
  .option('--faults <share>', 'part of the scans with belt slip, noise, diffraction or distortion', share, 0)
  .option('--wrong-names <share>', 'part of the files with a wrong name', share, 0)
  .option('--dual', 'also 16-bit TIFF files of two pages (high, low energy) under dual/', false)
  .option('--views', 'each bag twice, from above (_top) and from the side (_side)', false)
  .option('--workers <n>', 'processors to use', whole(1, 64), Math.max(1, availableParallelism()))

const options = program.parse().opts()
const [width, height] = options['size']
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
const result = await makeScans(
  {
    out: options['out'],
    count: options['count'],
    seed: options['seed'],
    width,
    height,
    faults: options['faults'],
    wrongNames: options['wrongNames'],
    dual: options['dual'],
    views: options['views'],
    workers: options['workers'],
  },
  { signal: stop.signal, onProgress: (line) => process.stderr.write(`${line}\n`) },
)
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exitCode = result.stopped ? 1 : 0
