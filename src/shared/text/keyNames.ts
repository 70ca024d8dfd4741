// Sentences of the help name keys by their command, `{{tool.box}}`, so that they are right for every key set.

import type { ResolvedKeys } from '../commands/keySet.ts'
import { keyLabel } from '../commands/keys.ts'
import { commandIds } from '../commands/table.ts'

const MARK = /\{\{([\w.]+)\}\}/g

/** A command without a key shows a dash; an unknown name stays as it is, where the test of the help pages finds it. */
export const withKeys = (text: string, keys: ResolvedKeys): string =>
  text.replace(MARK, (whole, name: string) => {
    const id = commandIds.find((known) => known === name)
    if (!id) return whole
    const first = keys.of[id][0]
    return first ? keyLabel(first) : '–'
  })
export const keyNamesIn = (text: string): string[] => [...text.matchAll(MARK)].map(([, name = '']) => name)
