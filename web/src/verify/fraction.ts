/** Exact fractions; nothing is rounded but where a sheet says so. */
const abs = (value: bigint): bigint => (value < 0n ? -value : value)

function gcd(one: bigint, other: bigint): bigint {
  let [a, b] = [abs(one), abs(other)]
  while (b > 0n) [a, b] = [b, a % b]
  return a
}

export class Fraction {
  readonly above: bigint
  readonly below: bigint

  constructor(above: bigint, below = 1n) {
    const by = gcd(above, below) * (below < 0n ? -1n : 1n)
    this.above = above / by
    this.below = below / by
  }

  static of(decimal: string | number): Fraction {
    const [whole = '0', part = ''] = String(decimal).split('.')
    return new Fraction(BigInt(whole + part), 10n ** BigInt(part.length))
  }

  plus(o: Fraction): Fraction {
    return new Fraction(this.above * o.below + o.above * this.below, this.below * o.below)
  }

  minus(o: Fraction): Fraction {
    return new Fraction(this.above * o.below - o.above * this.below, this.below * o.below)
  }

  times(o: Fraction): Fraction {
    return new Fraction(this.above * o.above, this.below * o.below)
  }

  over(o: Fraction): Fraction {
    return new Fraction(this.above * o.below, this.below * o.above)
  }

  get abs(): Fraction {
    return new Fraction(abs(this.above), this.below)
  }

  get sign(): number {
    return this.above === 0n ? 0 : this.above > 0n ? 1 : -1
  }

  compare(o: Fraction): number {
    return this.minus(o).sign
  }

  atLeast(o: Fraction): Fraction {
    return this.compare(o) < 0 ? o : this
  }

  atMost(o: Fraction): Fraction {
    return this.compare(o) > 0 ? o : this
  }

  /** Digits times 10^scale: half away from zero, or towards or away from zero. */
  private scaled(scale: number, mode: 'half' | 'down' | 'up'): bigint {
    const size = abs(this.above) * 10n ** BigInt(scale)
    const [whole, rest] = [size / this.below, size % this.below]
    const more = mode === 'half' ? rest * 2n >= this.below : mode === 'up' && rest > 0n
    return (whole + (more ? 1n : 0n)) * BigInt(this.sign || 1)
  }

  rounded(scale: number, mode: 'half' | 'down' | 'up' = 'half'): Fraction {
    return new Fraction(this.scaled(scale, mode), 10n ** BigInt(scale))
  }

  /** With exactly so many decimals. */
  fixed(scale: number): string {
    const value = this.scaled(scale, 'half')
    const digits = abs(value).toString().padStart(scale + 1, '0')
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    return value < 0n ? `-${text}` : text
  }

  /** Without zeros at the end. */
  shown(most: number): string {
    const text = this.fixed(most).replace(/\.?0+$/, (end) => (end.startsWith('.') ? '' : end))
    return text.includes('.') ? text.replace(/0+$/, '') : text
  }
}

export const ZERO = new Fraction(0n)
export const ONE = new Fraction(1n)
export const HUNDRED = new Fraction(100n)
