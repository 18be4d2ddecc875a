/** Difference between two versions of a text, line by line and, inside a changed line, figure by figure and character by character. */
export interface Piece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** One row of the side-by-side view; an absent side is undefined. */
export interface DiffRow {
  before?: Piece[]
  after?: Piece[]
  changed: boolean
}

export function diffRows(before: string, after: string): DiffRow[] {
  const steps = diff(lines(before), lines(after))
  const rows: DiffRow[] = []
  let at = 0
  while (at < steps.length) {
    const step = steps[at]
    if (step === undefined) break
    if (step.kind === 'same') {
      const piece: Piece[] = [{ kind: 'same', text: step.text }]
      rows.push({ before: piece, after: piece, changed: false })
      at += 1
      continue
    }
    const gone: string[] = []
    const fresh: string[] = []
    while (at < steps.length && steps[at]?.kind !== 'same') {
      const one = steps[at]
      if (one?.kind === 'gone') gone.push(one.text)
      else if (one !== undefined) fresh.push(one.text)
      at += 1
    }
    rows.push(...paired(gone, fresh))
  }
  return rows
}

/** Figures and Latin words stay whole, so that a changed amount reads as one; Chinese goes by the character. */
function tokens(text: string): string[] {
  return text.match(/[\d.,]*\d|[A-Za-z]+|[^]/gu) ?? []
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\r\n?/g, '\n').split('\n')
}

function paired(gone: string[], fresh: string[]): DiffRow[] {
  const rows: DiffRow[] = []
  for (let index = 0; index < Math.max(gone.length, fresh.length); index += 1) {
    const old = gone[index]
    const now = fresh[index]
    if (old !== undefined && now !== undefined) {
      const pieces = joined(diff(tokens(old), tokens(now)))
      rows.push({
        before: pieces.filter((piece) => piece.kind !== 'new'),
        after: pieces.filter((piece) => piece.kind !== 'gone'),
        changed: true,
      })
    } else if (old !== undefined) rows.push({ before: [{ kind: 'gone', text: old }], changed: true })
    else if (now !== undefined) rows.push({ after: [{ kind: 'new', text: now }], changed: true })
  }
  return rows
}

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else out.push({ ...piece })
  }
  return out
}

/** Longest common subsequence after equal heads and tails are set aside; very long middles are told as replaced. */
function diff(before: string[], after: string[]): Piece[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1
  }
  const same = (text: string): Piece => ({ kind: 'same', text })
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ]
}

const MOST_CELLS = 4_000_000

function middle(before: string[], after: string[]): Piece[] {
  const gone = before.map((text): Piece => ({ kind: 'gone', text }))
  const fresh = after.map((text): Piece => ({ kind: 'new', text }))
  if (before.length === 0 || after.length === 0 || before.length * after.length > MOST_CELLS) return [...gone, ...fresh]
  const width = after.length + 1
  const length = new Uint16Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      length[i * width + j] =
        before[i] === after[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0)
    }
  }
  return walked(before, after, length, width)
}

function walked(before: string[], after: string[], length: Uint16Array, width: number): Piece[] {
  const out: Piece[] = []
  let i = 0
  let j = 0
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      out.push({ kind: 'same', text: before[i] ?? '' })
      i += 1
      j += 1
    } else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0)) {
      out.push({ kind: 'gone', text: before[i] ?? '' })
      i += 1
    } else {
      out.push({ kind: 'new', text: after[j] ?? '' })
      j += 1
    }
  }
  for (; i < before.length; i += 1) out.push({ kind: 'gone', text: before[i] ?? '' })
  for (; j < after.length; j += 1) out.push({ kind: 'new', text: after[j] ?? '' })
  return out
}
