import type { ProblemCode } from '#core/wire/problem.ts'

type ProblemData = Readonly<Record<string, string | number | boolean>>

/** Status of each code (RFC 9110); 422 where the message was understood and its content refused. */
const statuses: Readonly<Partial<Record<ProblemCode, number>>> = {
  unauthorised: 401,
  forbidden: 403,
  notFound: 404,
  malformed: 400,
  unavailable: 503,
  tooLarge: 413,
  loginWrong: 401,
  loginLocked: 429,
  'result/wrongProvider': 403,
  'result/alreadyDecided': 409,
  'extension/alreadyExtended': 409,
}

/**
 * An expected refusal on its way out of a handler to the one place that writes answers. It is thrown, because Fastify's and tus's hooks
 * know no other way out; nothing else catches it.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly data: ProblemData
  readonly status: number

  constructor(code: ProblemCode, data: ProblemData = {}, status: number = statuses[code] ?? 422) {
    super(code)
    this.code = code
    this.data = data
    this.status = status
  }

  get body(): string {
    return JSON.stringify({ code: this.code, data: this.data })
  }
}
