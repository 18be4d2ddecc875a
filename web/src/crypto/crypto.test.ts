import { describe, expect, it } from 'vitest'
import { fromHex, joined, toHex, utf8 } from './bytes'
import { decrypt, encrypt, generate, publicKeyOf, sign, verify } from './sm2'
import { Sm3, sm3 } from './sm3'

/** GB/T 32918.5-2017, annex A. */
const D = fromHex('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8')
const Q = fromHex(
  '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
)
const K = 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n
const RS =
  'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'

describe('SM3', () => {
  it('gives the digests of the standard', () => {
    expect(toHex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(toHex(sm3(utf8('abcd'.repeat(16))))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  it('gives the same however the bytes are cut', () => {
    const bytes = new Uint8Array(1000).map((_, index) => index)
    const whole = toHex(sm3(bytes))
    for (const cut of [1, 55, 56, 63, 64, 65, 127, 999]) {
      expect(toHex(new Sm3().update(bytes.subarray(0, cut)).update(bytes.subarray(cut)).digest())).toBe(whole)
    }
  })
})

describe('SM2', () => {
  it('gives the public key and the signature of the standard', () => {
    expect(toHex(publicKeyOf(D))).toBe(toHex(Q))
    expect(toHex(sign(D, utf8('message digest'), K))).toBe(RS)
  })

  it('accepts its own signature and no other', () => {
    const key = generate()
    const signature = sign(key.privateKey, utf8('开标记录'))

    expect(verify(key.publicKey, utf8('开标记录'), signature)).toBe(true)
    expect(verify(key.publicKey, utf8('开标记彔'), signature)).toBe(false)
    expect(verify(Q, utf8('开标记录'), signature)).toBe(false)
    expect(verify(key.publicKey, utf8('开标记录'), signature.map((byte, at) => (at === 40 ? byte ^ 1 : byte)))).toBe(false)
  })

  it('opens what was closed for it, and tells when a byte was changed', () => {
    const key = generate()
    const plain = utf8('报价 18334233.00 元，工期 210 日历天')
    const cipher = encrypt(key.publicKey, plain)

    expect(toHex(decrypt(key.privateKey, cipher))).toBe(toHex(plain))
    for (const at of [70, 96, 97, cipher.length - 1]) {
      expect(() => decrypt(key.privateKey, cipher.map((byte, index) => (index === at ? byte ^ 1 : byte)))).toThrow()
    }
    expect(() => decrypt(D, cipher)).toThrow()
  })

  it('refuses a key that is not on the curve', () => {
    expect(() => encrypt(joined(Q.subarray(0, 64), Uint8Array.of(0)), utf8('x'))).toThrow('curve')
  })
})
