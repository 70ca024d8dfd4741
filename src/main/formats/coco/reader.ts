import { eachFile } from '../reader.ts'
import { openCoco } from './open.ts'

export const cocoReader = eachFile('coco', (path, { knownClass, pictures, signal }) =>
  openCoco(path, knownClass, pictures, signal),
)
