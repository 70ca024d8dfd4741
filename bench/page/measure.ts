const WARM_UP = 10
/** Milliseconds after which fewer frames have to do, and how many those are at least. */
const MOST = 5000
const FEWEST = 3

/**
 * Time from frame to frame while `step` runs once in each, after a short warm-up. With the browser's frame limit off this
 * is what a frame costs, script, painting and compositing together.
 */
export async function measureFrames(frames: number, step: (i: number) => void, most = MOST): Promise<number[]> {
  drain()
  const times: number[] = []
  let last = 0
  const end = performance.now() + most
  const late = () => performance.now() > end
  for (let i = -WARM_UP; i < frames; i++) {
    if (late() && times.length >= FEWEST) break
    // A picture that takes seconds has warmed up after two.
    if (late() && i > 2 - WARM_UP && i < 0) i = 0
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
  // Frames may be queued for the GPU; the last one pays for what was still to be drawn, so that the mean is honest.
  const before = performance.now()
  drain()
  const waited = performance.now() - before
  return times.map((t, i) => (i === times.length - 1 ? t + waited : t))
}

/** Reading a pixel back waits for everything that was ordered before. */
function drain(): void {
  for (const canvas of document.querySelectorAll('canvas')) {
    const gl = canvas.classList.contains('canvas-image') ? canvas.getContext('webgl2') : null
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
  }
}

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}
