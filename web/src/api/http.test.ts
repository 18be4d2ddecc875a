import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetServerTime, serverNow } from './clock'
import { actKey, get, post, whenLoggedOut } from './http'
import { Problem } from './problem'

const fetchMock = vi.fn<typeof fetch>()

function answers(body: unknown, init: ResponseInit = {}): void {
  const headers = { 'Content-Type': 'application/json', ...(init.headers as Record<string, string>) }
  fetchMock.mockResolvedValueOnce(new Response(JSON.stringify(body), { ...init, headers }))
}

function sent(): { url: string; headers: Record<string, string>; body: unknown } {
  const [url, init] = fetchMock.mock.calls[0] ?? []
  return { url: String(url), headers: init?.headers as Record<string, string>, body: init?.body }
}

describe('api client', () => {
  beforeEach(() => {
    forgetServerTime()
    fetchMock.mockReset()
    vi.stubGlobal('fetch', fetchMock)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('writes carry an idempotency key and the header that other sites cannot send', async () => {
    answers({ id: '1' })

    await post('/api/things', { name: '甲' }, { key: 'same-act' })

    expect(sent().headers).toMatchObject({
      'Idempotency-Key': 'same-act',
      'X-Requested-With': 'mingjian',
      'Content-Type': 'application/json',
    })
    expect(sent().body).toBe('{"name":"甲"}')
  })

  it('reads carry neither, and leave out empty query values', async () => {
    answers([])

    await get('/api/things', { q: '', page: 2, state: undefined })

    expect(sent().url).toBe('/api/things?page=2')
    expect(sent().headers).not.toHaveProperty('Idempotency-Key')
  })

  it('shows a refusal with code, basis and detail', async () => {
    const refusal = { title: '不予受理', detail: '少于二十日', code: 'tender.bidding.minDays', basis: '招标投标法 §24' }
    answers(refusal, { status: 422, headers: { 'Content-Type': 'application/problem+json' } })

    const thrown = await post('/api/things', {}).catch((one: unknown) => one)

    expect(thrown).toBeInstanceOf(Problem)
    expect(thrown).toMatchObject({ status: 422, code: refusal.code, basis: refusal.basis, message: refusal.detail })
  })

  it('says in words that the platform cannot be reached', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('Failed to fetch'))

    await expect(get('/api/things')).rejects.toThrow('连接不上平台')
  })

  it('tells whoever listens that the session is over', async () => {
    const heard = vi.fn()
    whenLoggedOut(heard)
    answers({}, { status: 401 })

    await get('/api/things').catch(() => undefined)

    expect(heard).toHaveBeenCalledOnce()
  })

  it('hears the server clock in every answer', async () => {
    const ahead = Date.now() + 3_600_000
    answers([], { headers: { 'X-Server-Time': new Date(ahead).toISOString() } })

    await get('/api/things')

    expect(Math.abs(serverNow() - ahead)).toBeLessThan(1000)
  })
})

describe('the key of an act', () => {
  it('stays until an answer came, so that a lost answer never makes it twice', () => {
    const act = actKey()
    const first = act.key

    act.tried(new Problem(0, {}))
    expect(act.key).toBe(first)
    act.tried(new Problem(422, {}))
    expect(act.key).not.toBe(first)
  })
})
