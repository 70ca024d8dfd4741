// The habits of the person at this window. They apply at once; the backend keeps them for the next start.

import { z } from 'zod'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type Habits, habitsSchema, type MachineHabits, NOBODY, PLAIN_HABITS } from '../../shared/contract/habits.ts'
import { api } from '../api/client.ts'
import { changeSettings } from './settings.ts'

const SAVE_AFTER = 300

type State = { readonly login: string | null; readonly loaded: boolean; readonly habits: Habits }
export const habits = createStore<State>(() => ({ login: null, loaded: false, habits: PLAIN_HABITS }))
let known: MachineHabits = { last: null, people: {} }
let asking: Promise<void> | null = null
let saving: ReturnType<typeof setTimeout> | null = null

/** Somebody new begins with what was chosen here before there was a name. */
const habitsOf = (login: string | null): Habits =>
  known.people[login ?? known.last ?? NOBODY] ?? known.people[NOBODY] ?? PLAIN_HABITS

function show(login: string | null, loaded: boolean): void {
  const found = habitsOf(login)
  habits.setState({ login, loaded, habits: found })
  look(found)
}

function look({ look: { theme, language } }: Habits): void {
  changeSettings({ ...(theme ? { theme } : {}), ...(language ? { language } : {}) })
}

/** Asked once per window. Without an answer everybody has plain habits, and work goes on. */
const load = (): Promise<void> => {
  listen()
  asking ??= api.app.habits(undefined).then(
    (found) => {
      known = found
      const before = habits.getState()
      // What was changed before the answer came is newer.
      if (saving !== null) known = { ...known, people: { ...known.people, [before.login ?? NOBODY]: before.habits } }
      show(before.login, true)
    },
    () => {
      asking = null
      habits.setState({ loaded: true })
    },
  )
  return asking
}

/** The person at this window; null on the start screen, which looks as the last one likes it. */
export function habitsFor(login: string | null): void {
  saveNow()
  if (habits.getState().loaded) show(login, true)
  else habits.setState({ login })
  void load()
}

function saveNow(): void {
  if (saving === null) return
  clearTimeout(saving)
  saving = null
  const { login, habits: now } = habits.getState()
  const who = login ?? known.last ?? NOBODY
  known = { last: login ?? known.last, people: { ...known.people, [who]: now } }
  void api.app.saveHabits({ login: who, habits: now }).catch(() => undefined)
}

/** Other windows of this program: who covers a patient's name here covers it on the second monitor too. */
let windows: BroadcastChannel | null = null
const newsSchema = z.object({ login: z.string().nullable(), habits: habitsSchema })
function listen(): void {
  if (windows) return
  windows = new BroadcastChannel('pandok-habits')
  windows.addEventListener('message', ({ data }) => {
    const news = newsSchema.safeParse(data)
    if (!news.success || news.data.login !== habits.getState().login) return
    habits.setState({ habits: news.data.habits })
    look(news.data.habits)
  })
}

export function changeHabits(change: Partial<Habits>): void {
  habits.setState((s) => ({ habits: { ...s.habits, ...change } }))
  const { login, habits: now } = habits.getState()
  windows?.postMessage({ login, habits: now })
  if (saving !== null) clearTimeout(saving)
  saving = setTimeout(saveNow, SAVE_AFTER)
}
export const changeHand = (change: Partial<Habits['hand']>): void =>
  changeHabits({ hand: { ...habits.getState().habits.hand, ...change } })
export const changeAids = (change: Partial<Habits['aids']>): void =>
  changeHabits({ aids: { ...habits.getState().habits.aids, ...change } })
export const changeDicom = (change: Partial<Habits['dicom']>): void =>
  changeHabits({ dicom: { ...habits.getState().habits.dicom, ...change } })
export function changeLook(change: Partial<Habits['look']>): void {
  changeHabits({ look: { ...habits.getState().habits.look, ...change } })
  const { theme, language } = change
  changeSettings({ ...(theme ? { theme } : {}), ...(language ? { language } : {}) })
}
export const useHabits = <T>(pick: (h: Habits) => T): T => useStore(habits, (s) => pick(s.habits))

addEventListener('pagehide', saveNow)
