// One text per value whatever the key order: what is compared, stored and hashed.
const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    // Rings and run lengths are most of all data: the engine's own writer is several times faster.
    if (value.length > 0 && value.every((v) => typeof v === 'number')) return JSON.stringify(value)
    return `[${value.map(canonicalJson).join(',')}]`
  }
  if (isRecord(value)) {
    const parts: string[] = []
    for (const key of Object.keys(value).sort()) {
      const item = value[key]
      if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`)
    }
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
