/**
 * The person's own keys in this browser. A private key is kept only under a password: PBKDF2 over the password gives an
 * AES-256-GCM key that closes it. The platform never sees a private key, and the file taken away has the same form.
 */
import { fromBase64, toBase64, utf8 } from '@/crypto/bytes'
import { generate, publicKeyOf, type Kind } from '@/crypto/keys'

/** A key file (密钥文件) as it is kept here: closed under a password. The commands of the platform read and write it too. */
export interface KeyFile {
  type: 'mingjian-key'
  v: 1
  /** who it is for, to choose by */
  name: string
  /** certificate serial; absent before the authority answered */
  serial?: string
  /** base64: SM2, 65 bytes, or RSA, SubjectPublicKeyInfo */
  publicKey: string
  closed: { kdf: 'PBKDF2-SHA256'; iterations: number; salt: string; iv: string; data: string }
}

/** An opened key; held in memory only as long as an act needs it. */
export interface OpenKey {
  serial?: string
  privateKey: Uint8Array
  publicKey: Uint8Array
}

/** A key file that no password closes, as the commands write it by default; it is closed before it is kept. */
export interface OpenKeyFile extends Omit<KeyFile, 'closed'> {
  privateKey: string
}

const ITERATIONS = 310_000

async function locker(password: string, salt: Uint8Array, iterations: number): Promise<CryptoKey> {
  if (crypto.subtle === undefined) throw new Error('浏览器只在加密连接（https）下允许使用密钥，请改用 https 地址访问')
  const base = await crypto.subtle.importKey('raw', utf8(password) as BufferSource, 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

export async function newKey(name: string, password: string, kind: Kind = 'SM2'): Promise<KeyFile> {
  const pair = await generate(kind)
  return closed({ type: 'mingjian-key', v: 1, name, publicKey: toBase64(pair.publicKey) }, pair.privateKey, password)
}

/** Closes an open key file under a password. */
export async function closeKey(file: OpenKeyFile, password: string): Promise<KeyFile> {
  const { privateKey, ...head } = file
  const bytes = fromBase64(privateKey)
  const own = await publicKeyOf(bytes).catch(() => undefined)
  if (own === undefined || toBase64(own) !== file.publicKey) throw new Error('密钥文件的公钥与私钥不一致')
  return closed(head, bytes, password)
}

async function closed(head: Omit<KeyFile, 'closed'>, privateKey: Uint8Array, password: string): Promise<KeyFile> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await locker(password, salt, ITERATIONS)
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, privateKey as BufferSource)
  privateKey.fill(0)
  return {
    ...head,
    closed: {
      kdf: 'PBKDF2-SHA256',
      iterations: ITERATIONS,
      salt: toBase64(salt),
      iv: toBase64(iv),
      data: toBase64(new Uint8Array(data)),
    },
  }
}

/** Throws when the password is wrong or the file was changed. */
export async function openKey(file: KeyFile, password: string): Promise<OpenKey> {
  const { salt, iv, data, iterations } = file.closed
  const key = await locker(password, fromBase64(salt), iterations)
  let privateKey: Uint8Array
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64(iv) as BufferSource },
      key,
      fromBase64(data) as BufferSource,
    )
    privateKey = new Uint8Array(opened)
  } catch {
    throw new Error('密钥口令不正确，或密钥文件已损坏')
  }
  const publicKey = await publicKeyOf(privateKey)
  if (toBase64(publicKey) !== file.publicKey) throw new Error('密钥文件的公钥与私钥不一致')
  return { serial: file.serial, privateKey, publicKey }
}

/** A file that a person picked, closed or open, or words on why it is none. */
export function readKeyFile(text: string): KeyFile | OpenKeyFile {
  let file: Partial<Omit<KeyFile, 'type'> & OpenKeyFile & { type: string }>
  try {
    file = JSON.parse(text) as typeof file
  } catch {
    throw new Error('这不是密钥文件')
  }
  // sm2-key: what the commands wrote before the browser and they shared one form.
  const known = (file.type === 'mingjian-key' || file.type === 'sm2-key') && file.v === 1 && typeof file.publicKey === 'string'
  if (!known || (!file.closed && typeof file.privateKey !== 'string')) throw new Error('这不是密钥文件')
  if (!file.closed) {
    const head = { type: 'mingjian-key' as const, v: 1 as const, name: file.name ?? '密钥文件', publicKey: file.publicKey! }
    return { ...head, ...(file.serial ? { serial: file.serial } : {}), privateKey: file.privateKey! }
  }
  const { iterations } = file.closed
  if (!Number.isInteger(iterations) || iterations < 1000 || iterations > 10_000_000) throw new Error('密钥文件已损坏')
  return file as KeyFile
}

const STORE = 'keys'

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('mingjian', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'publicKey' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('浏览器不允许保存密钥'))
  })
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await database()
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = act(db.transaction(STORE, mode).objectStore(STORE))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('读取密钥失败'))
    })
  } finally {
    db.close()
  }
}

export function keysHere(): Promise<KeyFile[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<KeyFile[]>)
}

export async function keepKey(file: KeyFile): Promise<void> {
  await inStore('readwrite', (store) => store.put(JSON.parse(JSON.stringify(file))))
}

export async function dropKey(publicKey: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(publicKey))
}
