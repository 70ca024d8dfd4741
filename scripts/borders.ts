// Who may import what, as one table. `node scripts/borders.ts` writes it into biome.json; a test fails when the two differ.
// Run `biome format --write biome.json` afterwards. Biome replaces options where overrides meet, so each override carries the whole list of its files.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.ts'

type Door = { readonly packages: readonly string[]; readonly homes: readonly string[] }

/** One door for each dependency (codebases.md rule 15): replacing it touches one place. */
export const doors: readonly Door[] = [
  { packages: ['better-sqlite3'], homes: ['src/main/store/db.ts'] },
  { packages: ['sharp'], homes: ['src/main/imaging/raster.ts'] },
  { packages: ['dicom-parser', '@cornerstonejs/*'], homes: ['src/main/imaging/**'] },
  { packages: ['fflate'], homes: ['src/main/supportPack.ts', 'src/main/imaging/**'] },
  { packages: ['yauzl'], homes: ['src/main/files/zip.ts'] },
  { packages: ['read-excel-file', 'write-excel-file'], homes: ['src/main/sheets/**'] },
  { packages: ['fast-xml-parser', 'yaml'], homes: ['src/main/formats/**'] },
  { packages: ['commander'], homes: ['src/main/cli/**'] },
  { packages: ['electron'], homes: ['src/main/hosts/electron/**', 'src/main/index.ts', 'src/preload/**'] },
  { packages: ['hono', '@trpc/server'], homes: ['src/main/api/**'] },
  { packages: ['@hono/node-server'], homes: ['src/main/hosts/node/**'] },
  { packages: ['@trpc/client'], homes: ['src/renderer/api/**'] },
  { packages: ['fabric'], homes: ['src/renderer/canvas/fabricLayer.ts'] },
  { packages: ['marked'], homes: ['src/renderer/views/help/**'] },
  { packages: ['rbush'], homes: ['src/renderer/canvas/**'] },
  { packages: ['uuidv7'], homes: ['src/shared/ids.ts'] },
  { packages: ['clipper2-ts'], homes: ['src/shared/geometry/booleans.ts'] },
  {
    packages: ['react', 'react-dom', '@mantine/*', '@tabler/*', '@tanstack/*', 'zustand', 'es-hangul', 'pretendard'],
    homes: ['src/renderer/**'],
  },
]

type Zone = { readonly folder: string; readonly closed: readonly string[]; readonly why: string }
const zones: readonly Zone[] = [
  {
    folder: 'src/shared/**',
    closed: ['node:*', '**/main/**', '**/renderer/**', '**/preload/**'],
    why: 'shared runs anywhere: no Node, no window, nothing of a host',
  },
  { folder: 'src/main/**', closed: ['**/renderer/**', '**/preload/**'], why: 'main knows shared only' },
  {
    folder: 'src/preload/**',
    closed: ['node:*', '**/main/**', '**/renderer/**'],
    why: 'preload is sandboxed and knows shared only',
  },
  {
    folder: 'src/renderer/**',
    closed: ['node:*', '**/main/**', '**/preload/**'],
    why: 'the renderer talks to main by calls of shared/contract only',
  },
]

const prefix = (glob: string): string => glob.replace(/\*\*$/, '')
/** True when every file of `inner` lies in `outer`. */
const contains = (outer: string, inner: string): boolean =>
  outer.endsWith('**') ? prefix(inner).startsWith(prefix(outer)) : outer === inner

const group = (packages: readonly string[]): string[] =>
  packages.flatMap((name) => (name.endsWith('*') ? [name, `${name}*`] : [name, `${name}/**`]))

function override(files: string, zone: Zone) {
  const shut = doors.filter((door) => !door.homes.some((home) => contains(home, files)))
  const patterns = [
    { group: [...zone.closed], message: `Border: ${zone.why}.` },
    ...shut.map((door) => ({
      group: group(door.packages),
      message: `One door: ${door.packages.join(', ')} may be imported in ${door.homes.join(', ')} only.`,
    })),
  ]
  return {
    includes: [files, '!**/*.test.ts', '!**/*.test.tsx'],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  }
}

/** General first: the last matching override counts. */
export function borders() {
  return zones.flatMap((zone) => {
    const homes = [...new Set(doors.flatMap((door) => door.homes))].filter(
      (home) => contains(zone.folder, home) && home !== zone.folder,
    )
    return [zone.folder, ...homes.sort((a, b) => a.length - b.length)].map((files) => override(files, zone))
  })
}

export const configFile: string = join(root, 'biome.json')

if (import.meta.main) {
  const config = JSON.parse(readFileSync(configFile, 'utf8'))
  writeFileSync(configFile, `${JSON.stringify({ ...config, overrides: borders() })}\n`)
}
