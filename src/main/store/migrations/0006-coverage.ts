// Which part of a picture a reader has seen at 1:1 or larger: beside the reading, not in it, because looking changes no answer.
export const name = 'coverage'

export const sql = `
CREATE TABLE view_coverage (
  no INTEGER PRIMARY KEY,
  item_no INTEGER NOT NULL REFERENCES items(no),
  round_id TEXT NOT NULL REFERENCES rounds(id),
  author_id TEXT NOT NULL REFERENCES users(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  columns INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  -- One bit a cell, lowest first, row by row, in hexadecimal.
  bits TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (item_no, round_id, author_id, source_id)
) STRICT;
`
