/** Times at which this machine could not get a decrypt command through; the bidder's evidence of a cut line. */
const place = (trade: string) => `mingjian.attempts:${trade}`
const MOST = 20

export function attempts(trade: string): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(place(trade)) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(-MOST) : []
  } catch {
    return []
  }
}

export function keepAttempt(trade: string, at: number): void {
  localStorage.setItem(place(trade), JSON.stringify([...attempts(trade), new Date(at).toISOString()].slice(-MOST)))
}

export function forgetAttempts(trade: string): void {
  localStorage.removeItem(place(trade))
}
