// Colours that stay apart with every kind of colour blindness (Okabe and Ito 2008, lightened where they would vanish on a dark
// picture). Each has a pattern of its own, because nine colours are fewer than the classes of most projects.
import type { ClassDef, LabelSchema } from '../../shared/annotation/labelSchema.ts'

export const SAFE_PALETTE = [
  '#e69f00',
  '#56b4e9',
  '#1bb58a',
  '#f0e442',
  '#3d8fd1',
  '#e8702a',
  '#d98cb8',
  '#f2f2f2',
] as const

const SAFE_COLOURS: readonly string[] = SAFE_PALETTE

const withColour = (c: ClassDef, i: number): ClassDef => ({
  ...c,
  colour: SAFE_PALETTE[i % SAFE_PALETTE.length] ?? SAFE_PALETTE[0],
})

/** The same schema in colours for the screen; never saved. */
export const inSafeColours = (schema: LabelSchema): LabelSchema => ({
  ...schema,
  classes: schema.classes.map(withColour),
})

/** 0 = plain. Fixed for a colour of the palette, so that swatches need no more than their colour. */
export const patternOf = (colour: string): number => SAFE_COLOURS.indexOf(colour) + 1
