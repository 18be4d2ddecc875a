/** Opens sealed bids in the browser: the decrypt command of the opening, and the rehearsal before the deadline. */
import { joined, toHex } from '@/crypto/bytes'
import { decrypt, kindOfPrivate, publicKeyOf, schemeOf, signatureLength, verify } from '@/crypto/keys'
import { Sm3 } from '@/crypto/sm3'
import { nameKey, nameProblem } from './fileName'
import {
  type BidSheet,
  fingerprintOf,
  keyCheck,
  LAST,
  LONGEST_HEADER,
  LONGEST_SHEET,
  MAGIC,
  nonce,
  parse,
  preamble,
  headerBytes,
  readHeaderBytes,
  readSheet,
  same,
  type SealedHeader,
  toSign,
} from './format'
import { EnvelopeRefused, require } from './problems'
import type { Running, SealedFile } from './seal'
import { KEY_LENGTH, Sm4Gcm, TAG_LENGTH } from './sm4gcm'

export interface OpenedFile extends SealedFile {
  content: Blob
}

export interface OpenedBid {
  header: SealedHeader
  sheet: BidSheet
  files: OpenedFile[]
  /** of the whole sealed bid */
  sm3: string
}

/** The header alone; reads only the first bytes. */
export async function readHeader(sealed: Blob): Promise<SealedHeader> {
  return (await Reading.start(sealed)).header
}

/** The content key, with the private key of a recipient. This is what the decrypt command sends. */
export async function unwrapKey(header: SealedHeader, privateKey: Uint8Array): Promise<Uint8Array> {
  const fingerprint = fingerprintOf(await publicKeyOf(privateKey))
  const recipient = header.recipients.find((one) => one.fingerprint === fingerprint)
  require(recipient !== undefined, 'WRONG_KEY', 'the bid was not sealed for this key')
  require(recipient.scheme === schemeOf(kindOfPrivate(privateKey)), 'KEY_ENVELOPE', 'wrapped by another scheme than that of the key')
  let key: Uint8Array
  try {
    key = await decrypt(privateKey, recipient.wrapped)
  } catch {
    throw new EnvelopeRefused('KEY_ENVELOPE', 'the wrapped key does not open')
  }
  require(fits(header, key), 'KEY_ENVELOPE', 'the wrapped key is not that of the bid')
  return key
}

/** Whether this is the content key of the bid. */
export function fits(header: SealedHeader, key: Uint8Array): boolean {
  return key.length === KEY_LENGTH && same(keyCheck(header.noncePrefix, key), header.keyCheck)
}

/** The bid sheet alone; nothing behind its chunk is read. */
export async function openSheet(sealed: Blob, key: Uint8Array, trade: string): Promise<BidSheet> {
  const plain = new PlainChunks(await Reading.of(sealed, key, trade), key)
  return readSheet((await plain.next())!)
}

/** Everything, with every check. */
export async function openAll(sealed: Blob, key: Uint8Array, trade: string, running: Running = {}): Promise<OpenedBid> {
  const reading = await Reading.of(sealed, key, trade)
  const plain = new PlainChunks(reading, key, running)
  const sheet = readSheet((await plain.next())!)
  const files: OpenedFile[] = []
  const names = new Set<string>()
  for (let length = await plain.word(); length !== 0; length = await plain.word()) {
    require(length <= 4096, 'ARCHIVE', 'an entry too long')
    require(files.length < 10_000, 'ARCHIVE', 'too many files')
    const { name, size } = entry(await plain.take(length))
    require(!names.has(nameKey(name)), 'FILE_NAME', 'two files of one name')
    names.add(nameKey(name))
    files.push(await plain.file(name, size))
  }
  require(await plain.atEnd(), 'ARCHIVE', 'bytes after the last file')
  return { header: reading.header, sheet, files, sm3: await reading.finish() }
}

function entry(bytes: Uint8Array): { name: string; size: number } {
  const node = parse(bytes, 'ARCHIVE') as { name?: unknown; size?: unknown } | null
  const { name, size } = node ?? {}
  require(typeof name === 'string' && typeof size === 'number' && Number.isSafeInteger(size) && size >= 0, 'ARCHIVE', 'not a name and a size')
  require(nameProblem(name) === undefined, 'FILE_NAME', nameProblem(name) ?? '')
  return { name, size }
}

/** Goes through the file from the first byte to the last. */
class Reading {
  private readonly whole = new Sm3()
  private at = 0
  private chunks = 0
  private ended = false
  private known: SealedHeader | undefined

  private constructor(private readonly sealed: Blob) {}

  static async start(sealed: Blob): Promise<Reading> {
    const reading = new Reading(sealed)
    require(same(await reading.take(MAGIC.length), MAGIC), 'MAGIC', 'not a sealed bid of version 1')
    const length = await reading.word()
    require(length > 0 && length <= LONGEST_HEADER, 'HEADER_LENGTH', 'the header cannot have that length')
    reading.known = readHeaderBytes(await reading.take(length))
    return reading
  }

  static async of(sealed: Blob, key: Uint8Array, trade: string): Promise<Reading> {
    const reading = await Reading.start(sealed)
    require(reading.header.trade === trade, 'OTHER_TENDER', `sealed for ${reading.header.trade}`)
    require(fits(reading.header, key), 'WRONG_KEY', 'not the key of this bid')
    return reading
  }

  get header(): SealedHeader {
    return this.known!
  }

  get progress(): [number, number] {
    return [this.at, this.sealed.size]
  }

  async next(): Promise<{ index: number; last: boolean; bytes: Uint8Array } | undefined> {
    if (this.ended) return undefined
    const mark = await this.word()
    const last = mark >= LAST
    const length = last ? mark - LAST : mark
    const full = this.header.chunkSize + TAG_LENGTH
    const first = !last && length > TAG_LENGTH && length <= LONGEST_SHEET + TAG_LENGTH
    const later = last ? length > TAG_LENGTH && length <= full : length === full
    require(this.chunks === 0 ? first : later, 'CHUNK_FRAME', `chunk ${this.chunks} has a length it cannot have`)
    this.ended = last
    return { index: this.chunks++, last, bytes: await this.take(length) }
  }

  /** Count, digest and signature, and that nothing follows. */
  async finish(): Promise<string> {
    require(this.ended && (await this.word()) === 0, 'CHUNK_FRAME', 'a chunk after the last')
    require((await this.word()) === this.chunks, 'CHUNK_COUNT', 'the trailer counts another number of chunks')
    const computed = this.whole.copy().digest()
    require(same(await this.take(32), computed), 'DIGEST', 'the bytes have been changed')
    const signature = await this.take(signatureLength(this.header.publicKey))
    require(await verify(this.header.publicKey, toSign(computed), signature), 'SIGNATURE', "not the bidder's signature")
    require(this.at === this.sealed.size, 'TRAILING_BYTES', 'bytes after the end')
    return toHex(this.whole.digest())
  }

  private async word(): Promise<number> {
    return new DataView((await this.take(4)).buffer).getUint32(0)
  }

  private async take(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(await this.sealed.slice(this.at, this.at + length).arrayBuffer())
    require(bytes.length === length, 'TRUNCATED', `ends after ${this.at + bytes.length} bytes`)
    this.at += length
    this.whole.update(bytes)
    return bytes
  }
}

/** The plain bytes of the chunks, each authenticated before a byte of it is used. */
class PlainChunks {
  private readonly cipher: Sm4Gcm
  private readonly binding: Uint8Array
  private current: Uint8Array = new Uint8Array()

  constructor(
    private readonly reading: Reading,
    key: Uint8Array,
    private readonly running: Running = {},
  ) {
    this.cipher = new Sm4Gcm(key)
    this.binding = new Sm3().update(preamble(headerBytes(reading.header))).digest()
  }

  async next(): Promise<Uint8Array | undefined> {
    this.running.signal?.throwIfAborted()
    const chunk = await this.reading.next()
    if (chunk === undefined) return undefined
    const { index, last, bytes } = chunk
    const plain = this.cipher.open(nonce(this.reading.header.noncePrefix, index, last), this.binding, bytes)
    require(plain !== undefined, 'CHUNK_SEAL', `chunk ${index} does not open`)
    this.running.onProgress?.(...this.reading.progress)
    return plain
  }

  async word(): Promise<number> {
    const bytes = await this.take(4)
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
  }

  async atEnd(): Promise<boolean> {
    return this.current.length === 0 && (await this.next()) === undefined
  }

  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    for (let left = length; left > 0; ) {
      const part = await this.some(left)
      parts.push(part)
      left -= part.length
    }
    return joined(...parts)
  }

  async file(name: string, size: number): Promise<OpenedFile> {
    const digest = new Sm3()
    const parts: Blob[] = []
    for (let left = size; left > 0; ) {
      const part = await this.some(left)
      digest.update(part)
      parts.push(new Blob([part as Uint8Array<ArrayBuffer>]))
      left -= part.length
    }
    const sm3 = digest.digest()
    require(same(await this.take(32), sm3), 'FILE_DIGEST', name)
    return { name, size, sm3: toHex(sm3), content: new Blob(parts) }
  }

  private async some(most: number): Promise<Uint8Array> {
    if (this.current.length === 0) {
      const next = await this.next()
      require(next !== undefined, 'ARCHIVE', 'the list of files ends early')
      this.current = next
    }
    const part = this.current.subarray(0, most)
    this.current = this.current.subarray(part.length)
    return part
  }
}
