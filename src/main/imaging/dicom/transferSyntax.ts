// How a data set and its pixels are written, by Transfer Syntax UID (PS3.5 annex A, PS3.6 annex A).
export type Structure = {
  readonly name: string
  readonly explicit: boolean
  readonly bigEndian: boolean
  readonly deflated: boolean
  /** Pixel words big endian although the data set may not be: GE's private DLX syntax. */
  readonly pixelsBigEndian: boolean
}

const little = (name: string): Structure => ({
  name,
  explicit: true,
  bigEndian: false,
  deflated: false,
  pixelsBigEndian: false,
})

export const UID = {
  implicitLittle: '1.2.840.10008.1.2',
  explicitLittle: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBig: '1.2.840.10008.1.2.2',
  gePrivate: '1.2.840.113619.5.2',
  rle: '1.2.840.10008.1.2.5',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegExtended: '1.2.840.10008.1.2.4.51',
  jpegLossless: '1.2.840.10008.1.2.4.57',
  jpegLosslessSv1: '1.2.840.10008.1.2.4.70',
  jpegLsLossless: '1.2.840.10008.1.2.4.80',
  jpegLsNear: '1.2.840.10008.1.2.4.81',
  jpeg2000Lossless: '1.2.840.10008.1.2.4.90',
  jpeg2000: '1.2.840.10008.1.2.4.91',
  jpeg2000Part2Lossless: '1.2.840.10008.1.2.4.92',
  jpeg2000Part2: '1.2.840.10008.1.2.4.93',
  htj2kLossless: '1.2.840.10008.1.2.4.201',
  htj2kLosslessRpcl: '1.2.840.10008.1.2.4.202',
  htj2k: '1.2.840.10008.1.2.4.203',
  jpegXlLossless: '1.2.840.10008.1.2.4.110',
  jpegXlOfJpeg: '1.2.840.10008.1.2.4.111',
  jpegXl: '1.2.840.10008.1.2.4.112',
} as const

const OTHER_THAN_LITTLE: Readonly<Record<string, Structure>> = {
  [UID.implicitLittle]: { ...little('Implicit VR Little Endian'), explicit: false },
  [UID.explicitBig]: { ...little('Explicit VR Big Endian'), bigEndian: true, pixelsBigEndian: true },
  [UID.deflated]: { ...little('Deflated Explicit VR Little Endian'), deflated: true },
  [UID.gePrivate]: { ...little('GE private implicit VR, big endian pixels'), explicit: false, pixelsBigEndian: true },
}

/** Every encapsulated syntax, known or not, is explicit little endian around the pixel data (PS3.5 A.4). */
export const structureOf = (uid: string): Structure => OTHER_THAN_LITTLE[uid] ?? little(uid)

/** The reversible wavelet under these may still be cut short (GDCM writes it so). */
export const LOSSY_WAVELETS: ReadonlySet<string> = new Set([UID.jpeg2000, UID.jpeg2000Part2, UID.htj2k])

/** Syntaxes whose pixels are not encapsulated. */
export const NATIVE_SYNTAXES: ReadonlySet<string> = new Set([
  UID.implicitLittle,
  UID.explicitLittle,
  UID.deflated,
  UID.explicitBig,
  UID.gePrivate,
])
