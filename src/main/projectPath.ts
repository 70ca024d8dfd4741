// What a person writes or picks as a project, as the folder it means.
import { basename, dirname, join } from 'node:path'
import { PandokError } from '../shared/contract/errors.ts'
import { PROJECT_FILE } from './files/listFolder.ts'

export const PROJECT_ENDING = '.pandok'

/** `a` and `a.pandok` both mean the folder a.pandok. */
export const withEnding = (path: string): string => (path.endsWith(PROJECT_ENDING) ? path : path + PROJECT_ENDING)

/** A double click in a file browser names the database instead of its folder. */
export const folderOfProject = (path: string): string => (basename(path) === PROJECT_FILE ? dirname(path) : path)

/** Folder of a new project; the name must be one folder name on every system. */
export function newProjectFolder(parent: string, name: string): string {
  const plain = name.trim().normalize('NFC')
  if (plain === '' || /^\.+$/.test(plain) || /[\\/:*?"<>|]|\p{Cc}/u.test(plain) || /[. ]$/.test(plain))
    throw new PandokError('bad-request', 'not a folder name', { field: 'name' })
  return join(parent, withEnding(plain))
}
