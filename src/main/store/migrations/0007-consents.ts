// Who stands by what two readers agreed on. A change of the agreed reading takes the consents away; the log keeps them.
export const name = 'consents'

export const sql = `
CREATE TABLE consents (
  no INTEGER PRIMARY KEY,
  document_no INTEGER NOT NULL REFERENCES documents(no),
  user_id TEXT NOT NULL REFERENCES users(id),
  time TEXT NOT NULL,
  UNIQUE (document_no, user_id)
) STRICT;
`
