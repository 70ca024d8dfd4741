// Where an image of a delivery lies: `maker/item/scenario/file`, from its fields (requirement 08 section 4).

import { PandokError } from '../../../shared/contract/errors.ts'
import { parseDataId, writeDataId } from '../../../shared/domains/xraySecurity/dataId.ts'
import type { XraySettings } from '../../../shared/domains/xraySecurity/settings.ts'
import { readItemFields } from '../../store/itemFields.ts'
import { baseName } from '../../store/names.ts'
import { readProject } from '../../store/project.ts'
import type { ExportSetting } from '../exporter.ts'
import type { ExportItem } from '../exportItems.ts'
import { FileNames, safePath, splitEnding } from '../fileNames.ts'

export type DeliveryPlace = {
  readonly maker: string
  readonly item: string
  readonly scenario: string
  /** Folders joined with `/`. */
  readonly folder: string
  readonly fileName: string
  /** From 1, in the order of the makers; 0 when the maker is not known. */
  readonly datasetId: number
}

/** What is not known has a folder of its own, so that nothing is mixed and nothing is lost. */
const UNSORTED = 'Unsorted'

export function xraySettingsOf({ project }: ExportSetting): XraySettings {
  const { xray } = readProject(project.db).pack
  if (!xray) throw new PandokError('bad-request', 'this format belongs to projects of security X-ray images')
  return xray
}

export class DeliveryPlaces {
  readonly #setting: ExportSetting
  readonly #settings: XraySettings
  readonly #names = new FileNames()
  readonly #ending: string | null

  /** `ending`: of the delivered image where it is not that of the source. */
  constructor(setting: ExportSetting, ending: string | null = null) {
    this.#setting = setting
    this.#ending = ending
    this.#settings = xraySettingsOf(setting)
  }

  take({ item }: ExportItem): DeliveryPlace {
    const { project, losses } = this.#setting
    const fields = readItemFields(project.db, item.id)
    const { makers, items } = this.#settings
    const makerAt = makers.findIndex((m) => m.id === fields.maker)
    const maker = makers[makerAt]?.id ?? UNSORTED
    const itemFolder = items.find((i) => i.classId === fields.item)?.folder ?? UNSORTED
    const scenario = fields.scenario ?? UNSORTED
    const folder = safePath(`${maker}/${itemFolder}/${scenario}`)
    const [stem, ending] = splitEnding(ruledName(baseName(safePath(item.name))))
    const wanted = stem + (this.#ending ?? ending)
    const taken = this.#names.take(`${folder}/${wanted}`)
    const fileName = taken.slice(folder.length + 1)
    if (fileName !== wanted || stem + ending !== baseName(item.name)) losses.add('name-changed', fileName)
    return { maker, item: itemFolder, scenario, folder, fileName, datasetId: makerAt + 1 }
  }
}

/** The first of both spellings of the HS code is written; what is no data id keeps its name. */
function ruledName(name: string): string {
  const [stem, ending] = splitEnding(name)
  const id = parseDataId(stem)
  return id ? writeDataId(id) + ending : name
}
