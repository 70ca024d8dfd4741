// `pandok header`: everything a DICOM file says about itself. It names the patient; that is what was asked for.
import type { HeaderElement } from '../../shared/contract/dicom.ts'
import type { Answer, Io } from './io.ts'
import { absolute, withPool } from './projects.ts'

export const header = (io: Io, file: string): Promise<Answer> =>
  withPool(async (pool) => {
    const read = await pool.dicomHeader(absolute(io, file), {}, { signal: io.signal })
    const problem = read.problem === null ? [] : [`problem: ${read.problem}`]
    const lines = [...linesOf(read.meta, 0), ...linesOf(read.elements, 0), ...problem]
    // A data set that breaks off is printed as far as it goes; the document names the reason.
    return { document: { file, ...read }, exit: read.problem === null ? 0 : 1, lines }
  })

function linesOf(elements: readonly HeaderElement[], depth: number): string[] {
  const indent = '  '.repeat(depth)
  return elements.flatMap((e) => {
    const name = e.keyword ?? (e.private ? `private ${e.privateCreator ?? ''}`.trim() : 'unknown')
    const line = `${indent}(${e.tag.slice(0, 4)},${e.tag.slice(4)}) ${e.vr} ${name}${shownValue(e)}`
    const items = e.items ?? []
    return [line, ...items.flatMap((item, i) => [`${indent}  #${i + 1}`, ...linesOf(item, depth + 2)])]
  })
}

/** Control characters of a value must not steer a terminal. */
const plain = (value: string | number): string => String(value).replace(/\p{Cc}/gu, ' ')

const shownValue = ({ value, binary }: HeaderElement): string => {
  if (binary) return `: ${binary.bytes} bytes, sha256 ${binary.sha256}`
  return value ? `: ${value.map(plain).join(' \\ ')}` : ''
}
