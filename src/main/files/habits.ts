// Habits of the people of this computer; kept beside the log, not in any project.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Habits, type MachineHabits, machineHabitsSchema, NOBODY } from '../../shared/contract/habits.ts'
import { writeBytesAtomic } from './atomicWrite.ts'

const MOST_BYTES = 4 * 1024 * 1024
/** People whose habits are kept; the ones saved longest ago go first. */
const KEPT = 200

export type HabitsFile = { read(): MachineHabits; save(login: string, habits: Habits): MachineHabits }

export function createHabitsFile(dataDir: string): HabitsFile {
  const file = join(dataDir, 'habits.json')
  // Read each time: a second program of the same computer writes the same file.
  const read = (): MachineHabits => {
    try {
      if (statSync(file).size > MOST_BYTES) return { last: null, people: {} }
      return machineHabitsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      // None yet, or damaged: habits start anew, work does not depend on them.
      return { last: null, people: {} }
    }
  }
  return {
    read,
    save(login, habits) {
      const { last, people } = read()
      const { [login]: _, ...others } = people
      const kept = Object.entries(others).slice(-(KEPT - 1))
      const next = {
        last: login === NOBODY ? last : login,
        people: Object.fromEntries([...kept, [login, habits]]),
      }
      try {
        writeBytesAtomic(file, JSON.stringify(next, null, 1))
      } catch {
        // A full disk must not stop work over a hotkey; the window keeps what was chosen.
      }
      return next
    },
  }
}
