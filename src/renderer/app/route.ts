// Where the window is, kept in the address: a reload comes back to the same place.
import { useSyncExternalStore } from 'react'

export const PROJECT_PAGES = [
  'items',
  'overview',
  'import',
  'classes',
  'check',
  'review',
  'agree',
  'clinical',
  'names',
  'bulk',
  'field',
  'export',
  /** For a second monitor: follows the case of the first window. */
  'second',
] as const
export type ProjectPage = (typeof PROJECT_PAGES)[number]
export type Route =
  | { readonly screen: 'start' }
  | {
      readonly screen: 'project'
      readonly projectId: string
      readonly page: ProjectPage
      readonly itemId: string | null
    }

/** `#/p/<project>/items/<item>`; anything else is the start screen. */
export function parseRoute(hash: string): Route {
  const [root, projectId, page, itemId] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  if (root !== 'p' || !projectId) return { screen: 'start' }
  const known = PROJECT_PAGES.find((p) => p === page) ?? 'items'
  return {
    screen: 'project',
    projectId,
    page: known,
    itemId: ((known === 'items' || known === 'agree') && itemId) || null,
  }
}

export function formatRoute(route: Route): string {
  if (route.screen === 'start') return '#/'
  const parts = ['p', route.projectId, route.page, ...(route.itemId ? [route.itemId] : [])]
  return `#/${parts.map(encodeURIComponent).join('/')}`
}

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}
let last: { hash: string; route: Route } = { hash: '', route: { screen: 'start' } }
export function currentRoute(): Route {
  const { hash } = window.location
  if (hash !== last.hash) last = { hash, route: parseRoute(hash) }
  return last.route
}
export const useRoute = (): Route => useSyncExternalStore(subscribe, currentRoute)

export const goTo = (route: Route): void => {
  window.location.hash = formatRoute(route)
}
/** The same place in other words (the first item of a project): no extra step for the back button. */
export const replaceRoute = (route: Route): void => {
  window.history.replaceState(null, '', formatRoute(route))
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
export const projectRoute = (projectId: string, page: ProjectPage, itemId: string | null = null): Route => ({
  screen: 'project',
  projectId,
  page,
  itemId,
})
