import type { Me } from '@/session/session'
import { reached, type Trade } from './trade'

export interface Tab {
  name: string
  title: string
}

/** The parts of a trade that this person has business with, in the order of the process. */
export function tabsOf(trade: Trade, me: Me | undefined): Tab[] {
  const may = (permission: string) => me?.permissions.includes(permission) ?? false
  const bidder = me?.roles.some((one) => one.role === 'BIDDER') ?? false
  const expert = me?.roles.some((one) => one.role === 'EXPERT') ?? false
  const published = trade.notice !== undefined
  const tabs: (Tab & { shown: boolean })[] = [
    { name: '', title: '总览', shown: true },
    { name: 'notice', title: '公告与文件', shown: published || may('TENDER_WRITE') },
    { name: 'questions', title: '答疑与异议', shown: published && !expert },
    { name: 'bid', title: '我的投标', shown: published && bidder && may('BID_SUBMIT') },
    { name: 'deposits', title: '保证金', shown: published && (may('DEPOSIT_KEEP') || (bidder && trade.joined)) },
    { name: 'experts', title: '专家抽取', shown: published && (may('EXPERT_DRAW') || may('EXPERT_POOL') || may('DRAW_SEED')) },
    { name: 'opening', title: '开标大厅', shown: published && may('OPENING_ATTEND') },
    { name: 'shares', title: '开启份额', shown: published && may('OPENING_ATTEND') && !!trade.terms?.openers },
    { name: 'evaluation', title: '评标', shown: published && (may('EVALUATION_SEAT') || may('EVALUATION_RUN') || may('SUPERVISE') || may('WITNESS_NOTE')) && reached(trade, 'OPENED') },
    { name: 'inquiries', title: '评标澄清', shown: published && bidder && trade.joined && reached(trade, 'EVALUATING') },
    { name: 'witness', title: '见证', shown: published && (may('WITNESS_NOTE') || may('SUPERVISE') || may('PLATFORM_FAULT') || may('TENDER_WRITE')) && reached(trade, 'OPENING') },
    { name: 'result', title: '公示、定标与合同', shown: reached(trade, 'EVALUATED') && !expert },
  ]
  return tabs.filter((tab) => tab.shown).map(({ name, title }) => ({ name, title }))
}
