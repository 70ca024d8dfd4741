import type { DomainPack } from './domainPack.ts'
import { general } from './general/pack.ts'

export const packs: Readonly<Record<string, DomainPack>> = { general }
