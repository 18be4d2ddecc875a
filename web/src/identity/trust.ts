import type { Schema } from '@/api/schema'

export type Authority = Schema<'identity.TrustController.AuthorityView'>
type Tone = 'plain' | 'good' | 'warn' | 'bad'

export const PURPOSES: Record<Authority['purposes'][number], string> = { LOGIN: '登录', SIGN: '签名', SEAL: '加密封存' }
export const REVOCATIONS: Record<Authority['revocation'], string> = { CRL: '吊销列表', OCSP: '在线查询，不通时用吊销列表', NONE: '本平台自管（开发证书）' }

const DAY = 86_400_000

/** How near the end is: the warnings of 90, 30 and 15 days. */
export function endOf(notAfter: string, now: number): { words: string; tone: Tone } {
  const left = Date.parse(notAfter) - now
  if (left <= 0) return { words: '已到期', tone: 'bad' }
  const days = Math.floor(left / DAY)
  if (days < 15) return { words: `还有 ${days} 天`, tone: 'bad' }
  return days < 90 ? { words: `还有 ${days} 天`, tone: 'warn' } : { words: '有效', tone: 'good' }
}

/** Whether revocation can be found out now. */
export function listOf(authority: Pick<Authority, 'revocation' | 'standing'>, now: number): { words: string; tone: Tone } {
  const { answered, silent, listTo } = authority.standing
  const current = listTo !== undefined && listTo !== null && Date.parse(listTo) > now
  const silentNow = silent !== undefined && silent !== null && (!answered || Date.parse(silent) > Date.parse(answered))
  if (silentNow) return current ? { words: '不通，凭吊销列表', tone: 'warn' } : { words: '不通，且没有有效的吊销列表', tone: 'bad' }
  if (authority.revocation === 'OCSP' && answered) return { words: '在线', tone: 'good' }
  if (current) return { words: '列表有效', tone: 'good' }
  if (listTo) return { words: '列表已过期', tone: 'bad' }
  return { words: answered ? '有应答，尚无列表' : '尚未查询', tone: answered ? 'warn' : 'plain' }
}

export const certificateOf = (file: Blob): Promise<string> => derOf(file, 'CERTIFICATE')

export const listFileOf = (file: Blob): Promise<string> => derOf(file, 'X509 CRL')

/** DER in base64 from a file in either form: PEM text or DER bytes. */
async function derOf(file: Blob, label: string): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const text = new TextDecoder('latin1').decode(bytes)
  const pem = new RegExp(`-----BEGIN ${label}-----([\\s\\S]+?)-----END ${label}-----`).exec(text)
  if (pem?.[1] !== undefined) return pem[1].replace(/\s+/g, '')
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
