import type { DomainPack } from './domainPack.ts'
import { general } from './general/pack.ts'
import { mammography } from './mammography/pack.ts'
import { xraySecurity } from './xraySecurity/pack.ts'

export const packs: Readonly<Record<string, DomainPack>> = {
  general,
  'xray-security': xraySecurity,
  mammography,
}
