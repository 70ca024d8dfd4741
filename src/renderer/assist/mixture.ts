// What values occur inside and outside: a mixture of Gaussians with a variance for each channel.
export type Mixture = { readonly parts: readonly Part[] }
type Part = { readonly weight: number; readonly mean: readonly number[]; readonly variance: readonly number[] }

const PARTS = 5
const ROUNDS = 6
/** Of values spread to 0..1: no part is so narrow that noise of one grey level falls out of it. */
const LEAST_VARIANCE = 1e-4

/** Fitted by k-means; `pixels` are indices into `values`. */
export function fitMixture(values: Float32Array, channels: number, pixels: readonly number[]): Mixture {
  const n = Math.min(PARTS, pixels.length)
  if (n === 0) return { parts: [] }
  // Begun at quantiles of the first channel.
  const byValue = [...pixels].sort((a, b) => values[a * channels]! - values[b * channels]!)
  const at = (i: number): number[] => Array.from(values.subarray(i * channels, (i + 1) * channels))
  let means = Array.from({ length: n }, (_, k) => at(byValue[Math.floor(((k + 0.5) / n) * byValue.length)]!))
  let parts: Part[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const sums = means.map(() => ({ count: 0, sum: new Array(channels).fill(0), squares: new Array(channels).fill(0) }))
    for (const i of pixels) {
      let best = 0
      let least = Number.POSITIVE_INFINITY
      for (let k = 0; k < means.length; k++) {
        let d = 0
        for (let c = 0; c < channels; c++) d += (values[i * channels + c]! - means[k]![c]!) ** 2
        if (d < least) [best, least] = [k, d]
      }
      const s = sums[best]!
      s.count++
      for (let c = 0; c < channels; c++) {
        const v = values[i * channels + c]!
        s.sum[c] += v
        s.squares[c] += v * v
      }
    }
    parts = sums
      .filter((s) => s.count > 0)
      .map(({ count, sum, squares }) => ({
        weight: count / pixels.length,
        mean: sum.map((v) => v / count),
        variance: squares.map((q, c) => Math.max(LEAST_VARIANCE, q / count - (sum[c] / count) ** 2)),
      }))
    means = parts.map((p) => [...p.mean])
  }
  return { parts }
}

/** -log of the likelihood of pixel i. */
export function unlikeliness(m: Mixture, values: Float32Array, channels: number, i: number): number {
  let sum = 0
  for (const { weight, mean, variance } of m.parts) {
    let exponent = 0
    let scale = 1
    for (let c = 0; c < channels; c++) {
      exponent += (values[i * channels + c]! - mean[c]!) ** 2 / (2 * variance[c]!)
      scale *= variance[c]!
    }
    sum += (weight * Math.exp(-exponent)) / Math.sqrt(scale)
  }
  return -Math.log(Math.max(sum, 1e-12))
}
