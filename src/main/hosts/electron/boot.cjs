// Electron's entry. The shell itself is an ES module, whose graph is read asynchronously: by then the app may be ready,
// and a scheme can be given its privileges only before. So that, and nothing else, happens here, at once.
const { protocol } = require('electron')

// The page's scheme is a standard, secure one of its own; `file:` is not used.
protocol.registerSchemesAsPrivileged([
  { scheme: 'tereze', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])

import('../../../../out/main/electron.js')
