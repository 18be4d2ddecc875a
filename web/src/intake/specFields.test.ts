import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import openapi from '@/generated/openapi.json'
import { SPEC_FIELDS, useSpecFields } from './specFields'

describe('a field that the specification knows', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function form(answers: Record<string, string>) {
    const asked: string[] = []
    const ask = vi.fn((path: string, query?: Record<string, unknown>) => {
      asked.push(`${path}?${String(query?.value)}`)
      const words = answers[String(query?.value)]
      return Promise.resolve({ ok: !words, problems: words ? [{ message: words }] : [] })
    })
    const scope = effectScope()
    const fields = scope.run(() => useSpecFields(ask as never, 400))!
    return { ...fields, asked, scope }
  }

  it('is asked about once, a moment after the last key, and tells the words of the check', async () => {
    const { said, typed, asked } = form({ '1401': '项目所在行政区域代码应为6位' })
    typed('regionCode', '14')
    typed('regionCode', '1401')
    await vi.advanceTimersByTimeAsync(500)

    expect(asked).toEqual(['/api/spec/2.0/datasets/500/fields/REGION_CODE/check?1401'])
    expect(said.regionCode).toBe('项目所在行政区域代码应为6位')

    typed('regionCode', '140100')
    await vi.advanceTimersByTimeAsync(500)
    expect(said.regionCode).toBe('')
  })

  it('says nothing while it is empty, unknown or the server does not answer', async () => {
    const scope = effectScope()
    const ask = vi.fn(() => Promise.reject(new Error('down')))
    const { said, typed } = scope.run(() => useSpecFields(ask as never, 10))!
    typed('regionCode', ' ')
    typed('estimate', '1')
    await vi.advanceTimersByTimeAsync(50)
    expect(ask).not.toHaveBeenCalled()

    typed('regionCode', '1')
    await vi.advanceTimersByTimeAsync(50)
    await nextTick()
    expect(ask).toHaveBeenCalledOnce()
    expect(said.regionCode).toBe('')
  })

  it('is not asked about after the form is closed', async () => {
    const { typed, asked, scope } = form({})
    typed('projectName', '道路')
    scope.stop()
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual([])
  })

  it('is asked about at an address the platform has', () => {
    expect(Object.keys(openapi.paths)).toContain('/api/spec/{version}/datasets/{number}/fields/{field}/check')
    expect(Object.keys(SPEC_FIELDS)).toHaveLength(10)
  })
})
