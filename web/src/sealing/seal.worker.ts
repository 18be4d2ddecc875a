/** Seals on a thread of its own, so that the page stays alive through gigabytes. The private key never comes here. */
import { seal } from './seal'
import { EnvelopeRefused } from './problems'
import type { FromWorker, ToWorker } from './aside'

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker): void
}
const scope = self as unknown as Scope

let signed: ((signature: Uint8Array) => void) | undefined

scope.onmessage = ({ data }) => {
  if (data.kind === 'signature') signed?.(data.signature)
  else void run(data)
}

async function run({ order, sheet, files }: Extract<ToWorker, { kind: 'start' }>): Promise<void> {
  // The page signs: its key stays where its owner opened it.
  const sign = (message: Uint8Array) =>
    new Promise<Uint8Array>((resolve) => {
      signed = resolve
      scope.postMessage({ kind: 'sign', message })
    })
  try {
    const bid = await seal({ ...order, sign }, sheet, files, {
      onProgress: (done, total) => scope.postMessage({ kind: 'progress', done, total }),
    })
    scope.postMessage({ kind: 'sealed', bid })
  } catch (thrown) {
    const check = thrown instanceof EnvelopeRefused ? thrown.check : undefined
    scope.postMessage({ kind: 'failed', check, words: thrown instanceof EnvelopeRefused ? thrown.detail : thrown instanceof Error ? thrown.message : String(thrown) })
  }
}
