import { type ReadableDb, row } from './db.ts'

/** Points of the largest skeleton in any reading; 0 when there is none. */
export const mostKeypoints = (db: ReadableDb): number =>
  (row<{ n: number | null }>(
    db,
    `SELECT max(json_array_length(record, '$.keypoints')) AS n FROM annotations
     WHERE json_type(record, '$.keypoints') = 'array'`,
  )?.n ?? 0) / 3
