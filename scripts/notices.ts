// Writes THIRD-PARTY-NOTICES.md from what is installed: every production package, its licence and its licence text.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Lock = { packages: Record<string, { dev?: boolean; optional?: boolean; version?: string }> }
type Manifest = {
  name: string
  version: string
  license?: string | { type: string }
  author?: string | { name: string }
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
const rows: string[] = []
const texts: string[] = []
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev || !existsSync(join(path, 'package.json'))) continue
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest
  const licence = typeof manifest.license === 'object' ? manifest.license.type : (manifest.license ?? 'see text')
  // Platform builds of one package carry the licence of the package they belong to.
  const file = readdirSync(path).find((f) => /^(licen[cs]e|copying)/i.test(f))
  rows.push(`| ${manifest.name} | ${manifest.version} | ${licence} |`)
  if (file)
    texts.push(
      `## ${manifest.name} ${manifest.version}\n\n\`\`\`\n${readFileSync(join(path, file), 'utf8').trim()}\n\`\`\``,
    )
}
writeFileSync(
  'THIRD-PARTY-NOTICES.md',
  `# Third-party notices\n\nMade by \`node scripts/notices.ts\` from the installed production packages.\n\n| package | version | licence |\n|---|---|---|\n${rows.sort().join('\n')}\n\n${texts.sort().join('\n\n')}\n`,
)
