/** Opens a sealed bid on a thread of its own. Only the content key of that one bid comes here, never the private key. */
import { openAll } from './open'
import { EnvelopeRefused } from './problems'
import type { FromOpener, ToOpener } from './openAside'

interface Scope {
  onmessage: ((event: MessageEvent<ToOpener>) => void) | null
  postMessage(message: FromOpener): void
}
const scope = self as unknown as Scope

scope.onmessage = ({ data }) => void run(data)

async function run({ sealed, key, trade }: ToOpener): Promise<void> {
  try {
    const bid = await openAll(sealed, key, trade, {
      onProgress: (done, total) => scope.postMessage({ kind: 'progress', done, total }),
    })
    const files = bid.files.map(({ name, size, sm3 }) => ({ name, size, sm3 }))
    scope.postMessage({ kind: 'opened', sheet: bid.sheet, files, sm3: bid.sm3 })
  } catch (thrown) {
    const check = thrown instanceof EnvelopeRefused ? thrown.check : undefined
    scope.postMessage({ kind: 'failed', check, words: thrown instanceof EnvelopeRefused ? thrown.detail : thrown instanceof Error ? thrown.message : String(thrown) })
  } finally {
    key.fill(0)
  }
}
