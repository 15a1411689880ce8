import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatDate, formatTime } from './format.ts'

/** A fault as the page gets it: a tag and the data of its sentence. */
export interface ShownFault {
  readonly tag: string
  readonly remedy: 'retry' | 'act' | 'support'
  readonly [key: string]: unknown
}

type Translate = (key: string, options: Record<string, unknown>) => string

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The gateway's refusals have a sentence for each code; every other fault one for its tag. */
export function faultKey(fault: ShownFault): string {
  const code = fault.tag === 'gateway/refused' ? text(fault['code']) : undefined
  return code === undefined ? `faults:${fault.tag.replaceAll('/', '.')}` : `faults:refused.${code.replaceAll('/', '.')}`
}

/** Errors of a device that pulling the token out and putting it in does not cure; PKCS#11's and the key files' own names. */
const deviceErrors: ReadonlyMap<string, string> = new Map([
  ['CKR_MECHANISM_INVALID', 'mechanism'],
  ['CKR_MECHANISM_PARAM_INVALID', 'mechanism'],
  ['CKR_KEY_FUNCTION_NOT_PERMITTED', 'mechanism'],
  ['CKR_KEY_TYPE_INCONSISTENT', 'mechanism'],
  ['CKR_PIN_EXPIRED', 'pinExpired'],
  ['pkcs12/malformed', 'keyFile'],
  ['pkcs12/unsupported', 'keyFile'],
  ['KEY_UNSUPPORTED', 'keyFile'],
])

/** Which variant of the sentence: how many tries are left, why the gateway is silent, why the certificate does not serve, which limit was reached, what the device lacks. */
export function faultContext(fault: ShownFault): string | undefined {
  if (fault['finalTry'] === true) return 'final'
  if (typeof fault['triesLeft'] === 'number') return 'left'
  if (typeof fault['freeBytes'] === 'number') return 'free'
  if (fault.tag === 'limits/stopped') return text(fault['kind'])
  if (fault.tag === 'token/deviceError') return deviceErrors.get(text(fault['code']) ?? '')
  return text(fault['why']) ?? text(fault['reason'])
}

const sizes = ['freeBytes', 'bytes', 'limit'] as const

/** The fault's data as its sentence needs them: sizes with units, times as on the clock, codes as words. */
function faultData(translate: Translate, fault: ShownFault): Record<string, unknown> {
  const data: Record<string, unknown> = { ...fault, count: fault['triesLeft'] ?? fault['pagesKept'] ?? fault['pages'] }
  if (fault.tag === 'document/tooLarge' || fault.tag === 'storage/diskFull' || fault.tag === 'carrier/full') {
    for (const name of sizes) if (typeof fault[name] === 'number') data[name] = formatBytes(fault[name])
  }
  if (fault['kind'] === 'disk' && typeof fault['value'] === 'number') data['value'] = formatBytes(fault['value'])
  const until = text(fault['until'])
  if (until !== undefined) data['until'] = formatTime(until)
  const since = text(fault['since'])
  if (since !== undefined) data['since'] = formatDate(since)
  const stage = text(fault['stage'])
  if (stage !== undefined) data['stageName'] = translate(`common:stage.${stage}`, {})
  if (Array.isArray(fault['problems']))
    data['list'] = fault['problems'].map((code) => translate(`faults:problem.${String(code)}`, {})).join(', ')
  if (Array.isArray(fault['fields'])) data['count'] = fault['fields'].length
  return data
}

/** The sentence of a fault in the language in use; never empty, never a key. */
export function faultSentence(translate: Translate, fault: ShownFault): string {
  const key = faultKey(fault)
  const known = i18next.exists(key) ? key : 'faults:unknown'
  const context = faultContext(fault)
  return translate(known, { ...faultData(translate, fault), ...(context === undefined ? {} : { context }) })
}

export function useFaultText(): (fault: ShownFault) => string {
  const { t } = useTranslation()
  return (fault) => faultSentence(t as unknown as Translate, fault)
}
