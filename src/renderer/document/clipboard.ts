// What was copied last in this window. It outlives the item, the page and the project it was taken from.
import { createStore } from 'zustand/vanilla'
import type { Annotation } from '../../shared/annotation/model.ts'

export const clipboard = createStore<{ readonly taken: readonly Annotation[] }>(() => ({ taken: [] }))
export const putOnClipboard = (taken: readonly Annotation[]): void => clipboard.setState({ taken })
