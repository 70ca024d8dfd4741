import { boxTool } from './boxTool.ts'
import { brushTool, eraserTool } from './brushTool.ts'
import { polygonTool, polylineTool } from './chainTool.ts'
import { outlineTool } from './outlineTool.ts'
import { addPartTool, cutOutTool, splitTool } from './outlineTools.ts'
import { pointTool } from './pointTool.ts'
import { scissorsTool } from './scissorsTool.ts'
import { selectTool } from './selectTool.ts'
import { superpixelTool } from './superpixelTool.ts'
import type { ToolBuilder, ToolId } from './toolMachine.ts'
import { wandTool } from './wandTool.ts'

export const TOOLS: Readonly<Record<ToolId, ToolBuilder>> = {
  select: selectTool,
  box: boxTool,
  polygon: polygonTool,
  polyline: polylineTool,
  point: pointTool,
  brush: brushTool,
  eraser: eraserTool,
  wand: wandTool,
  scissors: scissorsTool,
  outline: outlineTool,
  superpixel: superpixelTool,
  cutOut: cutOutTool,
  addPart: addPartTool,
  split: splitTool,
}
