import type { Bridge } from '#core/contract/client.ts'
import { connectWebBridge } from './web-bridge.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload; absent on the web host. */
    readonly tereze?: Bridge
  }
}

let bridge: Bridge | undefined

/** The page's way to the core, the same in both hosts. */
export const getBridge = (): Bridge => (bridge ??= window.tereze ?? connectWebBridge())

/** Gives the page another bridge, before its first screen. */
export const setBridge = (other: Bridge): void => {
  bridge = other
}
