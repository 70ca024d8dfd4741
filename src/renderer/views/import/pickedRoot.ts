// What was picked, and file names told from there: a path that is the same in every row says nothing.

const SEPARATOR = /[\\/]/
const folderOf = (path: string): string => path.slice(0, Math.max(path.search(/[\\/][^\\/]*$/), 0))

/** The folder that holds everything that was picked; the picked folder itself when there is only one. */
export function pickedRoot(picked: readonly string[]): string {
  const [first = '', ...others] = picked
  let root = first
  for (const path of others) while (root !== '' && path !== root && !isBelow(path, root)) root = folderOf(root)
  return root
}

const isBelow = (path: string, root: string): boolean =>
  path.startsWith(root) && SEPARATOR.test(path.charAt(root.length))

/** Names that are no paths below the root, such as a frame of a video, stay as they are. */
export const fromRoot = (path: string, root: string): string =>
  root === ''
    ? path
    : path === root
      ? path.slice(folderOf(path).length + 1)
      : isBelow(path, root)
        ? path.slice(root.length + 1)
        : path
