import { eachFile } from '../reader.ts'
import { openCoco } from './open.ts'

export const cocoReader = eachFile('coco', (path, { knownClass, signal }) => openCoco(path, knownClass, signal))
