import type { Openers } from './terms'

/** Somebody who may be named as an opener: a usable certificate and its holder, or the platform. */
export interface Candidate {
  kind: string
  serial: string
  name?: string | null
  organisation?: string | null
  publicKey?: string | null
}

/** The kinds that are named unless the tender says otherwise, in the order of their shares. */
export const KINDS: { kind: string; title: string }[] = [
  { kind: 'tenderer', title: '招标人' },
  { kind: 'platform', title: '交易平台' },
  { kind: 'supervisor', title: '行政监督' },
  { kind: 'witness', title: '见证' },
]

export const kindTitle = (kind: string): string => KINDS.find((one) => one.kind === kind)?.title ?? kind

/** All but one must come: whoever stays away blocks nothing, and no single one opens anything. */
export function usualThreshold(members: number): number {
  return Math.max(2, members - 1)
}

/** The first candidate of every kind; three of four when all four kinds have one. */
export function usualOpeners(candidates: Candidate[]): Openers {
  const members = KINDS.flatMap(({ kind }) => candidates.find((one) => one.kind === kind) ?? []).map(plain)
  return { threshold: usualThreshold(members.length), remedyMinutes: 30, members }
}

const plain = ({ kind, serial, name, organisation }: Candidate) => ({ kind, serial, name, organisation })

export const sameOpener = (a: { kind: string; serial: string }, b: { kind: string; serial: string }): boolean =>
  a.kind === b.kind && a.serial === b.serial

/** With one more or one fewer; the threshold follows as long as it was the usual one. */
export function toggled(openers: Openers, candidate: Candidate): Openers {
  const there = openers.members.some((one) => sameOpener(one, candidate))
  const members = there
    ? openers.members.filter((one) => !sameOpener(one, candidate))
    : [...openers.members, plain(candidate)].sort((a, b) => order(a.kind) - order(b.kind))
  const usual = openers.threshold === usualThreshold(openers.members.length)
  const threshold = usual ? usualThreshold(members.length) : Math.min(openers.threshold, Math.max(2, members.length))
  return { ...openers, members, threshold }
}

const order = (kind: string): number => KINDS.findIndex((one) => one.kind === kind)

/** What is plainly wrong before the server is asked. */
export function openersProblem(openers: Openers): string {
  if (openers.members.length < 2) return '至少选两个开启人'
  const shares = new Map<string, number>()
  for (const one of openers.members) {
    const house = one.organisation ?? one.serial
    shares.set(house, (shares.get(house) ?? 0) + 1)
  }
  if ([...shares.values()].some((count) => count >= openers.threshold)) return '一个单位不得独自凑足开启份数'
  return ''
}

/** In one line, for people: 招标人 赵明、交易平台 …，四人中三人. */
export function openersInWords(openers: Openers): string {
  const names = openers.members.map((one) => [kindTitle(one.kind), one.kind === 'platform' ? '' : (one.name ?? '')].filter(Boolean).join(' '))
  return `${names.join('、')}；${openers.members.length} 份中 ${openers.threshold} 份可开启`
}
