// Cuts a JSON file of any size into the elements of its top-level arrays without parsing them (docs/adr: V8 holds no
// string above 512 MB, and a general streaming parser is too slow). Nesting and strings are followed byte by byte; what is
// inside an element is checked when the element is parsed.
import { PandokError } from '../../../shared/contract/errors.ts'

export type Piece = {
  /** Key of the top-level object; '' for elements of a top-level array. */
  readonly key: string
  readonly kind: 'element' | 'value'
  /** Where the piece starts in the file, in bytes. */
  readonly offset: number
  /** Valid only until the next chunk is fed. */
  readonly bytes: Buffer
}
export type Wanted = 'elements' | 'value' | 'skip'
export type SplitterOptions = {
  readonly wants: (key: string) => Wanted
  /** A single element larger than this is refused (default 64 MiB). */
  readonly maxPieceBytes?: number
  readonly maxDepth?: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const isSpace = (c: number) => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09

/** 1 = a byte that means something between strings. */
const STRUCTURAL = new Uint8Array(256)
for (const c of [QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY]) STRUCTURAL[c] = 1

type State = 'root' | 'key' | 'colon' | 'value' | 'element' | 'afterElement' | 'afterValue' | 'end'
type Inside = 'key' | 'value' | 'element' | 'skip'

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

export class JsonSplitter {
  readonly #wants: (key: string) => Wanted
  readonly #maxPiece: number
  readonly #maxDepth: number
  #state: State = 'root'
  #rootIsArray = false
  #mayClose = false
  #key = ''
  #at = 0
  // The value being passed over.
  #inside: Inside | null = null
  #depth = 0
  #quoted = false
  #escaped = false
  #start = 0
  #carry: Buffer[] = []
  #carried = 0

  constructor(options: SplitterOptions) {
    this.#wants = options.wants
    this.#maxPiece = options.maxPieceBytes ?? 64 * 2 ** 20
    this.#maxDepth = options.maxDepth ?? 64
  }

  get rootIsArray(): boolean {
    return this.#rootIsArray
  }

  feed(given: Buffer): Piece[] {
    const out: Piece[] = []
    let chunk = given
    if (this.#at === 0 && chunk.subarray(0, 3).equals(BOM)) {
      chunk = chunk.subarray(3)
      this.#at = 3
    }
    let i = 0
    while (i < chunk.length) {
      if (this.#inside === null) {
        if (isSpace(chunk[i]!)) i++
        else i = this.#step(chunk, i)
      } else {
        const end = this.#pass(chunk, i)
        if (end < 0) break
        this.#finishValue(chunk, end, out)
        i = end
      }
    }
    if (this.#inside !== null) this.#keep(chunk.subarray(Math.max(0, this.#start - this.#at)))
    this.#at += chunk.length
    return out
  }

  /** Call at the end of the file. */
  finish(): void {
    // A bare number at the top has no end mark; nothing we read looks like that.
    if (this.#state !== 'end')
      throw new PandokError(this.#at === 0 ? 'file-empty' : 'truncated', 'the JSON file ends too early', {
        at: this.#at,
      })
  }

  #fail(at: number, message: string): never {
    throw new PandokError('label-file-invalid', message, { at: this.#at + at })
  }

  /** One structural byte between values. Returns where to go on. */
  #step(chunk: Buffer, i: number): number {
    const c = chunk[i]!
    switch (this.#state) {
      case 'root':
        if (c !== OPEN_OBJECT && c !== OPEN_ARRAY) this.#fail(i, 'the file is not a JSON object or list')
        this.#rootIsArray = c === OPEN_ARRAY
        this.#state = this.#rootIsArray ? 'element' : 'key'
        this.#mayClose = true
        return i + 1
      case 'key':
        if (c === CLOSE_OBJECT && this.#mayClose) return this.#go('end', i + 1)
        if (c !== QUOTE) this.#fail(i, 'a field name was expected')
        return this.#begin('key', i)
      case 'colon':
        if (c !== COLON) this.#fail(i, 'a colon was expected')
        return this.#go('value', i + 1)
      case 'value':
        if (this.#wants(this.#key) === 'elements' && c === OPEN_ARRAY) {
          this.#mayClose = true
          return this.#go('element', i + 1)
        }
        return this.#begin(this.#wants(this.#key) === 'skip' ? 'skip' : 'value', i)
      case 'element':
        if (c === CLOSE_ARRAY && this.#mayClose) return this.#go(this.#rootIsArray ? 'end' : 'afterValue', i + 1)
        return this.#begin('element', i)
      case 'afterElement':
        if (c === CLOSE_ARRAY) return this.#go(this.#rootIsArray ? 'end' : 'afterValue', i + 1)
        if (c !== COMMA) this.#fail(i, 'a comma was expected')
        this.#mayClose = false
        return this.#go('element', i + 1)
      case 'afterValue':
        if (c === CLOSE_OBJECT) return this.#go('end', i + 1)
        if (c !== COMMA) this.#fail(i, 'a comma was expected')
        this.#mayClose = false
        return this.#go('key', i + 1)
      case 'end':
        return this.#fail(i, 'there is something behind the end of the JSON text')
    }
  }

  #go(state: State, next: number): number {
    this.#state = state
    return next
  }

  #begin(inside: Inside, i: number): number {
    this.#inside = inside
    this.#depth = 0
    this.#quoted = false
    this.#escaped = false
    this.#start = this.#at + i
    return i
  }

  /** Moves to the byte behind the value, or -1 when the chunk ends first. */
  #pass(chunk: Buffer, from: number): number {
    let i = from
    const { length } = chunk
    while (i < length) {
      if (this.#quoted) {
        i = this.#passString(chunk, i)
        if (this.#quoted) return -1
        if (this.#depth === 0) return i
        continue
      }
      const c = chunk[i]!
      if (this.#depth === 0 && this.#isScalarEnd(c, i)) return i
      if (this.#depth > 0 || STRUCTURAL[c] === 1) {
        while (i < length && STRUCTURAL[chunk[i]!] === 0) i++
        if (i === length) return -1
        const mark = chunk[i]!
        if (mark === QUOTE) this.#quoted = true
        else if (mark === OPEN_OBJECT || mark === OPEN_ARRAY) {
          if (++this.#depth > this.#maxDepth) this.#fail(i, 'the JSON is nested too deep')
        } else if (this.#depth === 0) this.#fail(i, 'a value was expected')
        else if (--this.#depth === 0) return i + 1
      }
      i++
    }
    return -1
  }

  /** Scalars (numbers, true, null) end at a separator. */
  #isScalarEnd(c: number, i: number): boolean {
    if (c !== COMMA && c !== CLOSE_ARRAY && c !== CLOSE_OBJECT && !isSpace(c)) return false
    if (this.#at + i === this.#start) this.#fail(i, 'a value was expected')
    return true
  }

  #passString(chunk: Buffer, from: number): number {
    let i = from
    for (; i < chunk.length; i++) {
      const c = chunk[i]!
      if (this.#escaped) this.#escaped = false
      else if (c === BACKSLASH) this.#escaped = true
      else if (c === QUOTE) {
        this.#quoted = false
        return i + 1
      }
    }
    return i
  }

  #keep(bytes: Buffer): void {
    if (this.#inside === 'skip') return
    this.#carried += bytes.length
    if (this.#carried > this.#maxPiece) this.#fail(0, 'one element of the JSON file is too large')
    this.#carry.push(Buffer.from(bytes))
  }

  #finishValue(chunk: Buffer, end: number, out: Piece[]): void {
    const inside = this.#inside
    this.#inside = null
    if (inside !== 'skip') {
      const here = chunk.subarray(Math.max(0, this.#start - this.#at), end)
      const bytes = this.#carry.length === 0 ? here : Buffer.concat([...this.#carry, here])
      if (bytes.length > this.#maxPiece) this.#fail(end, 'one element of the JSON file is too large')
      if (inside === 'key') this.#key = parseText(bytes)
      else if (inside !== null) out.push({ key: this.#key, kind: inside, offset: this.#start, bytes })
    }
    this.#carry = []
    this.#carried = 0
    this.#state = inside === 'key' ? 'colon' : inside === 'element' ? 'afterElement' : 'afterValue'
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Throws `label-file-invalid` for bytes that are no JSON. Text that is not UTF-8 is read as CP949, whose second bytes are never a
 * quote or a backslash; `codePage` is told.
 */
export function parsePiece(bytes: Buffer, codePage?: () => void): unknown {
  try {
    return JSON.parse(decode(bytes, codePage))
  } catch {
    throw new PandokError('label-file-invalid', 'an element of the file is not valid JSON')
  }
}

function decode(bytes: Buffer, codePage?: () => void): string {
  try {
    return utf8.decode(bytes)
  } catch {
    const text = new TextDecoder('euc-kr', { fatal: true }).decode(bytes)
    codePage?.()
    return text
  }
}

function parseText(bytes: Buffer): string {
  const value = parsePiece(bytes)
  if (typeof value !== 'string') throw new PandokError('label-file-invalid', 'a field name was expected')
  return value
}
