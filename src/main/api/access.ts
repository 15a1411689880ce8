import type { OperationName } from '#core/contract/client.ts'
import type { Right } from '#core/domain/staff.ts'

/**
 * Who may call what: `open` before anyone is logged in, `locked` also while the desk is locked, `seated` anyone logged in,
 * otherwise one of the rights.
 */
export const access = {
  'session/current': 'open',
  'session/login': 'open',
  'session/loginWithToken': 'open',
  'session/logout': 'locked',
  'session/lock': 'locked',
  'session/unlock': 'locked',
  'header/status': 'open',
  'catalogue/list': 'seated',
  'catalogue/get': 'seated',
  'catalogue/setFavourite': 'seated',
  'intake/open': ['intake'],
  'intake/get': ['intake'],
  'intake/saveDraft': ['intake'],
  'intake/askPerson': ['intake'],
  'intake/askAuthority': ['intake'],
  'intake/refuse': ['intake'],
  'intake/cancel': ['intake'],
  'documents/scanners': ['intake'],
  'documents/scan': ['intake'],
  'documents/cancelScan': ['intake'],
  'documents/importFile': ['intake'],
  'documents/arrange': ['intake'],
  'documents/setOriginalSeen': ['intake'],
  'documents/thumbnail': ['intake', 'search'],
  'documents/content': ['intake', 'search', 'providerInbox'],
  'signing/certificates': 'open',
  'signing/prepareRequest': ['intake'],
  'signing/prepareResult': ['providerSign'],
  'signing/sign': ['intake', 'providerSign'],
  'receipt/preview': ['intake', 'handOut'],
  'receipt/issue': ['intake', 'handOut'],
  'printers/list': 'seated',
  'case/search': ['search'],
  'case/get': ['search'],
  'case/byNumber': ['search'],
  'case/resultPdf': ['search'],
  'handOut/recheckAuthority': ['handOut'],
  'handOut/complete': ['handOut'],
  'handOut/survey': ['handOut'],
  'outbox/list': ['outbox'],
  'outbox/retryNow': ['outbox'],
  'outbox/reopen': ['intake'],
  'provider/accept': ['providerAccept'],
  'provider/saveDecision': ['providerDecide'],
  'provider/previewResult': ['providerDecide'],
} as const satisfies Record<OperationName, 'open' | 'locked' | 'seated' | readonly Right[]>

type Access = typeof access
export type OpenName = { [Name in OperationName]: Access[Name] extends 'open' ? Name : never }[OperationName]
export type SeatedName = Exclude<OperationName, OpenName>
