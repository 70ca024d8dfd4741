// Makes mammography cases with true outlines, and a small CT: `node scripts/mammograms.ts --out DIR --count 8`.
// The same seed gives the same bytes (docs/sample-data.md).
import { Command, InvalidArgumentError } from 'commander'
import { makeCases } from './mammograms/makeCases.ts'
import { SYNTAXES } from './mammograms/syntaxes.ts'
import { pair, whole } from './options.ts'

const syntax = (text: string): string => {
  if (text !== 'all' && !(text in SYNTAXES))
    throw new InvalidArgumentError(`all, or one of ${Object.keys(SYNTAXES).join(', ')}`)
  return text
}

const options = new Command('mammograms')
  .description('Made-up mammography cases (DICOM), their lesions as outlines and masks, and a CT series.')
  .requiredOption('--out <dir>', 'folder to write to; made if missing')
  .option('--count <n>', 'number of cases', whole(1, 100_000), 8)
  .option('--seed <n>', 'other numbers give other women', whole(0, 0xffffff), 1)
  .option('--size <RxC>', 'rows and columns', pair('ROWSxCOLUMNS'), [3328, 2560])
  .option('--syntax <name>', 'transfer syntax; "all" takes them in turn', syntax, 'explicit')
  .option('--faults', 'one case in three with a wrong flip, a missing view, burned-in text or the like', false)
  .option('--ct <slices>', 'also a CT series of so many slices', whole(0, 1024), 0)
  .parse()
  .opts()

const [rows, columns] = options['size']
const result = await makeCases(
  {
    out: options['out'],
    count: options['count'],
    seed: options['seed'],
    rows,
    columns,
    syntax: options['syntax'],
    faults: options['faults'],
    ct: options['ct'],
  },
  (line) => process.stderr.write(`${line}\n`),
)
process.stdout.write(`${JSON.stringify(result)}\n`)
