// Ids are made by whoever creates the record (codebases.md rule 6); UUIDv7 keeps them in time order on disk.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'

export const idSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
export type Id = string

export const newId = (): Id => uuidv7()
