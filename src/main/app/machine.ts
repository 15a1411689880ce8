import { systemClock, systemRandom } from '#adapters/clock/system-clock.ts'
import { createFileCarrier } from '#adapters/carrier/file-carrier.ts'
import { createCupsPrinter } from '#adapters/cups/create-cups-printer.ts'
import { createFolderScanner } from '#adapters/folder-scanner/folder-scanner.ts'
import { createPaper } from '#adapters/paper/paper.ts'
import { createPasswords } from '#adapters/passwords/argon2-passwords.ts'
import { createPdfPrinter } from '#adapters/pdf-printer/create-pdf-printer.ts'
import { createSaneScanner } from '#adapters/sane/sane-scanner.ts'
import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import type { Logger } from '#core/base/logger.ts'
import type { CoreConfig } from '#core/protocol/host.ts'
import type { Desk } from '#core/services/desk.ts'

/** What belongs to the machine and not to an organisation. */
export type Machine = Pick<Desk, 'carrier' | 'scanner' | 'paper' | 'typesetter' | 'printer' | 'passwords' | 'clock' | 'random'>

/** By then the login page is shown and the first receipt is minutes away, milliseconds. */
const typesetterReadyAfter = 1_000

/** Chooses the adapters for this machine's devices. */
export function openMachine(config: Pick<CoreConfig, 'scanner' | 'printer' | 'carrierFolders'>, logger: Logger): Machine {
  const { scanner, printer } = config
  return {
    clock: systemClock,
    random: systemRandom,
    passwords: createPasswords(),
    paper: createPaper({}, logger),
    carrier: createFileCarrier({ folders: config.carrierFolders ?? [] }),
    typesetter: createTypesetter({ readyAfter: typesetterReadyAfter }),
    scanner:
      scanner.kind === 'folder'
        ? createFolderScanner({ folder: scanner.folder }, logger)
        : createSaneScanner(
            {
              ...(scanner.backends === undefined ? {} : { backends: scanner.backends }),
              ...(scanner.extraArguments === undefined ? {} : { extraArguments: scanner.extraArguments }),
            },
            logger,
          ),
    printer: printer.kind === 'pdf' ? createPdfPrinter({ folder: printer.folder, now: systemClock.instant }) : createCupsPrinter(),
  }
}
