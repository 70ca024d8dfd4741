import { eachFile } from '../reader.ts'
import { openCoco } from './open.ts'

export const cocoReader = eachFile('coco', async (path, { knownClass, losses, signal }) => {
  const file = await openCoco(path, knownClass, signal)
  for (const note of file.notes) losses.add(note.code, note.examples[0] ?? null, note.count)
  return file
})
