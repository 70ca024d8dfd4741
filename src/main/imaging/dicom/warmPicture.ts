// A mammogram's syntax in 64 x 64 pixels: decoded when nobody waits, so that codec, parser and image library
// are loaded, compiled and optimised before the first real picture.
import { type BuiltElement, dataSet, EXPLICIT, encapsulated, meta } from './writeDataSet.ts'

/** (x + y) * 32 in 12 bits, lossless, made by the encoder of `@cornerstonejs/codec-openjpeg`. */
const RAMP = `
/0//UQApAAAAAABAAAAAQAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAAAAABCwEB/1IADAACAAEABQQEAAH/XAATQGBoaHBoaHBoaHBoaHBoaHD/ZAAl
AAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAACJAAH/k9/gHAfP9178a2vD9gSH7AgNAgYtCz2FFsH5g8H5g4AiGghd
bcyvA3/dUjO378D8AqB+AUA2oZmuY6Ni5aWPPaY0WxDcXDoU0cB9oXAfaGBfp8eIoA2weQZhL52sKUEAwxgGDIUZL8A+oHgH1A6LYgGrqP9/4Y1i
p3/Yf//Z`
const JPEG_2000_LOSSLESS = '1.2.840.10008.1.2.4.90'
const MAMMOGRAM = '1.2.840.10008.5.1.4.1.1.1.2'

export function warmPicture(): Buffer {
  const elements: BuiltElement[] = [
    ['00080016', 'UI', MAMMOGRAM],
    ['00080018', 'UI', '2.25.1'],
    ['00080060', 'CS', 'MG'],
    ['00280002', 'US', [1]],
    ['00280004', 'CS', 'MONOCHROME2'],
    ['00280010', 'US', [64]],
    ['00280011', 'US', [64]],
    ['00280100', 'US', [16]],
    ['00280101', 'US', [12]],
    ['00280102', 'US', [11]],
    ['00280103', 'US', [0]],
    ['00281050', 'DS', '2048'],
    ['00281051', 'DS', '4096'],
  ]
  return Buffer.concat([
    meta(JPEG_2000_LOSSLESS, MAMMOGRAM, '2.25.1', '2.25.1'),
    dataSet(elements, EXPLICIT),
    encapsulated([Buffer.from(RAMP, 'base64')]),
  ])
}
