// A slot holds one source or several in order (a series of slices): its frames are counted through all of them.
export const name = 'stacks'

export const sql = `
CREATE TABLE item_slots_in_order (
  no INTEGER PRIMARY KEY,
  item_no INTEGER NOT NULL REFERENCES items(no),
  slot TEXT NOT NULL,
  -- Frames of the slot that lie in the sources before this one.
  first_frame INTEGER NOT NULL DEFAULT 0 CHECK (first_frame >= 0),
  source_no INTEGER NOT NULL REFERENCES sources(no),
  UNIQUE (item_no, slot, first_frame)
) STRICT;
INSERT INTO item_slots_in_order (no, item_no, slot, source_no) SELECT no, item_no, slot, source_no FROM item_slots;
DROP TABLE item_slots;
ALTER TABLE item_slots_in_order RENAME TO item_slots;
CREATE INDEX item_slots_by_source ON item_slots(source_no, item_no);
CREATE INDEX sources_by_instance ON sources(CASE WHEN json_valid(facts) THEN json_extract(facts, '$.sopInstanceUid') END)
  WHERE kind = 'dicom';
`
