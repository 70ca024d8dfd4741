import { eachFile } from '../reader.ts'
import { openLabelStudio } from './open.ts'

export const labelStudioReader = eachFile('labelstudio', (path, { losses, signal }) =>
  openLabelStudio(path, losses, signal),
)
