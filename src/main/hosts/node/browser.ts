// Opens an address in the person's browser. Failing is no failure: the address is printed.
import { spawn } from 'node:child_process'
import type { Logger } from '../../log/logger.ts'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
}

export function openInBrowser(url: string, logger: Logger): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true, shell: false })
  child.on('error', (error) => logger.error('browser.open', error))
  child.on('exit', (code) => {
    if (code !== 0) logger.warn('browser.open', { exit: code })
  })
  child.unref()
}
