// What only the surrounding program can do. Everything else is the backend's, the same in every host.
export type HostPort = {
  readonly kind: 'electron' | 'browser'
  /** Folder chosen in the system's dialog; null when cancelled or when the host has none. */
  pickFolder(): Promise<string | null>
  /** Path to write to, chosen in the system's dialog. */
  saveFile(name: string): Promise<string | null>
  /** Shows the path in the system's file browser; false when the host cannot. */
  openPath(path: string): Promise<boolean>
  setTitle(title: string): Promise<boolean>
}
