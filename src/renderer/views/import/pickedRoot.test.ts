import { expect, it } from 'vitest'
import { fromRoot, pickedRoot } from './pickedRoot.ts'

it('tells files from the folder that was picked', () => {
  const root = pickedRoot(['/data/set'])
  expect(root).toBe('/data/set')
  expect(fromRoot('/data/set/images/a.png', root)).toBe('images/a.png')
  expect(fromRoot('/data/set2/a.png', root)).toBe('/data/set2/a.png')
  expect(fromRoot('t.mp4 #13', root)).toBe('t.mp4 #13')
})

it('tells one picked file by its name, and several from the folder they share', () => {
  expect(fromRoot('/data/a.png', pickedRoot(['/data/a.png']))).toBe('a.png')
  expect(pickedRoot(['/data/one/a.png', '/data/one/b.png'])).toBe('/data/one')
  expect(pickedRoot(['/data/one/a.png', '/data/onetwo/b.png'])).toBe('/data')
  expect(pickedRoot(['C:\\scans\\a', 'C:\\scans\\b\\c.png'])).toBe('C:\\scans')
  expect(pickedRoot(['/a.png', '/b.png'])).toBe('')
})
