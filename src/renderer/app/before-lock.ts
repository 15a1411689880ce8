import { Emitter } from '#core/base/emitter.ts'

/** Told just before the workplace is locked or left: what is typed must be on its way to the core by then. */
export const beforeLock = new Emitter<void>()
