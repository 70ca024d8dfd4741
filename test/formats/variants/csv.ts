import { B, type Label, ring, T, type Variant } from './kit.ts'

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
    [
      'Open Images',
      'ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\na,xclick,/m/0k4j,1,0.1,0.3,0.2,0.4,1,0,-1,0,0\n',
      [['/m/0k4j', B, { attributes: { occluded: true, truncated: false, isDepiction: false, isInside: false } }]],
    ],
    ['Google AutoML, two corners', 'TRAIN,gs://bucket/set/a.png,car,0.1,0.2,,,0.3,0.4,,\n', [['car', B]]],
    ['Google AutoML, four corners', 'UNASSIGNED,gs://bucket/a.png,car,0.1,0.2,0.3,0.2,0.3,0.4,0.1,0.4\n', [['car', B]]],
    ['Google AutoML, nothing there', 'TEST,gs://bucket/a.png,,,,,,,,,\n', []],
    ['Google AutoML, classes of pictures', 'TRAIN,gs://bucket/a.png,car\n', [['car', null]]],
    [
      'four corners in eight columns',
      'image,class,x1,y1,x2,y2,x3,y3,x4,y4\na.png,car,10,10,30,10,30,20,10,20\n',
      [['car', ring(10, 10, 30, 10, 30, 20, 10, 20)]],
    ],
    ['an outline in a cell', 'filename,class,polygon\na.png,car,"[[10, 10], [30, 10], [30, 30]]"\n', [['car', T]]],
    ['an outline as WKT', 'filename,class,wkt\na.png,car,"POLYGON ((10 10, 30 10, 30 30, 10 10))"\n', [['car', T]]],
    [
      'run lengths of Kaggle',
      'ImageId,EncodedPixels\na.png,1 50\na.png,\n',
      [[null, { kind: 'mask', x: 0, y: 0, width: 1, height: 50, counts: [0, 50] }]],
    ],
    ['Kaggle, no mask', 'ImageId,EncodedPixels\na.png,-1\n', []],
    [
      'a box in one header of several cells',
      'Image Index,Finding Label,Bbox [x,y,w,h],,,\na.png,Mass,10,10,20,10,,,\n',
      [['Mass', B]],
    ],
    ['a score', `${head},score\n${row},0.5\n`, [['car', B]]],
    ['paths of Windows', `${head}\nC:\\set\\${row}\n`, [['car', B]]],
    ['empty rows', `${head}\n\n${row}\n\n`, [['car', B]]],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'labels.csv': text }, labels])
const openImages = 'ImageID,LabelName,XMin,XMax,YMin,YMax\na,/m/0k4j,0.1,0.3,0.2,0.4\n'
const csvBytes: Variant[] = [
  [
    'Open Images with its list of names',
    { 'boxes.csv': openImages, 'class-descriptions-boxable.csv': '/m/0k4j,Car\n/m/01,Bus\n' },
    [['Car', B]],
  ],
  [
    'UTF-16 of Excel',
    { 'labels.csv': Buffer.from(`\ufeff${head}\r\n${row}\r\n`.replaceAll(',', '\t'), 'utf16le') },
    [['car', B]],
  ],
]

export const csvVariants: readonly Variant[] = [...csv, ...csvBytes]
