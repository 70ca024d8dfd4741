// Renames of source files. A row is written before the file is touched, so that a crash between the two can be put right.
export const name = 'renames'

export const sql = `
CREATE TABLE renames (
  no INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  source_no INTEGER NOT NULL REFERENCES sources(no),
  from_path TEXT NOT NULL,
  to_path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'void')),
  -- The run that this one takes back.
  undoes TEXT,
  author_id TEXT REFERENCES users(id),
  time TEXT NOT NULL
) STRICT;
CREATE INDEX renames_by_run ON renames(run, no);
CREATE INDEX renames_pending ON renames(no) WHERE state = 'pending';
`
