/**
 * 解密演练: the bytes that the platform holds come back, their digest is compared with the receipt, and everything is opened
 * here with the bidder's own key. What was found is signed; neither key nor content leaves this machine.
 */
import { get, post } from '@/api/http'
import { toBase64, utf8 } from '@/crypto/bytes'
import { sign } from '@/crypto/keys'
import type { OpenKey } from '@/identity/keystore'
import { readHeader, unwrapKey } from '@/sealing/open'
import { openAside, type Seen } from '@/sealing/openAside'
import { EnvelopeRefused, type Check } from '@/sealing/problems'

export type Outcome = 'OPENED' | Check

export interface Found {
  outcome: Outcome
  /** what is inside, when it opened */
  seen?: Seen
  words: string
}

/** The receipt's own word of what was handed in. */
export interface ReceiptFile {
  content?: { body?: { trade?: string; sm3?: string } } | null
}

export interface Statement {
  sm3: string
  outcome: string
  signature: string
}

export async function statement(trade: string, sm3: string, outcome: Outcome, privateKey: Uint8Array): Promise<Statement> {
  return { sm3, outcome, signature: toBase64(await sign(privateKey, utf8(`mingjian-rehearsal-1\n${trade}\n${sm3}\n${outcome}`))) }
}

/** Opens what the platform holds; a failed check is an outcome, everything else is thrown. */
export async function tryBid(sealed: Blob, receipt: { trade: string; sm3: string }, key: OpenKey, onProgress?: (done: number, total: number) => void): Promise<Found> {
  try {
    const contentKey = await unwrapKey(await readHeader(sealed), key.privateKey)
    const seen = await openAside({ sealed, key: contentKey, trade: receipt.trade }, onProgress ? { onProgress } : {})
    if (seen.sm3 !== receipt.sm3) throw new EnvelopeRefused('DIGEST', 'the platform holds other bytes than those of the receipt')
    return { outcome: 'OPENED', seen, words: '平台所存的投标文件与回执一致，本机密钥能全部打开' }
  } catch (thrown) {
    if (!(thrown instanceof EnvelopeRefused)) throw thrown
    return { outcome: thrown.check, words: thrown.message }
  }
}

/** The whole rehearsal, from fetching to telling. */
export async function rehearse(trade: string, version: number, key: OpenKey, onProgress?: (done: number, total: number) => void): Promise<Found> {
  const path = `/api/trades/${trade}/bids/mine`
  const receipt = await get<ReceiptFile>(`${path}/receipts/${version}`)
  const sm3 = receipt.content?.body?.sm3
  if (sm3 === undefined || receipt.content?.body?.trade !== trade) throw new Error('回执与这宗交易不符')
  const answer = await fetch(`${path}/sealed`, { headers: { 'X-Requested-With': 'mingjian' } })
  if (!answer.ok) throw new Error('平台暂时读不出投标文件，请稍后再试')
  const found = await tryBid(await answer.blob(), { trade, sm3 }, key, onProgress)
  await post(`${path}/rehearsals`, await statement(trade, sm3, found.outcome, key.privateKey))
  return found
}

/** What `./mingjian rehearse` printed. Throws in words when it is something else. */
export function readStatement(text: string, trade: string): Statement {
  const said = JSON.parse(text) as Partial<Statement> & { type?: string; trade?: string }
  if (said.type !== 'rehearsal' || said.trade !== trade || !said.sm3 || !said.outcome || !said.signature) {
    throw new Error('这不是本标段的演练结果文件')
  }
  return { sm3: said.sm3, outcome: said.outcome, signature: said.signature }
}
