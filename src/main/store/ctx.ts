/** Who does something, when and why. Every write takes one. */
export type Ctx = {
  readonly authorId: string | null
  /** ISO 8601, UTC. */
  readonly time: string
  readonly reason?: string | null | undefined
  /** Language of messages that go straight back to a person; English when not said. */
  readonly language?: 'ko' | 'en' | undefined
}
export type Clock = () => Date
