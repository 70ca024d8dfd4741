// A key set as a file of its own: carried to another computer, or given to a colleague.
import { type KeySet, keySetFileSchema } from '../../../shared/commands/keySet.ts'
import { api } from '../../api/client.ts'
import { bridge } from '../../app/leaving.ts'

const MOST_BYTES = 256 * 1024

/** Null when the file is something else. */
export async function readKeySet(file: Blob): Promise<KeySet | null> {
  if (file.size > MOST_BYTES) return null
  try {
    const { preset, changes } = keySetFileSchema.parse(JSON.parse(await file.text()))
    return { preset, changes }
  } catch {
    return null
  }
}

export async function saveKeySet(keys: KeySet, login: string | null): Promise<void> {
  const name = `pandok-keys${login ? `-${login}` : ''}.json`
  if (bridge()) {
    await api.app.saveKeys({ name, keys })
    return
  }
  const url = URL.createObjectURL(
    new Blob([JSON.stringify({ pandokKeys: 1, ...keys }, null, 2)], { type: 'application/json' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
