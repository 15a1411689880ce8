import type { ReaderDiagnosis, TokenDiagnosis } from '#core/domain/token-diagnosis.ts'

/** PC/SC: readers, and what is in them. It knows of a card before any driver does. */
export interface CardReaders {
  /** As the service last told. */
  readonly look: () => { readonly service: TokenDiagnosis['service']['state']; readonly readers: readonly Omit<ReaderDiagnosis, 'card'>[] }
  /** A reader or a card came or went, or the service did. */
  readonly onDidChange: (listener: () => void) => () => void
  readonly close: () => void
}
