/** 银行流水 files: banks write them as UTF-8 or as GB18030. */

export const MOST_CHARACTERS = 4_000_000

/** The text of a statement; what is not valid UTF-8 is read as GB18030. A byte order mark is no part of it. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Why a line and the registered deposits do not agree, for a person. */
export function reasonOf(difference: string | null | undefined): string {
  switch (difference) {
    case 'NO_SUCH_DEPOSIT':
      return '附言里的编号没有登记过'
    case 'AMOUNT_DIFFERS':
      return '金额与登记的不同'
    case 'PAID_TWICE':
      return '同一编号重复到账'
    default:
      return difference ?? ''
  }
}
