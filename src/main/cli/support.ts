import { logFolder } from '../backend.ts'
import { browserHost } from '../hosts/node/browserHost.ts'
import { createLogger } from '../log/logger.ts'
import { runSelfTest } from '../selfTest.ts'
import { makeSupportPack } from '../supportPack.ts'
import { type Answer, type Io, say } from './io.ts'
import { absolute, withPool } from './projects.ts'

/** The command line listens nowhere. */
const place = { host: browserHost, listeningOn: () => null }

export const selfTest = (io: Io): Promise<Answer> =>
  withPool(async (pool) => {
    const document = await runSelfTest({ ...place, pool, clock: io.clock })
    const lines = document.checks.map((c) => `${c.ok ? 'ok  ' : 'FAIL'} ${c.name}: ${c.detail}`)
    return { document, exit: document.ok ? 0 : 1, lines }
  })

export const supportPack = (io: Io, folder: string | undefined): Promise<Answer> =>
  withPool(async (pool) => {
    const logger = createLogger(logFolder(io.dataDir), io.clock)
    const parts = { ...place, pool, clock: io.clock, logger, dataDir: io.dataDir }
    const document = await makeSupportPack(parts, folder === undefined ? undefined : absolute(io, folder))
    return { document, exit: 0, lines: [document.path, say(io, 'cli.supportPack')] }
  })
