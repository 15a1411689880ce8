import { layers } from '../../layers.js'
import { inRoot } from './paths.js'

/**
 * @typedef {object} TypeProject
 * @property {string} name
 * @property {readonly string[]} include folders and files, from the root
 * @property {boolean} node Node's globals are there
 * @property {boolean} dom  the page's globals are there
 * @property {boolean} [js] JavaScript beside it is read for its types
 */

const modern = ['ES2024', 'ESNext.Array', 'ESNext.Iterator', 'ESNext.Collection']

/** One project per layer, each with only that layer's globals; the tests and tools see everything. @type {readonly TypeProject[]} */
export const typeProjects = [
  ...layers.map((layer) => ({
    name: layer.dir.replaceAll('/', '-'),
    include: [layer.dir],
    node: layer.node ?? false,
    dom: layer.dom ?? false,
  })),
  { name: 'test', include: ['test', 'tools', '*.config.ts'], node: true, dom: true, js: true },
]

/**
 * The tsconfig of a project.
 * @param {TypeProject} project
 * @param {readonly string[]} [include] absolute paths instead of the project's own
 */
export const typeConfigOf = (project, include = project.include.map((path) => inRoot(path))) => ({
  extends: inRoot('tsconfig.base.json'),
  compilerOptions: {
    types: [...(project.node ? ['node'] : []), ...(project.dom ? ['vite/client'] : [])],
    lib: [...modern, ...(project.dom ? ['DOM', 'DOM.Iterable'] : [])],
    typeRoots: [inRoot('node_modules', '@types'), inRoot('node_modules')],
    ...(project.js === true ? { allowJs: true, checkJs: false } : {}),
  },
  include,
})

/** The compiler that checks: TypeScript 7. */
export const compiler = inRoot('node_modules', 'typescript-7', 'bin', 'tsc')
