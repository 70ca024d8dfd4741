import type { AllowedShape, ClassDef } from '../../shared/annotation/labelSchema.ts'
import { brushTool, eraserTool } from './brushTool.ts'
import { polygonTool, polylineTool } from './chainTool.ts'
import { boxTool, ellipseTool } from './cornerTool.ts'
import { freehandPolygonTool, freehandPolylineTool } from './freehandTool.ts'
import { angleTool, rulerTool } from './measureTool.ts'
import { orientedTool } from './orientedTool.ts'
import { outlineTool } from './outlineTool.ts'
import { addPartTool, cutOutTool, splitTool } from './outlineTools.ts'
import { pointTool } from './pointTool.ts'
import { scissorsTool } from './scissorsTool.ts'
import { selectTool } from './selectTool.ts'
import { skeletonTool } from './skeletonTool.ts'
import { superpixelTool } from './superpixelTool.ts'
import type { ToolBuilder, ToolId } from './toolMachine.ts'
import { wandTool } from './wandTool.ts'

export const TOOLS: Readonly<Record<ToolId, ToolBuilder>> = {
  select: selectTool,
  box: boxTool,
  oriented: orientedTool,
  ellipse: ellipseTool,
  polygon: polygonTool,
  freehand: freehandPolygonTool,
  polyline: polylineTool,
  freeline: freehandPolylineTool,
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
  skeleton: skeletonTool,
  ruler: rulerTool,
  angle: angleTool,
}

/** What a class has to allow for the tool, one of these; null = no class is asked. */
export const TOOL_USE: Readonly<Record<ToolId, readonly AllowedShape[] | null>> = {
  select: null,
  box: ['box'],
  oriented: ['oriented'],
  ellipse: ['ellipse'],
  polygon: ['polygon'],
  freehand: ['polygon'],
  polyline: ['polyline'],
  freeline: ['polyline'],
  point: ['point'],
  skeleton: ['skeleton'],
  brush: ['mask'],
  eraser: null,
  wand: ['mask', 'polygon'],
  scissors: ['mask', 'polygon'],
  outline: ['mask', 'polygon'],
  superpixel: ['mask', 'polygon'],
  cutOut: null,
  addPart: null,
  split: null,
  ruler: null,
  angle: null,
}

/** Can something of this class be drawn with the tool? Without a class everything but a skeleton can. */
export function toolServes(id: ToolId, active: ClassDef | undefined): boolean {
  const use = TOOL_USE[id]
  if (use === null) return true
  if (!active) return !use.includes('skeleton')
  return use.some((shape) => active.shapes.includes(shape) && (shape !== 'skeleton' || active.skeleton !== null))
}
