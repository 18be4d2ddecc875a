export type ClockState = 'calm' | 'amber' | 'red'

/** Red when over; amber in the last fifth of the whole span, or in the last day when the beginning is unknown. */
export function clockState(now: number, due: number, started?: number): ClockState {
  if (now > due) return 'red'
  const span = started === undefined || started >= due ? 5 * 86_400_000 : due - started
  return due - now <= span / 5 ? 'amber' : 'calm'
}
