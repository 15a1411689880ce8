// Bundles the program into out/.
import { build } from './steps/build.js'

process.exit((await build()) ? 0 : 1)
