// What the generators take on their command lines.
import { InvalidArgumentError } from 'commander'

export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < least || n > most)
      throw new InvalidArgumentError(`a whole number, ${least} to ${most}`)
    return n
  }

/** `1920x1080`; `said` is what the two are called. */
export const pair =
  (said: string) =>
  (text: string): readonly [number, number] => {
    const [, first, second] = /^(\d{2,5})x(\d{2,5})$/.exec(text) ?? []
    if (first === undefined || second === undefined) throw new InvalidArgumentError(said)
    return [Number(first), Number(second)]
  }
