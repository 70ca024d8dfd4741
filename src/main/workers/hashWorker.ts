import { hashOps } from './hashOps.ts'
import { serveOps } from './serveOps.ts'

serveOps(hashOps)
