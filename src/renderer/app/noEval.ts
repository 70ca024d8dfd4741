// Zod tries `new Function` when a schema is made; the content policy refuses and reports it. Load this before any schema.
import { config } from 'zod'

config({ jitless: true })
