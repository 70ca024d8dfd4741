// node makeProject.ts <dir> <plan as JSON>: not inside the test runner, because workers and native modules load here.
import { z } from 'zod'
import { createPixelPool } from '../../src/main/imaging/pixelPool.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { sampleSchema } from '../../src/main/sample/schema.ts'
import { createProject } from '../../src/main/store/open.ts'
import { createUser, listUsers } from '../../src/main/store/users.ts'
import { classDefSchema } from '../../src/shared/annotation/labelSchema.ts'
import { packs } from '../../src/shared/domains/index.ts'

const person = z.object({ login: z.string(), name: z.string(), colour: z.string() })
const planSchema = z.object({
  name: z.string(),
  domain: z.string().default('general'),
  pictures: z.array(z.string()),
  people: z
    .array(person)
    .min(1)
    .default([{ login: 'kim', name: 'Kim', colour: '#4fb6ff' }]),
  copy: z.boolean().default(false),
  classes: z.array(classDefSchema).default([]),
})

const [, , dir = '', json = ''] = process.argv
const plan = planSchema.parse(JSON.parse(json))
const clock = () => new Date()
const pack = packs[plan.domain]
const [maker, ...others] = plan.people
if (!pack || !maker) throw new Error('no plan')

const own = plan.domain === 'general' ? sampleSchema : pack.schema
const schema = { ...own, classes: [...plan.classes, ...own.classes] }
const project = createProject(dir, { title: plan.name, pack, schema, user: maker }, { clock })
const pool = createPixelPool()
try {
  const ctx = { authorId: listUsers(project.db)[0]?.id ?? null, time: clock().toISOString() }
  for (const other of others) createUser(project.writable(), other, ctx)
  await runImport({ project, pool }, plan.pictures, { mode: plan.copy ? 'copy' : 'reference', ctx })
} finally {
  await project.close()
  await pool.close()
}
