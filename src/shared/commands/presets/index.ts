import type { Preset, PresetId } from '../keySet.ts'
import { cvat } from './cvat.ts'
import { labelme } from './labelme.ts'
import { pacs } from './pacs.ts'
import { pandok } from './pandok.ts'
import { security } from './security.ts'

export const presets: Readonly<Record<PresetId, Preset>> = { pandok, cvat, labelme, pacs, security }
