// What a stranger's tool would read from a COCO file.
import { z } from 'zod'

const schema = z.object({
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
  images: z.array(z.object({ id: z.number(), file_name: z.string(), width: z.number(), height: z.number() })),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      category_id: z.number(),
      bbox: z.array(z.number()).optional(),
      segmentation: z.array(z.array(z.number())).optional(),
      attributes: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})
export type CocoThing = {
  readonly name: string | undefined
  readonly bbox: readonly number[] | undefined
  readonly segmentation: readonly (readonly number[])[] | undefined
  /** Value of the one attribute of the story. */
  readonly attributes: unknown
}

export function cocoOf(text: string) {
  const { categories, images, annotations } = schema.parse(JSON.parse(text))
  return {
    images,
    of(file: string): CocoThing[] {
      const image = images.find((i) => i.file_name === file)
      return annotations
        .filter((a) => a.image_id === image?.id)
        .map((a) => ({
          name: categories.find((c) => c.id === a.category_id)?.name,
          bbox: a.bbox,
          segmentation: a.segmentation,
          attributes: a.attributes && Object.values(a.attributes)[0],
        }))
    },
  }
}
