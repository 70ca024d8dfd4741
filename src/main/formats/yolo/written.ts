import type { ForeignLabel } from '../record.ts'

/** A line of a label file, and the label that reading it must give back. */
export type YoloWritten = { readonly line: string; readonly expected: ForeignLabel }
