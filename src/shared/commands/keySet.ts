// Which keys a person has: the table, over it a preset, over that the person's own changes. Each layer lists differences only,
// and a key that a layer gives away is taken from every command below that could hold at the same time. So a command that is
// added later can never fight with a preset: at worst it has no key there.
import { z } from 'zod'
import type { Bilingual } from '../annotation/labelSchema.ts'
import { formatKeys, parseKeys } from './keys.ts'
import { presets } from './presets/index.ts'
import { type CommandId, commandIds, commands } from './table.ts'
import { canBothHold } from './when.ts'

export const PRESET_IDS = ['pandok', 'cvat', 'labelme', 'pacs', 'security'] as const
export type PresetId = (typeof PRESET_IDS)[number]
export type Preset = {
  readonly title: Bilingual
  readonly keys: Readonly<Partial<Record<CommandId, readonly string[]>>>
}

const MOST_KEYS = 6
const CODE = /^[A-Za-z][A-Za-z0-9]{0,30}$/
const isKeys = (text: string): boolean => {
  try {
    return CODE.test(parseKeys(text).code)
  } catch {
    return false
  }
}
const keysSchema = z
  .string()
  .max(60)
  .refine(isKeys)
  .transform((text) => formatKeys(parseKeys(text)))

/** `changes` may name commands that this version does not have; they wait for one that does. */
export const keySetSchema = z.object({
  preset: z.enum(PRESET_IDS),
  changes: z
    .record(z.string().max(80), z.array(keysSchema).max(MOST_KEYS))
    .refine((c) => Object.keys(c).length <= 1000),
})
export type KeySet = z.infer<typeof keySetSchema>
export const PLAIN_KEYS: KeySet = { preset: 'pandok', changes: {} }

/** A key set as a file. */
export const keySetFileSchema = z.object({ pandokKeys: z.literal(1), ...keySetSchema.shape })

type Layer = Readonly<Partial<Record<string, readonly string[]>>>
type Keys = Readonly<Record<CommandId, readonly string[]>>
export type ResolvedKeys = {
  readonly of: Keys
  /** Commands on a combination such as `Ctrl+KeyZ`. */
  readonly on: ReadonlyMap<string, readonly CommandId[]>
}
export type Clash = { readonly key: string; readonly a: CommandId; readonly b: CommandId }

const meetings = new Map<string, boolean>()
const canMeet = (a: CommandId, b: CommandId): boolean => {
  const pair = `${commands[a].when}\n${commands[b].when}`
  const known = meetings.get(pair)
  if (known !== undefined) return known
  const found = canBothHold(commands[a].when, commands[b].when)
  meetings.set(pair, found)
  return found
}

const onKeys = (keys: Keys): ReadonlyMap<string, readonly CommandId[]> => {
  const found = new Map<string, CommandId[]>()
  for (const id of commandIds)
    for (const key of keys[id]) {
      const combo = formatKeys(parseKeys(key))
      const there = found.get(combo)
      if (there) there.push(id)
      else found.set(combo, [id])
    }
  return found
}

const put = (below: Keys, layer: Layer): Keys => {
  const given = commandIds.filter((id) => layer[id] !== undefined)
  const keep = (id: CommandId) =>
    below[id].filter((key) => !given.some((g) => layer[g]?.includes(key) && canMeet(g, id)))
  return Object.fromEntries(commandIds.map((id) => [id, layer[id] ?? keep(id)])) as Keys
}

export function resolveKeys(set: KeySet): ResolvedKeys {
  const table = Object.fromEntries(commandIds.map((id) => [id, commands[id].keys])) as Keys
  const of = put(put(table, presets[set.preset].keys), set.changes)
  return { of, on: onKeys(of) }
}

/** Commands that would answer to the key at the same time as `id`. */
export const rivals = (keys: ResolvedKeys, id: CommandId, key: string): CommandId[] =>
  (keys.on.get(key) ?? []).filter((other) => other !== id && canMeet(id, other))

export function clashesOf(keys: ResolvedKeys): Clash[] {
  const found: Clash[] = []
  for (const [key, ids] of keys.on)
    for (const [i, a] of ids.entries()) for (const b of ids.slice(i + 1)) if (canMeet(a, b)) found.push({ key, a, b })
  return found
}

/** A command that has lost every key and is in no menu cannot be reached any more. */
export const unreachable = (keys: ResolvedKeys): CommandId[] =>
  commandIds.filter((id) => {
    const { keyOnly, hold, keys: usual }: { keyOnly?: true; hold?: true; keys: readonly string[] } = commands[id]
    return (keyOnly || hold) && usual.length > 0 && keys.of[id].length === 0
  })

const withChange = (set: KeySet, id: CommandId, keys: readonly string[]): KeySet => ({
  ...set,
  changes: { ...set.changes, [id]: [...keys] },
})

/** Gives the key to the command; whoever held it at the same time loses it. */
export function giveKey(set: KeySet, id: CommandId, key: string): KeySet {
  const now = resolveKeys(set)
  let next = set
  for (const other of rivals(now, id, key))
    if (set.changes[other])
      next = withChange(
        next,
        other,
        now.of[other].filter((k) => k !== key),
      )
  return withChange(next, id, [...now.of[id].filter((k) => k !== key), key].slice(-MOST_KEYS))
}

export const takeKey = (set: KeySet, id: CommandId, key: string): KeySet =>
  withChange(
    set,
    id,
    resolveKeys(set).of[id].filter((k) => k !== key),
  )

export function resetKeys(set: KeySet, id: CommandId): KeySet {
  const { [id]: _, ...changes } = set.changes
  return { ...set, changes }
}
