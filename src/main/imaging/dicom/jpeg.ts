// The JPEG transfer syntaxes share files with wrong labels, so the frame header chooses the process, not the UID.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { Decoder } from './decoder.ts'
import { decodeJpegLossless } from './jpegLossless.ts'
import { decodeJpegLs } from './jpegLs.ts'
import { readJpegHead } from './jpegMarkers.ts'
import { decodeJpegProgressive12 } from './jpegProgressive12.ts'
import { decodeJpegSequential12 } from './jpegSequential12.ts'
import { decodeJpegTurbo } from './jpegTurbo.ts'

/** Start-of-frame marker -> decoder for 8-bit samples and decoder for more. */
const PROCESSES: Readonly<Record<number, { narrow: Decoder; wide: Decoder }>> = {
  192: { narrow: decodeJpegTurbo, wide: decodeJpegSequential12 },
  193: { narrow: decodeJpegTurbo, wide: decodeJpegSequential12 },
  194: { narrow: decodeJpegTurbo, wide: decodeJpegProgressive12 },
  195: { narrow: decodeJpegLossless, wide: decodeJpegLossless },
  247: { narrow: decodeJpegLs, wide: decodeJpegLs },
}

export const decodeJpeg: Decoder = (codestream, attributes) => {
  const { frame } = readJpegHead(codestream)
  const process = PROCESSES[frame.sof]
  if (!process)
    throw new PandokError(
      'unsupported-transfer-syntax',
      'this JPEG process (hierarchical or arithmetic) is not supported',
      {
        marker: frame.sof,
      },
    )
  return (frame.precision <= 8 ? process.narrow : process.wide)(codestream, attributes)
}
