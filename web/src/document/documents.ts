import { get } from '@/api/http'
import { Problem } from '@/api/problem'
import type { Uploaded } from '@/api/tus'

/** A file that the platform stored whole and read back. */
export interface StoredDocument {
  id: string
  name: string
  size: number
  /** hexadecimal */
  sm3: string
}

/** The document that a finished upload became. */
export async function documentOf(file: File, result: Uploaded): Promise<StoredDocument> {
  const id = result.headers.get('X-Document-Id')
  const sm3 = result.headers.get('X-Document-Sm3')
  if (id !== null && sm3 !== null) return { id, name: file.name, size: file.size, sm3 }
  const upload = await get<{ document?: StoredDocument }>(result.url)
  if (upload.document === undefined) throw new Problem(409, { detail: '文件还没有收齐，请继续上传' })
  return upload.document
}
