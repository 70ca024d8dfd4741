// `npm run test:long`: the tests that are worth more runs than a commit has time for. 2,500 damaged DICOM files and 600 damaged
// reports (another number as argument), 210 kills.
import { runTool } from './run.ts'

const runs = process.argv[2] ?? '2500'
const { code } = await runTool(
  'vitest',
  ['run', 'src/main/imaging/dicom/fuzz.test.ts', 'src/main/formats/dicomFuzz.test.ts', 'test/durability/kill.test.ts'],
  { PANDOK_FUZZ: runs, PANDOK_KILLS: '105' },
)
process.exitCode = code
