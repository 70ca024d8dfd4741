/** Labels of these formats are what a file says, to look at while working: read-only until somebody unlocks one. */
export const REFERENCE_FORMATS: ReadonlySet<string> = new Set(['dicom-gsps', 'dicom-rtstruct'])
