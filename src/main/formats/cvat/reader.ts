import { eachFile } from '../reader.ts'
import { openCvat } from './open.ts'

export const cvatReader = eachFile('cvat', (path, { losses }) => openCvat(path, losses))
