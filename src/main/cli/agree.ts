// `agree`: two rounds or two readers against each other, the document of product.md section 5.
import { agreeOn, chooserOf, DEFAULT_IOU } from '../jobs/agree.ts'
import { type Answer, type Io, say } from './io.ts'
import { withProject } from './projects.ts'

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
      onItem({ itemId: _, ...counts }) {
        perItem.push(counts)
        const { item, matched, onlyA, onlyB, labelMismatch, attributeMismatch, agreed } = counts
        if (!agreed)
          differ.push(say(io, 'cli.said.differs', { item, matched, onlyA, onlyB, labelMismatch, attributeMismatch }))
      },
    })
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
