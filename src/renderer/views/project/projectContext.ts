import { createContext, useContext } from 'react'
import type { ProjectInfo, User } from '../../../shared/contract/project.ts'

export type OpenedProject = {
  readonly project: ProjectInfo
  /** Null while somebody only looks. */
  readonly user: User | null
  /** Asks the backend for the present facts of the project. */
  refresh(): void
  switchReader(): void
}
const Context = createContext<OpenedProject | null>(null)
export const ProjectProvider = Context.Provider

export function useProject(): OpenedProject {
  const opened = useContext(Context)
  if (!opened) throw new Error('outside of a project')
  return opened
}
