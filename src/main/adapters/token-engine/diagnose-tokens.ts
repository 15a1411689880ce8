import type { KnownCard, TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import type { CardReaders } from '#core/ports/card-readers.ts'
import type { TokenBackend } from '#core/ports/token-backend.ts'

/** What the token process knows of its surroundings beside the back ends. */
export interface TokenSurroundings {
  readonly readers: CardReaders
  /** The kind of card by its answer to reset, where the table of modules has it. */
  readonly findCard: (atr: string) => KnownCard | undefined
  /** What is wrong with the administrator's part of that table. */
  readonly tableProblem?: string
}

/** Everything between the program and the keys; the slow parts one after the other, so that each has its own time. */
export async function diagnoseTokens(backends: readonly TokenBackend[], surroundings?: TokenSurroundings): Promise<TokenDiagnosis> {
  const { readers, findCard = () => undefined, tableProblem } = surroundings ?? {}
  const begun = performance.now()
  const look = readers?.look() ?? { service: 'stopped', readers: [] }
  const milliseconds = performance.now() - begun
  const modules: TokenDiagnosis['modules'] = []
  const slots: TokenDiagnosis['slots'] = []
  let otherTokens = 0
  for (const backend of backends) {
    if (backend.diagnose === undefined) {
      const tokens = await backend.list()
      otherTokens += tokens.ok ? tokens.value.length : 0
    } else {
      const found = await backend.diagnose()
      modules.push(...found.modules)
      slots.push(...found.slots)
    }
  }
  return {
    modules,
    slots,
    otherTokens,
    service: { state: look.service, milliseconds },
    readers: look.readers.map((reader) => {
      const card = reader.atr === undefined ? undefined : findCard(reader.atr)
      return { ...reader, ...(card === undefined ? {} : { card }) }
    }),
    ...(tableProblem === undefined ? {} : { tableProblem }),
  }
}
