/** Repeats a draw 抽取 from its record. */
import { fromHex, toHex, utf8 } from '@/crypto/bytes'
import { sm3 } from '@/crypto/sm3'
import { canonical, type Json } from '@/sealing/canonicalJson'
import { FactList, type Seen } from './evidence'
import { count, exactly, type Findings, list, type Members, object, objects, text, Unreadable } from './findings'
import { leafOf, rootOf } from './tree'
import { vrfOutput } from './vrf'

const PARTIES = ['tenderer', 'supervisor', 'platform']
const STEPS = ['draw.prepared', 'draw.pooled', ...Array<string>(3).fill('draw.committed'), ...Array<string>(3).fill('draw.revealed'), 'draw.drawn']

interface Entry {
  lot: string
  id: string
  candidate: boolean
  leaf: Uint8Array
}

interface Lot {
  lot: string
  take: number
}

const digest = (words: string): string => toHex(sm3(utf8(words)))
const equal = (one: Json, other: Json): boolean => canonical(one) === canonical(other)

export function checkDraw(file: Members, findings: Findings, seen: Seen): void {
  findings.check('members', exactly(file, 'type', 'v', 'draw', 'evidence', 'order', 'taken'), '文件的组成与公布的格式一致')
  findings.check('version', file.v === 1, '格式版本为 1')
  const facts = FactList.read(list(file, 'evidence'), findings, seen)
  if (facts.contents.length < facts.items.length) throw new Unreadable('有一条事实没有内容')
  const plan = facts.one('draw.prepared')
  const draw = text(file, 'draw')
  const about = facts.allOf(`trade:${text(plan, 'trade')}`) && facts.contents.every((one) => object(one.body, 'body').draw === draw)
  findings.check('draw', plan.draw === draw, `记录的是 ${draw}`)
  findings.check('facts', about, '全部事实都属于这次抽取和这宗交易')
  const kinds = facts.kinds
  const ordered = equal(kinds.slice(0, STEPS.length), STEPS) && kinds.slice(STEPS.length).every((kind) => kind === 'draw.continued')
  findings.check('sequence', facts.inOrder && ordered, '先固定名单，再三方承诺，再三方公开随机数，最后得出结果')
  const pool = objects(facts.one('draw.pooled'), 'entries').map((one) => ({
    lot: text(one, 'lot'),
    id: text(one, 'id'),
    candidate: text(one, 'excluded') === '',
    leaf: leafOf(utf8(canonical(one))),
  }))
  const rooted = toHex(rootOf(pool.map((one) => one.leaf))) === plan.root && plan.entries === pool.length
  findings.check('root', rooted, `名单（${pool.length} 项）就是公开随机数之前固定的那一份`)
  const lots = objects(plan, 'lots').map((one) => ({ lot: text(one, 'lot'), take: count(one, 'take') }))
  findings.check('bits', plan.bits === bits(lots, pool), `结果的可能性约 2 的 ${String(plan.bits)} 次方种`)
  findings.check('warnings', equal(plan.warnings ?? null, expected(plan, lots, pool)), '名单过小、多次抽取的提示没有漏写')
  const seeds = PARTIES.map((party) => text(of(facts, 'draw.revealed', party), 'seed'))
  const kept = PARTIES.every((party, i) => of(facts, 'draw.committed', party).commitment === digest(`mingjian-draw-seed-1\n${draw}\n${party}\n${seeds[i]}`))
  findings.check('seeds', kept, '招标人、监督部门、平台公开的随机数都与各自事先的承诺一致')
  const drawn = facts.one('draw.drawn')
  const input = `mingjian-draw-1\n${draw}\n${digest(canonical(plan))}\n${seeds.join('\n')}`
  const output = text(drawn, 'output')
  findings.check('output', vrfOutput(text(plan, 'suite'), text(plan, 'key'), input, text(drawn, 'proof')) === output, '对这些随机数，平台的函数只能得出这一个输出')
  findings.check('order', equal(file.order ?? null, lots.map(({ lot }) => ({ lot, ids: order(lot, pool, output) }))), '次序由输出逐一算出')
  findings.check('taken', equal(file.taken ?? null, taken(lots, pool, output)), '取的是次序最前的')
  findings.check('replacements', continues(facts, lots, pool, output), '补抽沿同一次序继续，没有跳过')
}

function of(facts: FactList, kind: string, party: string): Members {
  const found = facts.all(kind).find((body) => body.party === party)
  if (found === undefined) throw new Unreadable(`缺少 ${party} 的 ${kind}`)
  return found
}

const candidates = (lot: string, pool: Entry[]): number => new Set(pool.filter((one) => one.candidate && one.lot === lot).map((one) => one.id)).size

function bits(lots: Lot[], pool: Entry[]): number {
  let [above, below] = [1n, 1n]
  for (const { lot, take } of lots) {
    const n = candidates(lot, pool)
    for (let i = 0; i < Math.min(take, n); i += 1) {
      above *= BigInt(n - i)
      below *= BigInt(i + 1)
    }
  }
  return (above / below).toString(2).length - 1
}

function expected(plan: Members, lots: Lot[], pool: Entry[]): string[] {
  const small = lots.filter(({ lot, take }) => take > 0 && candidates(lot, pool) < 3 * take).map(({ lot }) => `EX-02 ${lot}`)
  return count(plan, 'number') >= 3 ? [...small, 'EX-03'] : small
}

function order(lot: string, pool: Entry[], output: string): string[] {
  return pool
    .filter((one) => one.candidate && one.lot === lot)
    .map((one) => ({ id: one.id, key: toHex(sm3(utf8('mingjian-draw-order-1\n'), fromHex(output), utf8(lot), Uint8Array.of(0), one.leaf)) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map((one) => one.id)
}

function taken(lots: Lot[], pool: Entry[], output: string): { lot: string; index: number; id: string }[] {
  const ids = new Set<string>()
  return lots.flatMap(({ lot, take }) => {
    const found: { lot: string; index: number; id: string }[] = []
    order(lot, pool, output).forEach((id, index) => {
      if (found.length < take && !ids.has(id)) {
        ids.add(id)
        found.push({ lot, index, id })
      }
    })
    return found
  })
}

function continues(facts: FactList, lots: Lot[], pool: Entry[], output: string): boolean {
  const used = new Set(taken(lots, pool, output).map(({ lot, index }) => `${lot}/${index}`))
  return facts.all('draw.continued').every((body) => {
    const lot = text(body, 'lot')
    const places = objects(body, 'passed').map((one) => count(one, 'index'))
    if (body.index !== -1) places.push(count(body, 'index'))
    return places.every((place) => {
      let free = 0
      while (used.has(`${lot}/${free}`)) free += 1
      used.add(`${lot}/${place}`)
      return place === free
    })
  })
}
