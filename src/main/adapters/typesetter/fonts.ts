import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { stripFont } from './strip-font.ts'

/** Noto Sans (OFL 1.1): has every letter of the Kazakh alphabet. */
const files = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  semiBold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  mono: '@expo-google-fonts/noto-sans-mono/600SemiBold/NotoSansMono_600SemiBold.ttf',
} as const

export type FontName = keyof typeof files
export type Fonts = Readonly<Record<FontName, Buffer>>

/** Reads the font files out of the installed packages, wherever the bundler has put this module, and leaves out what no sheet needs. */
export function loadFonts(): Fonts {
  const { resolve } = createRequire(import.meta.url)
  const read = (name: FontName): Buffer => stripFont(readFileSync(resolve(files[name])))
  return { regular: read('regular'), semiBold: read('semiBold'), bold: read('bold'), mono: read('mono') }
}
