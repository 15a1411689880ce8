import type { ScanRequest } from '#core/ports/scanner.ts'

/** The options a device offers, as `scanimage --all-options` prints them: name without dashes → values as printed. Inactive ones are left out. */
export type DeviceOptions = ReadonlyMap<string, string>

/** Reads lines such as `    --mode Gray|Color [Gray]` and `    -x 0..215.9mm (in steps of 1) [80]`. */
export function parseDeviceOptions(lines: readonly string[]): DeviceOptions {
  const options = new Map<string, string>()
  for (const line of lines) {
    const [, name, rest] = /^\s+--?([a-z][a-z0-9-]*)(?:\[=\(|\s+)(.+)$/i.exec(line) ?? []
    if (name === undefined || rest === undefined) continue
    // The current value stands last; values may hold brackets of their own: `24bit Color[Fast] [24bit Color[Fast]]`.
    const at = rest.lastIndexOf(' [')
    if (at < 0 || !rest.endsWith(']') || rest.slice(at) === ' [inactive]') continue
    options.set(name, rest.slice(0, at).trim())
  }
  return options
}

const choices = (values: string): readonly string[] => values.split('|').map((value) => value.trim())

/** The first choice that the earliest of the patterns fits. */
const pick = (values: readonly string[], patterns: readonly RegExp[]): string | undefined =>
  patterns.map((pattern) => values.find((value) => pattern.test(value))).find((value) => value !== undefined)

/** Names differ by back end: Flatbed, FlatBed, FB, Platen, Normal; ADF, ADF Front, ADF Simplex, Automatic Document Feeder(left aligned). */
const sourcePatterns = {
  flatbed: [/^flat ?bed$/i, /flat ?bed|platen|^fb$/i, /^normal$/i],
  feeder: [/^(adf|automatic document feeder)$/i, /^(?!.*(duplex|back|both)).*(adf|feeder)/i, /adf|feeder/i],
} as const

/** Gray, Grayscale, True Gray, 256 grays; Color, Colour, 24bit Color, RGB. Dithered modes only look gray. */
const modePatterns = {
  gray: [/^gr[ae]y$/i, /^gr[ae]yscale$/i, /^(?!.*(diffusion|halftone|dither)).*gr[ae]y/i],
  colour: [/^colou?r$/i, /^24.?bit colou?r$/i, /colou?r|rgb/i],
} as const

/** The nearest resolution that is not coarser than the one wanted, or the finest there is. */
function pickResolution(values: string, wanted: number): number {
  const range = /^([\d.]+)\.\.([\d.]+)/.exec(values)
  if (range) return Math.round(Math.min(Math.max(wanted, Number(range[1])), Number(range[2])))
  const listed = choices(values)
    .map((value) => Number.parseFloat(value))
    .filter((value) => value > 0)
    .sort((a, b) => a - b)
  return Math.round(listed.find((value) => value >= wanted) ?? listed.at(-1) ?? wanted)
}

/** `-x` and `-y` for a sheet, cut to what the device has; nothing where it counts in pixels. */
function sheetArguments(options: DeviceOptions, sheet: SheetSize): string[] {
  const upTo = (name: string, wanted: number): string[] => {
    const most = /^[\d.]+\.\.([\d.]+)mm/.exec(options.get(name) ?? '')?.[1]
    return most === undefined ? [] : [`-${name}`, String(Math.min(wanted, Number(most)))]
  }
  return [...upTo('x', sheet.widthMm), ...upTo('y', sheet.heightMm)]
}

export interface SheetSize {
  readonly widthMm: number
  readonly heightMm: number
}

export interface ScanArguments {
  readonly args: readonly string[]
  /** The resolution the device will really use. */
  readonly dpi: number
}

/** The device's own names for what is wanted; nothing if it has no such source or mode. */
export function findScanArguments(
  options: DeviceOptions,
  request: Omit<ScanRequest, 'deviceId'>,
  sheet: SheetSize,
): ScanArguments | undefined {
  const sources = options.get('source')
  const source = sources === undefined ? undefined : pick(choices(sources), sourcePatterns[request.source])
  // Without a list of sources nothing says that there is a feeder; a flatbed scanned "until empty" would never end.
  if (source === undefined && (sources !== undefined || request.source === 'feeder')) return undefined
  const modes = options.get('mode')
  const mode = modes === undefined ? undefined : pick(choices(modes), modePatterns[request.mode])
  if (modes !== undefined && mode === undefined) return undefined
  const resolutions = options.get('resolution')
  const dpi = resolutions === undefined ? request.dpi : pickResolution(resolutions, request.dpi)
  const depths = choices(options.get('depth') ?? '').map((value) => Number.parseInt(value, 10))
  return {
    dpi,
    args: [
      ...(source === undefined ? [] : [`--source=${source}`]),
      ...(mode === undefined ? [] : [`--mode=${mode}`]),
      ...(depths.includes(8) ? ['--depth=8'] : []),
      ...(resolutions === undefined ? [] : [`--resolution=${dpi}`]),
      ...sheetArguments(options, sheet),
    ],
  }
}
