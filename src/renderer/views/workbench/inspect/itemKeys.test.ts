import { expect, it } from 'vitest'
import { withItemKey } from './itemKeys.ts'

const use = (sequence: readonly string[]) => {
  let keys: readonly string[] = []
  let recent: readonly string[] = []
  for (const id of sequence) {
    recent = [id, ...recent.filter((r) => r !== id)]
    keys = withItemKey(keys, recent)
  }
  return keys
}

it('digits stay where they are, however often an item is used', () => {
  expect(use(['knife', 'usb', 'gun', 'usb', 'knife', 'gun'])).toEqual(['knife', 'usb', 'gun'])
})
it('a tenth item takes the digit of the one not used for longest', () => {
  const nine = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  expect(use([...nine, 'a', 'x'])).toEqual(['a', 'x', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
})
