// What both pages answer. Times are of one clock in one browser, from the order to show until the pixels were drawn.
export type CaseTimes = {
  /** When all four show something that can be read. */
  readonly first: number
  /** When all four show every stored pixel. */
  readonly full: number
}

export type FourViews = {
  /** `names` are file names in the order of the cells; they have not been asked for before. */
  showCase(names: readonly string[]): Promise<CaseTimes>
  /** From the order to the decoded samples in this page. */
  load(name: string): Promise<number>
}

declare global {
  interface Window {
    views: FourViews
  }
}

export const cells = (): HTMLDivElement[] => [...document.querySelectorAll<HTMLDivElement>('body > div')]

export const nextFrame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()))
