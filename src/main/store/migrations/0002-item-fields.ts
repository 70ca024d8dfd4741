// Facts about an item that its pack reads from path, name or header (maker, scenario, study ...): shown, searched, exported.
export const name = 'item-fields'

export const sql = `
CREATE TABLE item_fields (
  item_no INTEGER NOT NULL REFERENCES items(no),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (item_no, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_fields_by_value ON item_fields(field, value, item_no);
`
