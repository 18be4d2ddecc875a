/** Sealing on a Web Worker; on the page itself only where a browser has none. */
import type { BidSheet } from './format'
import { EnvelopeRefused, type Check } from './problems'
import { seal, type BidFile, type Running, type SealedBid, type SealOrder } from './seal'

export type ToWorker =
  | { kind: 'start'; order: Omit<SealOrder, 'sign'>; sheet: BidSheet; files: BidFile[] }
  | { kind: 'signature'; signature: Uint8Array }

export type FromWorker =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'sign'; message: Uint8Array }
  | { kind: 'sealed'; bid: SealedBid }
  | { kind: 'failed'; check?: Check; words: string }

function newWorker(): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined
  return new Worker(new URL('./seal.worker.ts', import.meta.url), { type: 'module' })
}

/** As {@link seal}; files are read piece by piece in the worker, and only the message to be signed comes back here. */
export function sealAside(
  order: SealOrder,
  sheet: BidSheet,
  files: BidFile[],
  running: Running = {},
  worker: Worker | undefined = newWorker(),
): Promise<SealedBid> {
  if (worker === undefined) return seal(order, sheet, files, running)
  const { sign, ...rest } = order
  return new Promise<SealedBid>((resolve, reject) => {
    const end = () => {
      worker.terminate()
      running.signal?.removeEventListener('abort', stopped)
    }
    const fail = (why: unknown) => {
      end()
      reject(why instanceof Error ? why : new Error(String(why)))
    }
    const stopped = () => fail(running.signal?.reason)
    running.signal?.addEventListener('abort', stopped)
    worker.onerror = (event) => fail(new Error(event.message || '加密线程出错，请重试'))
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const said = event.data
      switch (said.kind) {
        case 'progress':
          running.onProgress?.(said.done, said.total)
          break
        case 'sign':
          Promise.resolve(sign(said.message))
            .then((signature) => worker.postMessage({ kind: 'signature', signature } satisfies ToWorker))
            .catch(fail)
          break
        case 'sealed':
          end()
          resolve(said.bid)
          break
        case 'failed':
          fail(said.check === undefined ? new Error(said.words) : new EnvelopeRefused(said.check, said.words))
          break
      }
    }
    // Plain copies: what a page made reactive cannot be handed to a thread.
    const plain = files.map(({ name, content }) => ({ name, content }))
    worker.postMessage({ kind: 'start', order: rest, sheet: { ...sheet }, files: plain } satisfies ToWorker)
  })
}
