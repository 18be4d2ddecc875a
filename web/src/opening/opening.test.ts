import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import OpeningBoard from './OpeningBoard.vue'
import { chosenRows, countsOf, type BidState, type BoardRow } from './board'

function row(seq: number, state: BidState, more: Partial<BoardRow> = {}): BoardRow {
  return { id: `bid-${seq}`, seq, bidder: `第${seq}建设公司`, state, signedIn: true, ...more }
}

describe('opening board', () => {
  it('shows a cell for each of 1,528 bids and only one page of the list', () => {
    const rows = Array.from({ length: 1528 }, (_, index) => row(index + 1, index < 1525 ? 'OPENED' : 'REVOKED'))

    const board = mount(OpeningBoard, { props: { rows } })

    expect(board.findAll('.field i')).toHaveLength(1528)
    expect(board.findAll('tbody tr')).toHaveLength(50)
    expect(board.text()).toContain('撤销 3')
    expect(board.text()).toContain('已解密 1,525')
  })

  it('tells the cause of a failure in words and pins the own bid', () => {
    const rows = [row(1, 'OPENED'), row(2, 'FAILED', { cause: '证书口令不正确' })]

    const board = mount(OpeningBoard, { props: { rows, mine: 'bid-2' } })

    expect(board.find('.own').text()).toContain('证书口令不正确')
  })

  it('keeps 撤销 and 撤回 apart', () => {
    const counts = countsOf([row(1, 'REVOKED'), row(2, 'WITHDRAWN'), row(3, 'WITHDRAWN')])

    expect(counts.find((one) => one.state === 'REVOKED')?.count).toBe(1)
    expect(counts.find((one) => one.state === 'WITHDRAWN')?.count).toBe(2)
  })

  it('finds by name and by number', () => {
    const rows = [row(1, 'OPENED'), row(12, 'OPENED')]

    expect(chosenRows(rows, undefined, '12')).toHaveLength(1)
    expect(chosenRows(rows, undefined, '建设')).toHaveLength(2)
    expect(chosenRows(rows, 'FAILED', '')).toHaveLength(0)
  })
})
