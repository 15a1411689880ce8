// Starts the program from a working copy: `npm start`, or `npm start -- --web` for the web host. Installs and builds what is missing first.
// Plain JavaScript without packages, for any Node from 20 on.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { buildIfOld } from './steps/build.js'
import { findElectron, hasDisplay } from './steps/electron.js'
import { installPackages } from './steps/install.js'
import { inRoot, node24, root } from './steps/paths.js'

const say = (kk, ru, en) => console.log(`${kk}\n${ru}\n${en}`)

const readyLink = (line) => {
  try {
    const message = JSON.parse(line)
    return message.tereze === 'ready' ? message.link : undefined
  } catch {
    return undefined
  }
}

/** Lets the program run to its end; the host's machine-readable line becomes one for people. */
const runHost = (command, args, env) => {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const link = readyLink(line)
    if (link !== undefined) console.log(`Терезе: ${link}`)
    else if (!line.startsWith('{"tereze":')) console.log(line)
  })
  // From a terminal Ctrl+C reaches the child by itself; this program only waits for it to end well.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (failure) => {
    console.error(failure.message)
    process.exit(1)
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}

const startWeb = () => runHost(node24, [inRoot('out', 'main', 'web.js')], {})

const { values } = parseArgs({ options: { web: { type: 'boolean', default: false } } })
if (!(await installPackages())) {
  say('Пакеттер орнатылмады (npm ci).', 'Не удалось установить пакеты (npm ci).', 'The packages could not be installed (npm ci).')
  process.exit(1)
}
if (!(await buildIfOld())) {
  say('Бағдарлама жиналмады.', 'Не удалось собрать программу.', 'The program could not be built.')
  process.exit(1)
}
if (values.web) startWeb()
else {
  const electron = hasDisplay() ? await findElectron() : undefined
  if (electron === undefined) {
    const [kk, ru, en] = hasDisplay()
      ? ['Electron табылмады', 'Electron не найден', 'There is no Electron here']
      : ['Экран жоқ', 'Нет экрана', 'There is no display']
    say(`${kk}: бағдарлама шолғышта ашылады.`, `${ru}: программа откроется в браузере.`, `${en}: the program opens in a browser.`)
    startWeb()
  } else {
    // Chromium refuses to run as root inside its sandbox.
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0
    runHost(electron.file, [...(asRoot ? ['--no-sandbox'] : []), root], electron.env)
  }
}
