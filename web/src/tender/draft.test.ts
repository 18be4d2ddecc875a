// @vitest-environment jsdom
import { effectScope, reactive, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDraft } from './draft'

interface Form {
  scope: string
}
const fetchMock = vi.fn<typeof fetch>()
let server: { content: Form | null; version: number }
let down: boolean

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  server = { content: null, version: 0 }
  down = false
  fetchMock.mockReset()
  fetchMock.mockImplementation((_, init) => {
    if (down) return Promise.reject(new TypeError('down'))
    if (init?.method === 'PUT') {
      const body = JSON.parse(String(init.body)) as { content: Form; version: number }
      if (body.version !== server.version) {
        return Promise.resolve(new Response(JSON.stringify({ code: 'STALE_VERSION' }), { status: 409, headers: { 'Content-Type': 'application/problem+json' } }))
      }
      server = { content: body.content, version: server.version + 1 }
    }
    return Promise.resolve(new Response(JSON.stringify({ ...server, savedBy: '钱慧', savedAt: '2026-03-16T01:00:00Z' }), { headers: { 'Content-Type': 'application/json' } }))
  })
  vi.stubGlobal('fetch', fetchMock)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function open(): Promise<{ form: Form; draft: ReturnType<typeof useDraft>; close: () => void }> {
  const scope = effectScope()
  const form = reactive<Form>({ scope: '' })
  const draft = scope.run(() => useDraft<Form>('/api/draft', 'place', form))!
  await vi.advanceTimersByTimeAsync(10)
  return { form, draft, close: () => scope.stop() }
}

async function type(form: Form, words: string): Promise<void> {
  form.scope = words
  await nextTick()
  await vi.advanceTimersByTimeAsync(1300)
}

describe('a draft', () => {
  it('is on the platform after typing, and on another machine', async () => {
    const here = await open()
    await type(here.form, '道路')
    here.close()

    expect(server).toEqual({ content: { scope: '道路' }, version: 1 })
    localStorage.clear()
    const there = await open()
    expect(there.form.scope).toBe('道路')
    expect(there.draft.state.value).toBe('saved')
  })

  it('stays in the browser while the line is down, and is sent when it is back', async () => {
    const here = await open()
    down = true
    await type(here.form, '桥梁')
    expect(here.draft.state.value).toBe('failed')
    here.close()
    await vi.advanceTimersByTimeAsync(10)

    down = false
    const again = await open()
    await vi.advanceTimersByTimeAsync(1300)
    expect(again.form.scope).toBe('桥梁')
    expect(server.content).toEqual({ scope: '桥梁' })
  })

  it('never overwrites what somebody else saved without asking', async () => {
    const here = await open()
    server = { content: { scope: '别人的' }, version: 7 }
    await type(here.form, '我的')

    expect(here.draft.state.value).toBe('conflict')
    expect(server.content).toEqual({ scope: '别人的' })
    await here.draft.overwrite()
    expect(server.content).toEqual({ scope: '我的' })
  })
})
