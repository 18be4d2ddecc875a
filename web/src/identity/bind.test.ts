import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { generate, verify, sign } from '@/crypto/keys'
import { generate as generateSm2 } from '@/crypto/sm2'
import { readCertificate, readPrivateKey, readSignature } from './bind'

const pem = (label: string, bytes: Uint8Array): string => `-----BEGIN ${label}-----\n${toBase64(bytes).replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`

describe('what a person brings to bind a certificate', () => {
  it('takes the first certificate of a PEM file for the holder and the rest for its path', () => {
    const text = pem('CERTIFICATE', Uint8Array.of(0x30, 1)) + pem('CERTIFICATE', Uint8Array.of(0x30, 2))
    expect(readCertificate(utf8(text))).toEqual({ certificate: 'MAE=', chain: ['MAI='] })
    expect(readCertificate(Uint8Array.of(0x30, 3)).chain).toEqual([])
    expect(() => readCertificate(utf8('hello'))).toThrow('这不是证书文件')
  })

  it('reads an SM2 key out of PKCS #8', async () => {
    const pair = await generateSm2()
    const head = '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420'
    const tail = 'a14403420004'
    const der = Uint8Array.from((head + toHex(pair.privateKey) + tail + toHex(pair.publicKey.subarray(1))).match(/../g)!, (two) => parseInt(two, 16))
    const file = await readPrivateKey(pem('PRIVATE KEY', der))
    expect(file.publicKey).toBe(toBase64(pair.publicKey))
    const message = utf8('mingjian-bind:x')
    expect(await verify(pair.publicKey, message, await sign(fromBase64(file.privateKey), message))).toBe(true)
  })

  it('reads an RSA key out of PKCS #8, and says what is no key', async () => {
    const pair = await generate('RSA')
    expect((await readPrivateKey(pem('PRIVATE KEY', pair.privateKey))).publicKey).toBe(toBase64(pair.publicKey))
    await expect(readPrivateKey(pem('ENCRYPTED PRIVATE KEY', pair.privateKey))).rejects.toThrow('带口令')
    await expect(readPrivateKey('x')).rejects.toThrow('PKCS #8')
  })

  it('takes a signature as bytes, base64 or hexadecimal', () => {
    const bytes = Uint8Array.from({ length: 64 }, (_, at) => (at * 7 + 200) % 256)
    for (const form of [bytes, utf8(toBase64(bytes)), utf8(`${toHex(bytes)}\n`)]) expect(readSignature(form)).toBe(toBase64(bytes))
    expect(() => readSignature(utf8('short'))).toThrow('这不是签名')
  })
})
