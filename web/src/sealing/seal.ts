/** Seals a bid in the bidder's own browser 加密投标文件: plain files never leave the machine. */
import { joined, toHex, utf8 } from '@/crypto/bytes'
import { signatureLength } from '@/crypto/keys'
import { Sm3 } from '@/crypto/sm3'
import { canonical } from './canonicalJson'
import { nameKey, nameProblem } from './fileName'
import {
  type BidSheet,
  checked,
  headerBytes,
  keyCheck,
  LAST,
  LONGEST_HEADER,
  nonce,
  type Party,
  preamble,
  PREFIX_LENGTH,
  type SealedHeader,
  sheetBytes,
  toSign,
  USUAL_CHUNK,
  word,
  wrap,
} from './format'
import { EnvelopeRefused, require } from './problems'
import { type OpenersRule, share, type SharedKey } from './sharedKey'
import { KEY_LENGTH, Sm4Gcm } from './sm4gcm'

/** How much of a file is read at once. */
const SLICE = 1024 * 1024

export interface SealOrder {
  /** 统一交易标识码 of the section */
  trade: string
  creditCode: string
  publicKey: Uint8Array
  /** DER, where the bidder has a certificate */
  certificate?: Uint8Array
  /** Signs with the bidder's key, wherever it is kept. */
  sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>
  /** The bidder himself among them, or he cannot open his bid. */
  recipients: Party[]
  /** who shall be able to open it together, where the tender names openers */
  openers?: OpenersRule
  created?: Date
  chunkSize?: number
}

export interface BidFile {
  /** relative name, `/` between folders */
  name: string
  content: Blob
}

export interface SealedFile {
  name: string
  size: number
  /** hexadecimal */
  sm3: string
}

export interface SealedBid {
  content: Blob
  header: SealedHeader
  chunks: number
  /** of the whole sealed bid; the receipt names it */
  sm3: string
  files: SealedFile[]
}

export interface Running {
  /** told plain bytes sealed so far, of all */
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

/** Seals in one pass, in the memory of a chunk; the pieces go into a Blob, which the browser keeps on disk when large. */
export async function seal(order: SealOrder, sheet: BidSheet, files: BidFile[], running: Running = {}): Promise<SealedBid> {
  refuseBadNames(files)
  const key = crypto.getRandomValues(new Uint8Array(KEY_LENGTH))
  try {
    const header = await headerOf(order, key)
    const sealing = new Sealing(header, key)
    sealing.sheet(sheetBytes(sheet))
    const sealed: SealedFile[] = []
    const progress = { done: 0, total: files.reduce((sum, file) => sum + file.content.size, 0), ...running }
    for (const file of files) sealed.push(await append(file, sealing, progress))
    sealing.write(word(0))
    return { ...(await sealing.finish(order.sign)), header, files: sealed }
  } finally {
    key.fill(0)
  }
}

async function headerOf(order: SealOrder, key: Uint8Array): Promise<SealedHeader> {
  const noncePrefix = crypto.getRandomValues(new Uint8Array(PREFIX_LENGTH))
  const header: SealedHeader = {
    trade: order.trade,
    creditCode: order.creditCode,
    publicKey: order.publicKey,
    created: (order.created ?? new Date()).toISOString(),
    chunkSize: order.chunkSize ?? USUAL_CHUNK,
    keyCheck: keyCheck(noncePrefix, key),
    noncePrefix,
    recipients: await Promise.all(
      order.recipients.map(async (party) => {
        try {
          return await wrap(party, key)
        } catch {
          throw new EnvelopeRefused('RECIPIENT', `the key of ${party.kind} is not usable`)
        }
      }),
    ),
  }
  if (order.certificate !== undefined) header.certificate = order.certificate
  if (order.openers !== undefined) header.openers = await sharedOf(order.openers, header, key)
  return checked(header)
}

async function sharedOf(rule: OpenersRule, header: SealedHeader, key: Uint8Array): Promise<SharedKey> {
  try {
    return await share(rule, header, key)
  } catch {
    throw new EnvelopeRefused('OPENERS', 'the openers are not usable')
  }
}

function refuseBadNames(files: BidFile[]): void {
  const seen = new Set<string>()
  for (const { name } of files) {
    const problem = nameProblem(name)
    require(problem === undefined, 'FILE_NAME', `${name}：${problem}`)
    require(!seen.has(nameKey(name)), 'FILE_NAME', `${name}：重复`)
    seen.add(nameKey(name))
  }
  require(files.length <= 10_000, 'ARCHIVE', 'too many files')
}

async function append(file: BidFile, to: Sealing, progress: Running & { done: number; total: number }): Promise<SealedFile> {
  const { name, content } = file
  const entry = utf8(canonical({ name, size: content.size }))
  to.write(word(entry.length))
  to.write(entry)
  const digest = new Sm3()
  for (let at = 0; at < content.size; at += SLICE) {
    progress.signal?.throwIfAborted()
    const piece = new Uint8Array(await content.slice(at, at + SLICE).arrayBuffer())
    require(piece.length === Math.min(SLICE, content.size - at), 'ARCHIVE', `${name} changed meanwhile`)
    digest.update(piece)
    to.write(piece)
    progress.done += piece.length
    progress.onProgress?.(progress.done, progress.total)
  }
  const sm3 = digest.digest()
  to.write(sm3)
  return { name, size: content.size, sm3: toHex(sm3) }
}

/** Cuts a stream into sealed chunks; holds one back, because only the end tells which is the last. */
class Sealing {
  private readonly parts: Blob[] = []
  private readonly whole = new Sm3()
  private readonly cipher: Sm4Gcm
  private readonly binding: Uint8Array
  private readonly pending: Uint8Array
  private filled = 0
  private count = 0

  constructor(
    private readonly header: SealedHeader,
    key: Uint8Array,
  ) {
    const bytes = headerBytes(header)
    require(bytes.length <= LONGEST_HEADER, 'HEADER_LENGTH', 'the header is too long')
    const start = preamble(bytes)
    this.cipher = new Sm4Gcm(key)
    this.binding = new Sm3().update(start).digest()
    this.pending = new Uint8Array(header.chunkSize)
    this.put(start)
  }

  /** The sheet is a chunk of its own, so that a price is read without the files. */
  sheet(bytes: Uint8Array): void {
    this.emit(bytes, false)
  }

  write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      if (this.filled === this.pending.length) {
        this.emit(this.pending, false)
        this.filled = 0
      }
      const step = Math.min(this.pending.length - this.filled, bytes.length - done)
      this.pending.set(bytes.subarray(done, done + step), this.filled)
      this.filled += step
      done += step
    }
  }

  async finish(sign: SealOrder['sign']): Promise<{ content: Blob; chunks: number; sm3: string }> {
    this.emit(this.pending.subarray(0, this.filled), true)
    this.pending.fill(0)
    this.put(joined(word(0), word(this.count)))
    const digest = this.whole.copy().digest()
    const signature = await sign(toSign(digest))
    require(signature.length === signatureLength(this.header.publicKey), 'SIGNATURE', 'the signature has the wrong length')
    this.put(joined(digest, signature))
    const content = new Blob(this.parts, { type: 'application/octet-stream' })
    return { content, chunks: this.count, sm3: toHex(this.whole.digest()) }
  }

  private emit(plain: Uint8Array, last: boolean): void {
    const sealed = this.cipher.seal(nonce(this.header.noncePrefix, this.count, last), this.binding, plain)
    this.put(joined(word(last ? (sealed.length | LAST) >>> 0 : sealed.length), sealed))
    this.count += 1
  }

  private put(bytes: Uint8Array): void {
    this.whole.update(bytes)
    this.parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  }
}
