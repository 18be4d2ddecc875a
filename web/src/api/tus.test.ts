// @vitest-environment jsdom
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { upload } from './tus'

/** A small tus server that cuts the line after `cutAfter` bytes, once. */
class Tus {
  readonly server: Server
  stored = Buffer.alloc(0)
  length = 0
  creations = 0
  cutAfter = Number.POSITIVE_INFINITY

  constructor() {
    this.server = createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.setHeader('Access-Control-Allow-Headers', '*')
      response.setHeader('Access-Control-Allow-Methods', '*')
      response.setHeader('Access-Control-Expose-Headers', 'Location, Upload-Offset, X-Receipt')
      if (request.method === 'OPTIONS') return response.writeHead(204).end()
      if (request.method === 'POST') return this.create(request.headers['upload-length'], response)
      if (request.method === 'HEAD') {
        return response.writeHead(200, { 'Upload-Offset': this.stored.length }).end()
      }
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        const body = Buffer.concat(pieces)
        if (Number(request.headers['upload-offset']) !== this.stored.length) return response.writeHead(409).end('{}')
        const kept = body.subarray(0, Math.max(0, this.cutAfter - this.stored.length))
        this.stored = Buffer.concat([this.stored, kept])
        if (kept.length < body.length) {
          this.cutAfter = Number.POSITIVE_INFINITY
          return request.socket.destroy()
        }
        return response.writeHead(204, { 'Upload-Offset': this.stored.length, 'X-Receipt': 'yes' }).end()
      })
    })
  }

  private create(length: unknown, response: import('node:http').ServerResponse): void {
    this.creations += 1
    this.length = Number(length)
    response.writeHead(201, { Location: '/uploads/one' }).end()
  }
}

describe('resumable upload', () => {
  let tus: Tus
  let endpoint = ''

  beforeEach(async () => {
    tus = new Tus()
    await new Promise<void>((ready) => tus.server.listen(0, '127.0.0.1', ready))
    endpoint = `http://127.0.0.1:${(tus.server.address() as AddressInfo).port}/uploads`
  })
  afterEach(() => void tus.server.close())


  const bytes = new Uint8Array(100_000).map((_, index) => index % 251)

  it('sends a file in pieces and answers with the last headers', async () => {
    const told: number[] = []

    const done = await upload(new Blob([bytes]), { endpoint, chunk: 30_000, onProgress: (sent) => told.push(sent) })

    expect(tus.stored.equals(Buffer.from(bytes))).toBe(true)
    expect(tus.length).toBe(100_000)
    expect(done.id).toBe('one')
    expect(done.headers.get('X-Receipt')).toBe('yes')
    expect(told.at(-1)).toBe(100_000)
  })

  it('goes on from the byte the server has when the line is cut', async () => {
    tus.cutAfter = 45_000
    const retries: number[] = []

    await upload(new Blob([bytes]), { endpoint, chunk: 30_000, onRetry: (attempt) => retries.push(attempt) })

    expect(retries).toEqual([1])
    expect(tus.creations).toBe(1)
    expect(tus.stored.equals(Buffer.from(bytes))).toBe(true)
  })

  it('goes on after the page was closed, without a second creation', async () => {
    const file = new File([bytes], '标书.bin', { lastModified: 1 })
    const stop = new AbortController()
    const first = upload(file, {
      endpoint,
      chunk: 30_000,
      signal: stop.signal,
      onProgress: (sent) => sent >= 30_000 && stop.abort(),
    })
    await expect(first).rejects.toThrow()

    await upload(file, { endpoint, chunk: 30_000 })

    expect(tus.creations).toBe(1)
    expect(tus.stored.equals(Buffer.from(bytes))).toBe(true)
  })
})
