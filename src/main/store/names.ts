// How names are compared and put in order.

/** One Unicode form, one case, forward slashes: `C:\Scans\가.PNG` typed on a Mac finds the same file. */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase().replaceAll('\\', '/')

export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

export function stemOf(name: string): string {
  const base = baseName(name)
  const dot = base.lastIndexOf('.')
  return dot > 0 ? base.slice(0, dot) : base
}

/**
 * Text whose binary order is the natural order of names: a run of digits becomes its length and its digits without
 * leading zeros, so img2 < img10 and numbers of any length keep their order. Folders sort before names that only share
 * their beginning (`a/1` before `a-b/1`).
 */
export const sortKey = (name: string): string =>
  foldName(name)
    .replaceAll('/', '\u0001')
    .replace(/\d+/g, (digits) => {
      const significant = digits.replace(/^0+(?=\d)/, '')
      return String(Math.min(significant.length, 99)).padStart(2, '0') + significant
    })
