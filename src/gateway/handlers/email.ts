import { canonicalHash } from '#core/domain/canonical.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import { resultLetter } from '#gateway/mail/result-letter.ts'
import type { GatewayDeps } from './deps.ts'

const isPdf = (content: Buffer): boolean => content.subarray(0, 5).toString('latin1') === '%PDF-'

/**
 * Results by e-mail, for the organisation that took the request in. A letter goes out before its answer is on the disk: a gateway that dies in between sends
 * it again, with the same Message-ID.
 */
export function createEmailHandler(deps: GatewayDeps): Pick<Handlers, 'email'> {
  const { requests, results, services, resources, mailer, acknowledge, logger } = deps
  const underWay = new Map<string, Promise<void>>()

  /** Two calls with the same letter at the same time send one. */
  const sendOnce = async (key: string, send: () => Promise<void>): Promise<void> => {
    const sending = underWay.get(key) ?? send().finally(() => underWay.delete(key))
    underWay.set(key, sending)
    await sending
  }

  return {
    email: async ({ params: { caseId }, body, workplace, now }) => {
      const request = requests.find(caseId)
      if (request === undefined || request.centreBin !== workplace.bin) throw new Refusal('notFound')
      const service = services.get(request)
      if (service.handOut[request.channel]?.includes('email') !== true) throw new Refusal('email/notOffered')
      const cms = results.cmsOf(caseId, body.resultHash)
      if (cms === undefined) throw new Refusal('notFound')
      const pdf = Buffer.from(body.pdf, 'base64')
      if (!isPdf(pdf)) throw new Refusal('malformed', { part: 'body', field: 'pdf' })
      const { to, language, resultHash } = body
      const letter = resultLetter(resources.resultLetter, {
        to,
        language,
        resultHash,
        number: request.answer.number,
        service,
        pdf,
        cms,
        date: now,
      })
      await sendOnce(canonicalHash({ caseId, body }), () => mailer.send(letter))
      const at = now.toISOString()
      return {
        commit: () => ({ acknowledgement: acknowledge({ kind: 'email', caseId, contentHash: resultHash, at }), at }),
        after: () => logger.info('emailed', { caseId }),
      }
    },
  }
}
