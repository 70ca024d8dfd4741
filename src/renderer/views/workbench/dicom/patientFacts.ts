// Dates and ages of a header (PS3.5 6.2: DA is YYYYMMDD, AS is nnnD, nnnW, nnnM or nnnY).

export const AGE_UNITS = ['Y', 'M', 'W', 'D'] as const
export type Age = { readonly count: number; readonly unit: (typeof AGE_UNITS)[number] }

/** 2004-01-19; what is no date is shown as it is written. */
export const dateText = (date: string): string => {
  const parts = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(date)
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : date
}

/** As written, else reckoned from birth to study; null when neither is there. 000Y is written by programs that do not know. */
export function ageOf(written: string, birth: string, study: string): Age | null {
  const stated = /^(\d{1,3})([YMWD])$/.exec(written)
  const unit = AGE_UNITS.find((u) => u === stated?.[2])
  const years = yearsBetween(birth, study)
  if (stated && unit && Number(stated[1]) > 0) return { count: Number(stated[1]), unit }
  return years === null ? null : { count: years, unit: 'Y' }
}

function yearsBetween(birth: string, study: string): number | null {
  const [from, to] = [birth, study].map((d) => /^(\d{4})(\d{4})$/.exec(d.replace(/[.-]/g, '')))
  if (!from || !to) return null
  const years = Number(to[1]) - Number(from[1]) - (String(to[2]) < String(from[2]) ? 1 : 0)
  return years >= 0 && years < 130 ? years : null
}
