// The loopback host with pages from a Vite server; started again by scripts/dev.ts whenever the backend changes.
import { defaultDataDir } from '../src/main/dataDir.ts'
import { serve } from '../src/main/serve.ts'
import { root } from './run.ts'

const [, , devServer = '', port = '0', sessionSeed = null] = process.argv
const serving = await serve({ dataDir: defaultDataDir(), devServer, sessionSeed, port: Number(port), roots: [root] })
console.log(`Pandok ready at ${serving.url}`)
process.once('SIGTERM', () => void serving.close().then(() => process.exit(0)))
