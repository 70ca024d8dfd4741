// Where each project of this machine was last found: after a restart of the backend a window can open it again by itself.
const KEY = 'pandok.places'

function read(): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return {}
    return Object.fromEntries(Object.entries(parsed).filter((e): e is [string, string] => typeof e[1] === 'string'))
  } catch {
    return {}
  }
}
export const placeOf = (projectId: string): string | null => read()[projectId] ?? null
export const rememberPlace = (projectId: string, path: string): void =>
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [projectId]: path }))
