/**
 * A random secret shared among several people: Shamir over the order of the SM2 curve with Feldman's commitments, as
 * `Sm2Shares` on the server. Any threshold of shares gives the secret; each can be checked alone.
 */
import { fromHex, toHex } from './bytes'
import { inverse, isPoint, mod, ORDER, randomBelowOrder, sumOfPoints, timesBase, timesPoint } from './sm2'

export const SHARE_LENGTH = 32
export const MOST_SHARES = 16

export interface Split {
  secret: Uint8Array
  /** `threshold` points, 65 bytes each */
  commitments: Uint8Array[]
  /** share 1 first */
  shares: Uint8Array[]
}

const bytes32 = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'))

function scalarOf(bytes: Uint8Array): bigint {
  const value = BigInt(`0x${toHex(bytes) || '0'}`)
  if (bytes.length !== SHARE_LENGTH || value === 0n || value >= ORDER) throw new Error('not a share')
  return value
}

export function split(threshold: number, count: number): Split {
  if (threshold < 1 || threshold > count || count > MOST_SHARES) throw new Error(`no sharing ${threshold} of ${count}`)
  for (;;) {
    const coefficients = Array.from({ length: threshold }, randomBelowOrder)
    const values = Array.from({ length: count }, (_, i) =>
      coefficients.reduceRight((sum, coefficient) => mod(sum * BigInt(i + 1) + coefficient, ORDER), 0n),
    )
    if (values.some((value) => value === 0n)) continue
    return { secret: bytes32(coefficients[0]!), commitments: coefficients.map((one) => timesBase(one)), shares: values.map(bytes32) }
  }
}

/** share·G: shows which share it is without showing the share. */
export function pointOf(share: Uint8Array): Uint8Array {
  return timesBase(scalarOf(share))
}

/** Whether this is share `index` of what the commitments stand for. */
export function fits(commitments: Uint8Array[], index: number, share: Uint8Array): boolean {
  try {
    if (index < 1 || index > MOST_SHARES || !commitments.every(isPoint)) return false
    let factor = 1n
    const terms = commitments.map((point) => {
      const term = timesPoint(point, factor)
      factor = mod(factor * BigInt(index), ORDER)
      return term
    })
    return toHex(sumOfPoints(terms)) === toHex(pointOf(share))
  } catch {
    return false
  }
}

/** Lagrange at 0. */
export function combine(shares: Map<number, Uint8Array>): Uint8Array {
  let secret = 0n
  for (const [index, share] of shares) {
    let over = 1n
    let under = 1n
    for (const other of shares.keys()) {
      if (other === index) continue
      over = mod(over * BigInt(other), ORDER)
      under = mod(under * BigInt(other - index), ORDER)
    }
    secret = mod(secret + scalarOf(share) * over * inverse(under, ORDER), ORDER)
  }
  return bytes32(secret)
}
