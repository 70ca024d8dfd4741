// Is this file a picture, and the one that its name claims? The answer names the reason when it is not.
import { open } from 'node:fs/promises'
import type { Skipped } from '../../shared/contract/basics.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { intakeTexts } from '../../shared/text/intake.ts'
import { fillIn, type Language, type Params } from '../../shared/text/text.ts'
import type { Walked } from '../files/walk.ts'
import { fileError } from '../imaging/byteSource.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { Probe } from '../imaging/probe.ts'
import { kindOfEnding, SNIFF_BYTES, sniffKind } from '../imaging/sniff.ts'
import { labelsIn, type MaskFinder } from './labelsBeside.ts'

export type Picture = {
  readonly path: string
  readonly name: string
  readonly root: string | null
  readonly sha256: string
  readonly bytes: number
  readonly mtimeMs: number
  readonly probe: Probe
}
export type Reason = { readonly code: string; readonly sentence?: string; readonly params?: Params }
/** Code of a file that holds labels, not a picture. */
export const LABEL_FILE = 'label-file'
export type Judged = { readonly picture: Picture } | { readonly path: string; readonly reason: Reason }

const labelFile = (format: string): Reason => ({ code: LABEL_FILE, params: { format } })

export async function judgeFile(
  pool: PixelPool,
  file: Walked,
  masks: MaskFinder,
  signal?: AbortSignal,
): Promise<Judged> {
  const { path } = file
  if ('problem' in file) return { path, reason: { code: file.problem.code } }
  try {
    const claimed = kindOfEnding(file.name)
    // Without a picture's ending only the content speaks, and a few bytes of it are enough: a film is not read whole.
    if (claimed === null) {
      const kind = await sniffFile(path)
      if (kind === 'empty') return { path, reason: { code: 'file-empty' } }
      if (kind === null) {
        const format = await labelsIn(path)
        return { path, reason: format ? labelFile(format) : { code: 'unsupported-type' } }
      }
    }
    const format = claimed === null ? null : await masks.format(path)
    if (format) return { path, reason: labelFile(format) }
    const answer = await pool.ingest(path, { signal })
    if ('probe' in answer) {
      if (claimed !== null && answer.probe.kind !== claimed) return wrongType(path, claimed, answer.probe.kind)
      const { sha256, bytes, mtimeMs, probe } = answer
      return { picture: { path, name: file.name, root: file.root, sha256, bytes, mtimeMs, probe } }
    }
    const { code, detail } = answer.failure
    // `kind` is said only when the first bytes are no picture at all (openRaster.ts).
    if (claimed !== null && code === 'unsupported-type' && typeof detail.kind === 'string')
      return wrongType(path, claimed, detail.kind)
    return { path, reason: { code, params: detail } }
  } catch (error) {
    const known = fileError(error)
    if (!(known instanceof PandokError) || known.code === 'cancelled' || known.code === 'internal') throw known
    return { path, reason: { code: known.code } }
  }
}

const wrongType = (path: string, claimed: string, actual: string): Judged => ({
  path,
  reason: { code: 'wrong-type', params: { claimed, actual } },
})

async function sniffFile(path: string) {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(SNIFF_BYTES)
    const { bytesRead } = await file.read(head, 0, SNIFF_BYTES, 0)
    return bytesRead === 0 ? 'empty' : sniffKind(head.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

const sentences: Readonly<Record<string, { ko: string; en: string } | undefined>> = intakeTexts

export function skippedOf(path: string, reason: Reason, language: Language): Skipped {
  const sentence = sentences[reason.sentence ?? `intake.skip.${reason.code}`]
  const what = sentences[`intake.object.${reason.params?.['kind'] ?? ''}`]?.[language]
  const params = { ...reason.params, ...(what ? { what } : {}) }
  return {
    path,
    code: reason.code,
    message: sentence ? fillIn(sentence[language], params, language) : reason.code,
  }
}
