// Where the program keeps what belongs to no project, when no desktop host says so.
import { homedir } from 'node:os'
import { join } from 'node:path'

const places = {
  win32: () => join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Pandok'),
  darwin: () => join(homedir(), 'Library', 'Application Support', 'Pandok'),
} satisfies Partial<Record<NodeJS.Platform, () => string>>

const xdg = () => join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'pandok')

/** PANDOK_DATA_DIR moves it, e.g. to a USB stick that travels with the projects. */
export function defaultDataDir(): string {
  const chosen = process.env.PANDOK_DATA_DIR
  if (chosen) return chosen
  const { platform } = process
  return platform === 'win32' || platform === 'darwin' ? places[platform]() : xdg()
}
