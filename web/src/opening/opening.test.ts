// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import OpeningBoard from './OpeningBoard.vue'
import { changedPage, chosenRows, countsOf, isNewer, type BidState, type BoardHead, type BoardRow, type OpeningPage } from './board'

function row(seq: number, state: BidState, more: Partial<BoardRow> = {}): BoardRow {
  return { id: `bid-${seq}`, seq, bidder: `第${seq}建设公司`, creditCode: '', state, signedIn: true, confirmed: false, ...more }
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

describe('opening page', () => {
  const head: BoardHead = { phase: 'DECRYPTING', phaseTitle: '解密中', windowEnd: '2026-03-16T02:00:00Z', signedIn: 2, confirmed: 0, objections: [] }
  const page: OpeningPage = {
    trade: 'A01',
    title: '标段',
    tenderer: '甲',
    serverTime: '2026-03-16T01:30:00Z',
    stage: 'DECRYPTING',
    stageTitle: '解密中',
    hosts: false,
    rootMethod: 'SM3',
    revision: 'x-5',
    board: { ...head, counts: {}, count: 2, root: 'ab', bids: [row(1, 'WAITING'), row(2, 'WAITING')], fault: { reason: '断电', reportedAt: '', confirmed: true } },
  }

  it('takes the changed bids of a newer frame and keeps the others', () => {
    const next = changedPage(page, { head: { ...head, phase: 'DECRYPTED', phaseTitle: '解密结束' }, bids: [row(2, 'OPENED')] }, 'x-6')

    expect(next.board?.bids.map((one) => one.state)).toEqual(['WAITING', 'OPENED'])
    expect(next.stage).toBe('DECRYPTED')
    expect(next.board?.fault).toBeUndefined()
  })

  it('is not set back by a frame that the page already shows', () => {
    expect(changedPage(page, { bids: [row(1, 'DECRYPTING')] }, 'x-5')).toBe(page)
    expect(isNewer('x-10', 'x-9')).toBe(true)
    expect(isNewer('y-1', 'x-9')).toBe(true)
  })
})
