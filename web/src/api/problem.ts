/** What went wrong at one field of a request. */
export interface FieldProblem {
  field: string
  message: string
}

/** An answer of the platform that says no, as RFC 9457 problem details with our two additions: code and basis. */
export interface ProblemDetails {
  type?: string
  title?: string
  status?: number
  detail?: string
  instance?: string
  /** machine-readable reason, for instance `tender.bidding.minDays` */
  code?: string
  /** 依据: the article that says so */
  basis?: string
  /** field → what is wrong with it */
  fields?: Record<string, string>
}

/** A refusal (an expected no, with its legal basis) or a failure, as the platform said it. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly basis: string
  readonly title: string
  readonly fields: FieldProblem[]

  constructor(status: number, details: ProblemDetails) {
    const aboutFields = details.fields !== undefined && details.title !== undefined
    super((aboutFields ? details.title : details.detail || details.title) || words(status))
    this.name = 'Problem'
    this.status = status
    this.code = details.code ?? ''
    this.basis = details.basis ?? ''
    this.title = details.title ?? this.message
    this.fields = Object.entries(details.fields ?? {}).map(([field, message]) => ({ field, message }))
  }

  /** Nobody is logged in, or the session is over. */
  get mustLogIn(): boolean {
    return this.status === 401
  }
}

function words(status: number): string {
  if (status === 0) return '连接不上平台，请检查网络后重试'
  if (status === 401) return '登录已失效，请重新登录'
  if (status === 403) return '当前账号没有这项权限'
  if (status === 404) return '没有找到'
  if (status === 409) return '内容已被他人修改，请刷新后再试'
  if (status === 413) return '提交的内容过大'
  if (status === 429) return '操作过于频繁，请稍后再试'
  if (status >= 500) return '平台出现故障，已记录，请稍后重试'
  return '请求没有被接受'
}

/** What browsers say when a request did not get through. */
const NOT_REACHED = /fetch|network|load failed/i

/** Any thrown thing as a problem that can be shown. A fault of the page itself is not called a fault of the network. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  const said = String((thrown as Error)?.message ?? thrown)
  if (!(thrown instanceof TypeError)) return new Problem(0, { detail: said })
  return new Problem(0, { detail: NOT_REACHED.test(said) ? words(0) : '页面出错了，请刷新后再试；已提交的内容不受影响' })
}
