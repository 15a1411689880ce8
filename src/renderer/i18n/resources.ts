import enCommon from '#resources/locales/en/common.json' with { type: 'json' }
import kkCase from '#resources/locales/kk/case.json' with { type: 'json' }
import kkCheck from '#resources/locales/kk/check.json' with { type: 'json' }
import kkCommon from '#resources/locales/kk/common.json' with { type: 'json' }
import kkConflict from '#resources/locales/kk/conflict.json' with { type: 'json' }
import kkDocuments from '#resources/locales/kk/documents.json' with { type: 'json' }
import kkFaults from '#resources/locales/kk/faults.json' with { type: 'json' }
import kkForm from '#resources/locales/kk/form.json' with { type: 'json' }
import kkGroup from '#resources/locales/kk/group.json' with { type: 'json' }
import kkHandout from '#resources/locales/kk/handout.json' with { type: 'json' }
import kkIntake from '#resources/locales/kk/intake.json' with { type: 'json' }
import kkLogin from '#resources/locales/kk/login.json' with { type: 'json' }
import kkOutbox from '#resources/locales/kk/outbox.json' with { type: 'json' }
import kkProvider from '#resources/locales/kk/provider.json' with { type: 'json' }
import kkReceipt from '#resources/locales/kk/receipt.json' with { type: 'json' }
import kkSearch from '#resources/locales/kk/search.json' with { type: 'json' }
import kkServices from '#resources/locales/kk/services.json' with { type: 'json' }
import kkSigning from '#resources/locales/kk/signing.json' with { type: 'json' }
import kkVerification from '#resources/locales/kk/verification.json' with { type: 'json' }
import ruCase from '#resources/locales/ru/case.json' with { type: 'json' }
import ruCheck from '#resources/locales/ru/check.json' with { type: 'json' }
import ruCommon from '#resources/locales/ru/common.json' with { type: 'json' }
import ruConflict from '#resources/locales/ru/conflict.json' with { type: 'json' }
import ruDocuments from '#resources/locales/ru/documents.json' with { type: 'json' }
import ruFaults from '#resources/locales/ru/faults.json' with { type: 'json' }
import ruForm from '#resources/locales/ru/form.json' with { type: 'json' }
import ruGroup from '#resources/locales/ru/group.json' with { type: 'json' }
import ruHandout from '#resources/locales/ru/handout.json' with { type: 'json' }
import ruIntake from '#resources/locales/ru/intake.json' with { type: 'json' }
import ruLogin from '#resources/locales/ru/login.json' with { type: 'json' }
import ruOutbox from '#resources/locales/ru/outbox.json' with { type: 'json' }
import ruProvider from '#resources/locales/ru/provider.json' with { type: 'json' }
import ruReceipt from '#resources/locales/ru/receipt.json' with { type: 'json' }
import ruSearch from '#resources/locales/ru/search.json' with { type: 'json' }
import ruServices from '#resources/locales/ru/services.json' with { type: 'json' }
import ruSigning from '#resources/locales/ru/signing.json' with { type: 'json' }
import ruVerification from '#resources/locales/ru/verification.json' with { type: 'json' }

const kk = {
  common: kkCommon,
  faults: kkFaults,
  login: kkLogin,
  services: kkServices,
  search: kkSearch,
  case: kkCase,
  conflict: kkConflict,
  outbox: kkOutbox,
  form: kkForm,
  intake: kkIntake,
  documents: kkDocuments,
  signing: kkSigning,
  verification: kkVerification,
  receipt: kkReceipt,
  provider: kkProvider,
  handout: kkHandout,
  group: kkGroup,
  check: kkCheck,
}

const ru = {
  common: ruCommon,
  faults: ruFaults,
  login: ruLogin,
  services: ruServices,
  search: ruSearch,
  case: ruCase,
  conflict: ruConflict,
  outbox: ruOutbox,
  form: ruForm,
  intake: ruIntake,
  documents: ruDocuments,
  signing: ruSigning,
  verification: ruVerification,
  receipt: ruReceipt,
  provider: ruProvider,
  handout: ruHandout,
  group: ruGroup,
  check: ruCheck,
}

/** Every text of the page. Kazakh is the measure: its keys are the type. */
export const resources = { kk, ru, en: { common: enCommon } } as const
export type Texts = typeof kk
export const namespaces = [
  'common',
  'faults',
  'login',
  'services',
  'search',
  'case',
  'conflict',
  'outbox',
  'form',
  'intake',
  'documents',
  'signing',
  'verification',
  'receipt',
  'provider',
  'handout',
  'group',
  'check',
] as const satisfies readonly (keyof Texts)[]
