import { type Label, ring, utf16, type Variant } from './kit.ts'

const O = { kind: 'oriented' as const, cx: 20, cy: 15, width: 20, height: 10, angle: 0 }
const line = '10 10 30 10 30 20 10 20 small-vehicle 0'

export const dotaVariants: readonly Variant[] = [
  ...(
    [
      ['with head lines', `imagesource:GoogleEarth\ngsd:0.146\n${line}\n`, [['small-vehicle', O]]],
      ['without head lines', `${line}\n`, [['small-vehicle', O]]],
      ['an empty gsd', `imagesource:GoogleEarth\ngsd:\n${line}\n`, [['small-vehicle', O]]],
      ['difficult', `${line.slice(0, -1)}1\n`, [['small-vehicle', O, { attributes: { difficult: true } }]]],
      ['difficult as 2', `${line.slice(0, -1)}2\n`, [['small-vehicle', O, { attributes: { difficult: '2' } }]]],
      ['no difficulty', `${line.slice(0, -2)}\n`, [['small-vehicle', O, { attributes: {} }]]],
      ['numbers with points', '10.0 10.0 30.0 10.0 30.0 20.0 10.0 20.0 ship 0\n', [['ship', O]]],
      ['no rectangle', '10 10 30 10 35 20 10 20 ship 0\n', [['ship', ring(10, 10, 30, 10, 35, 20, 10, 20)]]],
      ['Windows line ends and a mark', `\ufeff${line}\r\n`, [['small-vehicle', O]]],
      ['a broken line among good ones', `${line}\n10 10 x\n`, [['small-vehicle', O]]],
      ['head lines alone', 'imagesource:GoogleEarth\ngsd:0.1\n', []],
      ['a Korean class', '10 10 30 10 30 20 10 20 선박 0\n', [['선박', O]]],
    ] satisfies [string, string, Label[]][]
  ).map(([name, text, labels]): Variant => [name, { 'labelTxt/a.txt': text }, labels]),
  ['UTF-16', { 'labelTxt/a.txt': utf16(`${line}\r\n`) }, [['small-vehicle', O]]],
]
