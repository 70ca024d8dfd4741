// node scripts/readme.ts: writes what the program does into README.md, from the page of the in-app help. A test compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PLAIN_KEYS, resolveKeys } from '../src/shared/commands/keySet.ts'
import { withKeys } from '../src/shared/text/keyNames.ts'
import { root } from './run.ts'

const FROM = '<!-- from docs/help/en/features.md by scripts/readme.ts -->'
const TO = '<!-- end -->'
const WIDTH = 120

function wrap(line: string): string {
  const indent = line.startsWith('- ') ? '  ' : ''
  const lines: string[] = []
  let now = ''
  for (const word of line.split(' ')) {
    if (now !== '' && now.length + 1 + word.length > WIDTH) {
      lines.push(now)
      now = indent + word
    } else now = now === '' ? word : `${now} ${word}`
  }
  return [...lines, now].join('\n')
}

export function readmeWithFeatures(readme: string, features: string): string {
  const [from, to] = [readme.indexOf(FROM), readme.indexOf(TO)]
  if (from < 0 || to < from) throw new Error('README.md has no place for the features')
  const text = withKeys(features, resolveKeys(PLAIN_KEYS)).replace(/^# /, '## ').trim()
  const wrapped = text.split('\n').map(wrap).join('\n')
  return `${readme.slice(0, from)}${FROM}\n${wrapped}\n${readme.slice(to)}`
}

export const readmeFile: string = join(root, 'README.md')
export const featuresFile: string = join(root, 'docs/help/en/features.md')

if (import.meta.main)
  writeFileSync(readmeFile, readmeWithFeatures(readFileSync(readmeFile, 'utf8'), readFileSync(featuresFile, 'utf8')))
