// Pascal VOC: one XML file per image, or several <annotation> in one file.
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { fileError } from '../fileError.ts'
import { asText } from '../guards.ts'
import { type BrokenFile, type ImageLabels, type LabelFile, reporting } from '../record.ts'
import { keepAnnotation, readObjects, stateSize } from './fromVoc.ts'
import { childText, MOST_XML_BYTES, parseXml, type XmlNode } from './xml.ts'

export async function readXmlFile(path: string, codePage?: () => void): Promise<XmlNode> {
  const file = await open(path, 'r').catch(fileError)
  try {
    const { size } = await file.stat()
    if (size === 0) throw new PandokError('file-empty', 'the file is empty')
    if (size > MOST_XML_BYTES) throw new PandokError('too-large', 'the XML file is too large', { bytes: size })
    return parseXml(await file.readFile().catch(fileError), codePage)
  } finally {
    await file.close()
  }
}

/** The annotations of a VOC document; null when the XML is something else. */
export function vocAnnotations(root: XmlNode): XmlNode[] | null {
  const isVoc = (node: XmlNode) =>
    node.name === 'annotation' && (node.children ?? []).some((c) => VOC_MARKS.has(c.name))
  if (root.name === 'annotation') return isVoc(root) ? [root] : null
  const inner = (root.children ?? []).filter(isVoc)
  return inner.length > 0 ? inner : null
}
const VOC_MARKS = new Set(['filename', 'object', 'size', 'segmented'])

/** Files are read again for every walk: a data set has as many as it has pictures. */
export function openVoc(root: string, paths: readonly string[]): LabelFile {
  return {
    format: 'voc',
    name: basename(root),
    folder: paths.length === 1 ? dirname(root) : root,
    classes: [],
    root: null,
    total: paths.length,
    notes: [],
    images: (signal) => readImages(paths, signal),
  }
}

async function* readImages(paths: readonly string[], signal?: AbortSignal): AsyncGenerator<ImageLabels | BrokenFile> {
  for (const path of paths) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    try {
      let isCodePage = false
      const codePage = () => {
        isCodePage = true
      }
      const annotations = vocAnnotations(await readXmlFile(path, codePage))
      if (!annotations) throw new PandokError('unknown-format', 'the XML file is not Pascal VOC')
      for (const node of annotations) {
        yield isCodePage ? reporting(vocImage(path, node), 'text-code-page') : vocImage(path, node)
        isCodePage = false
      }
    } catch (error) {
      if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
      yield { path, error }
    }
  }
}

function vocImage(path: string, node: XmlNode): ImageLabels {
  const stated = asText(childText(node, 'filename'))
  const stem = basename(path).replace(/\.xml$/i, '')
  const name = stated ?? stem
  const folder = asText(childText(node, 'folder'))
  return {
    image: {
      name,
      path: stated === null ? null : beside(path, folder, stated),
      size: stateSize(node),
      foreignId: null,
      extra: keepAnnotation(node),
      statedPath: asText(childText(node, 'path')),
    },
    count: (node.children ?? []).filter((c) => c.name === 'object').length,
    read: (_grid, report) => readObjects(node, report),
  }
}

/** images/a.jpg beside annotations/a.xml, or JPEGImages/a.jpg beside Annotations/a.xml. */
const beside = (path: string, folder: string | null, name: string): string =>
  join(dirname(dirname(path)), folder && !/[\\/:]/.test(folder) ? folder : 'JPEGImages', name)
