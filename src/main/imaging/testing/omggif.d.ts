// The package has no types. Only what the tests use.
declare module 'omggif' {
  export class GifWriter {
    constructor(out: Uint8Array, width: number, height: number, options?: { palette?: number[] })
    addFrame(x: number, y: number, width: number, height: number, pixels: readonly number[], options?: object): number
    end(): number
  }
  export class GifReader {
    constructor(bytes: Uint8Array)
    decodeAndBlitFrameRGBA(frame: number, out: Uint8Array): void
  }
}
