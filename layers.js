// The table of layers: the one place that says which folder may import what. ESLint's rules, the type-check per layer and
// the table in docs/architecture.md are generated from it; test/architecture proves with planted violations that it bites.

/**
 * @typedef {object} Layer
 * @property {string} dir       folder, from the root
 * @property {string} alias     how the layer is imported from outside itself
 * @property {string} holds     one line for the documentation
 * @property {readonly string[]} may      aliases it may import besides its own
 * @property {readonly string[]} packages npm packages it may import
 * @property {boolean} [node]     Node's modules and globals are there
 * @property {boolean} [dom]      the page's globals are there
 */

/** @returns {Layer} */
const core = (name, holds, may, packages = []) => ({ dir: `src/core/${name}`, alias: `#core/${name}`, holds, may, packages })

const base = '#core/base'
const domain = '#core/domain'
const contract = '#core/contract'
const protocol = '#core/protocol'
const wire = '#core/wire'
const ports = '#core/ports'
const services = '#core/services'
const jobs = '#core/jobs'

/** @type {readonly Layer[]} */
export const layers = [
  core('base', 'result, tagged error, brand, events, backoff, channel, remote calls, log interface', []),
  core(
    'domain',
    'the concepts, pure: case, service, applicant, authority, document, signature, receipt, job, calendar',
    [base],
    ['zod', 'canonicalize', '@noble/hashes'],
  ),
  core('contract', 'every operation between page and core, written once', [base, domain], ['zod']),
  core('protocol', "messages between Tereze's own processes: core, token, host", [base, domain, wire], ['zod']),
  core('wire', "the gateway's messages, written once", [base, domain], ['zod']),
  core('ports', 'what the core needs of the world, each with its error union', [base, domain]),
  core('services', 'use cases, one per file, dependencies passed in', [base, domain, ports], ['zod']),
  core('jobs', 'durable work: engine and job kinds', [base, domain, ports, services], ['zod']),
  {
    dir: 'src/pki',
    alias: '#pki',
    holds: 'X.509, CAdES, CRL, OCSP, RFC 3161 over pkijs',
    may: [base, domain],
    packages: ['pkijs', 'asn1js', '@noble/curves'],
    node: true,
  },
  {
    dir: 'src/main/adapters',
    alias: '#adapters',
    holds: 'ports on Node, one folder per technology, none importing another',
    may: [base, domain, protocol, wire, ports, '#pki', '#resources'],
    packages: [
      'better-sqlite3-multiple-ciphers',
      'pkcs11js',
      'pcsc-mini',
      'pkijs',
      'asn1js',
      'pdfkit',
      'bwip-js',
      'zxing-wasm',
      'sharp',
      'undici',
      'ws',
      'tus-js-client',
      'age-encryption',
      'tar-stream',
      '@node-rs/argon2',
      'pino',
      'fflate',
      'pdfjs-dist',
      '@cantoo/pdf-lib',
      'file-type',
      'zod',
    ],
    node: true,
  },
  {
    dir: 'src/main/api',
    alias: '#api',
    holds: 'contract → services; authorises, maps errors; knows no transport',
    may: [base, domain, contract, ports, services, jobs],
    packages: ['zod'],
  },
  {
    dir: 'src/main/app',
    alias: '#app',
    holds: 'composition root, config, diagnostics, start and stop order',
    may: [base, domain, contract, protocol, wire, ports, services, jobs, '#pki', '#adapters', '#api', '#resources'],
    packages: ['zod'],
    node: true,
  },
  {
    dir: 'src/main/hosts/common',
    alias: '#hosts/common',
    holds: 'what the shells share: processes and channels between them, training, the start',
    may: [base, contract, protocol, wire, ports],
    packages: ['zod'],
    node: true,
  },
  {
    dir: 'src/main/hosts/core',
    alias: '#hosts/core',
    holds: "the core process's entry",
    may: [base, protocol, ports, '#hosts/common', '#app', '#adapters'],
    packages: ['zod'],
    node: true,
  },
  {
    dir: 'src/main/hosts/token',
    alias: '#hosts/token',
    holds: "the token process's entry",
    may: [base, protocol, ports, '#hosts/common', '#adapters'],
    packages: ['zod'],
    node: true,
  },
  {
    dir: 'src/main/hosts/electron',
    alias: '#hosts/electron',
    holds: 'the product: window, menu, key store, processes as utilityProcess',
    may: [base, contract, protocol, ports, '#hosts/common'],
    packages: ['electron', 'zod'],
    node: true,
  },
  {
    dir: 'src/main/hosts/web',
    alias: '#hosts/web',
    holds: 'the same program for an installed Chromium, over a WebSocket on 127.0.0.1',
    may: [base, contract, protocol, ports, '#hosts/common'],
    packages: ['ws', '@msgpack/msgpack', 'zod'],
    node: true,
  },
  {
    dir: 'src/preload',
    alias: '#preload',
    holds: 'named functions derived from the contract',
    may: [base, contract],
    packages: ['electron'],
    dom: true,
  },
  {
    dir: 'src/renderer',
    alias: '#renderer',
    holds: 'the page: features, components, texts',
    may: [base, domain, contract, '#resources'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      'zustand',
      'zod',
      'i18next',
      'react-i18next',

      '@tanstack/react-virtual',
      'lucide-react',
      'pdfjs-dist',
      '@msgpack/msgpack',
      '@fontsource-variable/noto-sans',
      '@fontsource-variable/noto-sans-mono',
    ],
    dom: true,
  },
  {
    dir: 'src/gateway',
    alias: '#gateway',
    holds: 'the embedded regional gateway: a counterpart, sharing only wire and pki',
    may: [base, domain, wire, '#pki', '#resources'],
    packages: [
      'fastify',
      'better-sqlite3-multiple-ciphers',
      '@tus/server',
      '@tus/file-store',
      '@node-rs/argon2',
      'nodemailer',
      'zod',
      'fflate',
      'age-encryption',
      'tar-stream',
    ],
    node: true,
  },
  {
    dir: 'src/training',
    alias: '#training',
    holds: "the training mode's set-up: tokens with the staff's keys",
    may: [base, domain, wire, protocol, '#pki', '#adapters', '#resources'],
    packages: ['pkcs11js', 'undici', 'zod'],
    node: true,
  },
]
