/** Scores a published sheet 评分表: base price, deviation, marks and rank, by docs/formats.md, "Scoring sheet". */
import type { Json } from '@/sealing/canonicalJson'
import { list, type Members, object, objects, text, Unreadable } from './findings'
import { Fraction, HUNDRED, ONE, ZERO } from './fraction'

interface Offer {
  id: string
  compared: Fraction
}

type Curve = (price: Fraction, base: Fraction, percent: Fraction) => Fraction

const DECIMAL = /^-?[0-9]{1,18}(\.[0-9]{1,12})?$/
const f = Fraction.of

export function decimal(value: Json | undefined, name: string): Fraction {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return f(value)
  if (typeof value === 'string' && DECIMAL.test(value)) return f(value)
  throw new Unreadable(`“${name}”不是十进制数`)
}

const number = (from: Members, name: string): Fraction => decimal(from[name], name)
const whole = (from: Members, name: string): number => Number(number(from, name).rounded(0).above)

const mean = (offers: Offer[]): Fraction => offers.reduce((sum, one) => sum.plus(one.compared), ZERO).over(f(offers.length))
const without = (offers: Offer[], high: number, low: number): Offer[] => offers.slice(low, offers.length - high)

/** 评标基准价, PF-0 … PF-10; the offers stand lowest first. */
function basePrice(method: string, p: Members, offers: Offer[], control: Fraction | undefined): Fraction {
  const ceiling = (): Fraction => {
    if (control === undefined) throw new Unreadable('缺少“control”')
    return control
  }
  const blended = (one: Fraction, share: Fraction): Fraction => one.times(share).plus(ceiling().times(ONE.minus(share)))
  const n = offers.length
  switch (method) {
    case 'PF-0':
      return number(p, 'base')
    case 'PF-1':
      return offers[0]!.compared
    case 'PF-2':
      return mean(offers).times(ONE.minus(number(p, 'k')))
    case 'PF-3': {
      const trims = n >= whole(p, 'trimFrom')
      return mean(trims ? without(offers, whole(p, 'trimHigh'), whole(p, 'trimLow')) : offers).times(number(p, 'k'))
    }
    case 'PF-4':
      return blended(mean(offers), number(p, 'alpha'))
    case 'PF-5': {
      const fifth = Math.round(n / 5)
      const a = mean(n >= 7 ? without(offers, fifth, fifth) : n >= 4 ? without(offers, 1, 0) : offers)
      const q = number(p, 'q1')
      return a.times(number(p, 'k1')).times(q).plus(ceiling().times(number(p, 'k2')).times(ONE.minus(q)))
    }
    case 'PF-6':
      return threeParts(p, offers, ceiling())
    case 'PF-7':
      return nine(p, offers, blended)
    case 'PF-8':
      return mean(offers).plus(number(p, 'budget')).over(f(2))
    case 'PF-9':
      return iterated(offers).times(number(p, 'mu'))
    case 'PF-10':
      return banded(offers)
    default:
      throw new Unreadable(`没有 ${method} 这种价格分方法`)
  }
}

function threeParts(p: Members, offers: Offer[], ceiling: Fraction): Fraction {
  const a = ceiling.times(ONE.minus(number(p, 'delta')))
  const from = mean(offers).times(f('0.7')).plus(ceiling.times(f('0.3'))).times(f('0.75'))
  const c = offers.find((one) => one.compared.compare(from) >= 0)?.compared
  if (c === undefined) throw new Unreadable('没有报价达到 PF-6 的下限')
  const above = offers.filter((one) => one.compared.compare(c) > 0)
  const between = above.filter((one) => one.compared.compare(a.times(f('0.95'))) < 0)
  const chosen = between.length > 0 ? between : above.length > 0 ? above : offers.filter((one) => one.compared.compare(c) === 0)
  const said = p.bx
  const bx = chosen.find((one) => one.id === said) ?? chosen.find((one) => one.compared.compare(decimal(said, 'bx')) === 0)
  if (bx === undefined) throw new Unreadable('“bx”不是候选报价')
  return a.times(f('0.5')).plus(bx.compared.times(f('0.3'))).plus(c.times(f('0.2'))).times(number(p, 'k'))
}

function nine(p: Members, offers: Offer[], blended: (one: Fraction, share: Fraction) => Fraction): Fraction {
  const w = number(p, 'w')
  const range = p.range === undefined ? undefined : list(p, 'range').map((one) => decimal(one, 'range'))
  let chosen = range === undefined ? offers : offers.filter((one) => one.compared.compare(range[0]!) >= 0 && one.compared.compare(range[1]!) <= 0)
  if (p.drawn !== undefined) {
    const ids = new Set(list(p, 'drawn'))
    const needed = Math.min(9, chosen.length)
    chosen = chosen.filter((one) => ids.has(one.id))
    if (chosen.length !== needed || ids.size !== needed) throw new Unreadable('“drawn”不是候选中的九家')
  } else if (chosen.length > 9) {
    throw new Unreadable('缺少“drawn”')
  }
  if (chosen.length < 3) throw new Unreadable('PF-7 至少要三个报价')
  const kept = mean(without(chosen, 1, 1))
  return w.sign === 0 ? kept : blended(kept, ONE.minus(w))
}

function iterated(offers: Offer[]): Fraction {
  const left = [...offers]
  while (left.length > 2) {
    const middle = mean(left)
    const over = left.at(-1)!.compared.minus(middle)
    const under = middle.minus(left[0]!.compared)
    const top = over.compare(under) >= 0
    if ((top ? over : under).compare(middle.times(f('0.3'))) <= 0) break
    if (top) left.pop()
    else left.shift()
  }
  return mean(left)
}

function banded(offers: Offer[]): Fraction {
  if (offers.length <= 5) return mean(offers)
  const inner = without(offers, 1, 1)
  const middle = mean(inner)
  const kept = inner.filter((one) => one.compared.minus(middle).abs.compare(middle.times(f('0.2'))) < 0)
  if (kept.length === 0) throw new Unreadable('PF-10 没有余下报价')
  return mean(kept)
}

/** 价格得分. */
function curveOf(method: string, p: Members, full: Fraction): Curve {
  if (method === 'PF-1') return (price, base) => full.times(base).over(price)
  if (method === 'PF-8') {
    const least = p.floor === undefined ? undefined : number(p, 'floor')
    return (price, base) => {
      const marks = full.times(ONE.minus(price.minus(base).abs.over(base)))
      return least === undefined ? marks : marks.atLeast(least)
    }
  }
  if (p.interpolate !== undefined) {
    const [from, to] = list(p, 'interpolate').map((one) => decimal(one, 'interpolate')) as [Fraction, Fraction]
    return (price) => full.times(to.minus(price).over(to.minus(from)).atLeast(ZERO).atMost(ONE))
  }
  const least = number(p, 'floor')
  if (p.lambda !== undefined) {
    const lambda = number(p, 'lambda')
    return (_price, _base, percent) => full.times(ONE.minus(lambda.times(percent).over(HUNDRED))).atMost(full).atLeast(least)
  }
  const [from, to] = p.flat === undefined ? [ZERO, ZERO] : (list(p, 'flat').map((one) => decimal(one, 'flat')) as [Fraction, Fraction])
  const beyond = (percent: Fraction): Fraction => (percent.compare(to) > 0 ? percent.minus(to) : percent.compare(from) < 0 ? percent.minus(from) : ZERO)
  if (p.stepsAbove !== undefined) {
    return (_price, _base, percent) => {
      const size = beyond(percent)
      return full.minus(lost(size.abs, list(p, size.sign > 0 ? 'stepsAbove' : 'stepsBelow'))).atLeast(least)
    }
  }
  const [above, below] = [number(p, 'deductAbove'), number(p, 'deductBelow')]
  return (_price, _base, percent) => {
    const size = beyond(percent)
    const counted = p.percentStep === 'whole' ? size.abs.rounded(0, 'down') : p.percentStep === 'started' ? size.abs.rounded(0, 'up') : size.abs
    return full.minus(counted.times(size.sign > 0 ? above : below)).atLeast(least)
  }
}

function lost(size: Fraction, bands: Json[]): Fraction {
  let [from, sum] = [ZERO, ZERO]
  for (const band of bands) {
    const [end, each] = band as [Json, Json]
    const to = end === null ? size : size.atMost(decimal(end, 'steps'))
    if (to.compare(from) <= 0) break
    sum = sum.plus(to.minus(from).times(decimal(each, 'steps')))
    from = to
  }
  return sum
}

/** 1, 2, 2, 4. */
function ranksOf<T>(all: T[], compare: (one: T, other: T) => number): Map<T, number> {
  const sorted = [...all].sort(compare)
  const ranks = new Map<T, number>()
  sorted.forEach((one, i) => ranks.set(one, i > 0 && compare(sorted[i - 1]!, one) === 0 ? ranks.get(sorted[i - 1]!)! : i + 1))
  return ranks
}

/** The answer as the record publishes it. */
export function score(sheet: Members): Json {
  const method = text(sheet, 'method')
  const bids = objects(sheet, 'bids')
  const parameters = sheet.parameters === undefined ? {} : object(sheet.parameters, 'parameters')
  if (sheet.provisional !== undefined || bids.some((bid) => bid.small !== undefined || bid.domestic !== undefined || bid.adjustments !== undefined)) {
    throw new Unreadable('含政策扣除、暂列金或评标价折算，请用离线核验程序复算')
  }
  const offers = bids.map((bid) => ({ bid, id: text(bid, 'id'), compared: number(bid, 'price') }))
  const sorted = [...offers].sort((a, b) => a.compared.compare(b.compared) || (a.id < b.id ? -1 : 1))
  if (sorted.length === 0) throw new Unreadable('没有投标')
  if (method === 'EM-1' || method === 'EM-4') {
    const lowest = sorted[0]!.compared
    const ranks = ranksOf(offers, (a, b) => a.compared.compare(b.compared))
    const answers = offers.map((one) => ({
      id: one.id,
      deviation: one.compared.minus(lowest).over(lowest).times(HUNDRED).fixed(4),
      evaluated: one.compared.shown(12),
      rank: ranks.get(one)!,
    }))
    return { base: lowest.shown(12), bids: answers }
  }
  const total = method === 'EM-2' || method === 'EM-3'
  const own = total ? object(sheet.price, 'price') : sheet
  const p = total ? object(own.parameters, 'parameters') : parameters
  const control = sheet.control === undefined ? undefined : number(sheet, 'control')
  let base = basePrice(text(own, 'method'), p, sorted, control)
  if (p.baseScale !== undefined) base = base.rounded(whole(p, 'baseScale'))
  const curve = curveOf(text(own, 'method'), p, number(own, 'full'))
  const scale = whole(parameters, 'scoreScale')
  const scored = offers.map((one) => {
    let percent = one.compared.minus(base).over(base).times(HUNDRED)
    if (p.deviationScale !== undefined) percent = percent.rounded(whole(p, 'deviationScale'))
    const price = curve(one.compared, base, percent)
    const parts = total ? partsOf(sheet, one.bid, parameters, price) : []
    const rounds = parameters.roundParts === true
    const sum = total ? parts.reduce((all, { mark, weight }) => all.plus((rounds ? mark.rounded(scale) : mark).times(weight)), ZERO) : price
    return { one, percent, parts, score: sum.rounded(scale) }
  })
  const ranks = ranksOf(scored, (a, b) => b.score.compare(a.score) || (parameters.ties === 'shared' ? 0 : a.one.compared.compare(b.one.compared)))
  const answers = scored.map((line) => ({
    id: line.one.id,
    deviation: line.percent.fixed(4),
    score: line.score.fixed(scale),
    ...(total ? { parts: Object.fromEntries(line.parts.map(({ name, mark }) => [name, mark.fixed(scale)])) } : {}),
    rank: ranks.get(line)!,
  }))
  return { base: base.shown(6), bids: answers }
}

function partsOf(sheet: Members, bid: Members, parameters: Members, price: Fraction): { name: string; mark: Fraction; weight: Fraction }[] {
  const parts = objects(sheet, 'parts').map((part) => {
    const given = object(bid.marks, 'marks')[text(part, 'name')]
    return { name: text(part, 'name'), mark: Array.isArray(given) ? together(given, parameters) : decimal(given, text(part, 'name')), weight: number(part, 'weight') }
  })
  return [...parts, { name: 'price', mark: price, weight: number(object(sheet.price, 'price'), 'weight') }]
}

/** 专家打分取平均, without one highest and one lowest where the documents say so. */
function together(given: Json[], parameters: Members): Fraction {
  const marks = given.map((one) => decimal(one, 'marks')).sort((a, b) => a.compare(b))
  const kept = parameters.experts === 'trimmedMean' ? marks.slice(1, -1) : marks
  if (kept.length === 0) throw new Unreadable('打分太少')
  return kept.reduce((sum, one) => sum.plus(one), ZERO).over(f(kept.length))
}
