import type { Json } from '@/sealing/canonicalJson'

export type Members = { [name: string]: Json }

/** One check: true, false, or null where it could not be made with what is in the file. */
export interface Finding {
  check: string
  ok: boolean | null
  words: string
}

/** Raised where the file cannot be read as what it says it is. */
export class Unreadable extends Error {}

/** Collects checks under the names that the offline verifier uses too. */
export class Findings {
  readonly list: Finding[] = []
  private part = ''

  check(check: string, ok: boolean, words: string): boolean {
    this.list.push({ check: this.part + check, ok, words })
    return ok
  }

  open(check: string, words: string): void {
    this.list.push({ check: this.part + check, ok: null, words })
  }

  within(name: string, body: () => void): void {
    const outer = this.part
    this.part = `${outer}${name}：`
    body()
    this.part = outer
  }

  get failed(): Finding[] {
    return this.list.filter((one) => one.ok === false)
  }

  get good(): boolean {
    return this.failed.length === 0 && this.list.some((one) => one.ok === true)
  }
}

export function object(value: Json | undefined, name: string): Members {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Unreadable(`“${name}”不是对象`)
  return value
}

export function list(from: Members, name: string): Json[] {
  const value = from[name]
  if (!Array.isArray(value)) throw new Unreadable(`“${name}”不是列表`)
  return value
}

export const objects = (from: Members, name: string): Members[] => list(from, name).map((one) => object(one, name))

export function text(from: Members, name: string): string {
  const value = from[name]
  if (typeof value !== 'string') throw new Unreadable(`缺少“${name}”`)
  return value
}

export function count(from: Members, name: string): number {
  const value = from[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Unreadable(`“${name}”不是自然数`)
  return value
}

/** Exactly these members, and no other. */
export function exactly(from: Members, ...names: string[]): boolean {
  return Object.keys(from).sort().join() === [...names].sort().join()
}
