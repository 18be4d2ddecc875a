import { canonical, type Json } from '@/sealing/canonicalJson'

/** Hands a file to the person. */
export function saveBlob(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  // A trade code may end in *, which no file system takes.
  link.download = name.replace(/[\\/:*?"<>|]/g, '_')
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Receipts, proofs and records: in the one form that the verifier takes, because a changed blank is a changed file. */
export function saveProof(content: unknown, name: string): void {
  saveBlob(new Blob([`${canonical(content as Json)}\n`], { type: 'application/json' }), name)
}

export function saveJson(content: unknown, name: string): void {
  saveBlob(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }), name)
}
