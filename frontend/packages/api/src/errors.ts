/** An RFC 9457 problem document as the platform writes it. */
export interface Problem {
  type?: string
  title?: string
  status?: number
  detail?: string
  code?: string
  request_id?: string
  /** With `step_up_required`: how this person can prove who they are. */
  methods?: string[]
  /** With `passkey_too_new`: from when it counts. */
  good_from?: string
  errors?: { pointer: string; detail: string }[]
}

export type ErrorKind =
  | 'offline' | 'expired' | 'forbidden' | 'not_found' | 'invalid' | 'conflict' | 'rate_limited' | 'cancelled' | 'unexpected'

const KINDS: Record<number, ErrorKind> = {
  400: 'invalid',
  401: 'expired',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
  429: 'rate_limited',
}

/** The one error a screen ever sees. `status` 0 means that no answer came. */
export class ApiError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly detail: string | undefined
  readonly requestId: string | undefined
  readonly fields: Readonly<Record<string, string>>
  readonly methods: readonly string[]
  readonly goodFrom: string | undefined

  constructor(
    readonly status: number,
    problem: Problem = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.title ?? `HTTP ${status}`)
    this.name = 'ApiError'
    this.kind = problem.code === 'step_up_cancelled' ? 'cancelled' : status === 0 ? 'offline' : (KINDS[status] ?? 'unexpected')
    this.code = problem.code ?? this.kind
    this.detail = problem.detail
    this.requestId = problem.request_id
    this.fields = Object.fromEntries((problem.errors ?? []).map(({ pointer, detail }) => [fieldName(pointer), detail]))
    this.methods = problem.methods ?? []
    this.goodFrom = problem.good_from
  }

  /** The person was asked to prove who they are and chose not to: nothing happened, and there is nothing to say. */
  get isCancelled(): boolean {
    return this.kind === 'cancelled'
  }

  /** Worth asking again without changing anything. */
  get isPassing(): boolean {
    return this.kind === 'offline' || this.status === 429 || this.status >= 500
  }
}

function fieldName(pointer: string): string {
  return pointer.replace(/^#?\/?(body\/)?/, '').replaceAll('/', '.')
}
