/** Parameters that a tender may leave to the draw at the opening, as the server reads them. */
export const DRAWABLE = new Set(['k', 'k1', 'k2', 'q1', 'delta', 'alpha', 'w', 'mu'])

export type DrawnSet = { draw: string[] | { from: string; to: string; step: string } }

const DECIMAL = /^-?\d{1,9}(\.\d{1,9})?$/

export function isDrawn(value: unknown): value is DrawnSet {
  return typeof value === 'object' && value !== null && 'draw' in value
}

/** `0.95、0.96、0.97`, or `0.95～0.98，步长 0.01`. What cannot be read goes to the server as it stands, which says why. */
export function readSet(text: string): DrawnSet {
  const range = /^\s*(\S+?)\s*[~～至]\s*(\S+?)\s*[,，；;/ ]\s*(?:步长)?\s*(\S+)\s*$/.exec(text)
  if (range) return { draw: { from: range[1]!, to: range[2]!, step: range[3]! } }
  return { draw: text.split(/[\s,，、;；]+/).filter((one) => one !== '') }
}

export function setText(set: DrawnSet): string {
  return Array.isArray(set.draw) ? set.draw.join('、') : `${set.draw.from}～${set.draw.to}，步长 ${set.draw.step}`
}

/** How many values may be drawn, or undefined when the set cannot be read. Counted in millionths: no binary fractions. */
export function sizeOf(set: DrawnSet): number | undefined {
  const scaled = (text: string) => Math.round(Number(text) * 1e6)
  if (Array.isArray(set.draw)) return set.draw.every((one) => DECIMAL.test(one)) ? new Set(set.draw.map(scaled)).size : undefined
  const { from, to, step } = set.draw
  if (![from, to, step].every((one) => DECIMAL.test(one)) || scaled(step) <= 0) return undefined
  return Math.max(0, Math.floor((scaled(to) - scaled(from)) / scaled(step)) + 1)
}

export function setProblem(set: DrawnSet): string {
  const size = sizeOf(set)
  if (size === undefined) return '写成 0.95、0.96、0.97，或 0.95～0.98，步长 0.01'
  return size < 2 || size > 1000 ? '候选值应为 2 至 1000 个' : ''
}
