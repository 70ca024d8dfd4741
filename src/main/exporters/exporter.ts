// What every delivery format does: take items, finish its files, then read them again and compare.

import type { XRAY_CHOICES } from '../../shared/contract/exportOptions.ts'
import type { ExportReport } from '../../shared/contract/job.ts'
import type { LossTally } from '../formats/losses.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { OpenProject } from '../store/open.ts'
import type { ExportItem } from './exportItems.ts'
import type { ExportCase } from './mammo/caseExport.ts'
import type { SplitOptions } from './mammo/caseSplit.ts'
import type { OutFolder } from './outFolder.ts'
import type { Pictures } from './pictures.ts'

/** Choices of a delivery of security X-ray images. */
export type XrayDeliveryOptions = { readonly [K in keyof typeof XRAY_CHOICES]: K extends 'jpeg' ? boolean : number }

/** Choices of the deliveries of mammography cases. */
export type MammoDeliveryOptions = {
  /** Whole pixels instead of corner coordinates. */
  readonly integer: boolean
  readonly split: SplitOptions
}

export type ExportSetting = {
  readonly project: OpenProject
  readonly losses: LossTally
  /** Null for a preview: everything is worked out, nothing is written. */
  readonly out: OutFolder | null
  readonly copyImages: boolean
  readonly pictures: Pictures
  readonly signal: AbortSignal | undefined
  readonly xray: XrayDeliveryOptions
  readonly mammo: MammoDeliveryOptions
  readonly now: Date
  /** Of all images together. */
  readonly imageBytes: number
  readonly pool: ExportPool | null
}

export type ExportPool = Pick<PixelPool, 'hash' | 'jpegCopy' | 'greyPng' | 'contourPng' | 'framePng' | 'decodeStats'>

export type Compared = { equal: number; different: number; examples: string[] }

export type Exporter = {
  /** Returns how many annotations go out. */
  take(entry: ExportItem): number
  finish(): Promise<void>
  verify(): Promise<Compared>
  /** What a person should see of the delivery besides counts. */
  notes?(): DeliveryNotes
}
export type DeliveryNotes = Partial<Pick<ExportReport, 'split' | 'windows' | 'parts'>>

/** Takes whole cases instead of pictures. */
export type CaseExporter = Omit<Exporter, 'take'> & { takeCase(c: ExportCase): number }

export class Comparison {
  readonly result: Compared = { equal: 0, different: 0, examples: [] }

  add(equal: boolean, example: string, count = 1): void {
    if (equal) this.result.equal += count
    else {
      this.result.different += count
      if (this.result.examples.length < 20 && !this.result.examples.includes(example))
        this.result.examples.push(example)
    }
  }
}
