// Which process decodes pictures in the desktop program (codebases.md 3.3). A codec that crashes must not take the window
// with it, and on Linux the image library must not be loaded into the Electron binary at all (F1).
import { join, sep } from 'node:path'
import { app, utilityProcess } from 'electron'
import type { Reply } from '../../workers/protocol.ts'
import { spawnChild } from '../../workers/spawn.ts'
import type { Spawn } from '../../workers/workerPool.ts'

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'

const spawnUtility: Spawn = (entry, on) => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Pandok pixels',
    stdio: 'ignore',
    execArgv: ['--max-old-space-size=1024'],
  })
  child.on('message', (reply: unknown) => {
    if (isReply(reply)) on.reply(reply)
  })
  child.on('exit', () => on.exit())
  return {
    post: (request) => child.postMessage(request),
    kill: () => void child.kill(),
    // A utility process never keeps the program alive.
    hold() {},
  }
}

/** A plain Node cannot read inside the asar archive, so the workers lie beside it too. */
const outsideAsar = (path: string): string => path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)

const bundledNode = (): string =>
  app.isPackaged
    ? join(process.resourcesPath, 'node', 'node')
    : join(app.getAppPath(), 'node_modules', 'node', 'bin', 'node')

const spawnPlainNode: Spawn = (entry, on) => spawnChild(bundledNode())(outsideAsar(entry), on)

const byPlatform: Partial<Record<NodeJS.Platform, Spawn>> = { linux: spawnPlainNode }

export const pixelSpawn = (): Spawn => byPlatform[process.platform] ?? spawnUtility
