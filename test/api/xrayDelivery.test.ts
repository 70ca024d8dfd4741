// What the export screen lets one choose for the delivery of security X-ray images, through the real handler.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportReportSchema } from '../../src/shared/contract/job.ts'
import { openXrayApp, type XrayApp } from '../harness/xrayApp.ts'

const NAMES = ['0001', '0002', '0003', '0004'].map((n) => `Smith/Knife/Single_Default/H_821191-0000_014_${n}.png`)
let desk: XrayApp
beforeEach(async () => {
  desk = await openXrayApp(NAMES)
})
afterEach(() => desk.app.close())

const deliver = async (
  name: string,
  xray?: { jpeg?: boolean; validation?: number; seed?: number; partBytes?: number },
) => {
  const { app, projectId } = desk
  const order = { projectId, format: 'xray-delivery' as const, outDir: join(app.dir, name), ...(xray ? { xray } : {}) }
  const job = await app.job(app.call('export', 'run', order))
  expect(job.state, JSON.stringify(job.error)).toBe('done')
  return exportReportSchema.parse(job.result)
}

it('takes the form of the images, the share for validation and the size of a part', async () => {
  const usual = await deliver('usual')
  expect(usual.parts).toMatchObject({ volumes: 1, seed: 1 })
  expect(usual.files.filter((f) => f.endsWith('.png'))).toHaveLength(4)
  const chosen = await deliver('chosen', { jpeg: true, validation: 0.5, seed: 7, partBytes: 1 })
  expect(chosen.parts).toEqual({ train: 2, validation: 2, volumes: 4, seed: 7 })
  expect(chosen.files.filter((f) => f.endsWith('.jpg')).map((f) => f.split('/')[0])).toEqual([
    'part-001',
    'part-002',
    'part-003',
    'part-004',
  ])
})

it('refuses a share beyond the whole', async () => {
  const { app, projectId } = desk
  const order = { projectId, format: 'xray-delivery', outDir: join(app.dir, 'x'), xray: { validation: 1.5 } }
  expect((await app.refused('export.run', order)).code).toBe('bad-request')
})
