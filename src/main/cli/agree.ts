// `agree`: two rounds or two readers against each other, the document of product.md section 5. `policy`: how items are read.
import { PandokError } from '../../shared/contract/errors.ts'
import { agreeOn, chooserOf, DEFAULT_IOU } from '../jobs/agree.ts'
import { setPolicy } from '../review/setPolicy.ts'
import { policyOf } from '../store/blind.ts'
import { type Answer, type Io, say } from './io.ts'
import { ctxOf, withProject } from './projects.ts'

export type AgreeAsked = { readonly rounds: string; readonly iou?: number; readonly where?: string }

const shown = (value: number | null): string => (value === null ? '-' : value.toFixed(3))

export const agree = (io: Io, path: string, { rounds, iou = DEFAULT_IOU, where }: AgreeAsked): Promise<Answer> =>
  withProject(io, path, 'read', async (project) => {
    const perItem: object[] = []
    const differ: string[] = []
    const tally = await agreeOn(project, {
      choose: chooserOf(project, rounds),
      iou,
      where: where ?? null,
      signal: io.signal,
      onProgress: io.onProgress,
      onItem({ itemId: _, readings: __, ...counts }) {
        perItem.push(counts)
        const { item, matched, onlyA, onlyB, labelMismatch, attributeMismatch, agreed } = counts
        if (!agreed)
          differ.push(say(io, 'cli.said.differs', { item, matched, onlyA, onlyB, labelMismatch, attributeMismatch }))
      },
    })
    if (tally.items === 0) throw new PandokError('nothing-read-twice', 'no item was read by both')
    const { items, matched, onlyA, onlyB, labelMismatch, meanIou, kappa, agreed } = tally
    const perClass = tally.perClass()
    return {
      document: { items, matched, onlyA, onlyB, labelMismatch, meanIou, kappa, perClass, perItem },
      exit: 0,
      lines: [
        say(io, 'cli.said.agree', { items, agreed, matched, onlyA, onlyB, labelMismatch }),
        say(io, 'cli.said.agreeFigures', {
          agreement: shown(tally.agreement),
          kappa: shown(kappa),
          meanIou: shown(meanIou),
        }),
        ...perClass.map((c) =>
          [c.class, c.matched, c.onlyA, c.onlyB, c.labelMismatch, shown(c.meanIou), shown(c.kappa)].join('\t'),
        ),
        ...differ,
      ],
    }
  })

type Switch = 'on' | 'off'
export type PolicyAsked = {
  readonly blind?: Switch
  readonly gate?: Switch
  readonly iou?: number
  readonly reason?: string
}

/** Without a choice it says how things stand. */
export const policy = (io: Io, path: string, { blind, gate, iou, reason }: PolicyAsked): Promise<Answer> => {
  const changes = blind !== undefined || gate !== undefined || iou !== undefined
  return withProject(io, path, changes ? 'write' : 'read', async (project) => {
    const before = policyOf(project.db)
    const wanted = {
      blind: blind === undefined ? before.blind : blind === 'on',
      gate: gate === undefined ? before.gate : gate === 'on',
      iou: iou ?? before.iou,
    }
    if (changes) setPolicy(project.writable(), wanted, { ...ctxOf(io, project), reason: reason ?? null })
    const now = policyOf(project.db)
    const line = (key: 'cli.said.blind' | 'cli.said.gate', on: boolean) =>
      say(io, key, { state: say(io, on ? 'cli.said.on' : 'cli.said.off') })
    return {
      document: now,
      exit: 0,
      lines: [line('cli.said.blind', now.blind), line('cli.said.gate', now.gate), `IoU ${now.iou}`],
    }
  })
}
