// Streams written by DCMTK's dcmcjpeg +ep +bt; the hashes are those of what dcmdjpeg makes of them, 16 bits little endian.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { decodeDicomFile } from './decode.ts'
import { dicomFile, encapsulated, type ImageOptions } from './testing/buildDicom.ts'
import { generator, mutate } from './testing/mutate.ts'

const GREY = {
  options: { rows: 13, columns: 19, allocated: 16, stored: 12 },
  sha256: '80d7728d1433cc93be0997441e9d7ef349278712ed41043d244a14448de22bc1',
  stream:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5a' +
    'YVpQYEpRUk//wgALDAANABMBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAACQYE/9oACAEBAAAAAclQGaNVgZ//xAAcEAABBAMBAAAAAAAAAAAA' +
    'AAAFAwQGBwESFQL/2gAIAQEAAQUCpaXI+BtuzBDlHZih2qWa6i7bZ7CJAyzk7//EACYQAAECAwYHAAAAAAAAAAAAAAEAAgMSIQQRIzFBQkNh' +
    'YnKBkdH/2gAIAQEABj8ChFrxcc6KLM7QjLkrX39JULEpTTwnkRXASzXevqtmLxDtX//EAB8QAAICAgEFAAAAAAAAAAAAAAERACExUUFxkcHR' +
    '4f/aAAgBAQABPyGmMKN3OoWByMIwsuoTliIJdsEB0yYS0PAu/CMcBlwoYa9IU+Wb6n//2gAIAQEAAAAQV//EABsQAQADAQEBAQAAAAAAAAAA' +
    'AAERITFBAFFh/9oACAEBAAE/EH7VZXpCxkIdxKFsBaN5U1woZMqZoUPzmbwJQVRklDPGE2NeEmfCUGQAgE+MKS5IXRFJPV42/dwxo875///Z',
}
const HALVED_CHROMA = {
  options: { rows: 10, columns: 14, samples: 3, allocated: 16, stored: 12, photometric: 'YBR_FULL_422' },
  sha256: '4cfd773e4ea6f0eb2a4091ffbb402ef52c9573cf077fb59e604b674405df53ec',
  stream:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5a' +
    'YVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgAR' +
    'DAAKAA4DASEAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAACQj/xAAVAQEBAAAAAAAAAAAAAAAAAAAHCP/aAAwDAQACEAMQAAABSo25Mdbs' +
    'OleNf//EABsQAAEFAQEAAAAAAAAAAAAAAAECAwYHFQQF/9oACAEBAAEFAmZO9kW3KHdXlAPkWyhGn//EAB0RAAAFBQAAAAAAAAAAAAAAAAAC' +
    'CBUxAQMEQdH/2gAIAQMBAT8BT3fxmiaQE/HM0Trg/8QAGxEAAQQDAAAAAAAAAAAAAAAAAQACBgcDUYH/2gAIAQIBAT8BseP5zK3dVmNAlDyN' +
    'lf/EAB0QAAEEAgMAAAAAAAAAAAAAAAABAjFRESIycXL/2gAIAQEABj8CTyNiZH5oTRvKuz//xAAcEAACAgMBAQAAAAAAAAAAAAABEQAhQWGB' +
    'MVH/2gAIAQEAAT8hN9hnawxA72rQfN6IihAoE+w5/Aj/2gAMAwEAAgADAAAAEGD/xAAcEQABBAMBAAAAAAAAAAAAAAABABExQSFxgfD/2gAI' +
    'AQMBAT8QBaNiO4v0FBtBStP/xAAaEQEAAgMBAAAAAAAAAAAAAAABABEhMbFB/9oACAECAQE/EFelL0PO3yDYCZJ//8QAHBABAQACAgMAAAAA' +
    'AAAAAAAAAREhQQCBMVGh/9oACAEBAAE/EC7UJQEgUqmWbuXXGYBUAeFhuWn39itdMLMjHSnfHtCCLuK1z///2Q==',
}
const SYNTAX = '1.2.840.10008.1.2.4.55'
const bytesOf = (s: string): Uint8Array => new Uint8Array(Buffer.from(s, 'base64'))
const decode = (o: ImageOptions, stream: Uint8Array) => decodeDicomFile(dicomFile(SYNTAX, o, encapsulated([stream])))

describe('progressive JPEG of 12 bits', () => {
  it.each([
    ['grey', GREY],
    ['colour with halved chroma', HALVED_CHROMA],
  ])('%s: the samples of DCMTK', async (_name, { options, sha256, stream }) => {
    const { samples } = await decode(options, bytesOf(stream))
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  })

  it('a stream that loses its last scans is cut, not blurred', async () => {
    const stream = bytesOf(GREY.stream)
    for (const part of [0.5, 0.8, 0.95])
      await expect(decode(GREY.options, stream.subarray(0, stream.length * part))).rejects.toMatchObject({
        code: 'truncated',
      })
  })

  it('damaged streams are samples or a named error', async () => {
    const random = generator(12)
    for (let i = 0; i < 300; i++) {
      const { options, stream } = i % 2 ? GREY : HALVED_CHROMA
      try {
        await decode(options, mutate(bytesOf(stream), random))
      } catch (error) {
        expect(error).toBeInstanceOf(PandokError)
      }
    }
  })
})
