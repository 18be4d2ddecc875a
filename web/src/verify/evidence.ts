/** One fact with its proof 存证: a receipt 回执 or an evidence file. The steps are those of docs/formats.md. */
import { fromBase64, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { isPoint, verify } from '@/crypto/sm2'
import { sm3 } from '@/crypto/sm3'
import { canonical, type Json } from '@/sealing/canonicalJson'
import { count, exactly, Findings, list, type Members, object, objects, text, Unreadable } from './findings'
import { includes, leafOf, same } from './tree'

const KEY_KIND = utf8('mingjian-sm2')

/** Tree heads that many facts share are checked once. */
export type Seen = Map<string, boolean>

export function bytes(base64: string, length?: number): Uint8Array {
  let read: Uint8Array
  try {
    read = fromBase64(base64)
  } catch {
    throw new Unreadable('base64 写法有误')
  }
  if (toBase64(read) !== base64 || (length !== undefined && read.length !== length)) throw new Unreadable('base64 写法有误')
  return read
}

interface Head {
  origin: string
  size: number
  root: string
  body: string
  lines: string[]
}

/** A C2SP signed note over origin, size, root and the name of the hash. */
function head(note: string): Head {
  const end = note.indexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new Unreadable('检查点不是签名文本')
  const body = note.slice(0, end + 1)
  const [origin = '', size = '', root = '', hash = '', ...rest] = body.split('\n')
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || hash !== 'sm3' || rest.length === 0) throw new Unreadable('检查点缺少名称、条数、树根或算法')
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > 100 || lines.some((line) => !/^— .+ [A-Za-z0-9+/]+=*$/.test(line))) throw new Unreadable('检查点的签名行有误')
  return { origin, size: Number(size), root, body, lines }
}

function isSigned({ origin, body, lines }: Head, key: Uint8Array): boolean {
  const id = toHex(sm3(utf8(origin), Uint8Array.of(0x0a, 0xff), KEY_KIND, key).subarray(0, 4))
  return lines.some((line) => {
    if (!line.startsWith(`— ${origin} `)) return false
    const signature = bytes(line.slice(line.lastIndexOf(' ') + 1))
    return signature.length === 68 && toHex(signature.subarray(0, 4)) === id && verify(key, utf8(body), signature.subarray(4))
  })
}

export function checkEvidence(file: Members, findings: Findings, seen: Seen): void {
  const members = ['type', 'v', 'entry', 'position', 'proof', 'checkpoint', 'platformKey']
  const whole = exactly(file, ...members) || exactly(file, ...members, 'content')
  findings.check('members', whole, '文件的组成与公布的格式一致')
  findings.check('version', file.v === 1, '格式版本为 1')
  const entry = object(file.entry, 'entry')
  content(file, entry, findings)
  findings.check('entry', exactly(entry, 'at', 'digest', 'v') && entry.v === 1, `日志条目只有时间、摘要和版本：${text(entry, 'at')}`)
  const proof = object(file.proof, 'proof')
  findings.check('proof', exactly(proof, 'hash', 'index', 'size', 'leaf', 'root', 'path') && proof.hash === 'sm3', '证明的组成与格式一致，算法为 SM3')
  const leaf = bytes(text(proof, 'leaf'), 32)
  const root = bytes(text(proof, 'root'), 32)
  const path = list(proof, 'path').map((step) => bytes(String(step), 32))
  findings.check('leaf', same(leafOf(utf8(canonical(entry))), leaf), '证明说的就是这一条日志')
  findings.check('position', count(file, 'position') === count(proof, 'index') + 1, `存证序号 ${count(file, 'position')} 与证明一致`)
  findings.check('inclusion', includes(leaf, count(proof, 'index'), count(proof, 'size'), path, root), '这一条在日志的 Merkle 树中')
  const note = text(file, 'checkpoint')
  const signed = head(note)
  findings.check('checkpoint', signed.size === proof.size && signed.root === proof.root, `签名的树根就是这棵树的：${signed.origin}`)
  if (signed.lines.length > 1) findings.open('cosigned', `检查点下有其他单位的 ${signed.lines.length - 1} 行联署，本页没有它们的公钥，没有核对`)
  const key = bytes(text(file, 'platformKey'), 65)
  if (!isPoint(key)) throw new Unreadable('平台公钥不是 SM2 公钥')
  const known = `${text(file, 'platformKey')}\n${note}`
  if (!seen.has(known)) seen.set(known, isSigned(signed, key))
  findings.check('signature', seen.get(known) === true, '平台用 SM2 签了这个树根')
}

function content(file: Members, entry: Members, findings: Findings): void {
  if (file.content === undefined) {
    if (file.type === 'receipt') findings.check('content', false, '回执应当带有内容')
    else findings.open('content', '内容依法未公开，只证明了摘要和时间')
    return
  }
  const digest = toHex(sm3(utf8(canonical(file.content))))
  findings.check('content', digest === entry.digest, '内容的 SM3 与日志中的摘要一致')
}

/** Whether the fact names a file with these bytes. */
export function names(file: Members, sm3OfFile: string): boolean {
  return objects(object(file.content, 'content'), 'files').some((one) => one.sm3 === sm3OfFile)
}

/** A list of facts as records hold them. */
export class FactList {
  constructor(readonly items: Members[]) {}

  static read(from: Json[], findings: Findings, seen: Seen): FactList {
    const items = from.map((one) => object(one, 'evidence'))
    const failed: string[] = []
    let others = 0
    for (const item of items) {
      const own = new Findings()
      if (item.type !== 'fact') throw new Unreadable('列表里有不是事实的东西')
      checkEvidence(item, own, seen)
      others += own.list.some((one) => one.check === 'cosigned' && one.ok === null) ? 1 : 0
      if (!own.good) failed.push(`第 ${String(item.position)} 条 ${own.failed.map((one) => one.check).join('、')}`)
    }
    const good = failed.length === 0 && items.length > 0
    findings.check('evidence', good, good ? `${items.length} 条事实都在签名的日志中` : `不成立：${failed.slice(0, 5).join('；')}`)
    findings.check('platformKey', new Set(items.map((one) => one.platformKey)).size === 1, '全部由同一把平台密钥签名')
    if (others > 0) findings.open('cosigned', `${others} 条事实的检查点下有其他单位的联署，本页没有它们的公钥，没有核对`)
    return new FactList(items)
  }

  get contents(): Members[] {
    return this.items.filter((one) => one.content !== undefined).map((one) => object(one.content, 'content'))
  }

  get kinds(): string[] {
    return this.contents.map((one) => text(one, 'kind'))
  }

  all(kind: string): Members[] {
    return this.contents.filter((one) => one.kind === kind).map((one) => object(one.body, 'body'))
  }

  one(kind: string): Members {
    const found = this.all(kind)
    if (found.length !== 1) throw new Unreadable(`记录里应当恰有一条 ${kind}`)
    return found[0]!
  }

  get inOrder(): boolean {
    const rises = (numbers: number[]): boolean => numbers.every((one, i) => i === 0 || one > numbers[i - 1]!)
    return rises(this.items.map((one) => count(one, 'position'))) && rises(this.contents.map((one) => count(one, 'seq')))
  }

  allOf(stream: string): boolean {
    return this.contents.length === this.items.length && this.contents.every((one) => one.stream === stream)
  }
}

