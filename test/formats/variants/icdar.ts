import { B, json, type Label, ring, T, type Variant } from './kit.ts'

const Q = ring(10, 10, 30, 10, 30, 20, 10, 20)
const quad = '10,10,30,10,30,20,10,20'
const icdar: Variant[] = (
  [
    ['2015', `${quad},hello\n`, [['text', Q]]],
    [
      'a byte order mark, Windows line ends',
      `\ufeff${quad},hello\r\n${quad},###\r\n`,
      [
        ['text', Q],
        ['text', Q],
      ],
    ],
    ['commas in the text', `${quad},a,b,c\n`, [['text', Q]]],
    ['quotes around the text', `${quad},"a, b"\n`, [['text', Q]]],
    ['spaces behind commas', '10, 10, 30, 10, 30, 20, 10, 20, hello world\n', [['text', Q]]],
    ['an empty text', `${quad},\n`, [['text', Q]]],
    [
      'a text of digits',
      `${quad},hello\n${quad},2015\n`,
      [
        ['text', Q],
        ['text', Q],
      ],
    ],
    ['MLT with a script', `${quad},Korean,서울\n`, [['text', Q]]],
    ['2013 with spaces', '10 10 30 20 "hello"\n', [['text', B]]],
    ['2013 with commas', '10, 10, 30, 20, "hello"\n', [['text', B]]],
    ['numbers with points', '10.0,10.0,30.0,10.0,30.0,20.0,10.0,20.0,hello\n', [['text', Q]]],
    [
      'a broken line among good ones',
      `${quad},hello\nread me\n${quad},you\n`,
      [
        ['text', Q],
        ['text', Q],
      ],
    ],
    ['empty lines', `\n${quad},hello\n\n`, [['text', Q]]],
    [
      'RCTW with a sign of difficulty',
      `${quad},0,"서울"\n${quad},1,"###"\n`,
      [
        ['text', Q, { attributes: { transcription: '서울', difficult: false } }],
        ['text', Q, { attributes: { ignore: true, difficult: true } }],
      ],
    ],
    [
      'CTW1500: outlines and the text behind four hashes',
      '10,10,20,8,30,10,30,20,20,22,10,20,####hi, you\n10,10,30,10,30,20,10,20,####\n',
      [
        ['text', ring(10, 10, 20, 8, 30, 10, 30, 20, 20, 22, 10, 20), { attributes: { transcription: 'hi, you' } }],
        ['text', Q, { attributes: { transcription: '' } }],
      ],
    ],
    ['negative numbers', '-5,10,30,10,30,20,-5,20,hello\n', [['text', ring(-5, 10, 30, 10, 30, 20, -5, 20)]]],
    ['Korean', `${quad},한글\n`, [['text', Q]]],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'gt_a.txt': text }, labels])
const icdarJson: Variant[] = [
  [
    'ArT and LSVT: one JSON for many pictures',
    {
      'train_labels.json': json({
        gt_7: [
          {
            transcription: '서울',
            points: [
              [10, 10],
              [30, 10],
              [30, 20],
              [10, 20],
            ],
            language: 'Korean',
            illegibility: false,
          },
          {
            transcription: '###',
            points: [
              [10, 10],
              [30, 10],
              [30, 30],
            ],
            language: 'Latin',
            illegibility: true,
          },
        ],
      }),
    },
    [
      ['text', Q, { attributes: { transcription: '서울', script: 'Korean' } }],
      ['text', T, { attributes: { ignore: true, script: 'Latin' } }],
    ],
  ],
  [
    'PaddleOCR',
    {
      'Label.txt': `train/a.png\t${json([
        {
          transcription: '한글',
          points: [
            [10, 10],
            [30, 10],
            [30, 20],
            [10, 20],
          ],
          difficult: false,
        },
      ])}\n`,
    },
    [['text', Q, { attributes: { transcription: '한글' } }]],
  ],
  [
    'PaddleOCR: words',
    { 'rec_gt.txt': 'crops/a.png\t한글 말\n' },
    [['text', null, { attributes: { transcription: '한글 말' } }]],
  ],
]
const icdarBytes: Variant[] = [
  [
    'Korean in EUC-KR',
    { 'gt_a.txt': Buffer.concat([Buffer.from(`${quad},`), Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0x0a])]) },
    [['text', Q]],
  ],
  ['UTF-16', { 'gt_a.txt': Buffer.from(`\ufeff${quad},한글\r\n`, 'utf16le') }, [['text', Q]]],
]

export const icdarVariants: readonly Variant[] = [...icdar, ...icdarJson, ...icdarBytes]
