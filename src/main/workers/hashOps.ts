// Intake reads each file once: hash, header and check sums from the same bytes. No native code in this worker.
import { closeSync, fstatSync, readSync } from 'node:fs'
import { PandokError } from '../../shared/contract/errors.ts'
import { type FileHash, hashBytes, hashFileSync } from '../files/hash.ts'
import { type TakeInArgs, takeIn } from '../files/takeIn.ts'
import { fileSource, memorySource, openFile } from '../imaging/byteSource.ts'
import { openRaster } from '../imaging/openRaster.ts'
import { type Probe, probeRaster } from '../imaging/probe.ts'
import { readSheet } from '../sheets/readSheet.ts'
import type { Sheet } from '../sheets/xlsx.ts'
import type { Failure } from './protocol.ts'
import { failureOf } from './serveOps.ts'

export type Ingested = FileHash & { readonly mtimeMs: number } & (
    | { readonly probe: Probe }
    | { readonly failure: Failure }
  )

/** Larger files are hashed piece by piece and their header is read on its own. */
const IN_MEMORY = 67_108_864

export const hashOps = {
  hash: (a: { path: string }): FileHash => hashFileSync(a.path),
  ingest: (a: { path: string }): Ingested => ingest(a.path),
  takeIn: (a: TakeInArgs) => takeIn(a),
  sheet: (a: { path: string }): Promise<Sheet[]> => readSheet(a.path),
}

function ingest(path: string): Ingested {
  const fd = openFile(path)
  try {
    const stat = fstatSync(fd)
    if (stat.size > IN_MEMORY) {
      const file = fileSource(path)
      try {
        return { ...hashFileSync(path), mtimeMs: stat.mtimeMs, ...probed(() => openRaster(file, { verify: false })) }
      } finally {
        file.close()
      }
    }
    const bytes = readWhole(fd, stat.size)
    return {
      sha256: hashBytes(bytes),
      bytes: bytes.length,
      mtimeMs: stat.mtimeMs,
      ...probed(() => openRaster(memorySource(path, bytes), { verify: true })),
    }
  } finally {
    closeSync(fd)
  }
}

let shared = Buffer.alloc(0)

/** One buffer for the worker's life: a fresh one for each of a million files keeps the collector busy. */
function readWhole(fd: number, size: number): Buffer {
  if (shared.length < size) shared = Buffer.allocUnsafeSlow(Math.min(IN_MEMORY, Math.max(1_048_576, size * 2)))
  let got = 0
  while (got < size) {
    const n = readSync(fd, shared, got, size - got, got)
    if (n === 0) break
    got += n
  }
  return shared.subarray(0, got)
}

function probed(open: () => ReturnType<typeof openRaster>): { probe: Probe } | { failure: Failure } {
  try {
    return { probe: probeRaster(open()) }
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code === 'internal') throw error instanceof Error ? error : new PandokError('internal', failure.message)
    return { failure }
  }
}
