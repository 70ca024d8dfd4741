import { expect, test } from 'vitest'
import { assignColumn } from './columns.ts'

const column = (header: string, variable: 'recvid' | 'grp' | null) => ({ header, variable, examples: [] })

test('a variable moves to the column that is chosen for it, and another column is never without a word for it', () => {
  const columns = [column('번호', 'recvid'), column('군', 'grp'), column('연구번호', null)]
  expect(assignColumn(columns, { 군: 'grp' }, '연구번호', 'recvid')).toEqual({
    군: 'grp',
    번호: '-',
    연구번호: 'recvid',
  })
  expect(assignColumn(columns, {}, '군', '-')).toEqual({ 군: '-' })
  expect(assignColumn(columns, {}, '군', 'grp')).toEqual({ 군: 'grp' })
})
