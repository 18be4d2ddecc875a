import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, reactive } from 'vue'
import openapi from '@/generated/openapi.json'
import { useSpecFields } from './specFields'

const FIELDS = { regionCode: { dataset: '500', field: 'REGION_CODE' }, 'notice.tenderer.phone': { dataset: '503', field: 'TENDERER_PHONE_NUMBER' } }

describe('a field that the specification knows', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  async function form(answers: Record<string, string>) {
    const asked: string[] = []
    const ask = vi.fn((path: string, query?: Record<string, unknown>) => {
      if (path.startsWith('/api/spec/forms/')) return Promise.resolve(FIELDS)
      asked.push(`${path}?${String(query?.value)}`)
      const words = answers[String(query?.value)]
      return Promise.resolve({ ok: !words, problems: words ? [{ message: words }] : [] })
    })
    const scope = effectScope()
    const fields = scope.run(() => useSpecFields('notice', ask as never, 400))!
    await vi.advanceTimersByTimeAsync(0)
    return { ...fields, asked, scope }
  }

  it('is asked about once, a moment after the last key, and tells the words of the check', async () => {
    const { said, typed, asked } = await form({ '1401': '项目所在行政区域代码应为6位' })
    typed('regionCode', '14')
    typed('regionCode', '1401')
    await vi.advanceTimersByTimeAsync(500)

    expect(asked).toEqual(['/api/spec/2.0/datasets/500/fields/REGION_CODE/check?1401'])
    expect(said.regionCode).toBe('项目所在行政区域代码应为6位')

    typed('regionCode', '140100')
    await vi.advanceTimersByTimeAsync(500)
    expect(said.regionCode).toBe('')
  })

  it('is followed through a whole form: only what changed is asked about', async () => {
    const { said, follow, asked, scope } = await form({ 12: '电话太短' })
    const typed = reactive({ regionCode: '140100', notice: { tenderer: { phone: '' } }, other: 'x' })
    scope.run(() => follow(() => typed))
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual(['/api/spec/2.0/datasets/500/fields/REGION_CODE/check?140100'])

    typed.notice.tenderer.phone = '12'
    typed.other = 'y'
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toHaveLength(2)
    expect(said['notice.tenderer.phone']).toBe('电话太短')
  })

  it('says nothing while it is empty, unknown or the server does not answer', async () => {
    const scope = effectScope()
    const ask = vi.fn((path: string) => (path.includes('/forms/') ? Promise.resolve(FIELDS) : Promise.reject(new Error('down'))))
    const { said, typed } = scope.run(() => useSpecFields('registration', ask as never, 10))!
    await vi.advanceTimersByTimeAsync(0)
    typed('regionCode', ' ')
    typed('estimate', '1')
    await vi.advanceTimersByTimeAsync(50)
    expect(ask).toHaveBeenCalledOnce()

    typed('regionCode', '1')
    await vi.advanceTimersByTimeAsync(50)
    await nextTick()
    expect(ask).toHaveBeenCalledTimes(2)
    expect(said.regionCode).toBe('')
  })

  it('is not asked about after the form is closed', async () => {
    const { typed, asked, scope } = await form({})
    typed('regionCode', '140100')
    scope.stop()
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual([])
  })

  it('is asked about at addresses the platform has', () => {
    expect(Object.keys(openapi.paths)).toContain('/api/spec/{version}/datasets/{number}/fields/{field}/check')
    expect(Object.keys(openapi.paths)).toContain('/api/spec/forms/{form}')
  })
})
