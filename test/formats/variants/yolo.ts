import { B, box, type Label, ring, utf16be, type Variant } from './kit.ts'

const yolo: Variant[] = (
  [
    ['a plain line', '0 0.2 0.3 0.2 0.2\n', [['car', B]]],
    ['a confidence behind the box', '0 0.2 0.3 0.2 0.2 0.87\n', [['car', B]]],
    [
      'Windows line ends',
      '0 0.2 0.3 0.2 0.2\r\n1 0.2 0.3 0.2 0.2\r\n',
      [
        ['car', B],
        ['bus', B],
      ],
    ],
    ['no line end at the end', '0 0.2 0.3 0.2 0.2', [['car', B]]],
    ['empty lines between', '\n0 0.2 0.3 0.2 0.2\n\n\n', [['car', B]]],
    ['spaces and tabs', '  0\t0.2  0.3 \t0.2 0.2  \n', [['car', B]]],
    ['a byte order mark', '\ufeff0 0.2 0.3 0.2 0.2\n', [['car', B]]],
    ['exponents', '0 2e-1 3.0E-1 .2 +0.2\n', [['car', B]]],
    ['a class beyond the list', '7 0.2 0.3 0.2 0.2\n', [['class 7', B]]],
    ['a class number with a point', '0.0 0.2 0.3 0.2 0.2\n', [['car', B]]],
    ['an outline', '1 0.1 0.2 0.3 0.2 0.3 0.6\n', [['bus', ring(10, 10, 30, 10, 30, 30)]]],
    [
      'boxes and outlines in one file',
      '0 0.2 0.3 0.2 0.2\n1 0.1 0.2 0.3 0.2 0.3 0.6\n',
      [
        ['car', B],
        ['bus', ring(10, 10, 30, 10, 30, 30)],
      ],
    ],
    ['a broken line among good ones', '0 0.2 0.3 0.2 0.2\n0 x y\n', [['car', B]]],
    ['a box over the border', '0 0 0 0.2 0.4\n', [['car', box(-10, -10, 20, 20)]]],
    ['a box without size', '0 0.2 0.3 0 0\n', [['car', box(20, 15, 0, 0)]]],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'labels/a.txt': text, 'data.yaml': 'names: [car, bus]\n' }, labels])
const heads: Variant[] = Object.entries({
  'names as a table': 'nc: 2\nnames:\n  0: car\n  1: bus\n',
  'names as a list in lines': 'names:\n- car\n- bus\n',
  'quoted names and comments': '# mine\nnames: ["car", \'bus\'] # two\n',
  'paths of another machine':
    'path: C:\\Users\\kim\\data\ntrain: /home/lee/data/images/train\nval: ../valid/images\nnames: [car, bus]\n',
  'a download script': 'names: [car]\ndownload: |\n  from x import y\n  y()\n',
  'a byte order mark': '\ufeffnames: [car]\n',
  'Windows line ends': 'names:\r\n  0: car\r\n',
  'more classes than nc': 'nc: 1\nnames: [car, bus, tram]\n',
  'Roboflow block': 'names: [car]\nroboflow:\n  license: MIT\n  version: 3\n',
}).map(([name, yaml]) => [
  `data.yaml with ${name}`,
  { 'labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yaml': yaml },
  [['car', B]],
])
const others: Variant[] = [
  ['only the number of classes', { 'labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yaml': 'nc: 3\n' }, [['class 0', B]]],
  ['data.yml', { 'labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yml': 'names: [car]\n' }, [['car', B]]],
  ['classes.txt beside', { 'a.txt': '0 0.2 0.3 0.2 0.2\n', 'classes.txt': 'car\r\nbus\r\n' }, [['car', B]]],
  ['classes.txt above', { 'labels/train/a.txt': '0 0.2 0.3 0.2 0.2\n', 'classes.txt': 'car' }, [['car', B]]],
  [
    'Korean names in EUC-KR',
    { 'a.txt': '0 0.2 0.3 0.2 0.2\n', 'classes.txt': Buffer.from([0xc2, 0xf7, 0x0a]) },
    [['차', B]],
  ],
  [
    'UTF-16 with a mark',
    { 'a.txt': Buffer.from('\ufeff0 0.2 0.3 0.2 0.2\r\n', 'utf16le'), 'classes.txt': 'car\n' },
    [['car', B]],
  ],
  [
    'obj.names with trailing spaces',
    { 'obj.names': 'car  \nbus\n', 'obj_train_data/a.txt': '1 0.2 0.3 0.2 0.2\n' },
    [['bus', B]],
  ],
  ['no class list at all', { 'a.txt': '3 0.2 0.3 0.2 0.2\n' }, [['class 3', B]]],
  [
    'UTF-16 in the other byte order',
    { 'a.txt': utf16be('0 0.2 0.3 0.2 0.2\r\n'), 'classes.txt': utf16be('car\r\n') },
    [['car', B]],
  ],
  [
    'names beside the list files of Darknet, absolute paths in them',
    {
      'data/obj.data': 'classes = 2\ntrain = /home/kim/data/train.txt\nnames = data/obj.names\n',
      'data/obj.names': 'car\nbus\n',
      'data/train.txt': '/home/kim/data/obj/a.png\n',
      'data/obj/a.txt': '1 0.2 0.3 0.2 0.2\n',
    },
    [['bus', B]],
  ],
  [
    'oriented boxes by the task',
    { 'labels/a.txt': '0 0.1 0.2 0.3 0.2 0.3 0.4 0.1 0.4\n', 'data.yaml': 'names: [car]\ntask: obb\n' },
    [['car', { kind: 'oriented', cx: 20, cy: 15, width: 20, height: 10, angle: 0 }]],
  ],
  [
    'poses with three values a point',
    { 'labels/a.txt': '0 0.2 0.3 0.2 0.2 0.1 0.2 2 0 0 0\n', 'data.yaml': 'names: [car]\nkpt_shape: [2, 3]\n' },
    [['car', B, { keypoints: [10, 10, 2, 0, 0, 0] }]],
  ],
  [
    'poses with two values a point',
    { 'labels/a.txt': '0 0.2 0.3 0.2 0.2 0.1 0.2 0.3 0.4\n', 'data.yaml': 'names: [car]\nkpt_shape: [2, 2]\n' },
    [['car', B, { keypoints: [10, 10, 2, 30, 20, 2] }]],
  ],
  ['a text of spaces only', { 'labels/a.txt': ' \n', 'data.yaml': 'names: [car]\n' }, []],
  [
    'a YAML of settings beside',
    { 'labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yaml': 'names: [car]\n', 'args.yaml': 'task: detect\nlr0: 0.01\n' },
    [['car', B]],
  ],
  ['names with numbers', { 'labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yaml': 'names: [1, 2]\n' }, [['1', B]]],
  ['Korean names', { 'labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yaml': 'names:\n  0: 자동차\n' }, [['자동차', B]]],
  ['an empty text', { 'labels/a.txt': '', 'data.yaml': 'names: [car]\n' }, []],
  [
    'labels of Roboflow splits',
    { 'train/labels/a.txt': '0 0.2 0.3 0.2 0.2\n', 'data.yaml': 'names: [car]\n' },
    [['car', B]],
  ],
]

export const yoloVariants: readonly Variant[] = [...yolo, ...heads, ...others]
