import { writeHeaders } from './http'
import { Problem, type ProblemDetails } from './problem'

/** Where a finished upload can be named by, and how it went. */
export interface Uploaded {
  /** the upload's own address, as the server gave it */
  url: string
  /** last part of the address */
  id: string
  /** headers of the last answer: receipt, digest */
  headers: Headers
}

export interface UploadOptions {
  /** address that creates uploads */
  endpoint: string
  metadata?: Record<string, string>
  /** bytes sent at once; a cut costs at most this much */
  chunk?: number
  /** told bytes sent so far, of all */
  onProgress?: (sent: number, total: number) => void
  /** told each time the line was cut and another try waits */
  onRetry?: (attempt: number, waitMs: number) => void
  signal?: AbortSignal
}

const VERSION = '1.0.0'
const CHUNK = 8 * 1024 * 1024
/** Waits between tries, milliseconds; then the upload stops and may be resumed by hand. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15000, 30000]

/**
 * Resumable upload by the tus protocol 1.0.0 (creation, then PATCH from the offset the server has).
 * The address is remembered until the upload ends, so that a closed page goes on where it stopped.
 */
export async function upload(file: Blob, options: UploadOptions): Promise<Uploaded> {
  const memory = memoryKey(file, options)
  let url = recall(memory)
  let offset = url === undefined ? 0 : await offsetOf(url, options.signal)
  if (url === undefined || offset < 0) {
    url = await create(file, options)
    remember(memory, url)
    offset = 0
  }
  options.onProgress?.(offset, file.size)
  const headers = await pump(file, url, offset, options)
  forget(memory)
  return { url, id: url.replace(/\/+$/, '').split('/').pop() ?? '', headers }
}

async function pump(file: Blob, url: string, from: number, options: UploadOptions): Promise<Headers> {
  let offset = from
  let failures = 0
  let headers = new Headers()
  do {
    try {
      const piece = file.slice(offset, Math.min(offset + (options.chunk ?? CHUNK), file.size))
      const before = offset
      headers = await patch(url, piece, offset, options, (sent) => options.onProgress?.(before + sent, file.size))
      offset = Number(headers.get('Upload-Offset') ?? offset + piece.size)
      failures = 0
      options.onProgress?.(offset, file.size)
    } catch (thrown) {
      if (!worthRetrying(thrown) || failures >= WAITS.length) throw thrown
      const wait = WAITS[failures] ?? 30000
      failures += 1
      options.onRetry?.(failures, wait)
      await pause(wait, options.signal)
      const known = await offsetOf(url, options.signal)
      if (known >= 0) offset = known
    }
  } while (offset < file.size)
  return headers
}

async function create(file: Blob, options: UploadOptions): Promise<string> {
  const metadata = Object.entries(options.metadata ?? {})
    .map(([name, value]) => `${name} ${base64(value)}`)
    .join(',')
  const headers: Record<string, string> = {
    ...writeHeaders(),
    'Tus-Resumable': VERSION,
    'Upload-Length': String(file.size),
  }
  if (metadata !== '') headers['Upload-Metadata'] = metadata
  const answer = await fetch(options.endpoint, { method: 'POST', headers, signal: options.signal })
  if (answer.status !== 201) throw await problem(answer)
  const place = answer.headers.get('Location')
  if (place === null) throw new Problem(answer.status, { detail: '平台没有给出上传地址' })
  const at = new URL(place, new URL(options.endpoint, location.href))
  // Behind a proxy the server may name another host; an upload to ourselves goes by its path.
  return options.endpoint.startsWith('/') ? at.pathname : at.href
}

/** Bytes the server has, or -1 when it does not know this upload. */
async function offsetOf(url: string, signal?: AbortSignal): Promise<number> {
  try {
    const answer = await fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': VERSION }, signal })
    return answer.ok ? Number(answer.headers.get('Upload-Offset') ?? -1) : -1
  } catch (thrown) {
    if (signal?.aborted) throw thrown
    return -1
  }
}

/** XMLHttpRequest, because fetch still tells nothing while a body is going up. */
function patch(
  url: string,
  piece: Blob,
  offset: number,
  options: UploadOptions,
  sent: (bytes: number) => void,
): Promise<Headers> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PATCH', url)
    request.setRequestHeader('Tus-Resumable', VERSION)
    request.setRequestHeader('Upload-Offset', String(offset))
    request.setRequestHeader('Content-Type', 'application/offset+octet-stream')
    for (const [name, value] of Object.entries(writeHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => sent(event.loaded)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(headersOf(request))
      else reject(new Problem(request.status, detailsOf(request)))
    }
    request.onerror = () => reject(new Problem(0, {}))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(piece)
  })
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return headers
}

function detailsOf(request: XMLHttpRequest): ProblemDetails {
  try {
    return JSON.parse(request.responseText) as ProblemDetails
  } catch {
    return {}
  }
}

async function problem(answer: Response): Promise<Problem> {
  try {
    return new Problem(answer.status, (await answer.json()) as ProblemDetails)
  } catch {
    return new Problem(answer.status, {})
  }
}

/** A lost line and a busy server pass; a refusal does not. 409 means that the offset was wrong, which HEAD mends. */
function worthRetrying(thrown: unknown): boolean {
  return thrown instanceof Problem && [0, 409, 423, 429, 460, 502, 503, 504].includes(thrown.status)
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(new DOMException('cancelled', 'AbortError'))
      },
      { once: true },
    )
  })
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function memoryKey(file: Blob, options: UploadOptions): string | undefined {
  if (!(file instanceof File)) return undefined
  return `mingjian.upload:${options.endpoint}:${file.name}:${file.size}:${file.lastModified}`
}

function recall(key: string | undefined): string | undefined {
  return key === undefined ? undefined : (localStorage.getItem(key) ?? undefined)
}

function remember(key: string | undefined, url: string): void {
  if (key !== undefined) localStorage.setItem(key, url)
}

function forget(key: string | undefined): void {
  if (key !== undefined) localStorage.removeItem(key)
}
