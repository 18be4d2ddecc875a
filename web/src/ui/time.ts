/** All times are shown in the zone the law counts days in. */
const ZONE = 'Asia/Shanghai'
type Moment = string | number | Date

const parts = (at: Moment, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hourCycle: 'h23', ...options }).format(new Date(at))

const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' }

/** 2026-03-16 */
export function asDay(at: Moment): string {
  return parts(at, day).replaceAll('/', '-')
}

/** 2026-03-16 09:30 */
export function asMinute(at: Moment): string {
  return `${asDay(at)} ${parts(at, { hour: '2-digit', minute: '2-digit' })}`
}

/** 2026-03-16 09:30:07 */
export function asSecond(at: Moment): string {
  return `${asDay(at)} ${asClock(at)}`
}

/** 09:30:07 */
export function asClock(at: Moment): string {
  return parts(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

/** 周一 */
export function asWeekday(at: Moment): string {
  return parts(at, { weekday: 'short' })
}

/** A span in words, the two largest units: 3 天 4 小时, 12 分 05 秒. */
export function asSpan(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const days = Math.floor(seconds / 86400)
  const hours = Math.floor((seconds % 86400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  if (days > 0) return `${days} 天 ${hours} 小时`
  if (hours > 0) return `${hours} 小时 ${minutes} 分`
  if (minutes > 0) return `${minutes} 分 ${String(rest).padStart(2, '0')} 秒`
  return `${rest} 秒`
}

/** The instant of a Beijing wall clock such as `2026-03-16 09:30:00`; no summer time to mind. */
export function fromBeijing(text: string): string {
  return new Date(`${text.replace(' ', 'T')}+08:00`).toISOString()
}

/** 日: calendar days from one moment's day to another's; the day it begins is not counted. */
export function daysBetween(from: Moment, to: Moment): number {
  return Math.round((Date.parse(asDay(to)) - Date.parse(asDay(from))) / 86_400_000)
}
