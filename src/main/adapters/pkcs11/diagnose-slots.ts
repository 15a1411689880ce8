import type { PKCS11 } from 'pkcs11js'
import type { SlotDiagnosis } from '#core/domain/token-diagnosis.ts'
import type { TokenInfo } from '#core/ports/token.ts'
import { isInitialised, pinReadinessOf, plain } from './read-token.ts'
import { returnCodeOf } from './return-codes.ts'

/**
 * What is in each slot of a module.
 * @param tokens what was just read of them
 */
export function diagnoseSlots(api: PKCS11, module: string, tokens: readonly TokenInfo[]): readonly SlotDiagnosis[] {
  try {
    return api.C_GetSlotList(true).map((slot) => diagnoseSlot(api, module, slot, tokens))
  } catch {
    // The listing before has said what is wrong.
    return []
  }
}

function diagnoseSlot(api: PKCS11, module: string, slot: Buffer, tokens: readonly TokenInfo[]): SlotDiagnosis {
  const begun = performance.now()
  const tokenId = `${module}#${slot.toString('hex')}`
  const certificates = tokens.find((token) => token.tokenId === tokenId)?.certificates ?? []
  const nothing = { label: '', model: '', pin: 'ok', certificates: 0, withKey: 0 } as const
  let reader = ''
  try {
    reader = plain(api.C_GetSlotInfo(slot).slotDescription)
    const info = api.C_GetTokenInfo(slot)
    return {
      module,
      reader,
      state: isInitialised(info) ? 'ready' : 'notInitialised',
      label: plain(info.label),
      model: plain(info.model),
      pin: pinReadinessOf(info),
      certificates: certificates.length,
      withKey: certificates.filter(({ hasPrivateKey }) => hasPrivateKey).length,
      milliseconds: performance.now() - begun,
    }
  } catch (failure) {
    const code = returnCodeOf(failure) ?? 'UNKNOWN'
    return { module, reader, state: 'failed', code, ...nothing, milliseconds: performance.now() - begun }
  }
}
