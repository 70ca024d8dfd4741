// One text per value whatever the key order: what is compared, stored and hashed.
const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    let text = '['
    for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(value[i])
    return `${text}]`
  }
  if (isRecord(value)) {
    let text = '{'
    for (const key of Object.keys(value).sort()) {
      const item = value[key]
      if (item === undefined) continue
      text += `${text.length === 1 ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`
    }
    return `${text}}`
  }
  return JSON.stringify(value) ?? 'null'
}
