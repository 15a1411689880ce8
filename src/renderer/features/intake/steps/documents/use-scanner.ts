import { useState } from 'react'
import type { WireFault } from '#core/contract/operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { deviceOf, rememberedScanSettings, rememberScanSettings, type ScanSettings } from './scan-settings.ts'

export interface Scanner {
  readonly state: 'searching' | 'none' | 'ready' | 'failed'
  readonly devices: readonly { readonly id: string; readonly vendor: string; readonly model: string }[]
  /** What a scan would use; absent while there is no device. */
  readonly settings: ScanSettings | undefined
  readonly fault: WireFault | undefined
  readonly choose: (patch: Partial<ScanSettings>) => void
  readonly search: () => void
}

/** The scanners of this desk, and the one chosen last. */
export function useScanner(): Scanner {
  const query = useQuery('documents/scanners', {})
  const [kept, setKept] = useState(rememberedScanSettings)
  const devices = query.value?.devices ?? []
  const device = deviceOf(devices, kept.deviceId)
  const settings = device === undefined ? undefined : { deviceId: device.id, source: kept.source }
  const found = devices.length > 0 ? 'ready' : 'none'
  return {
    state: query.state === 'loading' ? 'searching' : query.state === 'failed' ? 'failed' : found,
    devices,
    settings,
    fault: query.fault,
    choose: (patch) => {
      const next = { ...(settings ?? kept), ...patch }
      rememberScanSettings(next)
      setKept(next)
    },
    search: query.refresh,
  }
}
