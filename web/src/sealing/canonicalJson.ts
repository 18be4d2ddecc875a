/** JSON values that the canonical form of this platform knows: whole numbers, everything else as in RFC 8785. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** RFC 8785: names in the order of their UTF-16 units, no space, the shortest escapes. */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error('numbers are whole; write decimals as strings')
  if (typeof value === 'string' && !isWellFormed(value)) throw new Error('half a character in a string')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
  return `{${members.map((name) => `${canonical(name)}:${canonical(value[name]!)}`).join(',')}}`
}

/** Whether no half of a surrogate pair stands alone. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
