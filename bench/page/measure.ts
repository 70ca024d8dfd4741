/**
 * Time from frame to frame while `step` runs once in each, after a short warm-up. With the browser's frame limit off this
 * is what a frame costs, script, painting and compositing together.
 */
export async function measureFrames(frames: number, step: (i: number) => void): Promise<number[]> {
  const times: number[] = []
  let last = 0
  for (let i = -10; i < frames; i++) {
    const now = await new Promise<number>((done) =>
      requestAnimationFrame(() => {
        const start = performance.now()
        step(i)
        done(start)
      }),
    )
    if (i >= 0) times.push(now - last)
    last = now
  }
  return times
}

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}
