// The WebGL2 side of the image layer: textures within a memory bound, one draw per texture, a context that may get lost.
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { invert, type Matrix, multiply, type Size } from '../../shared/geometry/transform.ts'
import type { BreastMask } from '../../shared/imaging/breast/mask.ts'
import { CLAHE_BINS, CLAHE_PARTS, type Clahe } from '../../shared/imaging/clahe.ts'
import { channelsOf, type FrameHeader } from '../../shared/imaging/pixelFrame.ts'
import type { Level } from '../../shared/imaging/pyramid.ts'
import { type LevelTable, type Ramp, TABLE_SIZE } from '../../shared/imaging/voi.ts'
import { airShades } from './airShades.ts'
import { createPrograms, type Program, type Programs, textureFormat } from './glPrograms.ts'
import { setXrayUniforms, type XrayLook } from './glXray.ts'

export type ImageGl = {
  /** The processor plays the GPU: a drawn frame costs tens of milliseconds instead of one. */
  readonly software: boolean
  /** False when there is nothing to draw on (no area yet, context lost). */
  begin(matrix: Matrix, area: Size, dpr: number): boolean
  options(o: { invert: boolean; blend: boolean }): void
  /** `step` = image pixels per sample of this level; `place` = image rectangle it covers. */
  draw(key: string, header: FrameHeader, level: Level, step: number, place: Bounds, ramp: Ramp, more?: DrawMore): void
  drawPreview(bitmap: ImageBitmap, place: Bounds): void
  /** Gives the pictures back; what it takes to draw others stays. */
  clear(): void
  isLost(): boolean
  destroy(): void
}

export type DrawMore = {
  readonly xray?: XrayDraw | undefined
  /** Outside of it the picture of this size is black. */
  readonly air?: { readonly mask: BreastMask; readonly of: Size } | undefined
  /** Contrast of each part of the picture of this size is evened out. */
  readonly clahe?: { readonly tables: Clahe; readonly of: Size } | undefined
}

/** Functions of an operator console on top; `second` holds the low energy where there are two. */
export type XrayDraw = {
  readonly look: XrayLook
  readonly second: { readonly key: string; readonly header: FrameHeader; readonly level: Level } | null
}

/** Textures kept on the GPU; least recently drawn go first. */
const GPU_BUDGET = 512 * 2 ** 20

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i
const isSoftware = (gl: WebGL2RenderingContext): boolean => {
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  return SOFTWARE.test(String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)))
}

type Held = { texture: WebGLTexture; bytes: number }

export function createImageGl(element: HTMLCanvasElement, changed: () => void): ImageGl | null {
  const context = element.getContext('webgl2', { alpha: true, antialias: false, depth: false, stencil: false })
  if (!context) return null
  const gl = context
  let programs: Programs = createPrograms(gl)
  const held = new Map<string, Held>()
  let bytes = 0
  let levelTexture: { levels: Uint8Array; texture: WebGLTexture } | null = null
  let airTexture: { mask: BreastMask; texture: WebGLTexture } | null = null
  let claheTexture: { tables: Clahe; texture: WebGLTexture } | null = null
  let previewTexture: { bitmap: ImageBitmap; texture: WebGLTexture } | null = null
  let device: Matrix = [1, 0, 0, 1, 0, 0]
  let flags = { invert: false, blend: false }

  const lost = (event: Event) => {
    // Without this the browser never gives the context back.
    event.preventDefault()
    held.clear()
    bytes = 0
    previewTexture = null
    levelTexture = null
    airTexture = null
    claheTexture = null
  }
  const restored = () => {
    programs = createPrograms(gl)
    changed()
  }
  element.addEventListener('webglcontextlost', lost)
  element.addEventListener('webglcontextrestored', restored)

  const newTexture = (): WebGLTexture => {
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
    return texture
  }

  const textureOf = (key: string, header: FrameHeader, level: Level) => {
    const known = held.get(key)
    if (known) {
      held.delete(key)
      held.set(key, known)
      gl.bindTexture(gl.TEXTURE_2D, known.texture)
      return
    }
    const texture = newTexture()
    const { internal, format, type } = textureFormat(gl, header.sample, header.colour)
    gl.texImage2D(gl.TEXTURE_2D, 0, internal, level.width, level.height, 0, format, type, level.samples)
    held.set(key, { texture, bytes: level.samples.byteLength })
    bytes += level.samples.byteLength
    for (const [old, value] of held) {
      if (bytes <= GPU_BUDGET || old === key) break
      gl.deleteTexture(value.texture)
      held.delete(old)
      bytes -= value.bytes
    }
  }

  const LEVEL_UNIT = 2
  const bindLevels = ({ levels }: LevelTable) => {
    gl.activeTexture(gl.TEXTURE0 + LEVEL_UNIT)
    if (levelTexture?.levels === levels) return gl.bindTexture(gl.TEXTURE_2D, levelTexture.texture)
    if (levelTexture) gl.deleteTexture(levelTexture.texture)
    levelTexture = { levels, texture: newTexture() }
    const side = Math.sqrt(TABLE_SIZE)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, side, side, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, levels)
  }

  const AIR_UNIT = 3
  const bindAir = (mask: BreastMask) => {
    gl.activeTexture(gl.TEXTURE0 + AIR_UNIT)
    if (airTexture?.mask === mask) return gl.bindTexture(gl.TEXTURE_2D, airTexture.texture)
    if (airTexture) gl.deleteTexture(airTexture.texture)
    airTexture = { mask, texture: newTexture() }
    // Smooth between the pixels of the reduced copy, or the skin would have steps.
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, mask.width, mask.height, 0, gl.RED, gl.UNSIGNED_BYTE, airShades(mask))
  }

  const CLAHE_UNIT = 4
  const bindClahe = (tables: Clahe) => {
    gl.activeTexture(gl.TEXTURE0 + CLAHE_UNIT)
    if (claheTexture?.tables === tables) return gl.bindTexture(gl.TEXTURE_2D, claheTexture.texture)
    if (claheTexture) gl.deleteTexture(claheTexture.texture)
    claheTexture = { tables, texture: newTexture() }
    const rows = CLAHE_PARTS * CLAHE_PARTS
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, CLAHE_BINS, rows, 0, gl.RED, gl.FLOAT, tables.tables)
  }

  /** Draws the rectangle; `toTexel` takes image space to texels of the bound texture. */
  const rectangle = ({ program, at }: Program, place: Bounds, toTexel: Matrix) => {
    const { width, height } = element
    const clip = multiply([2 / width, 0, 0, -2 / height, -1, 1], device)
    const corner = (x: number, y: number) => [clip[0] * x + clip[2] * y + clip[4], clip[1] * x + clip[3] * y + clip[5]]
    const right = place.x + place.width
    const bottom = place.y + place.height
    gl.useProgram(program)
    gl.uniform4fv(at('u_corners'), [
      ...corner(place.x, place.y),
      ...corner(right, place.y),
      ...corner(place.x, bottom),
      ...corner(right, bottom),
    ])
    const m = multiply(toTexel, invert(device))
    gl.uniformMatrix3x2fv(at('u_toTexel'), false, m)
    gl.uniform1f(at('u_height'), height)
    gl.uniform1i(at('u_invert'), flags.invert ? 1 : 0)
    gl.uniform1i(at('u_pixels'), 0)
    return () => gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
  }

  return {
    software: isSoftware(gl),
    begin(matrix, area, dpr) {
      const width = Math.round(area.width * dpr)
      const height = Math.round(area.height * dpr)
      if (width === 0 || height === 0 || gl.isContextLost()) return false
      if (element.width !== width || element.height !== height) {
        element.width = width
        element.height = height
        element.style.width = `${area.width}px`
        element.style.height = `${area.height}px`
      }
      device = multiply([dpr, 0, 0, dpr, 0, 0], matrix)
      gl.viewport(0, 0, width, height)
      gl.clearColor(0, 0, 0, 0)
      gl.clear(gl.COLOR_BUFFER_BIT)
      return true
    },
    options(o) {
      flags = o
    },
    draw(key, header, level, step, place, ramp, { xray, air, clahe } = {}) {
      const channels = channelsOf(header.colour)
      // Functions of a console have their own arithmetic over the straight line of a ramp.
      const table = xray ? undefined : ramp.table
      const program = xray
        ? programs.xray(header.sample, channels, { ...xray.look, blend: flags.blend })
        : programs.stored(header.sample, channels, {
            blend: flags.blend,
            table: table !== undefined,
            air: air !== undefined,
            clahe: clahe !== undefined,
          })
      if (table) bindLevels(table)
      if (xray?.second) {
        gl.activeTexture(gl.TEXTURE1)
        textureOf(xray.second.key, xray.second.header, xray.second.level)
      }
      gl.activeTexture(gl.TEXTURE0)
      textureOf(key, header, level)
      const toTexel: Matrix = [1 / step, 0, 0, 1 / step, -place.x / step, -place.y / step]
      const go = rectangle(program, place, toTexel)
      gl.uniform2i(program.at('u_size'), level.width, level.height)
      const { low, gain } = table ?? ramp
      gl.uniform1f(program.at('u_low'), low)
      gl.uniform1f(program.at('u_gain'), gain)
      if (table) gl.uniform1i(program.at('u_levels'), LEVEL_UNIT)
      if (clahe && !xray) {
        bindClahe(clahe.tables)
        gl.uniform1i(program.at('u_clahe'), CLAHE_UNIT)
        gl.uniform2f(program.at('u_claheRange'), clahe.tables.low, clahe.tables.high)
        const toParts: Matrix = [CLAHE_PARTS / clahe.of.width, 0, 0, CLAHE_PARTS / clahe.of.height, 0, 0]
        gl.uniformMatrix3x2fv(program.at('u_toParts'), false, multiply(toParts, invert(device)))
      }
      if (xray) setXrayUniforms(gl, program, xray.look)
      else if (air) {
        bindAir(air.mask)
        gl.uniform1i(program.at('u_air'), AIR_UNIT)
        gl.uniform1f(program.at('u_airAt'), air.mask.air.at)
        gl.uniform1i(program.at('u_airBelow'), air.mask.air.below ? 1 : 0)
        const toAir: Matrix = [1 / air.of.width, 0, 0, 1 / air.of.height, 0, 0]
        gl.uniformMatrix3x2fv(program.at('u_toAir'), false, multiply(toAir, invert(device)))
      }
      go()
    },
    drawPreview(bitmap, place) {
      gl.activeTexture(gl.TEXTURE0)
      if (previewTexture?.bitmap !== bitmap) {
        if (previewTexture) gl.deleteTexture(previewTexture.texture)
        previewTexture = { bitmap, texture: newTexture() }
        gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap)
        gl.generateMipmap(gl.TEXTURE_2D)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
      } else gl.bindTexture(gl.TEXTURE_2D, previewTexture.texture)
      const program = programs.preview()
      const sx = bitmap.width / place.width
      const sy = bitmap.height / place.height
      const go = rectangle(program, place, [sx, 0, 0, sy, 0, 0])
      gl.uniform2f(program.at('u_texels'), bitmap.width, bitmap.height)
      go()
    },
    clear() {
      for (const { texture } of held.values()) gl.deleteTexture(texture)
      held.clear()
      bytes = 0
      for (const kept of [previewTexture, airTexture, claheTexture]) if (kept) gl.deleteTexture(kept.texture)
      previewTexture = null
      airTexture = null
      claheTexture = null
      gl.clearColor(0, 0, 0, 0)
      gl.clear(gl.COLOR_BUFFER_BIT)
    },
    isLost: () => gl.isContextLost(),
    destroy() {
      element.removeEventListener('webglcontextlost', lost)
      element.removeEventListener('webglcontextrestored', restored)
      for (const { texture } of held.values()) gl.deleteTexture(texture)
      held.clear()
      // Browsers allow few live contexts; waiting for the garbage collector would run out of them.
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}
