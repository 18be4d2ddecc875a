import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, utf8 } from '@/crypto/bytes'
import { sign, verify } from '@/crypto/sm2'
import fromJava from './key-from-java.json'
import { closeKey, newKey, openKey, readKeyFile, type KeyFile, type OpenKeyFile } from './keystore'

describe('key file', () => {
  it('opens with its password only, and signs', async () => {
    const file = await newKey('王晓燕', '正确的口令 8')

    await expect(openKey(file, '错误的口令 8')).rejects.toThrow('口令不正确')
    const key = await openKey(readKeyFile(JSON.stringify(file)) as KeyFile, '正确的口令 8')

    expect(verify(fromBase64(file.publicKey), utf8('登录'), sign(key.privateKey, utf8('登录')))).toBe(true)
  })

  it('holds no private key in the clear', async () => {
    const file = await newKey('甲', 'password')
    const key = await openKey(file, 'password')

    expect(JSON.stringify(file)).not.toContain(btoa(String.fromCharCode(...key.privateKey)))
  })

  it('with another public key is refused', async () => {
    const [file, other] = [await newKey('甲', 'password'), await newKey('乙', 'password')]

    await expect(openKey({ ...file, publicKey: other.publicKey }, 'password')).rejects.toThrow('不一致')
  })

  it('that is none is refused in words', () => {
    expect(() => readKeyFile('not json')).toThrow('不是密钥文件')
    expect(() => readKeyFile('{"type":"other"}')).toThrow('不是密钥文件')
  })

  it('of the commands opens here with its password', async () => {
    const key = await openKey(readKeyFile(JSON.stringify(fromJava)) as KeyFile, '口令 key-1')

    expect(toBase64(key.publicKey)).toBe(fromJava.publicKey)
  })

  it('that lies open, in the new form or the old, is closed before it is used', async () => {
    const own = await openKey(await newKey('甲', 'password'), 'password')
    const open = { publicKey: toBase64(own.publicKey), privateKey: toBase64(own.privateKey), v: 1 }
    for (const type of ['mingjian-key', 'sm2-key']) {
      const read = readKeyFile(JSON.stringify({ ...open, type })) as OpenKeyFile
      const closed = await closeKey(read, '新口令 12')

      expect(JSON.stringify(closed)).not.toContain(open.privateKey)
      expect((await openKey(closed, '新口令 12')).publicKey).toEqual(own.publicKey)
    }
  })
})
