import type { Schema } from '@/api/schema'
import type { InjectionKey, Ref } from 'vue'
import type { Terms } from './terms'

/** What a person may do in a trade now, or why not. */
export type NextAct = Schema<'tender.NextAct'>

export type NoticeSection = Schema<'tender.NoticeSection'>

export interface Contact {
  name: string
  phone: string
  address?: string | null
  email?: string | null
}

/** What a 招标公告 says beside the terms. */
export interface Notice {
  media: string[]
  obtaining?: string
  documentPrice?: string
  submission?: string
  openingPlace?: string
  tenderer: Contact
  agency?: Contact | null
  remarks?: string | null
}

export type NoticeView = Omit<Schema<'tender.TradeController.NoticeView'>, 'fields'> & { fields: Notice }

/** What one rule said about an act. */
export type RuleFinding = Schema<'tender.RuleFinding'>

export type Party = Schema<'tender.TradeController.Party'>

/** A trade as its own people see it. */
export type Trade = Omit<Schema<'tender.TradeController.View'>, 'terms' | 'notice'> & { terms?: Terms; notice?: NoticeView }

export type TradeLine = Schema<'tender.TradeController.Line'>

export interface TradeContext {
  trade: Readonly<Ref<Trade>>
  reload: () => Promise<void>
}

/** Given by the trade's frame to the pages inside it. */
export const TRADE: InjectionKey<TradeContext> = Symbol('trade')

export function actOf(trade: Trade, act: string): NextAct | undefined {
  return trade.acts.find((one) => one.act === act)
}

export function mayNow(trade: Trade, act: string): boolean {
  return actOf(trade, act)?.allowed ?? false
}

export const STATES: { value: string; title: string }[] = [
  { value: 'REGISTERED', title: '已进场' },
  { value: 'BIDDING', title: '招标中' },
  { value: 'OPENING', title: '开标中' },
  { value: 'OPENED', title: '已开标' },
  { value: 'EVALUATING', title: '评标中' },
  { value: 'EVALUATED', title: '评标完成' },
  { value: 'PUBLICITY', title: '公示中' },
  { value: 'SELECTED', title: '已定标' },
  { value: 'AWARDED', title: '已发中标通知书' },
  { value: 'CONTRACTED', title: '已签约' },
  { value: 'CLOSED', title: '已办结' },
  { value: 'SUSPENDED', title: '已暂停' },
  { value: 'FAILED', title: '招标失败' },
  { value: 'TERMINATED', title: '已终止' },
]

export function stateTone(state: string): 'plain' | 'busy' | 'good' | 'warn' | 'bad' {
  if (state === 'CONTRACTED' || state === 'CLOSED') return 'good'
  if (state === 'FAILED' || state === 'TERMINATED') return 'bad'
  if (state === 'SUSPENDED') return 'warn'
  return state === 'REGISTERED' ? 'plain' : 'busy'
}

/** True when one of the states, in the order of the process, has been reached; halted trades count by what they were. */
export function reached(trade: Trade, state: string): boolean {
  const order = STATES.map((one) => one.value)
  const now = trade.state === 'SUSPENDED' ? (trade.before ?? trade.state) : trade.state
  if (now === 'FAILED' || now === 'TERMINATED') return true
  return order.indexOf(now) >= order.indexOf(state)
}
