// Who made foreign labels and when, as far as the file says, stands in the history of item and shape.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { importLabels } from '../../src/main/importers/labels.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'

const open: LabelProject[] = []
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
})

const value = { x: 10, y: 20, width: 20, height: 20, rotation: 0, rectanglelabels: ['car'] }
const box = { id: 'r', type: 'rectanglelabels', from_name: 'label', to_name: 'image', value }
const FILES: [file: string, content: unknown, reason: string][] = [
  [
    'tasks.json',
    [
      {
        id: 1,
        data: { image: 'a.png' },
        annotations: [
          {
            id: 1,
            completed_by: { id: 3, email: 'lee@hospital.kr', first_name: '지은', last_name: '이' },
            created_at: '2022-11-01T08:00:00.000Z',
            updated_at: '2022-11-02T20:38:25.027900Z',
            result: [box],
          },
        ],
      },
    ],
    'tasks.json · 지은 이 · 2022-11-02 20:38:25Z',
  ],
  [
    'annotations.xml',
    '<annotations><version>1.1</version><meta><task><name>t</name><created>2020-04-23 08:57:24.614217+00:00</created><updated>2020-04-23 09:04:48.168008+00:00</updated><assignee><username>park</username><email/></assignee></task></meta><image id="0" name="a.png" width="100" height="50"><box label="car" xtl="1" ytl="1" xbr="5" ybr="5"/></image></annotations>',
    'annotations.xml · park · 2020-04-23 09:04:48+00:00',
  ],
  [
    'coco.json',
    {
      info: { contributor: '한국대병원', date_created: '2021/07/05' },
      images: [{ id: 1, file_name: 'a.png', width: 100, height: 50 }],
      categories: [{ id: 1, name: 'car' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [3, 3, 9, 9] }],
    },
    'coco.json · 한국대병원 · 2021/07/05',
  ],
  [
    'a.json',
    {
      shapes: [
        {
          label: 'car',
          points: [
            [1, 2],
            [30, 40],
          ],
          shape_type: 'rectangle',
        },
      ],
      imagePath: 'a.png',
    },
    'p0',
  ],
]

test.each(FILES)('%s', async (name, content, reason) => {
  const p = labelProject([{ name: 'a.png', width: 100, height: 50 }])
  open.push(p)
  const path = join(p.folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  expect((await importLabels(p.deps, [path], { ctx: p.ctx })).annotations).toBe(1)
  const said = p.deps.db.prepare("SELECT reason FROM change_log WHERE kind = 'import' AND mark LIKE 'import.%'").all()
  if (reason === 'p0') expect(said).toHaveLength(1)
  else expect(said).toEqual([{ reason }])
})
