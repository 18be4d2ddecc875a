/** Takes a dropped file and says what it shows. Nothing leaves the machine. */
import { fromBase64, toHex } from '@/crypto/bytes'
import { sm3 } from '@/crypto/sm3'
import { canonical, type Json } from '@/sealing/canonicalJson'
import { checkDraw } from './draw'
import { checkEvidence, type Seen } from './evidence'
import { Findings, type Finding, type Members, object, text, Unreadable } from './findings'
import { checkPackage } from './package'
import { checkScores } from './scores'

export const LONGEST = 64 * 1024 * 1024

export interface Verdict {
  /** receipt, fact, draw, scores, package; empty when it is none of them */
  type: string
  good: boolean
  findings: Finding[]
  /** SM3 of the key that signed */
  fingerprint: string
  trade: string
  /** for a receipt or fact: names and digests of the files it names */
  files: { name: string; sm3: string }[]
}

const CHECKS: { [type: string]: (file: Members, findings: Findings, seen: Seen) => void } = {
  receipt: checkEvidence,
  fact: checkEvidence,
  draw: checkDraw,
  scores: checkScores,
  package: checkPackage,
}

/** @param seen tree heads whose signatures were checked before, with the answer */
export function check(data: Uint8Array, seen: Seen = new Map()): Verdict {
  const findings = new Findings()
  let file: Members = {}
  let type = ''
  try {
    if (data.length > LONGEST) throw new Unreadable('文件超过 64 MB')
    const words = decoded(data)
    file = object(parsed(words), '文件')
    const said = text(file, 'type')
    const run = CHECKS[said]
    if (run === undefined) throw new Unreadable(`本页认识回执、存证、抽取记录、评分记录和证据包，不认识“${said}”`)
    type = said
    form(words, file, findings)
    run(file, findings, seen)
  } catch (problem) {
    findings.check('form', false, problem instanceof Unreadable ? problem.message : '文件不能按公布的格式读完')
  }
  return { type, good: findings.good, findings: findings.list, fingerprint: fingerprint(file), trade: trade(file), files: files(file) }
}

function decoded(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch {
    throw new Unreadable('不是 UTF-8 文本')
  }
}

function parsed(words: string): Json {
  try {
    return JSON.parse(words) as Json
  } catch {
    throw new Unreadable('不是完整的 JSON：文件被截断、改动，或不是证据文件')
  }
}

/**
 * One way to write a file, so that nothing can be changed unseen; doubled names do not survive this either. Many programs
 * write one space after each comma and colon: that is the same file if they all stand, or none.
 */
function form(words: string, file: Members, findings: Findings): void {
  const given = words.endsWith('\n') ? words.slice(0, -1) : words
  const right = given === canonical(file) || given === spaced(file)
  findings.check('canonical', right, '文件只有一种写法，没有多余、重复、改动或换了次序的字符')
}

function spaced(value: Json): string {
  if (value === null || typeof value !== 'object') return canonical(value)
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
  return `{${names.map((name) => `${canonical(name)}: ${spaced(value[name]!)}`).join(', ')}}`
}

function first(file: Members): Members {
  for (const name of ['evidence', 'facts']) {
    const items = file[name]
    if (Array.isArray(items) && items.length > 0 && typeof items[0] === 'object') return items[0] as Members
  }
  return file
}

function fingerprint(file: Members): string {
  const key = first(file).platformKey
  try {
    return typeof key === 'string' ? toHex(sm3(fromBase64(key))) : ''
  } catch {
    return ''
  }
}

function trade(file: Members): string {
  if (typeof file.trade === 'string') return file.trade
  const { content } = first(file)
  const stream = content !== null && typeof content === 'object' && !Array.isArray(content) ? content.stream : ''
  return typeof stream === 'string' ? stream.replace(/^[a-z]+:/, '') : ''
}

function files(file: Members): { name: string; sm3: string }[] {
  const { content } = file
  const named = content !== null && typeof content === 'object' && !Array.isArray(content) ? content.files : []
  if (!Array.isArray(named)) return []
  return named
    .filter((one): one is Members => one !== null && typeof one === 'object' && !Array.isArray(one))
    .map((one) => ({ name: String(one.name), sm3: String(one.sm3) }))
}
