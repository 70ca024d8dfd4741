// What hospitals say about the patient of an item: a new value does not replace the earlier one, the newest counts.
export const name = 'clinical'

export const sql = `
CREATE TABLE clinical_values (
  no INTEGER PRIMARY KEY,
  item_no INTEGER NOT NULL REFERENCES items(no),
  variable TEXT NOT NULL,
  value TEXT NOT NULL,
  -- File name of the sheet, without folders.
  sheet TEXT NOT NULL,
  author_id TEXT REFERENCES users(id),
  time TEXT NOT NULL
) STRICT;
CREATE INDEX clinical_values_by_item ON clinical_values(item_no, variable, no);
`
