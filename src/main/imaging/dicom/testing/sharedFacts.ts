// The shared DICOM files and what pydicom, GDCM and DCMTK measured on them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const DATA = join(import.meta.dirname, '../../../../../../shared/data')
const FACTS = join(DATA, 'dicom/facts.json')

const factSchema = z.object({
  file: z.string(),
  transfer_syntax: z.string().nullable().optional(),
  frames: z.number().optional(),
  rows: z.number().optional(),
  cols: z.number().optional(),
  bits_stored: z.number().optional(),
  samples_per_pixel: z.number().optional(),
  photometric: z.string().optional(),
  patient_name: z.string().optional(),
  stored_values: z.object({ min: z.number(), max: z.number(), mean: z.number() }).nullable().optional(),
  rgb_frame1: z.object({ mean: z.array(z.number()) }).optional(),
})
export type Fact = z.infer<typeof factSchema>

/** Files without stored values: what they are instead. */
export const NAMED: Readonly<Record<string, string>> = {
  'modality/waveform_ecg.dcm': 'not-an-image',
  'modality/rtstruct.dcm': 'not-an-image',
  'modality/rtplan.dcm': 'not-an-image',
  'sr/sr_document.dcm': 'not-an-image',
  'sr/tid1500-sr-rectangle.dcm': 'not-an-image',
  'sr/tid1500-sr-ellipse.dcm': 'not-an-image',
  'sr/tid1500-sr-roi.dcm': 'not-an-image',
  'sr/tid1500-sr-ruler.dcm': 'not-an-image',
  'sr/reportsi.dcm': 'not-an-image',
  'gsps/GSPS_RCC.dcm': 'not-an-image',
  'gsps/GSPS_CT_rot90_invert.dcm': 'not-an-image',
  'dicomdir/DICOMDIR': 'not-an-image',
  'charset/chrKoreanMulti.dcm': 'no-pixel-data',
  'charset/chrJapMulti.dcm': 'no-pixel-data',
  'charset/chrSQEncoding.dcm': 'no-pixel-data',
  'charset/empty_charset_LEI.dcm': 'no-pixel-data',
  'generated/no_pixel_data.dcm': 'no-pixel-data',
  'broken/no_meta.dcm': 'unsupported-type',
  'broken/no_meta_group_length.dcm': 'no-pixel-data',
  'broken/meta_missing_tsyntax.dcm': 'corrupt',
  'broken/MR_truncated.dcm': 'truncated',
  'broken/ExplVR_LitEndNoMeta.dcm': 'not-an-image',
  'broken/JPEG2000-embedded-sequence-delimiter.dcm': 'corrupt',
  'broken/rtplan_truncated.dcm': 'not-an-image',
  'broken/nested_priv_SQ.dcm': 'corrupt',
  'broken/UN_sequence.dcm': 'no-pixel-data',
}
/** The reference reader fails on it; the values are those of rtdose.dcm, of which it is a copy with a bad VR. */
export const READABLE = 'broken/badVR.dcm'

export const present = existsSync(FACTS)
export const readFacts = (): Fact[] =>
  present ? z.array(factSchema).parse(JSON.parse(readFileSync(FACTS, 'utf8'))) : []
