import type { HostPort } from '../hostPort.ts'

/** A page in a browser has no dialogs of ours: the in-app picker does everything. */
export const browserHost: HostPort = {
  kind: 'browser',
  pickFolder: async () => null,
  saveFile: async () => null,
  openPath: async () => false,
  setTitle: async () => false,
}
