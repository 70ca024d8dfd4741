import type { Annotation } from '../../shared/annotation/model.ts'

/** Labels of these formats are what a file says, to look at while working: read-only until somebody unlocks one. */
export const REFERENCE_FORMATS: ReadonlySet<string> = new Set(['dicom-gsps', 'dicom-rtstruct'])

/** What a presentation state or structure set says is nobody's work here; who unlocks it makes it own work. */
export const isReference = ({ locked, origin }: Pick<Annotation, 'locked' | 'origin'>): boolean =>
  locked && origin.kind === 'import' && REFERENCE_FORMATS.has(origin.format)
