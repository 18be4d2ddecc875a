/** An evidence package 证据包: everything public of a trade, and that it agrees. */
import { fromHex, toHex } from '@/crypto/bytes'
import { checkDraw } from './draw'
import { FactList, type Seen } from './evidence'
import { count, exactly, type Findings, list, type Members, object, objects, text } from './findings'
import { checkScores, DOCUMENTS } from './scores'
import { leafOf, rootOf } from './tree'

export function checkPackage(file: Members, findings: Findings, seen: Seen): void {
  findings.check('members', exactly(file, 'type', 'v', 'trade', 'facts', 'draws', 'scores'), '文件的组成与公布的格式一致')
  findings.check('version', file.v === 1, '格式版本为 1')
  const facts = FactList.read(list(file, 'facts'), findings, seen)
  const trade = text(file, 'trade')
  findings.check('facts', facts.allOf(`trade:${trade}`), `全部事实都属于交易 ${trade}`)
  findings.check('sequence', facts.inOrder, '事实按日志次序排列，没有重复')
  withheld(facts, findings)
  opening(facts, findings)
  const [draws, scores] = [objects(file, 'draws'), objects(file, 'scores')]
  findings.check('type', draws.every((one) => one.type === 'draw') && scores.every((one) => one.type === 'scores'), '其中的记录各是其类')
  for (const one of draws) findings.within(`抽取 ${text(one, 'draw').slice(trade.length + 1)}`, () => checkDraw(one, findings, seen))
  const pooled = new Set(facts.all('draw.pooled').map((one) => one.draw))
  const wanted = facts.all('draw.drawn').map((one) => one.draw).filter((one) => pooled.has(one ?? ''))
  const there = draws.map((one) => one.draw)
  findings.check('drawsThere', new Set([...wanted, ...there]).size === wanted.length && wanted.length === there.length, `名单已公开的 ${wanted.length} 次抽取都有记录`)
  for (const one of scores) findings.within('评分', () => checkScores(one, findings, seen))
  findings.check('scoresTrade', scores.every((one) => one.trade === trade), '评分记录是这宗交易的')
  findings.check('scoresTerms', scores.every((one) => objects(one, 'evidence')[0]?.position === lastTerms(facts)), '评分依据的是截止前最后一份载明评标办法的文件')
  findings.check('scoresThere', scores.length === facts.all('scores.published').length, '公布过的评分都在，没有多出')
}

/** Position of the last document with terms before the deadline: a record with an older notice would prove the wrong formula. */
function lastTerms(facts: FactList): number {
  const kinds = facts.kinds
  const closed = kinds.includes('bids.closed') ? kinds.indexOf('bids.closed') : kinds.length
  const items = facts.items.filter((one) => one.content !== undefined).slice(0, closed)
  const documents = items.filter((one, i) => {
    const terms = object(object(one.content, 'content').body, 'body').terms
    return DOCUMENTS.includes(kinds[i]!) && terms !== null && typeof terms === 'object' && !Array.isArray(terms)
  })
  return Number(documents.at(-1)?.position ?? 0)
}

function withheld(facts: FactList, findings: Findings): void {
  const numbers = facts.contents.map((one) => count(one, 'seq'))
  const there = new Set(numbers)
  const missing: number[] = []
  const last = numbers.at(-1) ?? 0
  for (let seq = 1; seq < last && missing.length <= 20; seq += 1) if (!there.has(seq)) missing.push(seq)
  if (missing.length > 0) findings.open('withheld', `这宗交易依法未公开的事实：第 ${missing.slice(0, 20).join('、')} 号${missing.length > 20 ? ' 等' : ''}，内容无从核对`)
}

function opening(facts: FactList, findings: Findings): void {
  if (facts.all('bids.closed').length === 0) {
    findings.open('opening', '投标尚未截止')
    return
  }
  const closed = facts.one('bids.closed')
  const sealed = objects(closed, 'bids').map((one) => text(one, 'sm3'))
  const root = toHex(rootOf([...sealed].sort().map((digest) => leafOf(fromHex(digest)))))
  findings.check('bidsRoot', root === closed.root && closed.count === sealed.length, `截止时公布的份数（${sealed.length}）和总根与各份密文相符`)
  const kinds = facts.kinds
  const opened = facts.all('bid.opened').map((one) => text(one, 'sm3'))
  const after = !kinds.includes('bid.opened') || kinds.indexOf('bid.opened') > kinds.indexOf('bids.closed')
  const once = new Set(opened).size === opened.length && opened.every((one) => sealed.includes(one))
  findings.check('opened', after && once, `解密的 ${opened.length} 份都在公布总根之后，都是截止时封存的`)
  for (const read of facts.all('prices.read')) findings.check('readOut', read.root === closed.root && read.count === sealed.length, '唱标的就是这些投标')
}
