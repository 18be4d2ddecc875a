import type { Schema } from '@/api/schema'
import type { Cell } from '@/ui/CellField.vue'

/** Where one bid stands in the opening. */
export type BidState = 'WAITING' | 'DECRYPTING' | 'OPENED' | 'FAILED' | 'REMEDY' | 'REVOKED' | 'WITHDRAWN'

/** One bid on the board; the price is there only after it was opened. */
export type BoardRow = Schema<'sealing.BoardView.Row'>

interface Look {
  words: string
  tone: Cell['tone']
}

export const LOOKS: Record<BidState, Look> = {
  WAITING: { words: '待解密', tone: 'plain' },
  DECRYPTING: { words: '解密中', tone: 'busy' },
  OPENED: { words: '已解密', tone: 'good' },
  FAILED: { words: '解密失败', tone: 'warn' },
  REMEDY: { words: '待补救', tone: 'warn' },
  REVOKED: { words: '撤销', tone: 'bad' },
  WITHDRAWN: { words: '撤回', tone: 'off' },
}

const ORDER: BidState[] = ['WAITING', 'DECRYPTING', 'OPENED', 'FAILED', 'REMEDY', 'REVOKED', 'WITHDRAWN']

/** How many bids stand where; states without any are left out, except what everybody asks for. */
export function countsOf(rows: BoardRow[]): { state: BidState; count: number }[] {
  const counts = new Map<BidState, number>()
  for (const row of rows) counts.set(row.state, (counts.get(row.state) ?? 0) + 1)
  return ORDER.map((state) => ({ state, count: counts.get(state) ?? 0 })).filter(
    (one) => one.count > 0 || one.state === 'WAITING' || one.state === 'OPENED',
  )
}

export function cellsOf(rows: BoardRow[]): Cell[] {
  return rows.map((row) => ({
    id: row.id,
    tone: LOOKS[row.state].tone,
    title: `${row.seq} ${row.bidder} ${LOOKS[row.state].words}${row.cause ? `：${row.cause}` : ''}`,
  }))
}

/** The rows a person asked for; trouble first when nothing else orders them. */
export function chosenRows(rows: BoardRow[], state: BidState | undefined, search: string): BoardRow[] {
  const word = search.trim()
  return rows.filter(
    (row) =>
      (state === undefined || row.state === state) &&
      (word === '' || row.bidder.includes(word) || String(row.seq) === word),
  )
}

export type OpeningObjection = Schema<'sealing.OpeningStore.Objection'>

/** What stands above the list. */
export type BoardHead = Omit<Board, 'count' | 'root' | 'counts' | 'bids'>

export type Board = Schema<'sealing.BoardView'>

export type OpeningPage = Schema<'sealing.ShowingOpening.OpeningPage'>

export interface Change {
  head?: BoardHead
  bids: BoardRow[]
}

/** Whether a frame is newer than the page it shall change; of another run of the server it is not comparable. */
export function isNewer(frame: string, page: string | undefined): boolean {
  const split = (id: string) => [id.slice(0, id.lastIndexOf('-')), Number(id.slice(id.lastIndexOf('-') + 1))] as const
  if (page === undefined || frame === '') return true
  const [epoch, number] = split(frame)
  const [pageEpoch, pageNumber] = split(page)
  return epoch !== pageEpoch || number > pageNumber
}

/** The page after a frame; rows are replaced whole, their order stays. */
export function changedPage(page: OpeningPage, change: Change, revision: string): OpeningPage {
  if (page.board === undefined || !isNewer(revision, page.revision)) return page
  const fresh = new Map(change.bids.map((row) => [row.id, row]))
  const bids = page.board.bids.map((row) => fresh.get(row.id) ?? row)
  const head = change.head ?? {}
  const board = { ...page.board, fault: undefined, ...head, bids }
  return { ...page, board, revision, stage: board.phase, stageTitle: board.phaseTitle }
}
