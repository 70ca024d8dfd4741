// Overwrites one page of an index: every row is still there, and SQLite rightly calls the file damaged.
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openReadable, row } from '../../src/main/store/db.ts'

export function damage(project: string): void {
  const path = join(project, 'project.sqlite')
  const db = openReadable(path)
  const { page, size } = row<{ page: number; size: number }>(
    db,
    `SELECT rootpage AS page, (SELECT page_size FROM pragma_page_size) AS size
     FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'items' ORDER BY name LIMIT 1`,
  ) ?? { page: 0, size: 0 }
  db.close()
  if (page < 2) throw new Error('no index to damage')
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size)
  closeSync(file)
}
