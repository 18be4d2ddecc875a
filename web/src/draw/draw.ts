/** 随机抽取: this browser's part of it. The seed is made here, kept here, and shown to nobody before all have committed. */
import { toHex, utf8 } from '@/crypto/bytes'
import { sm3 } from '@/crypto/sm3'

export type Party = 'TENDERER' | 'SUPERVISOR' | 'PLATFORM'

export interface PartySeed {
  party: Party
  title: string
  commitment?: string
  seed?: string
}

export interface Draw {
  draw: string
  trade: string
  purpose: 'EXPERTS' | 'COEFFICIENTS'
  number: number
  state: 'COMMITTING' | 'REVEALING' | 'DRAWN' | 'ABANDONED'
  root: string
  bits: number
  warnings: string[]
  revealBy: string
  seeds: PartySeed[]
  output?: string
}

/** docs/formats.md, "Draws". */
export function commitment(draw: string, party: Party, seed: string): string {
  return toHex(sm3(utf8(`mingjian-draw-seed-1\n${draw}\n${party.toLowerCase()}\n${seed}`)))
}

export function freshSeed(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)))
}

const slot = (draw: string, party: Party) => `mingjian.draw.${party}.${draw}`

export function keep(draw: string, party: Party, seed: string): void {
  localStorage.setItem(slot(draw, party), seed)
}

export function kept(draw: string, party: Party): string | undefined {
  return localStorage.getItem(slot(draw, party)) ?? undefined
}

export const partOf = (draw: Draw, party: Party): PartySeed | undefined => draw.seeds.find((one) => one.party === party)

/** What this party has to do now. */
export function nextAct(draw: Draw, party: Party): 'commit' | 'reveal' | 'wait' | 'none' {
  const part = partOf(draw, party)
  if (draw.state === 'COMMITTING') return part?.commitment === undefined ? 'commit' : 'wait'
  if (draw.state === 'REVEALING') return part?.seed === undefined ? 'reveal' : 'wait'
  return 'none'
}

export const WARNINGS: Record<string, string> = {
  'EX-02': '候选不足需抽取数量的三倍（条例 §46，EX-02）',
  'EX-03': '同一标段已多次作废重抽（EX-03）',
}

export const warningWords = (warning: string): string => {
  const [code = '', ...lot] = warning.split(' ')
  return `${lot.join(' ')} ${WARNINGS[code] ?? code}`.trim()
}
