import { expect, test } from 'vitest'
import { FileNames, safePath } from './fileNames.ts'

test.each([
  ['a/b.png', 'a/b.png'],
  ['사진/가 나.png', '사진/가 나.png'],
  ['../../etc/passwd', 'etc/passwd'],
  ['/root/x.png', 'root/x.png'],
  ['C:\\scans\\x?.png', 'scans/x_.png'],
  ['con.txt', '_con.txt'],
  ['a. /b', 'a_/b'],
  ['a\u0000b', 'a_b'],
  ['..', '_'],
  ['', '_'],
])('%j becomes %j', (name, safe) => {
  expect(safePath(name)).toBe(safe)
})

test('names stay unique without regard to case, and long ones fit', () => {
  const names = new FileNames()
  expect(['a.xml', 'A.xml', 'a.xml', 'a_2.xml', 'd.e/a'].map((n) => names.take(n))).toEqual([
    'a.xml',
    'A_2.xml',
    'a_3.xml',
    'a_2_2.xml',
    'd.e/a',
  ])
  expect(Buffer.byteLength(safePath('가'.repeat(300)))).toBeLessThanOrEqual(200)
  const many = new FileNames()
  for (let i = 0; i < 5000; i++) expect(many.take(`${i}.txt`)).toBe(`${i}.txt`)
  expect(many.take('4999.txt')).toBe('4999_2.txt')
})
