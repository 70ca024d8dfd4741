import type { WebFrameMain } from 'electron'
import { isOurs } from './origin.ts'

/** Only our own page in the top frame may speak; a frame that is gone (null) counts as foreign (codebases.md S7). */
export const isOwnTopFrame = (frame: Pick<WebFrameMain, 'parent' | 'url'> | null): boolean =>
  frame !== null && frame.parent === null && isOurs(frame.url)
