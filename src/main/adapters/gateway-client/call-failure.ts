import type { GatewayUnavailable } from '#core/ports/gateway.ts'

/** What answered is not the gateway: too long, or not the protocol that was spoken. */
export class NotTheGateway extends Error {
  override readonly name = 'NotTheGateway'
}

/** A certificate that is not the gateway's, and plain text where TLS was expected: whoever holds the line answers himself. */
const foreign =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_\w+|HPE_\w+|UND_ERR_RES_EXCEEDED_MAX_SIZE)$/
/** undici has no code of its own for a proxy's refusal (8.12, lib/dispatcher/proxy-agent.js), only these two messages. */
const refusedByProxy = /^Proxy Authentication Required \(407\)|^Proxy response \((407|403)\)/

export const codeOf = (failure: unknown): string | undefined =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : undefined

/** Failures come wrapped: the cause says more. */
const chainOf = (failure: unknown): readonly Error[] =>
  failure instanceof Error ? [failure, ...chainOf('causingError' in failure ? failure.causingError : failure.cause)] : []

/** Why a request had no answer. */
export function whyOf(failure: unknown): Exclude<GatewayUnavailable['why'], 'busy' | 'timeout'> {
  const chain = chainOf(failure)
  if (chain.some((one) => one instanceof NotTheGateway || foreign.test(codeOf(one) ?? ''))) return 'nonsense'
  return chain.some(({ message }) => refusedByProxy.test(message)) ? 'proxyRefused' : 'noConnection'
}
