import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { hasData, LABELS, SKIP_REASON } from './sharedData.ts'

const opened: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})
function project(pictures: readonly Picture[]): LabelProject {
  const made = labelProject(pictures)
  opened.push(made.close)
  return made
}
function file(content: string, name = 'annotations.xml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-cvat-'))
  opened.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const picture = (name: string, width = 100, height = 80): Picture => ({ name, width, height })

const META = `<meta><task><name>t</name><start_frame>0</start_frame><frame_filter></frame_filter>
<assignee><username>lee</username><email>lee@a.kr</email></assignee><labels>
<label><name>car</name><color>#FF0011</color><attributes>
 <attribute><name>colour</name><mutable>False</mutable><input_type>select</input_type><values>red&#10;blue</values></attribute>
 <attribute><name>parked</name><mutable>True</mutable><input_type>checkbox</input_type><values>false</values></attribute>
 <attribute><name>doors</name><mutable>True</mutable><input_type>number</input_type><values>2;5;1</values></attribute>
</attributes></label>
<label><name>hand</name><type>skeleton</type><attributes/><svg>&lt;line data-node-from="1" data-node-to="2"&gt;&lt;/line&gt;&lt;circle cx="10" cy="20" data-node-id="1" data-label-name="thumb"/&gt;&lt;circle cx="90" cy="40" data-node-id="2" data-label-name="wrist"/&gt;</svg></label>
<label><name>thumb</name><parent>hand</parent></label></labels></task></meta>`
const doc = (body: string, meta = META) =>
  `<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version>${meta}${body}</annotations>`
const image = (body: string) => `<image id="0" name="a.png" width="100" height="80">${body}</image>`

test('every element of an image file becomes the shape it is', async () => {
  const made = project([picture('a.png')])
  const body = image(`
<box label="car" occluded="1" source="manual" xtl="10" ytl="20" xbr="30" ybr="50" z_order="2">
 <attribute name="colour">blue</attribute><attribute name="parked">true</attribute><attribute name="doors">4</attribute></box>
<box label="car" occluded="0" xtl="10" ytl="20" xbr="30" ybr="40" rotation="30.0" z_order="0"/>
<polygon label="car" occluded="0" points="1,2;3,4;5,0.5" z_order="0" group_id="7"/>
<polyline label="car" points="1,2;3,4"/>
<points label="car" points="5,6"/>
<points label="car" points="5,6;9,8"/>
<ellipse label="car" cx="50" cy="40" rx="10" ry="5" rotation="350"/>
<mask label="car" rle="1, 2, 3" left="4" top="5" width="3" height="2"/>
<cuboid label="car" xtl1="0" ytl1="0" xbl1="0" ybl1="10" xtr1="10" ytr1="0" xbr1="10" ybr1="10" xtl2="12" ytl2="2" xbl2="12" ybl2="8" xtr2="4" ytr2="3" xbr2="4" ybr2="7"/>
<skeleton label="hand" source="manual"><points label="wrist" outside="0" occluded="1" points="70,60"/><points label="thumb" outside="1" points="0,0"/></skeleton>
<tag label="car" source="manual"><attribute name="parked">false</attribute></tag>`)
  const result = await importLabels(made.deps, [file(doc(body))], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 11, items: 1, skipped: [] })
  expect(result.losses.map((l) => [l.code, l.count])).toEqual([
    ['points-as-keypoints', 1],
    ['cuboid-as-polygon', 1],
  ])
  const all = made.read().get('a.png') ?? []
  const shapes = all.map((a) => a.shape)
  expect(shapes[0]).toEqual({ kind: 'oriented', cx: 20, cy: 30, width: 20, height: 20, angle: 30 })
  expect(shapes.slice(1, 4)).toEqual([
    { kind: 'polygon', parts: [{ outer: [1, 2, 3, 4, 5, 0.5], holes: [] }] },
    { kind: 'polyline', points: [1, 2, 3, 4] },
    { kind: 'point', x: 5, y: 6 },
  ])
  expect(all[1]?.group).toBe('group-7')
  expect(all[4]).toMatchObject({
    shape: { kind: 'box', x: 5, y: 6, width: 4, height: 2 },
    keypoints: [5, 6, 2, 9, 8, 2],
  })
  expect(shapes[5]).toEqual({ kind: 'ellipse', cx: 50, cy: 40, rx: 10, ry: 5, angle: 350 })
  expect(shapes[6]).toEqual({ kind: 'mask', x: 4, y: 5, width: 3, height: 2, counts: [1, 2, 3] })
  expect(shapes[7]).toMatchObject({ kind: 'polygon' })
  // In the order of the template: the thumb is outside, the wrist is occluded.
  expect(all[8]).toMatchObject({ keypoints: [0, 0, 0, 70, 60, 1], classId: 'hand' })
  expect(all[9]).toMatchObject({ shape: null, classId: 'car', target: { kind: 'item' }, attributes: { parked: false } })
  // z_order 2 lies in front of everything.
  expect(all[10]).toMatchObject({
    shape: { kind: 'box', x: 10, y: 20, width: 20, height: 30 },
    attributes: { colour: 'blue', parked: true, doors: 4, occluded: true },
    extra: { cvat: { element: 'box', source: 'manual', z_order: '2' } },
  })
  const [car, hand] = readSchema(made.deps.db).classes
  expect(car?.colour).toBe('#ff0011')
  expect(car?.attributes.map((a) => [a.id, a.type.kind, a.mutable])).toEqual([
    ['colour', 'choice', false],
    ['parked', 'flag', true],
    ['doors', 'number', true],
    ['occluded', 'flag', true],
  ])
  expect(hand?.skeleton).toEqual({
    points: [
      { name: 'thumb', x: 0.1, y: 0.2 },
      { name: 'wrist', x: 0.9, y: 0.4 },
    ],
    edges: [[0, 1]],
  })
})

test('twice adds nothing; the dry run promised the same', async () => {
  const path = file(doc(image('<box label="car" xtl="1" ytl="1" xbr="3" ybr="4" occluded="0"/>')))
  const made = project([picture('a.png')])
  const preview = await importLabels(made.deps, [path], { ctx: made.ctx, dryRun: true })
  const first = await importLabels(made.deps, [path], { ctx: made.ctx })
  expect(preview).toMatchObject(first)
  expect(preview.readers).toEqual([{ login: 'lee', name: 'lee', items: 1, annotations: 1 }])
  expect(preview.apart).toBe(false)
  expect(await importLabels(made.deps, [path], { ctx: made.ctx })).toMatchObject({ annotations: 0, items: 0 })
})

const TRACKS = `<track id="3" label="car" source="manual">
<box frame="0" keyframe="1" outside="0" occluded="0" xtl="0" ytl="0" xbr="10" ybr="10"/>
<box frame="4" keyframe="1" outside="0" occluded="0" xtl="8" ytl="4" xbr="18" ybr="14"/>
<box frame="6" keyframe="1" outside="1" occluded="0" xtl="10" ytl="4" xbr="20" ybr="14"/></track>`

test('a track is a shape on every frame it spans: between keyframes it moves, outside ends it', async () => {
  const frames = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => picture(`frame_${String(i).padStart(6, '0')}.png`))
  const made = project(frames)
  const result = await importLabels(made.deps, [file(doc(TRACKS))], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 6, items: 6, skipped: [] })
  expect(result.losses).toMatchObject([{ code: 'cvat-interpolated', count: 4 }])
  const at = [...made.read().values()].map((all) => all[0])
  expect(at[2]?.shape).toEqual({ kind: 'box', x: 4, y: 2, width: 10, height: 10 })
  expect(at[5]?.shape).toEqual({ kind: 'box', x: 9, y: 4, width: 10, height: 10 })
  expect(at[6]).toBeUndefined()
  expect(at[2]).toMatchObject({ group: 'track-3', extra: { cvat: { track: { id: '3', frame: 2, between: true } } } })
})

test('the step of the task is the distance of its frames', async () => {
  const meta = META.replace('<frame_filter></frame_filter>', '<frame_filter>step=2</frame_filter>')
  const made = project([0, 2, 4].map((i) => picture(`frame_00000${i}.png`)))
  expect(await importLabels(made.deps, [file(doc(TRACKS, meta))], { ctx: made.ctx })).toMatchObject({ annotations: 3 })
})

test('an item of many frames is the clip itself; without one every label says why it stays out', async () => {
  const meta = META.replace('</meta>', '<source>ride.mp4</source></meta>')
  const made = project([])
  const result = await importLabels(made.deps, [file(doc(TRACKS, meta))], { ctx: made.ctx })
  expect(result.annotations).toBe(0)
  expect(result.skipped.map((s) => s.path)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `ride.mp4 #${i}`))
  expect(result.losses).toMatchObject([{ code: 'label-target-missing', count: 6 }])
})

test('old attribute texts are understood', async () => {
  const meta = `<meta><task><labels><label><name>ped</name><attributes><attribute>@text=id:</attribute>
<attribute>~select=action:standing,walking</attribute><attribute>~checkbox=hat:false</attribute></attributes></label></labels></task></meta>`
  const made = project([picture('a.png')])
  const body = image(
    '<box label="ped" xtl="0" ytl="0" xbr="1" ybr="1"><attribute name="action">walking</attribute><attribute name="hat">perhaps</attribute></box>',
  )
  const result = await importLabels(made.deps, [file(doc(body, meta))], { ctx: made.ctx })
  expect(result.losses).toMatchObject([{ code: 'cvat-attribute-kind', count: 1 }])
  expect(readSchema(made.deps.db).classes[0]?.attributes.map((a) => [a.id, a.type.kind, a.mutable])).toEqual([
    ['id', 'text', false],
    ['action', 'choice', true],
    ['hat', 'flag', true],
  ])
})

test('two job dumps by two people over one picture are two readings', async () => {
  const job = (login: string, x: number) =>
    file(
      doc(
        image(`<box label="car" xtl="${x}" ytl="0" xbr="9" ybr="9"/>`),
        `<meta><job><assignee><username>${login}</username></assignee></job></meta>`,
      ),
    )
  const made = project([picture('a.png')])
  const paths = [job('lee', 1), job('park', 2)]
  const preview = await importLabels(made.deps, paths, { ctx: made.ctx, dryRun: true })
  expect(preview.apart).toBe(true)
  expect(await importLabels(made.deps, paths, { ctx: made.ctx })).toMatchObject({ annotations: 2, items: 1 })
  expect(made.read().get('a.png')).toHaveLength(1)
  expect(await importLabels(made.deps, paths, { ctx: made.ctx })).toMatchObject({ annotations: 0 })
})

test.each([
  ['an entity', '<!DOCTYPE a [<!ENTITY x "y">]><annotations><meta/><image/></annotations>'],
  ['an end that is missing', doc(image('<box label="car"')).slice(0, -40)],
  ['nesting without end', `<annotations><meta/>${'<a>'.repeat(2000)}${'</a>'.repeat(2000)}</annotations>`],
  ['nothing', ''],
])('%s is a named error', async (_name, content) => {
  const made = project([picture('a.png')])
  const result = await importLabels(made.deps, [file(content)], { ctx: made.ctx, format: 'cvat' })
  expect(result.annotations).toBe(0)
  expect(result.skipped).toHaveLength(1)
})

test.each([
  '<box label="car" xtl="1" ytl="1" xbr="nan" ybr="4"/>',
  '<box label="car" xtl="1e300" ytl="1" xbr="2" ybr="4"/>',
  '<polygon label="car" points="1,2;3"/>',
  '<mask label="car" rle="5,99" left="0" top="0" width="3" height="2"/>',
  '<mask label="car" rle="1" left="0" top="0" width="99999999" height="99999999"/>',
  '<ellipse label="car"/>',
])('%s is counted and left out', async (element) => {
  const made = project([picture('a.png')])
  const result = await importLabels(made.deps, [file(doc(image(element)))], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 0, losses: [{ code: 'label-number-invalid', count: 1 }] })
})

test('a keyframe two thousand million frames later is refused, not filled', async () => {
  const made = project([picture('a.png')])
  const body = TRACKS.replace('frame="4"', 'frame="2000000000"').replace('frame="6"', 'frame="2000000001"')
  const result = await importLabels(made.deps, [file(doc(body))], { ctx: made.ctx })
  expect(result.skipped).toMatchObject([{ code: 'too-large' }])
})

test('a damaged file says what is wrong or reads what is left', async () => {
  const whole = doc(image('<box label="car" xtl="1" ytl="1" xbr="3" ybr="4" occluded="0"/>') + TRACKS)
  const made = project([picture('a.png')])
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.string({ maxLength: 3 }), async (at, put) => {
      const path = file(whole.slice(0, at) + put + whole.slice(at + 1))
      const result = await importLabels(made.deps, [path], { ctx: made.ctx, dryRun: true })
      expect(result.annotations + result.skipped.length + result.losses.length).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 60 },
  )
})

test.skipIf(!hasData)(`the real files come in with the documented counts${SKIP_REASON}`, async () => {
  const chest = join(LABELS, 'chest-xray-one-set-four-formats')
  const coco: { images: { file_name: string; width: number; height: number }[] } = JSON.parse(
    (await import('node:fs')).readFileSync(join(chest, 'coco.json'), 'utf8'),
  )
  const made = project(coco.images.map((i) => ({ name: i.file_name, width: i.width, height: i.height })))
  const result = await importLabels(made.deps, [join(chest, 'voc_all_in_one.xml')], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 283, skipped: [], losses: [] })
  const walk = project(
    Array.from({ length: 180 }, (_, i) => picture(`frame_${String(i).padStart(6, '0')}.png`, 1920, 1080)),
  )
  expect(await importLabels(walk.deps, [join(LABELS, 'cvat-video/video_0220.xml')], { ctx: walk.ctx })).toMatchObject({
    annotations: 50,
    items: 50,
    skipped: [],
  })
  const clip = project([10, 13, 16].map((i) => picture(`frame_0000${i}.png`, 25, 20)))
  const video = join(LABELS, 'datumaro/cvat_dataset/for_video/annotations.xml')
  const drawn = await importLabels(clip.deps, [video], { ctx: clip.ctx })
  expect(drawn).toMatchObject({ annotations: 6, items: 3, skipped: [] })
  expect(
    clip
      .read()
      .get('frame_000013.png')
      ?.map((a) => a.keypoints),
  ).toEqual([null, [48.8, 111.77, 2, 48.8, 156.28, 2, 0, 0, 0, 89.11, 159.91, 2]])
})
