import type { Schema } from '@/api/schema'
/** One thing that this person must do. */
export type Todo = Schema<'tender.Duty'>

/** The earliest deadline first; what has none comes last, in the server's order. */
export function urgentFirst(todos: Todo[]): Todo[] {
  const due = (one: Todo) => (one.dueAt ? Date.parse(one.dueAt) : Number.POSITIVE_INFINITY)
  return todos
    .map((one, index) => ({ one, index }))
    .sort((a, b) => (due(a.one) === due(b.one) ? a.index - b.index : due(a.one) - due(b.one)))
    .map(({ one }) => one)
}
