// Who annotated, as Label Studio says it: a number, an e-mail address, or a record with both.
import { asText, isFields } from '../guards.ts'
import type { ForeignReader } from '../record.ts'

export class People {
  /** What identifies the person in the file -> reader. */
  readonly #known = new Map<string, ForeignReader>()
  readonly #logins = new Set<string>()

  /** The same person always gets the same login, in the order in which the file names them. */
  reader(completedBy: unknown): ForeignReader | null {
    const person = isFields(completedBy) ? completedBy : {}
    const id = isFields(completedBy) ? completedBy['id'] : completedBy
    const email = asText(person['email']) ?? (typeof id === 'string' && id.includes('@') ? id : null)
    const key = typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : email
    if (key === null) return null
    const known = this.#known.get(key)
    if (known) return known
    const local = email?.split('@')[0]?.trim() ?? ''
    const plain = local === '' ? (asText(person['username']) ?? `labelstudio-${key}`) : local
    const login = this.#logins.has(plain.toLowerCase()) ? (email ?? `${plain}-${key}`) : plain
    this.#logins.add(login.toLowerCase())
    const full = [person['first_name'], person['last_name']].map(asText).filter((v) => v !== null)
    const reader = { login, name: full.join(' ') || login }
    this.#known.set(key, reader)
    return reader
  }
}
