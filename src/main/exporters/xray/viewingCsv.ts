// viewing.csv: which functions of the console each reader used on each delivered image before submitting it.

import type { ReadableDb } from '../../store/db.ts'
import { viewingsOf } from '../../store/viewing.ts'

export const VIEWING_HEADER = 'image,reader,submitted,function,from,to,ms,how\n'

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export function viewingLines(db: ReadableDb, itemId: string, image: string): string {
  let out = ''
  for (const { login, time, uses } of viewingsOf(db, itemId))
    for (const u of uses)
      out += `${[image, login, time, u.function, u.from, u.to, String(u.ms), u.how].map(cell).join(',')}\n`
  return out
}
