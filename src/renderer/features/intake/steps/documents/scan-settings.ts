/** What a desk remembers of scanning: which device, and where the paper lies. */
export interface ScanSettings {
  readonly deviceId: string
  readonly source: 'flatbed' | 'feeder'
}

const key = 'tereze.scan'

/** @param kept what the desk's storage holds */
export function readScanSettings(kept: string | null): ScanSettings {
  const [source, ...id] = (kept ?? '').split(' ')
  return { deviceId: id.join(' '), source: source === 'feeder' ? 'feeder' : 'flatbed' }
}

export const writeScanSettings = ({ deviceId, source }: ScanSettings): string => `${source} ${deviceId}`

export const rememberedScanSettings = (): ScanSettings => readScanSettings(localStorage.getItem(key))
export const rememberScanSettings = (settings: ScanSettings): void => localStorage.setItem(key, writeScanSettings(settings))

/** The remembered device while it is connected, otherwise the first one. */
export const deviceOf = <Device extends { readonly id: string }>(devices: readonly Device[], remembered: string): Device | undefined =>
  devices.find((device) => device.id === remembered) ?? devices[0]
