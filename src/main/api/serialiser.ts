// Changes of one project run one after the other, in the order they came; different projects do not wait for each other.
export type Serialiser = <T>(key: string, run: () => Promise<T>) => Promise<T>

export function createSerialiser(): Serialiser {
  const tails = new Map<string, Promise<unknown>>()
  return (key, run) => {
    const before = tails.get(key) ?? Promise.resolve()
    // A failed change does not hold up the next one.
    const mine = before.then(run, run)
    const tail = mine
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return mine
  }
}
