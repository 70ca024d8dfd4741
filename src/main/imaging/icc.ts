/** True for the sRGB profile under its usual descriptions (IEC 61966-2.1, sRGB built-in, c2): conversion would change nothing. */
export function isSrgbProfile(profile: Buffer): boolean {
  if (profile.length < 132 || profile.toString('latin1', 36, 40) !== 'acsp') return true // not a profile: nothing to convert
  const count = Math.min(profile.readUInt32BE(128), 100)
  for (let i = 0; i < count; i++) {
    const at = 132 + i * 12
    if (at + 12 > profile.length) return false
    if (profile.toString('latin1', at, at + 4) !== 'desc') continue
    const offset = profile.readUInt32BE(at + 4)
    const text = profile.toString('latin1', offset, Math.min(profile.length, offset + profile.readUInt32BE(at + 8)))
    // v2 text is ASCII, v4 text is UTF-16BE.
    return /sRGB/.test(text.replaceAll('\0', ''))
  }
  return false
}
