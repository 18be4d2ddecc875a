/** Opening on a Web Worker; on the page itself only where a browser has none. */
import type { BidSheet } from './format'
import { openAll } from './open'
import { EnvelopeRefused, type Check } from './problems'
import type { Running, SealedFile } from './seal'

export interface ToOpener {
  sealed: Blob
  key: Uint8Array
  trade: string
}

export interface Seen {
  sheet: BidSheet
  files: SealedFile[]
  /** of the whole sealed bid, as it was read */
  sm3: string
}

export type FromOpener =
  | { kind: 'progress'; done: number; total: number }
  | ({ kind: 'opened' } & Seen)
  | { kind: 'failed'; check?: Check; words: string }

function newWorker(): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined
  return new Worker(new URL('./open.worker.ts', import.meta.url), { type: 'module' })
}

/** As {@link openAll} without the contents: whether all opens, and what is inside. */
export async function openAside(order: ToOpener, running: Running = {}, worker: Worker | undefined = newWorker()): Promise<Seen> {
  if (worker === undefined) {
    const { sheet, files, sm3 } = await openAll(order.sealed, order.key, order.trade, running)
    return { sheet, files: files.map(({ name, size, sm3: digest }) => ({ name, size, sm3: digest })), sm3 }
  }
  try {
    return await new Promise<Seen>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || '解密线程出错，请重试'))
      running.signal?.addEventListener('abort', () => reject(running.signal?.reason as Error))
      worker.onmessage = ({ data }: MessageEvent<FromOpener>) => {
        if (data.kind === 'progress') running.onProgress?.(data.done, data.total)
        else if (data.kind === 'opened') resolve({ sheet: data.sheet, files: data.files, sm3: data.sm3 })
        else reject(data.check === undefined ? new Error(data.words) : new EnvelopeRefused(data.check, data.words))
      }
      worker.postMessage(order)
    })
  } finally {
    worker.terminate()
  }
}
