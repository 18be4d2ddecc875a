/**
 * Our SM2, SM3 and SM4 against OpenSSL 3: node ops/crosscheck.mjs  (needs openssl with SM2, and a built verifier).
 * OpenSSL makes a key; the verifier seals a bid with it; OpenSSL checks the digest and the signature, opens the wrapped key
 * and decrypts the bid sheet. Then OpenSSL wraps a key and signs, and the verifier must open and believe. The result of the
 * last run is in docs/performance.md.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const jar = fileURLToPath(new URL('../verifier/target/mingjian-verifier.jar', import.meta.url))
const java = join(process.env.JAVA_HOME ?? '/usr', 'bin/java')
const folder = mkdtempSync(join(tmpdir(), 'crosscheck-'))
const at = (name) => join(folder, name)
const put = (name, bytes) => (writeFileSync(at(name), bytes), at(name))
const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
const verifier = (...args) => {
  try {
    return execFileSync(java, ['-jar', jar, ...args], { encoding: 'utf8' })
  } catch (failed) {
    return failed.stdout
  }
}
const sm3 = (bytes) => openssl('dgst', '-sm3', '-binary', put('in', bytes))
const ascii = (text) => Buffer.from(text, 'ascii')

/** DER: a length and what it is the length of. */
const der = (tag, body) => Buffer.concat([Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x81, body.length]), body])
const integer = (bytes) => {
  let at = 0
  while (at < bytes.length - 1 && bytes[at] === 0) at += 1
  const short = bytes.subarray(at)
  return der(2, short[0] & 0x80 ? Buffer.concat([Buffer.of(0), short]) : short)
}
const sequence = (...parts) => der(0x30, Buffer.concat(parts))
/** Content of each item of a DER sequence. */
function items(bytes) {
  const body = bytes.subarray(bytes[1] & 0x80 ? 2 + (bytes[1] & 0x7f) : 2)
  const found = []
  for (let i = 0; i < body.length; ) {
    const length = body[i + 1]
    found.push(body.subarray(i + 2, i + 2 + length))
    i += 2 + length
  }
  return found
}
const fixed = (bytes) => Buffer.concat([Buffer.alloc(32), bytes]).subarray(-32)

let wrong = 0
function check(name, holds) {
  wrong += holds ? 0 : 1
  console.log(`${holds ? 'same   ' : 'DIFFERS'}  ${name}`)
}

try {
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', at('key.pem'))
  openssl('pkey', '-in', at('key.pem'), '-pubout', '-out', at('pub.pem'))
  const told = openssl('pkey', '-in', at('key.pem'), '-text', '-noout').toString()
  const hex = (after, before) => Buffer.from(told.split(after)[1].split(before)[0].replace(/[^0-9a-f]/gi, ''), 'hex')
  const [secret, point] = [fixed(hex('priv:', 'pub:')), hex('pub:', 'ASN1')]
  const key = { type: 'mingjian-key', v: 1, name: 'openssl', publicKey: point.toString('base64'), privateKey: secret.toString('base64') }
  put('key.json', JSON.stringify(key))
  put('sheet.json', '{"price":"18334233.00"}')
  mkdirSync(at('bid'))
  put('bid/a.txt', 'bid letter')
  const trade = 'A01-12320000466011756J-20240115-000001-S'
  const call = ['seal', '--trade', trade, '--key', at('key.json'), '--bidder', '91340200MA2RU2PC14', '--sheet', at('sheet.json'), at('bid'), '-o', at('bid.sealed')]
  const said = JSON.parse(verifier(...call))
  const sealed = readFileSync(at('bid.sealed'))

  check('SM3 of a file (GB/T 32905)', sm3(sealed).toString('hex') === said.sm3)
  const digest = sealed.subarray(-96, -64)
  check('SM3 inside the envelope', sm3(sealed.subarray(0, -96)).equals(digest))
  const message = put('message', Buffer.concat([ascii('mingjian-sealed-bid-1 signature\n'), digest]))
  const signature = sequence(integer(sealed.subarray(-64, -32)), integer(sealed.subarray(-32)))
  const distid = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']
  const verified = (bytes) => {
    try {
      return openssl('pkeyutl', '-verify', '-pubin', '-inkey', at('pub.pem'), ...distid, '-in', message, '-sigfile', put('sig', bytes)).toString().includes('Successfully')
    } catch {
      return false
    }
  }
  check('our SM2 signature believed by OpenSSL (GB/T 32918.2)', verified(signature))
  const bent = Buffer.from(signature)
  bent[bent.length - 1] ^= 1
  check('our SM2 signature with one bit changed refused by OpenSSL', !verified(bent))

  const length = sealed.readUInt32BE(16)
  const header = JSON.parse(sealed.subarray(20, 20 + length).toString())
  const wrapped = Buffer.from(header.recipients[0].wrapped, 'base64')
  const cipher = sequence(integer(wrapped.subarray(1, 33)), integer(wrapped.subarray(33, 65)), der(4, wrapped.subarray(65, 97)), der(4, wrapped.subarray(97)))
  const content = openssl('pkeyutl', '-decrypt', '-inkey', at('key.pem'), '-in', put('wrapped', cipher))
  const prefix = Buffer.from(header.noncePrefix, 'hex')
  check('our SM2 ciphertext opened by OpenSSL (GB/T 32918.4)', sm3(Buffer.concat([ascii('mingjian-sealed-bid-1 key\n'), prefix, content])).toString('hex') === header.keyCheck)

  const word = sealed.readUInt32BE(20 + length)
  const chunk = sealed.subarray(24 + length, 24 + length + word - 16)
  // SM4-GCM encrypts by counter from nonce ‖ 2 on; OpenSSL's command line has no GCM, so the tag is not checked here.
  const counter = Buffer.concat([prefix, Buffer.alloc(5), Buffer.of(0, 0, 0, 2)])
  const plain = openssl('enc', '-d', '-sm4-ctr', '-K', content.toString('hex'), '-iv', counter.toString('hex'), '-in', put('chunk', chunk))
  check('our SM4-GCM chunk decrypted by OpenSSL, without its tag (GB/T 32907)', plain.toString() === '{"price":"18334233.00"}')

  // The other way: the same bid with key and signature by OpenSSL.
  const again = items(openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', at('pub.pem'), '-in', put('content', content)))
  const theirs = Buffer.concat([Buffer.of(4), fixed(again[0]), fixed(again[1]), again[2], again[3]])
  header.recipients[0].wrapped = theirs.toString('base64')
  const body = Buffer.from(JSON.stringify(header))
  const rest = sealed.subarray(20 + length, -96)
  check('OpenSSL wraps a key as long as ours', body.length === length)
  // The header is bound to the chunks, so this bid opens no further than its key: that is what is asked here.
  const front = Buffer.concat([sealed.subarray(0, 20), body, rest])
  const signed = put('signed', Buffer.concat([ascii('mingjian-sealed-bid-1 signature\n'), sm3(front)]))
  const [r, s] = items(openssl('pkeyutl', '-sign', '-inkey', at('key.pem'), ...distid, '-in', signed))
  put('theirs.sealed', Buffer.concat([front, sm3(front), fixed(r), fixed(s)]))
  check('OpenSSL’s SM2 signature believed by us', verifier('verify', at('theirs.sealed')).includes('"verdict":"GOOD"'))
  check('OpenSSL’s SM2 ciphertext opened by us', verifier('open', '--key', at('key.json'), at('theirs.sealed')).includes('"check":"CHUNK_SEAL"'))
} finally {
  rmSync(folder, { recursive: true })
}
console.log(wrong === 0 ? 'all agree' : `${wrong} differ`)
process.exitCode = wrong === 0 ? 0 : 1
