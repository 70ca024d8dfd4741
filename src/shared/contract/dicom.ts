// What a DICOM file says about itself, for the screen only: nothing of it is stored or logged.
import { z } from 'zod'

export type HeaderElement = {
  /** ggggeeee, lower case. */
  readonly tag: string
  readonly vr: string
  readonly keyword: string | null
  readonly private?: true | undefined
  /** Private elements name the creator whose dictionary explains them. */
  readonly privateCreator?: string | undefined
  readonly value?: readonly (string | number)[] | undefined
  readonly items?: readonly (readonly HeaderElement[])[] | undefined
  /** Values that are no text, or too long to be read. */
  readonly binary?: { readonly bytes: number; readonly sha256: string } | undefined
}
export const headerElementSchema: z.ZodType<HeaderElement> = z.object({
  tag: z.string(),
  vr: z.string(),
  keyword: z.string().nullable(),
  private: z.literal(true).optional(),
  privateCreator: z.string().optional(),
  value: z.array(z.union([z.string(), z.number()])).optional(),
  items: z.lazy(() => z.array(z.array(headerElementSchema)).optional()),
  binary: z.object({ bytes: z.number(), sha256: z.string() }).optional(),
})

export const dicomHeaderSchema = z.object({
  transferSyntax: z.string().nullable(),
  sopClass: z.string().nullable(),
  meta: z.array(headerElementSchema).readonly(),
  elements: z.array(headerElementSchema).readonly(),
  /** Why reading stopped before the end of the file, if it did. */
  problem: z.enum(['truncated', 'corrupt']).nullable(),
})
export type DicomHeader = z.infer<typeof dicomHeaderSchema>
