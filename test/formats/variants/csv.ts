import { B, type Label, type Variant } from './kit.ts'

const row = 'a.png,100,50,car,10,10,30,20'
const head = 'filename,width,height,class,xmin,ymin,xmax,ymax'
const csv: Variant[] = (
  [
    ['corners', `${head}\n${row}\n`, [['car', B]]],
    ['a byte order mark, Windows line ends', `\ufeff${head}\r\n${row}\r\n`, [['car', B]]],
    ['semicolons', `${head}\n${row}\n`.replaceAll(',', ';'), [['car', B]]],
    ['tabs', `${head}\n${row}\n`.replaceAll(',', '\t'), [['car', B]]],
    [
      'quotes',
      `"filename","class","xmin","ymin","xmax","ymax"\n"a.png","car, ""big""","10","10","30","20"\n`,
      [['car, "big"', B]],
    ],
    [
      'capitals and underscores',
      'Image_Path,Class_Name,X_Min,Y_Min,X_Max,Y_Max\nset/a.png,car,10,10,30,20\n',
      [['car', B]],
    ],
    ['corner and size', 'image,label,x,y,w,h\na.png,car,10,10,20,10\n', [['car', B]]],
    [
      'corner and size under other names',
      'image_name,label_name,bbox_x,bbox_y,bbox_width,bbox_height,image_width,image_height\na.png,car,10,10,20,10,100,50\n',
      [['car', B]],
    ],
    ['centre and size', 'image,label,x_center,y_center,width,height\na.png,car,20,15,20,10\n', [['car', B]]],
    ['fractions', 'image,label,xmin,ymin,xmax,ymax\na.png,car,0.1,0.2,0.3,0.4\n', [['car', B]]],
    ['a list of four', 'image_id,bbox\na.png,"[10, 10, 20, 10]"\n', [[null, B]]],
    ['RetinaNet', 'set/a.png,10,10,30,20,car\n', [['car', B]]],
    ['RetinaNet, nothing on the picture', 'set/a.png,,,,,\n', []],
    ['classes of pictures', 'filename,class\na.png,car\n', [['car', null]]],
    ['one column a class', 'filename,car,bus\na.png,1,0\n', [['car', null]]],
    ['a score', `${head},score\n${row},0.5\n`, [['car', B]]],
    ['paths of Windows', `${head}\nC:\\set\\${row}\n`, [['car', B]]],
    ['empty rows', `${head}\n\n${row}\n\n`, [['car', B]]],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'labels.csv': text }, labels])
const csvBytes: Variant[] = [
  [
    'UTF-16 of Excel',
    { 'labels.csv': Buffer.from(`\ufeff${head}\r\n${row}\r\n`.replaceAll(',', '\t'), 'utf16le') },
    [['car', B]],
  ],
]

export const csvVariants: readonly Variant[] = [...csv, ...csvBytes]
