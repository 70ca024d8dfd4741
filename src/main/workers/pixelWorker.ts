import { pixelOps } from './pixelOps.ts'
import { serveOps } from './serveOps.ts'

serveOps(pixelOps)
