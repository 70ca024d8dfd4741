// The sample of the general pack: drawn streets, cells, signs; some with annotations, the others left for the person to try.
import { join } from 'node:path'
import { type Annotation, IMAGE_SLOT } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'
import type { Sample } from './sample.ts'
import { SCENES, type Thing } from './scenes.ts'
import { sampleSchema } from './schema.ts'

const ANNOTATED = new Set([
  'street-01.jpg',
  'street-02.jpg',
  'street-03-turned.jpg',
  'phantom-16bit.png',
  'survey-6000x5000.jpg',
])

export const generalSample: Sample = {
  title: '예제 · Sample',
  user: { login: 'reader', name: '판독자 · Reader', colour: '#56b4e9' },
  schema: sampleSchema,
  pictures: SCENES.map(({ file }) => ({
    file,
    async draw(pool, folder, call) {
      const things = await pool.drawSample(file, join(folder, file), call)
      return { annotations: ANNOTATED.has(file) ? things.map(annotationOf) : [], state: null }
    },
  })),
}

const annotationOf = (thing: Thing, z: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: IMAGE_SLOT, frame: 0 },
  classId: thing.classId,
  shape: thing.shape,
  keypoints: null,
  attributes: { ...thing.attributes },
  z,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
