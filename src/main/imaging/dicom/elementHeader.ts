// VR and length of one explicit element (PS3.5 7.1.2), and what writers make of them.
import { implicitVr } from './dictionary.ts'

export type ElementHeader = { readonly tag: string; readonly vr: string; readonly length: number }
/** What is used of dicom-parser's byte stream. */
export type ByteReader = {
  readonly byteArray: ArrayLike<number>
  position: number
  readUint16(): number
  readUint32(): number
}

export const UNDEFINED_LENGTH = 0xffffffff
const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const SHORT_VRS = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '))

export const isVr = (vr: string): boolean => LONG_VRS.has(vr) || SHORT_VRS.has(vr)

export class Unreadable extends Error {
  readonly problem: 'truncated' | 'corrupt'
  constructor(problem: 'truncated' | 'corrupt') {
    super(problem)
    this.problem = problem
  }
}

export function need(s: ByteReader, bytes: number, end: number): void {
  if (s.position + bytes > end) throw new Unreadable(end < s.byteArray.length ? 'corrupt' : 'truncated')
}

type Place = { readonly end: number; readonly signed: boolean }
type VrAndLength = Omit<ElementHeader, 'tag'>

const NO_VR: ReadonlySet<string> = new Set(['\0\0', '  ', '??'])

/** The stream stands behind the tag. */
export function readVrAndLength(s: ByteReader, tag: string, { end, signed }: Place): VrAndLength {
  const written = String.fromCharCode(s.byteArray[s.position] ?? 0, s.byteArray[s.position + 1] ?? 0)
  if (NO_VR.has(written)) {
    s.position += 2
    return { vr: implicitVr(tag, signed), length: s.readUint16() }
  }
  const vr = written.toUpperCase()
  const fits = (length: number, behind: number): boolean =>
    length === UNDEFINED_LENGTH || s.position + behind + length <= end
  if (vr !== written || !/^[A-Z]{2}$/.test(vr)) {
    // Some writers leave single elements implicit in an explicit file: then these four bytes are the length.
    const length = s.readUint32()
    if (fits(length, 0) || !isVr(vr)) return { vr: implicitVr(tag, signed), length }
    s.position -= 4 // a VR in small letters
  }
  s.position += 2
  if (SHORT_VRS.has(vr)) return { vr, length: s.readUint16() }
  const reserved = s.readUint16()
  need(s, 4, end)
  const length = s.readUint32()
  // An unknown VR is written like UN (PS3.5 6.2.2). Where that leads beyond the end, the reserved bytes are the length:
  // so did writers from before 1993, and those of VRs that are not in the standard.
  const old = !fits(length, 0) && fits(reserved, -4) && (reserved > 0 || !isVr(vr))
  if (!old) return { vr, length }
  s.position -= 4
  return { vr, length: reserved }
}
