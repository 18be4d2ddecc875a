// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ScoreSheet from './ScoreSheet.vue'
import { cellKey, progressOf, refusalOf, totalOf, type Criterion, type Marks, type SheetBid } from './sheet'

const quality: Criterion = { id: 'q', title: '质量管理', max: '10', kind: 'SUBJECTIVE' }
const licence: Criterion = { id: 'l', title: '资质证书', kind: 'CHECK' }
const bids: SheetBid[] = [
  { id: 'a', name: '甲公司' },
  { id: 'b', name: '乙公司' },
]

describe('score sheet', () => {
  it('refuses a mark above the full one, exactly', () => {
    expect(refusalOf(quality, '10')).toBe('')
    expect(refusalOf(quality, '10.00')).toBe('')
    expect(refusalOf(quality, '10.01')).toContain('不能超过满分')
    expect(refusalOf(quality, '9.999')).toContain('两位小数')
    expect(refusalOf(quality, '-1')).not.toBe('')
  })

  it('adds marks without rounding', () => {
    const other = { ...quality, id: 'r' }
    const marks: Marks = { [cellKey('q', 'a')]: { value: '0.1' }, [cellKey('r', 'a')]: { value: '0.2' } }

    expect(totalOf([quality, other], { id: 'a', name: '甲' }, marks)).toBe('0.30')
  })

  it('does not count a failed check without its reason as done', () => {
    const marks: Marks = { [cellKey('l', 'a')]: { value: 'FAIL' }, [cellKey('l', 'b')]: { value: 'PASS' } }

    expect(progressOf([licence], bids, marks)).toEqual({ done: 1, all: 2 })
  })

  it('takes a check by key, and tells a failed one only with its ground and reason', async () => {
    const sheet = mount(ScoreSheet, { props: { criteria: [licence], bids, modelValue: {} } })

    await sheet.find('[data-at="0:0"]').trigger('keydown', { key: '1' })
    await sheet.setProps({ modelValue: { [cellKey('l', 'b')]: { value: 'FAIL', code: 'R1' } } })
    await sheet.find('[data-at="0:1"]').trigger('keydown', { key: '0' })

    expect(sheet.emitted('changed')).toEqual([
      ['l', 'a', { value: 'PASS' }],
    ])
  })

  it('keeps what is typed when the focus moves on by key', async () => {
    const sheet = mount(ScoreSheet, {
      props: {
        criteria: [quality, { ...quality, id: 'r' }],
        bids,
        modelValue: {},
        'onUpdate:modelValue': (marks: Marks) => sheet.setProps({ modelValue: marks }),
      },
    })
    const cell = sheet.find<HTMLInputElement>('[data-at="0:0"]')

    await cell.setValue('8.5')
    await cell.trigger('keydown', { key: 'Enter' })

    expect(cell.element.value).toBe('8.5')
    expect(sheet.emitted('changed')).toEqual([['q', 'a', { value: '8.5' }]])
  })

  it('tells nothing when the mark cannot stand', async () => {
    const sheet = mount(ScoreSheet, { props: { criteria: [quality], bids, modelValue: {} } })

    await sheet.find('[data-at="0:0"]').setValue('11')

    expect(sheet.emitted('changed')).toBeUndefined()
  })
})
