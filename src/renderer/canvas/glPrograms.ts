// The shaders of the image layer. Stored samples reach them as they are (integer textures); the window is applied per
// device pixel with the arithmetic of shared/imaging/voi.ts.
import { CLAHE_BINS, CLAHE_PARTS } from '../../shared/imaging/clahe.ts'
import type { FrameColour, SampleType } from '../../shared/imaging/pixelFrame.ts'
import { type XrayCase, xrayKey, xraySource } from './glXray.ts'

type SamplerKind = 'usampler2D' | 'isampler2D' | 'sampler2D'

const VERTEX = `#version 300 es
uniform vec4 u_corners[2];
void main() {
  vec4 pair = u_corners[gl_VertexID >> 1];
  gl_Position = vec4((gl_VertexID & 1) == 0 ? pair.xy : pair.zw, 0.0, 1.0);
}`

const COMMON = `#version 300 es
precision highp float;
precision highp int;
uniform mat3x2 u_toTexel;
uniform float u_height;
uniform bool u_invert;
out vec4 o_colour;
// Device pixel (y down) to texel. The offset is relative to this texture, so that 32-bit floats keep it exact far out.
vec2 texel() { return u_toTexel * vec3(gl_FragCoord.x, u_height - gl_FragCoord.y, 1.0); }
vec3 checker() {
  vec2 cell = floor(gl_FragCoord.xy / 8.0);
  return vec3(mod(cell.x + cell.y, 2.0) < 1.0 ? 0.36 : 0.42);
}
`

const RAMP = `vec3 levelOf(vec3 v) { return floor(clamp((v - u_low) * u_gain, 0.0, 255.0) + 0.5); }`
/** Levels of all stored values, 256 in a row; grey only. */
const LEVELS = `precision highp usampler2D;
uniform usampler2D u_levels;
vec3 levelOf(vec3 v) {
  int i = int(floor(clamp((v.r - u_low) * u_gain, 0.0, 65535.0) + 0.5));
  return vec3(float(texelFetch(u_levels, ivec2(i & 255, i >> 8), 0).r));
}`

/**
 * Air around a breast is black in both polarities; `u_toAir` takes device pixels to the whole of the mask. Along the skin
 * (between a quarter and three) the stored value decides, or the margin of the coarse mask would shine when inverted.
 */
const AIR = `uniform sampler2D u_air;
uniform mat3x2 u_toAir;
uniform float u_airAt;
uniform bool u_airBelow;
bool isAir(float v) {
  float inside = texture(u_air, u_toAir * vec3(gl_FragCoord.x, u_height - gl_FragCoord.y, 1.0)).r;
  if (inside < 0.25) return true;
  return inside < 0.75 && (u_airBelow ? v <= u_airAt : v >= u_airAt);
}`

/** The arithmetic of shared/imaging/clahe.ts: a row of the texture is the table of one part. */
const CLAHE = `uniform sampler2D u_clahe;
uniform mat3x2 u_toParts;
uniform vec2 u_claheRange;
const int PARTS = ${CLAHE_PARTS};
const int LAST = ${CLAHE_BINS - 1};
float entry(ivec2 part, float bin) {
  int i = int(floor(bin));
  int row = part.y * PARTS + part.x;
  return mix(texelFetch(u_clahe, ivec2(i, row), 0).r, texelFetch(u_clahe, ivec2(min(i + 1, LAST), row), 0).r, bin - float(i));
}
float equalized(float v) {
  vec2 at = u_toParts * vec3(gl_FragCoord.x, u_height - gl_FragCoord.y, 1.0);
  at = clamp(at - 0.5, vec2(0.0), vec2(float(PARTS - 1)));
  ivec2 a = ivec2(floor(at));
  ivec2 b = min(a + 1, PARTS - 1);
  vec2 f = at - floor(at);
  float span = u_claheRange.y - u_claheRange.x;
  float bin = clamp((v - u_claheRange.x) / span, 0.0, 1.0) * float(LAST);
  float upper = mix(entry(a, bin), entry(ivec2(b.x, a.y), bin), f.x);
  return u_claheRange.x + span * mix(upper, mix(entry(ivec2(a.x, b.y), bin), entry(b, bin), f.x), f.y);
}`

/** What a drawing does besides the window. One program per case: software GPUs run both sides of a branch for every pixel. */
export type StoredCase = {
  readonly blend: boolean
  readonly table: boolean
  readonly air: boolean
  readonly clahe: boolean
}

const stored = (
  sampler: SamplerKind,
  opaque: number,
  channels: number,
  { blend, table, air, clahe }: StoredCase,
) => `${COMMON}
precision highp ${sampler};
${air ? AIR : 'bool isAir(float v) { return false; }'}
${clahe ? CLAHE : 'float equalized(float v) { return v; }'}
uniform ${sampler} u_pixels;
uniform ivec2 u_size;
uniform float u_low;
uniform float u_gain;
${table ? LEVELS : RAMP}
const int CHANNELS = ${channels};
const bool BLEND = ${blend};
vec4 at(ivec2 t) { return vec4(texelFetch(u_pixels, clamp(t, ivec2(0), u_size - 1), 0)); }
void main() {
  vec2 t = texel();
  vec4 v;
  if (BLEND) {
    vec2 corner = floor(t - 0.5);
    vec2 f = t - 0.5 - corner;
    ivec2 i = ivec2(corner);
    v = mix(mix(at(i), at(i + ivec2(1, 0)), f.x), mix(at(i + ivec2(0, 1)), at(i + ivec2(1, 1)), f.x), f.y);
  } else {
    v = at(ivec2(floor(t)));
  }
  vec3 level = levelOf(CHANNELS == 1 ? vec3(equalized(v.r)) : v.rgb);
  if (u_invert) level = 255.0 - level;
  if (isAir(v.r)) level = vec3(0.0);
  vec3 colour = level / 255.0;
  if (CHANNELS == 4) colour = mix(checker(), colour, clamp(v.a / ${opaque}.0, 0.0, 1.0));
  o_colour = vec4(colour, 1.0);
}`

const PREVIEW = `${COMMON}
uniform sampler2D u_pixels;
uniform vec2 u_texels;
void main() {
  vec4 c = texture(u_pixels, texel() / u_texels);
  vec3 colour = u_invert ? 1.0 - c.rgb : c.rgb;
  o_colour = vec4(mix(checker(), colour, c.a), 1.0);
}`

const SAMPLER: Readonly<Record<SampleType, SamplerKind>> = {
  u8: 'usampler2D',
  u16: 'usampler2D',
  i16: 'isampler2D',
  f32: 'sampler2D',
}
const OPAQUE: Readonly<Record<SampleType, number>> = { u8: 255, u16: 65_535, i16: 32_767, f32: 1 }

export type Program = { readonly program: WebGLProgram; readonly at: (name: string) => WebGLUniformLocation | null }

function link(gl: WebGL2RenderingContext, fragment: string): Program {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type)
    if (!shader) continue
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  // A lost context also fails to link; that one is answered by `webglcontextrestored`.
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`shader: ${gl.getProgramInfoLog(program) ?? ''}`)
  const known = new Map<string, WebGLUniformLocation | null>()
  return {
    program,
    at(name) {
      if (!known.has(name)) known.set(name, gl.getUniformLocation(program, name))
      return known.get(name) ?? null
    },
  }
}

export type Programs = {
  stored(sample: SampleType, channels: number, c: StoredCase): Program
  xray(sample: SampleType, channels: number, c: XrayCase): Program
  preview(): Program
}

export function createPrograms(gl: WebGL2RenderingContext): Programs {
  const made = new Map<string, Program>()
  const get = (key: string, source: () => string) => {
    const program = made.get(key) ?? link(gl, source())
    made.set(key, program)
    return program
  }
  return {
    stored: (sample, channels, c) =>
      get(`${sample} ${channels} ${c.blend} ${c.table} ${c.air} ${c.clahe}`, () =>
        stored(SAMPLER[sample], OPAQUE[sample], channels, c),
      ),
    xray: (sample, channels, c) =>
      get(`xray ${sample} ${channels} ${xrayKey(c)}`, () =>
        xraySource(c, COMMON, SAMPLER[sample], channels, OPAQUE[sample]),
      ),
    preview: () => get('preview', () => PREVIEW),
  }
}

type Format = { readonly internal: number; readonly format: number; readonly type: number }

/** How samples lie in a texture: unnormalised, so that a texel is the stored value. */
export function textureFormat(gl: WebGL2RenderingContext, sample: SampleType, colour: FrameColour): Format {
  const row: Readonly<Record<SampleType, readonly [number, number, number, number]>> = {
    u8: [gl.R8UI, gl.RGB8UI, gl.RGBA8UI, gl.UNSIGNED_BYTE],
    u16: [gl.R16UI, gl.RGB16UI, gl.RGBA16UI, gl.UNSIGNED_SHORT],
    i16: [gl.R16I, gl.RGB16I, gl.RGBA16I, gl.SHORT],
    f32: [gl.R32F, gl.RGB32F, gl.RGBA32F, gl.FLOAT],
  }
  const [grey, rgb, rgba, type] = row[sample]
  const internal = colour === 'grey' ? grey : colour === 'rgb' ? rgb : rgba
  const whole = sample !== 'f32'
  const format = whole
    ? { grey: gl.RED_INTEGER, rgb: gl.RGB_INTEGER, rgba: gl.RGBA_INTEGER }[colour]
    : { grey: gl.RED, rgb: gl.RGB, rgba: gl.RGBA }[colour]
  return { internal, format, type }
}
