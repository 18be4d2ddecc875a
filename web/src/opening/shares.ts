/** 开启份额 on the opener's own machine: his share is taken out with his key, checked, and signed with his reason. */
import type { Schema } from '@/api/schema'
import { fromBase64, fromHex, toBase64 } from '@/crypto/bytes'
import { sign } from '@/crypto/keys'
import { shareMessage, takeShare } from '@/sealing/sharedKey'

export type SharesPage = Schema<'sealing.ShowingRemedy.RemedyPage'>
export type BidInNeed = Schema<'sealing.ShowingRemedy.BidInNeed'>
export type OpenerView = Schema<'sealing.ShowingRemedy.OpenerView'>
export type ShareAnswer = Schema<'sealing.GivingShares.Answer'>

export interface SignedShare {
  bid: string
  share: string
  signature: string
}

/** Throws in words when the key is not the named opener's, or when the share is not of this bid. */
export async function signedShare(trade: string, bid: BidInNeed, index: number, privateKey: Uint8Array, reason: string): Promise<SignedShare> {
  if (bid.header === undefined) throw new Error('这份投标文件没有待您交出的份额')
  const place = { trade, creditCode: bid.creditCode, noncePrefix: fromHex(bid.header.noncePrefix) }
  const wanted = { index, wrapped: fromBase64(bid.header.wrapped), commitments: bid.header.commitments.map(fromBase64) }
  const share = await takeShare(wanted, place, privateKey)
  try {
    const signature = await sign(privateKey, shareMessage(trade, bid.sm3, index, share, reason))
    return { bid: bid.bid, share: toBase64(share), signature: toBase64(signature) }
  } finally {
    share.fill(0)
  }
}

/** The bids that this opener can still help. */
export function openToMe(page: SharesPage): BidInNeed[] {
  return page.refusal !== undefined || page.mine === undefined ? [] : page.bids.filter((bid) => bid.waiting && bid.header !== undefined)
}

export type Given = 'given' | 'false' | 'absent'

/** What one opener did for a bid. */
export function givenBy(bid: BidInNeed, index: number): Given {
  const shares = bid.shares.filter((share) => share.index === index)
  if (shares.some((share) => share.fits)) return 'given'
  return shares.length > 0 ? 'false' : 'absent'
}

/** How it stands with one bid, in words. */
export function standing(page: SharesPage, bid: BidInNeed): string {
  const missing = page.threshold - bid.given
  if (!bid.waiting) return bid.stateTitle
  if (missing <= 0) return '份额已齐，正在开启'
  return `已有 ${bid.given} 份，还需 ${missing} 份`
}

/** A reason is one line: it is signed and stands on record. */
export const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
