import { describe, expect, it } from 'vitest'
import { certificateOf, endOf, listFileOf, listOf } from './trust'

const NOW = Date.parse('2026-03-02T00:00:00Z')
const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString()
const standing = (more: object) => ({ id: 'x', subject: '', fingerprint: '', notBefore: '', notAfter: '', ...more })

describe('a trusted authority', () => {
  it('warns 90 and 15 days before its certificate ends', () => {
    expect(endOf(inDays(91), NOW).tone).toBe('good')
    expect(endOf(inDays(89), NOW).tone).toBe('warn')
    expect(endOf(inDays(14), NOW).tone).toBe('bad')
    expect(endOf(inDays(-1), NOW).words).toBe('已到期')
  })

  it('is bad when it is silent and no list is good', () => {
    expect(listOf({ revocation: 'OCSP', standing: standing({ silent: inDays(0) }) }, NOW).tone).toBe('bad')
    expect(listOf({ revocation: 'OCSP', standing: standing({ silent: inDays(0), listTo: inDays(1) }) }, NOW).tone).toBe('warn')
    expect(listOf({ revocation: 'CRL', standing: standing({ listTo: inDays(-1) }) }, NOW).words).toBe('列表已过期')
  })

  it('is read from PEM and DER alike', async () => {
    const pem = new Blob(['-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'])
    expect(await certificateOf(pem)).toBe('QUJD')
    expect(await certificateOf(new Blob([new Uint8Array([65, 66, 67])]))).toBe('QUJD')
    expect(await listFileOf(new Blob(['-----BEGIN X509 CRL-----\nQUJD\n-----END X509 CRL-----\n']))).toBe('QUJD')
  })
})
