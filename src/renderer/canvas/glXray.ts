// The operator functions in a shader: the arithmetic of shared/imaging/xray/render.ts, one program per combination, because
// software GPUs run both sides of a branch for every pixel.
import { AIR_FROM, DARK_TO, HALF_ATTENUATION } from '../../shared/imaging/xray/dualEnergy.ts'
import { FADE, FAR, SOFT, type XrayInput, type XrayRecipe } from '../../shared/imaging/xray/functions.ts'
import { BLACK_TO, EMPTY_FROM, type XrayPalette } from '../../shared/imaging/xray/palette.ts'
import type { XrayModel } from '../../shared/imaging/xray/render.ts'
import type { Program } from './glPrograms.ts'

/** What the image layer is told to show instead of stored values. */
export type XrayLook = { readonly model: XrayModel; readonly recipe: XrayRecipe; readonly input: XrayInput }

const float = (n: number): string => (Number.isInteger(n) ? `${n}.0` : String(n))

export type XrayCase = { readonly input: XrayInput; readonly blend: boolean; readonly recipe: XrayRecipe }
/** Everything a program differs by. */
export const xrayKey = ({ input, blend, recipe: r }: XrayCase): string =>
  [
    input,
    blend,
    r.recolour,
    r.grey,
    r.negative,
    r.tone !== null,
    r.keep !== null,
    r.detail ? (r.detail.far > 0 ? 2 : 1) : 0,
    r.gamma !== 1,
  ].join()

/** Whether the program has to know the material of each pixel. */
const asksMaterial = ({ input, recipe }: XrayCase): boolean =>
  input === 'dual' || (input === 'rgb' && (recipe.recolour || recipe.keep !== null))

const MATERIAL = `
uniform vec3 u_directions[6];
uniform float u_lengths[6];
float lengthAt(float place) {
  int i = int(min(floor(place), 4.0));
  return mix(u_lengths[i], u_lengths[i + 1], place - float(i));
}
vec3 colourAt(float place, float density) {
  float at = clamp(place, 0.0, 5.0);
  int i = int(min(floor(at), 4.0));
  vec3 u = mix(u_directions[i], u_directions[i + 1], at - float(i));
  return 255.0 * exp(-u * (2.0 * density * lengthAt(at) / max(length(u), 1e-6)));
}
float snapped(float place) {
  float i = min(floor(place), 4.0);
  return i + smoothstep(0.35, 0.65, place - i);
}
`
const READ_COLOUR = `
const int EMPTY = 0, MATERIAL = 1, BLACK = 2;
int kindOf(vec3 rgb) {
  if (min(min(rgb.r, rgb.g), rgb.b) >= ${float(EMPTY_FROM)}) return EMPTY;
  return max(max(rgb.r, rgb.g), rgb.b) <= ${float(BLACK_TO)} ? BLACK : MATERIAL;
}
vec2 readColour(vec3 rgb) {
  vec3 d = density(rgb);
  float len = max(length(d), 1e-6);
  vec3 u = d / len;
  float best = 81.0;
  float place = 0.0;
  for (int i = 0; i < 5; i++) {
    vec3 a = u_directions[i];
    vec3 e = u_directions[i + 1] - a;
    vec3 p = u - a;
    float squared = dot(e, e);
    float t = clamp(squared > 0.0 ? dot(p, e) / squared : 0.0, 0.0, 1.0);
    vec3 away = p - e * t;
    float d2 = dot(away, away);
    if (d2 < best) { best = d2; place = float(i) + t; }
  }
  return vec2(place, len / (2.0 * lengthAt(place)));
}
`
const READ_DUAL = `
uniform float u_ratios[11];
const int EMPTY = 0, MATERIAL = 1, BLACK = 2;
int kindOf(vec2 part) { return part.x >= ${float(AIR_FROM)} ? EMPTY : part.x <= ${float(DARK_TO)} ? BLACK : MATERIAL; }
vec2 readDual(vec2 part) {
  float h = -log(max(part.x, 1e-5));
  float l = -log(max(part.y, 1e-5));
  float ratio = h > 0.0 ? l / h : 1.0;
  float place = 0.0;
  for (int k = 0; k < 10; k++)
    place += 0.5 * clamp((ratio - u_ratios[k]) / max(u_ratios[k + 1] - u_ratios[k], 1e-6), 0.0, 1.0);
  return vec2(place, h / ${float(2 * HALF_ATTENUATION)});
}
`

/** `common`: the header all shaders of the layer share; `sampler`: how samples lie in the texture. */
export function xraySource(c: XrayCase, common: string, sampler: string, channels: number, opaque: number): string {
  const { input, blend, recipe: r } = c
  const material = asksMaterial(c)
  const dual = input === 'dual'
  const brightness = input === 'rgb' ? 'luminance(level(at(t)))' : dual ? '255.0 * level(at(t)).x' : 'level(at(t)).x'
  return `${common}
precision highp ${sampler};
uniform ${sampler} u_pixels;
${dual ? `uniform ${sampler} u_second;` : ''}
uniform ivec2 u_size;
uniform float u_low;
uniform float u_gain;
uniform vec3 u_tone;
uniform vec2 u_keep;
uniform bool u_strip;
uniform vec2 u_detail;
uniform float u_gamma;
vec4 at(ivec2 t) {
  ivec2 p = clamp(t, ivec2(0), u_size - 1);
  ${
    dual
      ? 'return vec4(float(texelFetch(u_pixels, p, 0).r), float(texelFetch(u_second, p, 0).r), 0.0, 0.0);'
      : 'return vec4(texelFetch(u_pixels, p, 0));'
  }
}
// Levels 0 to 255; of two energies the parts of the open beam.
vec3 level(vec4 v) { return clamp((${input === 'rgb' ? 'v.rgb' : dual ? 'v.rgb' : 'v.rrr'} - u_low) * u_gain, 0.0, ${dual ? '1.0' : '255.0'}); }
float luminance(vec3 c) { return dot(c, vec3(0.299, 0.587, 0.114)); }
vec3 density(vec3 c) { return -log(max(c, 1.0) / 255.0); }
${material ? MATERIAL : ''}
${material ? (dual ? READ_DUAL : READ_COLOUR) : ''}
float bright(ivec2 t) { return ${brightness}; }
void main() {
  vec2 t = texel();
  vec4 v;
  ${
    blend
      ? `vec2 corner = floor(t - 0.5);
  vec2 f = t - 0.5 - corner;
  ivec2 i = ivec2(corner);
  v = mix(mix(at(i), at(i + ivec2(1, 0)), f.x), mix(at(i + ivec2(0, 1)), at(i + ivec2(1, 1)), f.x), f.y);`
      : 'v = at(ivec2(floor(t)));'
  }
  vec3 raw = level(v);
  ${input === 'grey' ? 'if (u_invert) raw = 255.0 - raw;' : ''}
  vec3 c = raw;
  ${
    material
      ? `${dual ? 'int kind = kindOf(raw.xy); vec2 read = readDual(raw.xy);' : 'int kind = kindOf(raw); vec2 read = readColour(raw);'}
  ${dual ? `c = kind == EMPTY ? vec3(255.0) : kind == BLACK ? vec3(0.0) : colourAt(${r.recolour ? 'snapped(read.x)' : 'read.x'}, read.y);` : ''}
  ${!dual && r.recolour ? 'if (kind == MATERIAL) c = colourAt(snapped(read.x), read.y);' : ''}`
      : ''
  }
  ${
    r.tone
      ? `vec3 od = density(c);
  float len = length(od);
  c = 255.0 * exp(-od * (len > 0.0 ? clamp((len - u_tone.x) * u_tone.y, 0.0, u_tone.z) / len : 0.0));`
      : ''
  }
  float y = luminance(c);
  ${r.grey ? 'c = vec3(y);' : ''}
  ${
    r.keep && material
      ? `float inside = smoothstep(u_keep.x - ${float(SOFT / 2)}, u_keep.x + ${float(SOFT / 2)}, read.x)
    * (1.0 - smoothstep(u_keep.y - ${float(SOFT / 2)}, u_keep.y + ${float(SOFT / 2)}, read.x));
  float part = kind == BLACK ? 0.0 : inside;
  if (u_strip) part = 1.0 - part;
  if (kind == EMPTY) part = 1.0;
  float faded = 255.0 - (255.0 - y) * ${float(FADE)};
  c = mix(vec3(faded), c, part);`
      : ''
  }
  ${
    r.detail
      ? `ivec2 p = ivec2(floor(t));
  float here = bright(p);
  float add = u_detail.x * (here - (bright(p + ivec2(1, 0)) + bright(p - ivec2(1, 0)) + bright(p + ivec2(0, 1)) + bright(p - ivec2(0, 1))) / 4.0);
  ${
    r.detail.far > 0
      ? `const int F = ${FAR};
  float far = bright(p + ivec2(F, 0)) + bright(p - ivec2(F, 0)) + bright(p + ivec2(0, F)) + bright(p - ivec2(0, F))
    + bright(p + ivec2(F, F)) + bright(p - ivec2(F, F)) + bright(p + ivec2(F, -F)) + bright(p + ivec2(-F, F));
  add += u_detail.y * (here - far / 8.0);`
      : ''
  }
  c += ${input === 'grey' ? '(u_invert ? -add : add)' : 'add'};`
      : ''
  }
  c = clamp(c, 0.0, 255.0);
  ${r.gamma === 1 ? '' : 'c = 255.0 * pow(c / 255.0, vec3(1.0 / u_gamma));'}
  c = floor(c + 0.5);
  ${r.negative ? 'c = 255.0 - c;' : ''}
  c /= 255.0;
  ${channels === 4 ? `c = mix(checker(), c, clamp(v.a / ${float(opaque)}, 0.0, 1.0));` : ''}
  o_colour = vec4(c, 1.0);
}`
}

const flat = (palette: XrayPalette): number[] => palette.directions.flatMap((d) => [...d])

export function setXrayUniforms(gl: WebGL2RenderingContext, { at }: Program, { model, recipe }: XrayLook): void {
  gl.uniform3fv(at('u_directions'), flat(model.palette))
  gl.uniform1fv(at('u_lengths'), [...model.palette.lengths])
  gl.uniform1fv(at('u_ratios'), [...model.ratios])
  const { tone, keep, detail } = recipe
  if (tone) gl.uniform3f(at('u_tone'), tone.from, tone.gain, tone.most)
  if (keep) {
    gl.uniform2f(at('u_keep'), keep.low, keep.high)
    gl.uniform1i(at('u_strip'), keep.strip ? 1 : 0)
  }
  if (detail) gl.uniform2f(at('u_detail'), detail.near, detail.far)
  gl.uniform1f(at('u_gamma'), recipe.gamma)
  gl.uniform1i(at('u_second'), 1)
}
