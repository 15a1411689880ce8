import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import type { GatewayDeps } from './deps.ts'

/** Documents, signed requests and signed results: for the centre that sent them and the provider they are addressed to, and for nobody else. */
export function createReadingHandlers({
  documents,
  requests,
  results,
}: GatewayDeps): Pick<Handlers, 'documentKnown' | 'document' | 'request' | 'resultContent'> {
  const mayRead = (caseId: string, workplace: EnrolledWorkplace): void => {
    const request = requests.find(caseId)
    // Not "forbidden": whether a case exists is nobody else's business either.
    if (request === undefined || (request.centreBin !== workplace.bin && request.providerBin !== workplace.bin))
      throw new Refusal('notFound')
  }
  const orNotFound = (bytes: Uint8Array | undefined): Uint8Array => {
    if (bytes === undefined) throw new Refusal('notFound')
    return bytes
  }
  return {
    documentKnown: ({ params, workplace }) => ({ known: documents.sizeOf(params.sha256, workplace.bin) !== undefined }),
    document: ({ params, workplace }) => {
      const isOurs = documents.sizeOf(params.sha256, workplace.bin) !== undefined || requests.isAddressedTo(params.sha256, workplace.bin)
      if (!isOurs) throw new Refusal('notFound')
      return { file: documents.fileOf(params.sha256) }
    },
    request: ({ params, workplace }) => {
      mayRead(params.caseId, workplace)
      return orNotFound(requests.cmsOf(params.caseId))
    },
    resultContent: ({ params, workplace }) => {
      mayRead(params.caseId, workplace)
      return orNotFound(results.cmsOf(params.caseId, params.sha256))
    },
  }
}
