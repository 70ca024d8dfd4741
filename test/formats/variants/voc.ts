import { B, box, type Label, ring, T, utf16be, type Variant } from './kit.ts'

const object = (inner: string, name = 'car') => `<object><name>${name}</name>${inner}</object>`
const bnd = (a: string | number, b: string | number, c: string | number, d: string | number) =>
  `<bndbox><xmin>${a}</xmin><ymin>${b}</ymin><xmax>${c}</xmax><ymax>${d}</ymax></bndbox>`
const vocFile = (
  inner: string,
  head = '<filename>a.png</filename><size><width>100</width><height>50</height><depth>3</depth></size>',
) => `<annotation>${head}${inner}</annotation>`
const vocBox = bnd(10, 10, 30, 20)
const voc: Variant[] = (
  [
    ['a plain object', vocFile(object(vocBox)), [['car', B]]],
    [
      'an XML declaration and comments',
      `<?xml version="1.0" encoding="utf-8"?>\n<!-- mine -->\n${vocFile(`<!-- x -->${object(vocBox)}`)}`,
      [['car', B]],
    ],
    ['a byte order mark', `\ufeff<?xml version="1.0"?>${vocFile(object(vocBox))}`, [['car', B]]],
    [
      'numbers with points',
      vocFile(object(bnd('10.5', '10.25', '30.5', '20.75'))),
      [['car', box(10.5, 10.25, 20, 10.5)]],
    ],
    ['exponents and spaces', vocFile(object(bnd(' 1e1 ', '10.0', ' 30', '2.0e1'))), [['car', B]]],
    ['corners in the other order', vocFile(object(bnd(30, 20, 10, 10))), [['car', B]]],
    [
      'elements of the box in another order',
      vocFile(object('<bndbox><ymax>20</ymax><xmax>30</xmax><ymin>10</ymin><xmin>10</xmin></bndbox>')),
      [['car', B]],
    ],
    ['no size', vocFile(object(vocBox), '<filename>a.png</filename>'), [['car', B]]],
    [
      'a size of zero',
      vocFile(
        object(vocBox),
        '<filename>a.png</filename><size><width>0</width><height>0</height><depth>3</depth></size>',
      ),
      [['car', B]],
    ],
    ['no file name', vocFile(object(vocBox), '<size><width>100</width><height>50</height></size>'), [['car', B]]],
    ['a file name without ending', vocFile(object(vocBox), '<filename>a</filename>'), [['car', B]]],
    [
      'a file name with a folder',
      vocFile(object(vocBox), '<folder>VOC2007</folder><filename>JPEGImages/a.png</filename>'),
      [['car', B]],
    ],
    [
      'a path of Windows',
      vocFile(object(vocBox), '<filename>a.png</filename><path>C:\\data\\a.png</path>'),
      [['car', B]],
    ],
    [
      'parts inside an object',
      vocFile(object(`${vocBox}<part><name>wheel</name>${bnd(12, 12, 14, 14)}</part>`)),
      [['car', B]],
    ],
    [
      'several objects of one name',
      vocFile(object(vocBox) + object(bnd(40, 10, 60, 20))),
      [
        ['car', B],
        ['car', box(40, 10, 20, 10)],
      ],
    ],
    ['flags left empty', vocFile(object(`<pose></pose><truncated/><difficult></difficult>${vocBox}`)), [['car', B]]],
    [
      'flags as words',
      vocFile(object(`<truncated>true</truncated><difficult>Unspecified</difficult>${vocBox}`)),
      [['car', B]],
    ],
    ['an empty picture', vocFile('<segmented>0</segmented>'), []],
    ['escaped characters in a name', vocFile(object(vocBox, 'cars &amp; buses &lt;3')), [['cars & buses <3', B]]],
    [
      'a turned box of roLabelImg',
      vocFile(object('<robndbox><cx>20</cx><cy>15</cy><w>20</w><h>10</h><angle>0.5235987755982988</angle></robndbox>')),
      [['car', { kind: 'oriented', cx: 20, cy: 15, width: 20, height: 10, angle: 30 }]],
    ],
    [
      'points and a deleted object of the LabelMe of MIT',
      vocFile(
        object(
          '<deleted>0</deleted><polygon><username>kim</username><pt><x>10</x><y>10</y></pt><pt><x>30</x><y>10</y></pt><pt><x>30</x><y>30</y></pt></polygon>',
        ) + object(`<deleted>1</deleted>${vocBox}`),
        '<filename>a.png</filename><imagesize><nrows>50</nrows><ncols>100</ncols></imagesize>',
      ),
      [['car', T]],
    ],
    [
      'a polygon of two parts',
      vocFile(
        object(
          '<polygon><x1>10</x1><y1>10</y1><x2>30</x2><y2>10</y2><x3>30</x3><y3>30</y3></polygon><polygon><x1>50</x1><y1>10</y1><x2>60</x2><y2>10</y2><x3>60</x3><y3>20</y3></polygon>',
        ),
      ),
      [
        [
          'car',
          {
            kind: 'polygon',
            parts: [
              { outer: [10, 10, 30, 10, 30, 30], holes: [] },
              { outer: [50, 10, 60, 10, 60, 20], holes: [] },
            ],
          },
        ],
      ],
    ],
    ['a name of a file with spaces', vocFile(object(vocBox), '<filename>my folder/a.png</filename>'), [['car', B]]],
    ['CDATA', vocFile(object(vocBox, '<![CDATA[a & b]]>')), [['a & b', B]]],
    ['spaces around a name', vocFile(object(vocBox, '\n      car\n    ')), [['car', B]]],
    ['a Korean name', vocFile(object(vocBox, '자동차')), [['자동차', B]]],
    [
      'a polygon of Roboflow',
      vocFile(object(`<polygon><x1>10</x1><y1>10</y1><x2>30</x2><y2>10</y2><x3>30</x3><y3>30</y3></polygon>${vocBox}`)),
      [['car', ring(10, 10, 30, 10, 30, 30)]],
    ],
    [
      'a polygon of points',
      vocFile(
        object(
          `<polygon><point><x>10</x><y>10</y></point><point><x>30</x><y>10</y></point><point><x>30</x><y>30</y></point></polygon>`,
        ),
      ),
      [['car', ring(10, 10, 30, 10, 30, 30)]],
    ],
    ['a box outside the picture', vocFile(object(bnd(-5, -5, 110, 60))), [['car', box(-5, -5, 115, 65)]]],
    ['a box without extent', vocFile(object(bnd(10, 10, 10, 10))), [['car', box(10, 10, 0, 0)]]],
    ['an object without a box', vocFile(object('') + object(vocBox)), [['car', B]]],
    [
      'elements of nobody',
      vocFile(`<layout/>${object(`<score>0.5</score><color>red</color>${vocBox}`)}`),
      [['car', B]],
    ],
    ['several in one file', `<annotations>${vocFile(object(vocBox))}</annotations>`, [['car', B]]],
    [
      'the devkit counts from one',
      vocFile(
        object(bnd(11, 11, 31, 21)),
        '<filename>a.png</filename><source><database>The VOC2007 Database</database></source>',
      ),
      [['car', box(10, 10, 21, 11)]],
    ],
    [
      'attributes of CVAT',
      vocFile(object(`<attributes><attribute><name>colour</name><value>red</value></attribute></attributes>${vocBox}`)),
      [['car', B]],
    ],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'Annotations/a.xml': text }, labels])
const vocBytes: Variant[] = [
  [
    'UTF-16',
    {
      'a.xml': Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${vocFile(object(vocBox, '차'))}`, 'utf16le'),
    },
    [['차', B]],
  ],
  [
    'EUC-KR that says so',
    {
      'a.xml': Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="euc-kr"?><annotation><filename>a.png</filename><object><name>'),
        Buffer.from([0xc2, 0xf7]),
        Buffer.from(`</name>${vocBox}</object></annotation>`),
      ]),
    },
    [['차', B]],
  ],
  [
    'EUC-KR that does not say so',
    {
      'a.xml': Buffer.concat([
        Buffer.from('<annotation><filename>a.png</filename><object><name>'),
        Buffer.from([0xc2, 0xf7]),
        Buffer.from(`</name>${vocBox}</object></annotation>`),
      ]),
    },
    [['차', B]],
  ],
  ['UTF-16 in the other byte order', { 'a.xml': utf16be(vocFile(object(vocBox, '차'))) }, [['차', B]]],
  [
    'UTF-8 that says it is UTF-16, as .NET writes it',
    { 'a.xml': `<?xml version="1.0" encoding="utf-16"?>${vocFile(object(vocBox, '차'))}` },
    [['차', B]],
  ],
  ['an ending in capitals', { 'A.XML': vocFile(object(vocBox)) }, [['car', B]]],
]

export const vocVariants: readonly Variant[] = [...voc, ...vocBytes]
