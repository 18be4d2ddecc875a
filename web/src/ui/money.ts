/**
 * Money comes as an exact decimal string in 元 and is never turned into a floating number.
 * @returns grouped digits, or undefined when the text is not a decimal
 */
export function asYuan(amount: string): string | undefined {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim())
  if (found === null) return undefined
  const [, sign, whole = '', fraction = ''] = found
  return `${sign}${grouped(whole)}.${fraction.padEnd(2, '0')}`
}

/** The same amount in 万元: the point moved by four, every digit kept, needless zeros dropped. */
export function asWan(amount: string): string | undefined {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim())
  if (found === null) return undefined
  const [, sign, whole = '', fraction = ''] = found
  const padded = whole.padStart(5, '0')
  const left = padded.slice(0, -4).replace(/^0+(?=\d)/, '')
  const right = (padded.slice(-4) + fraction).replace(/0+$/, '')
  return `${sign}${grouped(left)}${right === '' ? '' : `.${right}`}`
}

function grouped(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** Bytes in words: 12.3 MB. */
export function asSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  const units = ['KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = -1
  do {
    value /= 1024
    unit += 1
  } while (value >= 1024 && unit < units.length - 1)
  return `${value.toFixed(value < 10 ? 2 : 1)} ${units[unit]}`
}
