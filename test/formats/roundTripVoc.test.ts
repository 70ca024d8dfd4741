import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { stateSize } from '../../src/main/formats/voc/fromVoc.ts'
import { childText, parseXml, type XmlNode } from '../../src/main/formats/voc/xml.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'
import { filesBelow, hasData, LABELS, SKIP_REASON, XRAY } from './sharedData.ts'

const open: LabelProject[] = []
const folders: string[] = []
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'pandok-voc-')))
  return folders[folders.length - 1]!
}
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true })
})

const read = (path: string): XmlNode => parseXml(readFileSync(path))
const pictureOf = (node: XmlNode) => {
  const size = stateSize(node)
  return { name: childText(node, 'filename') ?? 'x', width: size?.width ?? 100, height: size?.height ?? 100 }
}

async function roundTrip(path: string) {
  const picture = pictureOf(read(path))
  const made = labelProject([picture])
  open.push(made)
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  const out = join(folder(), 'out')
  const report = await exportProject({ project: made.project }, out, { format: 'voc' })
  const file = report.files.find((f) => f.endsWith('.xml'))
  return { made, result, report, out, written: join(out, file ?? 'none') }
}

const whole = (box: XmlNode | undefined) => ({
  ...box,
  children: box?.children?.map((c) => ({ ...c, text: String(Math.round(Number(c.text))) })),
})
const rounded = (node: XmlNode): XmlNode => ({
  ...node,
  children: node.children?.map((c) => (c.name === 'bndbox' ? { ...whole(c), name: 'bndbox' } : rounded(c))),
})

const files = hasData
  ? [
      ...filesBelow(join(LABELS, 'voc-raccoon')),
      ...filesBelow(join(LABELS, 'labelme')),
      ...filesBelow(join(XRAY, 'airport-cubox/voc')),
    ].filter((p) => p.endsWith('.xml'))
  : ['no data']
const xmllint = existsSync('/usr/bin/xmllint')

describe.skipIf(!hasData)(`Pascal VOC files come in, go out and come back equal${SKIP_REASON}`, () => {
  test.each(files)('%s', async (path) => {
    const given = read(path)
    const objects = given.children?.filter((c) => c.name === 'object') ?? []
    const { result, report, written } = await roundTrip(path)
    expect(result).toMatchObject({ annotations: objects.length, skipped: [], losses: [] })
    expect(report.compared).toMatchObject({ equal: objects.length, different: 0 })
    // Not one element is lost; only boxes with fractions are rounded, and then that is listed.
    const fractions = objects.filter((o) => /\d\.\d*[1-9]/.test(JSON.stringify(o)))
    expect(report.losses.find((l) => l.code === 'voc-subpixel')?.count ?? 0).toBe(fractions.length)
    expect(rounded(read(written))).toEqual(rounded(given))
    if (xmllint) expect(() => execFileSync('xmllint', ['--noout', written])).not.toThrow()
  })

  test('the set called voc_all_in_one.xml is CVAT by its content: asked for as VOC it is named so', async () => {
    const made = labelProject([])
    open.push(made)
    const path = join(LABELS, 'chest-xray-one-set-four-formats/voc_all_in_one.xml')
    const result = await importLabels(made.deps, [path], { ctx: made.ctx, format: 'voc' })
    expect(result.annotations).toBe(0)
    expect(result.skipped).toHaveLength(1)
    expect(result.skipped[0]).toMatchObject({ path, code: 'unknown-format' })
    expect(result.skipped[0]?.message).toContain('CVAT XML')
  })

  test('the same pictures in YOLO, COCO and VOC give the same boxes', async () => {
    const sets = ['voc', 'coco', 'labels'].map((f) => join(XRAY, 'airport-cubox', f))
    const pictures = [...filesBelow(sets[0]!)].map((p) => pictureOf(read(p)))
    const boxes = await Promise.all(
      sets.map(async (set) => {
        const made = labelProject(pictures)
        open.push(made)
        await importLabels(made.deps, [set], { ctx: made.ctx })
        return [...made.read()].map(([name, list]) => [
          name,
          list.map(
            (a) =>
              a.shape?.kind === 'box' && [
                a.classId,
                ...[a.shape.x, a.shape.y, a.shape.width, a.shape.height].map(Math.round),
              ],
          ),
        ])
      }),
    )
    expect(boxes[0]?.reduce((sum, [, list]) => sum + (list?.length ?? 0), 0)).toBe(15)
    expect(boxes[1]).toEqual(boxes[0])
    expect(boxes[2]).toEqual(boxes[0])
  })
})

describe('Pascal VOC', () => {
  const bring = async (xml: string, picture = { name: 'a.jpg', width: 100, height: 80 }) => {
    const made = labelProject([picture])
    open.push(made)
    const path = join(folder(), 'a.xml')
    writeFileSync(path, xml)
    return { made, result: await importLabels(made.deps, [path], { ctx: made.ctx }), path }
  }
  const object = (inner: string) =>
    `<object><name>cat &amp; dog</name>${inner}<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>11</xmax><ymax>22</ymax></bndbox></object>`

  test('corners are read as they are; the PASCAL devkit itself counts pixels from 1 and names the last one', async () => {
    const plain = await bring(`<annotation><filename>a.jpg</filename>${object('')}</annotation>`)
    expect(plain.made.read().get('a.jpg')?.[0]?.shape).toEqual({ kind: 'box', x: 1, y: 2, width: 10, height: 20 })
    const source = '<source><database>The VOC2007 Database</database><annotation>PASCAL VOC2007</annotation></source>'
    const devkit = await bring(`<annotation><filename>a.jpg</filename>${source}${object('')}</annotation>`)
    expect(devkit.made.read().get('a.jpg')?.[0]?.shape).toEqual({ kind: 'box', x: 0, y: 1, width: 11, height: 21 })
    const out = join(folder(), 'out')
    await exportProject({ project: devkit.made.project }, out, { format: 'voc' })
    const text = readFileSync(join(out, 'Annotations/a.xml'), 'utf8')
    expect(text).toContain('<xmin>1</xmin>')
    expect(text).toContain('<xmax>11</xmax>')
    expect(text).toContain('<name>cat &amp; dog</name>')
  })

  test('parts, actions and foreign elements are written back; flags and attributes become attributes', async () => {
    const part =
      '<part><name>head</name><bndbox><xmin>2</xmin><ymin>3</ymin><xmax>4</xmax><ymax>5</ymax></bndbox></part>'
    const inner = `<pose>Left</pose><difficult>1</difficult><occluded>0</occluded>${part}<attributes><attribute><name>colour</name><value>red</value></attribute></attributes>`
    const { made } = await bring(
      `<annotation verified="yes"><filename>a.jpg</filename>${object(inner)}<owner><name>k</name></owner></annotation>`,
    )
    const [annotation] = made.read().get('a.jpg') ?? []
    expect(annotation?.attributes).toEqual({ pose: 'Left', difficult: true, occluded: false, colour: 'red' })
    const out = join(folder(), 'out')
    await exportProject({ project: made.project }, out, { format: 'voc' })
    const root = read(join(out, 'Annotations/a.xml'))
    expect(root.attributes).toEqual({ verified: 'yes' })
    expect(root.children?.find((c) => c.name === 'owner')).toEqual({
      name: 'owner',
      children: [{ name: 'name', text: 'k' }],
    })
    const written = root.children?.find((c) => c.name === 'object')
    expect(written?.children?.find((c) => c.name === 'part')?.children).toHaveLength(2)
    expect(childText(written, 'difficult')).toBe('1')
  })

  test('many annotations in one file', async () => {
    const one = (name: string) => `<annotation><filename>${name}</filename>${object('')}</annotation>`
    const made = labelProject(['a.jpg', 'b.jpg'].map((name) => ({ name, width: 50, height: 50 })))
    open.push(made)
    const path = join(folder(), 'all.xml')
    writeFileSync(path, `<annotations>${one('a.jpg')}${one('b.jpg')}</annotations>`)
    expect(await importLabels(made.deps, [path], { ctx: made.ctx })).toMatchObject({
      annotations: 2,
      items: 2,
      skipped: [],
    })
  })

  test.each([
    ['an entity', '<!DOCTYPE a [<!ENTITY x "y">]><annotation><filename>a.jpg</filename></annotation>'],
    ['a cut file', '<annotation><filename>a.jpg</filename><object>'],
    ['deep nesting', `${'<annotation>'.repeat(500)}${'</annotation>'.repeat(500)}`],
    ['no XML', 'hello'],
    ['two roots', '<annotation><filename>a</filename></annotation><annotation/>'],
  ])('%s is refused by name', async (_what, xml) => {
    const { result } = await bring(xml)
    expect(result.annotations).toBe(0)
    expect(result.skipped.map((s) => s.code)).toEqual(['label-file-invalid'])
  })

  test('EUC-KR files of older tools are read in their own encoding', async () => {
    const made = labelProject([{ name: 'a.jpg', width: 50, height: 50 }])
    open.push(made)
    const path = join(folder(), 'a.xml')
    // '가' in EUC-KR is B0 A1.
    const [before, after] =
      `<?xml version="1.0" encoding="euc-kr"?>${'<annotation><filename>a.jpg</filename><object><name>@</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>'}`.split(
        '@',
      )
    writeFileSync(path, Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xb0, 0xa1]), Buffer.from(after ?? '')]))
    await importLabels(made.deps, [path], { ctx: made.ctx })
    expect(made.read().get('a.jpg')?.[0]?.classId).toBe('가')
  })
})
