export const HELP_PAGES = [
  'first-steps',
  'drawing',
  'keys',
  'formats',
  'deliveries',
  'dicom',
  'security',
  'mammography',
  'safety',
  'features',
] as const
export type HelpPageId = (typeof HELP_PAGES)[number]
