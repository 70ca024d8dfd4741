// Label files inside zip files: unpacked beside each other in a temporary folder, and spoken of as if they lay in the zip.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { unpackZip, zipNames } from '../files/zip.ts'
import { isMaskName } from '../formats/maskPng/open.ts'
import type { LabelSource, Refuse } from '../formats/reader.ts'
import type { ImageLabels, LabelFile } from '../formats/record.ts'

type Place = { readonly root: string; readonly zip: string }

const HIDDEN = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/i
const TEXTS = /\.(json|jsonl|xml|txt|[ct]sv|ya?ml|names|data|labels)$/i
const PICTURES = /\.(png|bmp|tiff?|gif)$/i
const OTHER_PICTURES = /\.(jpe?g|webp|mp4|avi|mov|mkv|webm)$/i
/** Pictures that are labels themselves. */
const isLabelPicture = (name: string): boolean =>
  PICTURES.test(name) && (isMaskName(`/${name}`) || /panoptic|_gt\.(bmp|png)$/i.test(name))

/** Pictures and films stay in the archive: labels are laid upon items that are in the project already. */
const isWanted = (name: string): boolean =>
  !HIDDEN.test(name) && !OTHER_PICTURES.test(name) && (!PICTURES.test(name) || isLabelPicture(name))

export const isPictureName = (name: string): boolean => PICTURES.test(name) || OTHER_PICTURES.test(name)

/** Something in the zip may be labels. A zip that cannot be read holds none. */
export async function zipHoldsLabels(path: string): Promise<boolean> {
  try {
    return (await zipNames(path)).some(({ name }) => !HIDDEN.test(name) && (TEXTS.test(name) || isLabelPicture(name)))
  } catch (error) {
    if (error instanceof PandokError && error.code !== 'cancelled') return false
    throw error
  }
}

export class Archives {
  readonly #places: Place[] = []
  readonly #temporary: string[] = []
  /** Pictures that lie in the archives and are no labels. */
  pictures = 0

  /** The folder with the content, named as the zip. */
  async open(zip: string, refuse: Refuse, signal?: AbortSignal): Promise<string> {
    const temporary = await mkdtemp(join(tmpdir(), 'pandok-zip-'))
    this.#temporary.push(temporary)
    const root = join(temporary, basename(zip, extname(zip)) || 'zip')
    await mkdir(root)
    this.#places.push({ root, zip })
    const { leftOut, refused } = await unpackZip(zip, root, isWanted, signal)
    this.pictures += leftOut.filter((name) => !HIDDEN.test(name) && isPictureName(name)).length
    for (const { name, error } of refused) refuse(join(root, name), error)
    return root
  }

  /** For people: the place inside the zip. */
  shown(path: string): string {
    const found = this.#place(path)
    if (!found) return path
    const within = relative(found.root, path).split(sep).join('/')
    return within === '' ? found.zip : `${found.zip}/${within}`
  }

  /** Where the file would lie if the zip had been unpacked beside itself: tells two pictures of one name apart. */
  #beside(path: string): string {
    const found = this.#place(path)
    return found ? join(dirname(found.zip), basename(found.zip, extname(found.zip)), relative(found.root, path)) : path
  }

  #place(path: string): Place | undefined {
    return this.#places.find(({ root }) => path === root || path.startsWith(root + sep))
  }

  source(source: LabelSource): LabelSource {
    if (this.#places.length === 0) return source
    return {
      ...source,
      shown: this.shown(source.shown),
      open: async (setting) => this.#file(await source.open(setting)),
    }
  }

  #file(file: LabelFile): LabelFile {
    if (!this.#place(file.folder)) return file
    const archives = this
    // A view, not a copy: classes may still grow while the images are walked.
    return Object.create(file, {
      folder: { value: this.#beside(file.folder), enumerable: true },
      images: {
        value: async function* (signal?: AbortSignal) {
          for await (const entry of file.images(signal))
            yield 'error' in entry ? { ...entry, path: archives.shown(entry.path) } : archives.#image(entry)
        },
        enumerable: true,
      },
    })
  }

  #image(entry: ImageLabels): ImageLabels {
    const { path } = entry.image
    return path === null ? entry : { ...entry, image: { ...entry.image, path: this.#beside(path) } }
  }

  async close(): Promise<void> {
    for (const folder of this.#temporary.splice(0)) await rm(folder, { recursive: true, force: true })
  }
}
