// The files of one made-up case into a folder. Runs in the pixel worker: drawing takes longest.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeBytesAtomic } from '../../files/atomicWrite.ts'
import { type MammogramCase, type MammogramOptions, mammogramCase } from './case.ts'
import type { Point } from './lesions.ts'

export type WriteCase = { readonly seed: number; readonly options: MammogramOptions; readonly folder: string }
export type WrittenView = {
  readonly name: MammogramCase['views'][number]['name']
  readonly kind: MammogramCase['views'][number]['kind']
  readonly lesions: readonly {
    readonly lesion: number
    readonly kind: 'mass' | 'calcifications'
    readonly malignant: boolean
    readonly outline: readonly Point[]
  }[]
}
export type WrittenCase = {
  readonly patient: string
  readonly studyDate: string
  readonly views: readonly WrittenView[]
}

export function writeCase({ seed, options, folder }: WriteCase): WrittenCase {
  const made = mammogramCase(seed, options)
  mkdirSync(folder, { recursive: true })
  for (const view of made.views) writeBytesAtomic(join(folder, view.file), view.dicom, { durable: false })
  return {
    patient: made.patient.id,
    studyDate: made.studyDate,
    views: made.views.map(({ name, kind, masks }) => ({
      name,
      kind,
      lesions: masks.map(({ lesion, kind: what, malignant, outline }) => ({ lesion, kind: what, malignant, outline })),
    })),
  }
}
