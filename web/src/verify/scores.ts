/** Repeats the scoring 评分 of a trade from its published record. */
import { canonical, type Json } from '@/sealing/canonicalJson'
import { FactList, type Seen } from './evidence'
import { exactly, type Findings, list, type Members, object, objects, text, Unreadable } from './findings'
import { score } from './sheet'

const OUTER = new Set(['scoreScale', 'ties', 'roundParts', 'experts'])
export const DOCUMENTS = ['notice.published', 'clarification.issued', 'deadline.moved']

export function checkScores(file: Members, findings: Findings, seen: Seen): void {
  findings.check('members', exactly(file, 'type', 'v', 'trade', 'evidence'), '文件的组成与公布的格式一致')
  findings.check('version', file.v === 1, '格式版本为 1')
  const facts = FactList.read(list(file, 'evidence'), findings, seen)
  findings.check('facts', facts.allOf(`trade:${text(file, 'trade')}`), `全部事实都属于交易 ${text(file, 'trade')}`)
  const [first = '', ...rest] = facts.kinds
  const ordered = DOCUMENTS.includes(first) && rest.join() === 'prices.read,scores.published,publicity.started'
  findings.check('sequence', facts.inOrder && ordered, '先有招标文件，再唱标，再评分，再公示候选人')
  const published = facts.one('scores.published')
  const sheet = object(published.sheet, 'sheet')
  prices(published, sheet, facts.one('prices.read'), findings)
  formula(object(object(facts.contents[0]!.body, 'body').terms, 'terms'), sheet, findings)
  try {
    findings.check('score', canonical(score(sheet)) === canonical(published.answer ?? null), '重新计算：基准价、得分和名次都与公布的相同')
  } catch (problem) {
    if (!(problem instanceof Unreadable) || !problem.message.includes('离线')) throw problem
    findings.open('score', problem.message)
  }
  candidates(published, sheet, facts.one('publicity.started'), findings)
  findings.open('marks', '每位评委为什么这样打分、哪个分是谁打的，依法不公布，无从核对')
}

function prices(published: Members, sheet: Members, read: Members, findings: Findings): void {
  const opened = new Map(objects(read, 'bids').filter((one) => typeof one.price === 'string').map((one) => [text(one, 'bid'), text(one, 'price')]))
  const scored = objects(sheet, 'bids')
  const rejected = objects(published, 'rejected').map((one) => text(one, 'bid'))
  const judged = [...scored.map((one) => text(one, 'id')), ...rejected]
  const wholeList = judged.length === opened.size && new Set(judged).size === judged.length && judged.every((bid) => opened.has(bid))
  findings.check('bids', wholeList, `开标的 ${opened.size} 份投标，每份或评分或否决，没有遗漏、没有重复`)
  const changes = new Map(objects(published, 'changes').map((one) => [text(one, 'bid'), one]))
  const same = scored.every((one) => {
    const said = opened.get(text(one, 'id'))
    const change = changes.get(text(one, 'id'))
    return change === undefined ? said === one.price : change.read === said && change.evaluated === one.price
  })
  findings.check('prices', same, '评分用的报价就是唱标读出的报价')
  if (changes.size > 0) findings.open('corrections', `有 ${changes.size} 处经投标人接受的算术修正，依据在评标报告里，这里无从核对`)
}

function formula(terms: Members, sheet: Members, findings: Findings): void {
  const asked = new Map<string, string>([['method', String(terms.method)], ['control', String(terms.ceilingPrice)]])
  const used = new Map<string, string>([['method', String(sheet.method)], ['control', String(sheet.control)]])
  const drawn: string[] = []
  if (sheet.price !== undefined) {
    const [price, own] = [object(terms.price, 'price'), object(sheet.price, 'price')]
    for (const one of objects(terms, 'criteria')) {
      if (one.kind === 'OBJECTIVE' || one.kind === 'SUBJECTIVE' || one.kind === 'CREDIT') asked.set(`part ${text(one, 'id')}`, `${text(one, 'full')} 1`)
    }
    for (const part of objects(sheet, 'parts')) used.set(`part ${text(part, 'name')}`, `${text(part, 'full')} ${text(part, 'weight')}`)
    asked.set('price', `${text(price, 'method')} ${text(price, 'full')} 1`)
    used.set('price', `${text(own, 'method')} ${text(own, 'full')} ${text(own, 'weight')}`)
    const [inner, outer] = [object(own.parameters, 'parameters'), object(sheet.parameters, 'parameters')]
    const open = object(price.parameters, 'parameters')
    const silent: { [name: string]: Json } = { experts: 'mean', roundParts: false }
    for (const name of new Set([...Object.keys(open), ...Object.keys(inner), ...Object.keys(outer)])) {
      const said = name in outer ? outer[name]! : inner[name]
      const wanted = name in open ? open[name]! : silent[name]
      const left = wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)
      if (left || ((name === 'bx' || name === 'drawn') && wanted === undefined)) {
        drawn.push(`${name}=${said === undefined ? '？' : canonical(said)}`)
      } else {
        const misplaced = OUTER.has(name) !== name in outer
        asked.set(`参数 ${name}`, wanted === undefined || misplaced ? '' : canonical(wanted))
        used.set(`参数 ${name}`, said === undefined ? '' : canonical(said))
      }
    }
  }
  const wrong = [...new Set([...asked.keys(), ...used.keys()])].filter((name) => asked.get(name) !== used.get(name))
  findings.check('formula', wrong.length === 0, wrong.length === 0 ? '评标办法、各部分分值和参数与招标文件一致' : `与招标文件不同：${wrong.join('、')}`)
  if (drawn.length > 0) findings.open('drawn', `开标时抽取的参数请看那次抽取的记录：${drawn.join('；')}`)
}

function candidates(published: Members, sheet: Members, publicity: Members, findings: Findings): void {
  const answers = new Map(objects(object(published.answer, 'answer'), 'bids').map((one) => [text(one, 'id'), one]))
  const priceOf = new Map(objects(sheet, 'bids').map((one) => [text(one, 'id'), one.price]))
  const named = new Set<string>()
  let last = 0
  const follows = objects(publicity, 'candidates').every((one) => {
    const bid = text(one, 'bid')
    const line = answers.get(bid)
    if (line === undefined || named.has(bid)) return false
    named.add(bid)
    const rank = Number(line.rank)
    const right = (line.score ?? line.evaluated) === one.score && priceOf.get(bid) === one.price && rank >= last
    last = rank
    return right
  })
  const nobodyBetter = [...answers].every(([bid, line]) => named.has(bid) || Number(line.rank) >= last)
  findings.check('candidates', follows && nobodyBetter && named.size > 0, '公示的中标候选人就是名次最前的')
}
