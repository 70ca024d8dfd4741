import { boxTool } from './boxTool.ts'
import { brushTool, eraserTool } from './brushTool.ts'
import { polygonTool, polylineTool } from './chainTool.ts'
import { pointTool } from './pointTool.ts'
import { selectTool } from './selectTool.ts'
import type { ToolBuilder, ToolId } from './toolMachine.ts'

export const TOOLS: Readonly<Record<ToolId, ToolBuilder>> = {
  select: selectTool,
  box: boxTool,
  polygon: polygonTool,
  polyline: polylineTool,
  point: pointTool,
  brush: brushTool,
  eraser: eraserTool,
}
