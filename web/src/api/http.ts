import { hearServerTime } from './clock'
import { Problem, type ProblemDetails } from './problem'

export type Query = Record<string, string | number | boolean | undefined | null>

export interface CallOptions {
  query?: Query
  body?: unknown
  /** Repeat of the same act: the server answers a repeated key with the first answer instead of acting twice. */
  key?: string
  /** Version of the thing being changed, sent as If-Match. */
  version?: number | string
  signal?: AbortSignal
}

type Listener = (problem: Problem) => void
const onLoggedOut = new Set<Listener>()

/** Tells the listener whenever the server says that nobody is logged in. */
export function whenLoggedOut(listener: Listener): void {
  onLoggedOut.add(listener)
}

/** 128 random bits; `randomUUID` is missing where the page came without TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key of one act that a person may try again: it stays while no answer came, and is new after a refusal. */
export function actKey(): { key: string; renew: () => void; tried: (problem: Problem) => Problem } {
  const act = {
    key: newKey(),
    renew: () => {
      act.key = newKey()
    },
    tried: (problem: Problem) => {
      if (problem.status > 0) act.renew()
      return problem
    },
  }
  return act
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, { query, signal })
}

export function post<T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  return call<T>('POST', path, { ...options, body })
}

export function put<T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  return call<T>('PUT', path, { ...options, body })
}

export function remove<T>(path: string, options: CallOptions = {}): Promise<T> {
  return call<T>('DELETE', path, options)
}

/** One request to the platform. Throws {@link Problem} for every answer that is not a yes. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const answer = await send(method, path, options)
  if (answer.status === 204 || answer.headers.get('Content-Length') === '0') return undefined as T
  const type = answer.headers.get('Content-Type') ?? ''
  if (!type.includes('json')) return (await answer.text()) as T
  const text = await answer.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** As {@link call}, with the answer itself: for downloads and headers. */
export async function send(method: string, path: string, options: CallOptions = {}): Promise<Response> {
  const sentAt = Date.now()
  const request: RequestInit = {
    method,
    headers: headersOf(method, options),
    credentials: 'same-origin',
    signal: options.signal,
  }
  if (options.body !== undefined) request.body = bodyOf(options.body)
  let answer: Response
  try {
    answer = await fetch(withQuery(path, options.query), request)
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    throw new Problem(0, {})
  }
  hearClock(answer.headers, sentAt, Date.now())
  if (!answer.ok) throw await problemOf(answer)
  return answer
}

/** Headers that every write carries, also those sent by other means (tus). */
export function writeHeaders(): Record<string, string> {
  return { 'X-Requested-With': 'mingjian' }
}

function headersOf(method: string, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  if (method !== 'GET' && method !== 'HEAD') {
    Object.assign(headers, writeHeaders())
    headers['Idempotency-Key'] = options.key ?? newKey()
  }
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  if (isJson(options.body)) headers['Content-Type'] = 'application/json'
  return headers
}

function isJson(body: unknown): boolean {
  return body !== undefined && !(body instanceof FormData) && !(body instanceof Blob)
}

function bodyOf(body: unknown): BodyInit {
  return isJson(body) ? JSON.stringify(body) : (body as BodyInit)
}

function withQuery(path: string, query?: Query): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') given.set(name, String(value))
  }
  const text = given.toString()
  return text === '' ? path : `${path}?${text}`
}

function hearClock(headers: Headers, sentAt: number, gotAt: number): void {
  const exact = headers.get('X-Server-Time')
  if (exact !== null) {
    const at = /^\d+$/.test(exact) ? Number(exact) : Date.parse(exact)
    hearServerTime(at, sentAt, gotAt, 1)
    return
  }
  const date = headers.get('Date')
  if (date !== null) hearServerTime(Date.parse(date), sentAt, gotAt, 1000)
}

async function problemOf(answer: Response): Promise<Problem> {
  const type = answer.headers.get('Content-Type') ?? ''
  let details: ProblemDetails = {}
  if (type.includes('json')) {
    try {
      details = (await answer.json()) as ProblemDetails
    } catch {
      details = {}
    }
  }
  const problem = new Problem(answer.status, details)
  if (problem.mustLogIn) for (const listener of onLoggedOut) listener(problem)
  return problem
}
