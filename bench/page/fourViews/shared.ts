// What both pages answer. Times are of one clock in one browser, from the order to show until the pixels were drawn.
export type CaseTimes = {
  /** When all four show something that can be read. */
  readonly first: number
  /** When all four show every stored pixel. */
  readonly full: number
}

/** Milliseconds from frame to frame. */
export type Frames = readonly number[]

/** What only our page does. */
export type OwnViews = {
  /** Loads the views of the next case while this one is looked at. */
  prefetchCase(names: readonly string[]): Promise<void>
  /** Drags the window of all four views. */
  dragWindow(frames: number): Promise<Frames>
  /** Scrolls once through a stack, a slice a frame, loading ahead as the workbench does; resolves when all were shown. */
  scroll(names: readonly string[], size: number): Promise<Frames>
}

export type FourViews = {
  /** `names` are file names in the order of the cells; they have not been asked for before. */
  showCase(names: readonly string[]): Promise<CaseTimes>
  /** From the order to the decoded samples in this page. */
  load(name: string): Promise<number>
}

declare global {
  interface Window {
    views: FourViews & Partial<OwnViews>
  }
}

export const cells = (): HTMLDivElement[] => [...document.querySelectorAll<HTMLDivElement>('body > div')]

export const nextFrame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()))
