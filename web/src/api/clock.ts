import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/**
 * The server's clock as this machine can best know it. Deadlines are judged by the server's receive time alone;
 * the screen only explains how long is left, so it must not trust the local clock, which people set wrong.
 */
let offset = 0
/** Half of the round trip of the reading in use: how wrong `offset` may be, in milliseconds. */
let doubt = Number.POSITIVE_INFINITY
let readAt = 0

const drift = ref(0)

/** A later reading replaces the present one when it is sharper, or when the present one is older than this. */
const STALE_AFTER = 5 * 60_000

/**
 * Takes the server's time from an answer.
 * @param server server time in epoch milliseconds
 * @param sentAt local time when the request left
 * @param gotAt local time when the answer came
 * @param grain coarseness of the server's figure: 1000 for a `Date` header, 1 for `X-Server-Time`
 */
export function hearServerTime(server: number, sentAt: number, gotAt: number, grain: number): void {
  if (!Number.isFinite(server)) return
  const heard = (gotAt - sentAt) / 2 + grain / 2
  // A figure cut to whole seconds lies, on average, half a second behind.
  const reading = server + (grain > 1 ? grain / 2 : 0) - (sentAt + gotAt) / 2
  // A clock that somebody moved (a sandbox, a mended server) differs by more than both readings can be wrong.
  const moved = Math.abs(reading - offset) > heard + doubt + 1000
  if (heard > doubt && !moved && gotAt - readAt < STALE_AFTER) return
  offset = reading
  doubt = heard
  readAt = gotAt
  drift.value = offset
}

/** Server time now, epoch milliseconds. */
export function serverNow(): number {
  return Date.now() + offset
}

/** How far the local clock stands behind the server's, in milliseconds. */
export const clockDrift: Readonly<Ref<number>> = readonly(drift)

const now = ref(serverNow())
let listeners = 0
let timer: ReturnType<typeof setInterval> | undefined

/** Server time that ticks each second while somebody looks at it. Call inside a component or an effect scope. */
export function useServerNow(): Readonly<Ref<number>> {
  listeners += 1
  now.value = serverNow()
  timer ??= setInterval(() => (now.value = serverNow()), 1000)
  onScopeDispose(() => {
    listeners -= 1
    if (listeners === 0 && timer !== undefined) {
      clearInterval(timer)
      timer = undefined
    }
  })
  return readonly(now)
}

/** For tests: forget every reading. */
export function forgetServerTime(): void {
  offset = 0
  doubt = Number.POSITIVE_INFINITY
  readAt = 0
  drift.value = 0
}
