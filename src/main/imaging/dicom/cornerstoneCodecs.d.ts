// The packages carry no types; these are the parts we use.
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  type Factory = import('./wasmCodec.ts').WasmFactory<{
    readonly HEAPU8: Uint8Array
    readonly J2KDecoder: new () => import('./wasmCodec.ts').WasmDecoder
  }>
  const factory: Factory
  export default factory
}
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  type Decoder = import('./wasmCodec.ts').WasmDecoder & { getInterleaveMode(): number }
  type Factory = import('./wasmCodec.ts').WasmFactory<{
    readonly HEAPU8: Uint8Array
    readonly JpegLSDecoder: new () => Decoder
  }>
  const factory: Factory
  export default factory
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  type Factory = import('./wasmCodec.ts').WasmFactory<{
    readonly HEAPU8: Uint8Array
    readonly JPEGDecoder: new () => import('./wasmCodec.ts').WasmDecoder
  }>
  const factory: Factory
  export default factory
}
declare module '@cornerstonejs/codec-libjxl/decodewasmjs' {
  type Factory = import('./wasmCodec.ts').WasmFactory<{
    readonly HEAPU8: Uint8Array
    readonly JpegXLDecoder: new () => import('./wasmCodec.ts').WasmDecoder
  }>
  const factory: Factory
  export default factory
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  type Factory = import('./wasmCodec.ts').WasmFactory<{
    readonly HEAPU8: Uint8Array
    readonly HTJ2KDecoder: new () => import('./wasmCodec.ts').WasmDecoder
  }>
  const factory: Factory
  export default factory
}
