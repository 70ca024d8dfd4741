import { B, type Label, T, type Variant } from './kit.ts'

const cvatBox = '<box label="car" xtl="10" ytl="10" xbr="30" ybr="20"/>'
const cvatImage = (inner: string, at = 'id="0" name="a.png" width="100" height="50"') => `<image ${at}>${inner}</image>`
const cvatFile = (inner: string, meta = '<meta/>') =>
  `<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version>${meta}${inner}</annotations>`
const cvat: Variant[] = (
  [
    ['no meta', `<annotations><version>1.1</version>${cvatImage(cvatBox)}</annotations>`, [['car', B]]],
    ['an empty meta', cvatFile(cvatImage(cvatBox)), [['car', B]]],
    ['no version', `<annotations><meta/>${cvatImage(cvatBox)}</annotations>`, [['car', B]]],
    [
      'a project',
      cvatFile(
        cvatImage(cvatBox, 'id="0" name="a.png" subset="Train" task_id="4" width="100" height="50"'),
        '<meta><project><id>1</id><name>p</name><tasks><task><id>4</id><name>t</name></task></tasks><labels><label><name>car</name><color>#fa0000</color><attributes/></label></labels></project></meta>',
      ),
      [['car', B]],
    ],
    [
      'a job',
      cvatFile(
        cvatImage(cvatBox),
        '<meta><job><id>1</id><labels><label><name>car</name></label></labels></job></meta>',
      ),
      [['car', B]],
    ],
    [
      'a name with folders',
      cvatFile(cvatImage(cvatBox, 'id="0" name="train/x/a.png" width="100" height="50"')),
      [['car', B]],
    ],
    [
      'a name of Windows',
      cvatFile(cvatImage(cvatBox, 'id="0" name="train\\a.png" width="100" height="50"')),
      [['car', B]],
    ],
    ['no sizes', cvatFile(cvatImage(cvatBox, 'id="0" name="a.png"')), [['car', B]]],
    ['no shapes', cvatFile(cvatImage('')), []],
    [
      'attributes nobody declares',
      cvatFile(
        cvatImage('<box label="car" xtl="10" ytl="10" xbr="30" ybr="20"><attribute name="x">1</attribute></box>'),
      ),
      [['car', B]],
    ],
    [
      'an attribute without value',
      cvatFile(
        cvatImage('<box label="car" xtl="10" ytl="10" xbr="30" ybr="20"><attribute name="x"></attribute></box>'),
      ),
      [['car', B]],
    ],
    [
      'a turned box',
      cvatFile(cvatImage('<box label="car" xtl="10" ytl="10" xbr="30" ybr="20" rotation="45.5"/>')),
      [['car', { kind: 'oriented', cx: 20, cy: 15, width: 20, height: 10, angle: 45.5 }]],
    ],
    [
      'a turn of zero',
      cvatFile(cvatImage('<box label="car" xtl="10" ytl="10" xbr="30" ybr="20" rotation="0.0"/>')),
      [['car', B]],
    ],
    [
      'a polygon',
      cvatFile(cvatImage('<polygon label="car" points="10.00,10.00;30.00,10.00;30.00,30.00"/>')),
      [['car', T]],
    ],
    [
      'spaces between points',
      cvatFile(cvatImage('<polygon label="car" points=" 10, 10; 30,10 ;30,30 "/>')),
      [['car', T]],
    ],
    [
      'a polyline',
      cvatFile(cvatImage('<polyline label="car" points="10,10;30,10"/>')),
      [['car', { kind: 'polyline', points: [10, 10, 30, 10] }]],
    ],
    [
      'a point',
      cvatFile(cvatImage('<points label="car" points="10,10"/>')),
      [['car', { kind: 'point', x: 10, y: 10 }]],
    ],
    [
      'an ellipse',
      cvatFile(cvatImage('<ellipse label="car" cx="20" cy="20" rx="5" ry="3"/>')),
      [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, angle: 0 }]],
    ],
    [
      'a mask',
      cvatFile(cvatImage('<mask label="car" rle="1, 2, 3" left="10" top="5" width="3" height="2"/>')),
      [['car', { kind: 'mask', x: 10, y: 5, width: 3, height: 2, counts: [1, 2, 3] }]],
    ],
    [
      'a group, attributes of every kind',
      cvatFile(
        cvatImage(
          '<box label="car" xtl="10" ytl="10" xbr="30" ybr="20" occluded="1" group_id="2"><attribute name="c">red</attribute><attribute name="n">3</attribute><attribute name="f">true</attribute><attribute name="t">한글 &amp; 글</attribute></box>',
        ),
        '<meta><task><labels><label><name>car</name><attributes><attribute><name>c</name><mutable>False</mutable><input_type>select</input_type><default_value>red</default_value><values>red\nblue</values></attribute><attribute><name>n</name><input_type>number</input_type><values>0;10;1</values></attribute><attribute><name>f</name><input_type>checkbox</input_type><values>false</values></attribute><attribute><name>t</name><input_type>text</input_type><values></values></attribute></attributes></label></labels></task></meta>',
      ),
      [['car', B, { group: 'group-2', attributes: { c: 'red', n: 3, f: true, t: '한글 & 글', occluded: true } }]],
    ],
    [
      'a skeleton without a template',
      cvatFile(
        cvatImage(
          '<skeleton label="car" z_order="0"><points label="1" occluded="0" outside="0" points="10,10"/><points label="2" occluded="1" outside="0" points="30,20"/><points label="3" occluded="0" outside="1" points="0,0"/></skeleton>',
        ),
      ),
      [['car', B, { keypoints: [10, 10, 2, 30, 20, 1, 0, 0, 0] }]],
    ],
    ['a tag', cvatFile(cvatImage('<tag label="car" source="manual"/>')), [['car', null]]],
    [
      'paint order',
      cvatFile(
        cvatImage(
          '<box label="top" z_order="2" xtl="10" ytl="10" xbr="30" ybr="20"/><box label="low" z_order="-1" xtl="10" ytl="10" xbr="30" ybr="20"/>',
        ),
      ),
      [
        ['low', B],
        ['top', B],
      ],
    ],
    [
      'a label that is escaped',
      cvatFile(cvatImage('<box label="a &amp; b &quot;c&quot;" xtl="10" ytl="10" xbr="30" ybr="20"/>')),
      [['a & b "c"', B]],
    ],
    ['an unknown element', cvatFile(cvatImage(`<spline label="car"/>${cvatBox}`)), [['car', B]]],
    [
      'pictures deleted from the task',
      cvatFile(cvatImage(cvatBox), '<meta><task><deleted_frames>3,5</deleted_frames></task></meta>'),
      [['car', B]],
    ],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'annotations.xml': text }, labels])

export const cvatVariants: readonly Variant[] = cvat
