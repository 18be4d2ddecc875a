import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetServerTime, hearServerTime, serverNow } from './clock'

describe('server clock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.setSystemTime(1_000_000)
    forgetServerTime()
  })
  afterEach(() => vi.useRealTimers())

  it('takes the middle of the round trip as the moment of the reading', () => {
    hearServerTime(5_000_100, 1_000_000, 1_000_200, 1)

    expect(serverNow()).toBe(5_000_000)
  })

  it('keeps a sharp reading when a coarse one follows', () => {
    hearServerTime(5_000_000, 999_990, 1_000_010, 1)
    hearServerTime(5_000_400, 999_990, 1_000_010, 1000)

    expect(serverNow()).toBe(5_000_000)
  })

  it('follows a server clock that was moved', () => {
    hearServerTime(5_000_000, 999_990, 1_000_010, 1)
    hearServerTime(90_000_000, 999_000, 1_001_000, 1)

    expect(serverNow()).toBe(90_000_000)
  })

  it('takes a coarse reading when the sharp one is stale', () => {
    hearServerTime(5_000_000, 1_000_000, 1_000_000, 1)
    const later = 1_000_000 + 6 * 60_000
    vi.setSystemTime(later)
    hearServerTime(5_360_300, later, later, 1000)

    expect(serverNow()).toBe(5_360_800)
  })

  it('ignores a header that is not a time', () => {
    hearServerTime(Number.NaN, 1, 2, 1)

    expect(serverNow()).toBe(1_000_000)
  })
})
