// What a frame costs with each operator function over a capture of 1920 x 1080 at 1:1.
import type { Page } from '@playwright/test'
import { XRAY_MAKERS } from '../../src/shared/domains/xraySecurity/colourTables.ts'
import {
  PLAIN_XRAY,
  recipeOf,
  XRAY_FUNCTION_IDS,
  type XrayFunctionId,
} from '../../src/shared/imaging/xray/functions.ts'
import { modelOf } from '../../src/shared/imaging/xray/model.ts'
import type {} from '../page/canvas.ts'

const SETS: readonly (readonly XrayFunctionId[])[] = [...XRAY_FUNCTION_IDS.map((id) => [id]), ['o2', 'edge']]

export type FunctionFigures = { readonly name: string; readonly frames: number[] }

/** The page's window should be 1920 x 1080. */
export async function measureXrayFunctions(page: Page): Promise<FunctionFigures[]> {
  const model = modelOf(XRAY_MAKERS[0]!)
  await page.evaluate(async () => {
    window.bench.frame('u8-rgb-1920x1080', 1920, 1080)
    await window.bench.settled()
    window.bench.stage.view.oneToOne()
    await window.bench.settled()
  })
  const out: FunctionFigures[] = []
  for (const on of [[], ...SETS]) {
    const recipe = recipeOf(on, PLAIN_XRAY, model.palette, 'rgb')
    const look = on.length > 0 ? { model, recipe, input: 'rgb' as const } : null
    // A new object for each frame: the stage draws again.
    const frames = await page.evaluate(
      (look) =>
        window.bench.measureFrames(30, () => {
          window.bench.stage.setXray(look && { ...look })
          window.bench.stage.setDisplay({})
        }),
      look,
    )
    out.push({ name: on.join(' + ') || 'standard', frames })
  }
  return out
}
