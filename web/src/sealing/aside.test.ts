// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { generate, sign } from '@/crypto/sm2'
import { sealAside, type FromWorker, type ToWorker } from './aside'
import { openAll, unwrapKey } from './open'
import { seal, type SealOrder } from './seal'

const TRADE = 'A01-12320000466011756J-20240115-000001-S'
const keys = generate()
const order: SealOrder = {
  trade: TRADE,
  creditCode: '91340200MA2RU2PC14',
  publicKey: keys.publicKey,
  sign: (message) => sign(keys.privateKey, message),
  recipients: [{ kind: 'bidder', publicKey: keys.publicKey }],
}
const files = [{ name: '投标函.pdf', content: new Blob([new Uint8Array(2_500_000).fill(7)]) }]
const sheet = { price: '18334233.00' }

/** The thread as the page sees it; everything that passes is copied as between threads. */
class Thread {
  onmessage: ((event: { data: FromWorker }) => void) | null = null
  onerror = null
  ended = false
  heard: string[] = []
  private signed?: (signature: Uint8Array) => void

  constructor(private readonly silent = false) {}

  postMessage(message: ToWorker): void {
    const data = structuredClone(message)
    this.heard.push(data.kind)
    if (data.kind === 'signature') this.signed?.(data.signature)
    else if (!this.silent) void this.run(data)
  }

  terminate(): void {
    this.ended = true
  }

  private tell(message: FromWorker): void {
    this.onmessage?.({ data: structuredClone(message) })
  }

  private async run(data: Extract<ToWorker, { kind: 'start' }>): Promise<void> {
    const asked = (message: Uint8Array) =>
      new Promise<Uint8Array>((resolve) => {
        this.signed = resolve
        this.tell({ kind: 'sign', message })
      })
    const bid = await seal({ ...data.order, sign: asked }, data.sheet, data.files, { onProgress: (done, total) => this.tell({ kind: 'progress', done, total }) })
    this.tell({ kind: 'sealed', bid })
  }
}

describe('sealing aside', () => {
  it('gives the thread everything but the key, tells progress, and the bid opens', async () => {
    const thread = new Thread()
    const told: number[] = []

    const bid = await sealAside(order, sheet, files, { onProgress: (done) => told.push(done) }, thread as unknown as Worker)

    expect(told.at(-1)).toBe(2_500_000)
    expect(told.length).toBeGreaterThan(2)
    expect(thread.heard).toEqual(['start', 'signature'])
    expect(thread.ended).toBe(true)
    const opened = await openAll(bid.content, await unwrapKey(bid.header, keys.privateKey), TRADE)
    expect(opened.files[0]?.content.size).toBe(2_500_000)
  })

  it('stops at once when its person stops it', async () => {
    const thread = new Thread(true)
    const stop = new AbortController()
    const sealing = sealAside(order, sheet, files, { signal: stop.signal }, thread as unknown as Worker)

    stop.abort()

    await expect(sealing).rejects.toThrow()
    expect(thread.ended).toBe(true)
  })
})
