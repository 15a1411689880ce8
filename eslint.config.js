import { builtinModules } from 'node:module'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { layers } from './layers.js'

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const oneOf = (names) => (names.length === 0 ? '$^' : names.map(escape).join('|'))
const builtins = oneOf(builtinModules.filter((name) => !name.startsWith('_')))

const nodeGlobals = ['process', 'Buffer', '__dirname', '__filename', 'require', 'global', 'setImmediate']
const domGlobals = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'indexedDB']

const syntax = [
  // A file beside it, written out, cannot leave the layer: that is how a heavy part is loaded late.
  { selector: 'ImportExpression:not([source.value=/^\\.\\u002F[a-z-]+\\.tsx?$/])', message: 'Dynamic import escapes the layer rule.' },
  { selector: 'TSImportEqualsDeclaration', message: 'import = escapes the layer rule.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'No enums: use an `as const` object or a union.' },
]

/** The import and global rules of one row of layers.js. */
const rulesFor = (layer) => {
  const foreign = layers.map((other) => other.alias).filter((alias) => alias !== layer.alias && !layer.may.includes(alias))
  if (!layer.may.includes('#resources')) foreign.push('#resources')
  const patterns = [
    { regex: '^\\.\\.(/|$)', message: 'No parent imports: use the layer alias, so that the layer rule can see it.' },
    { regex: `^(${oneOf(foreign)})(/|$)`, message: `${layer.dir} may import only: ${[layer.alias, ...layer.may].join(', ')}.` },
    { regex: '^#test(/|$)', message: 'Nothing in src imports tests.' },
    {
      regex: `^(?!\\.|#|node:|(${builtins})(/|$)|(${oneOf(layer.packages)})(/|$)).+`,
      message: `Package not on the list of ${layer.dir} (layers.js).`,
    },
  ]
  if (!layer.node) patterns.push({ regex: `^(node:.+|(${builtins})(/|$))`, message: `${layer.dir} must run without Node.` })
  const globals = [...(layer.node ? [] : nodeGlobals), ...(layer.dom ? [] : domGlobals)]
  return {
    files: [`${layer.dir}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      'no-restricted-globals': ['error', ...globals.map((name) => ({ name, message: `Not available in ${layer.dir}.` }))],
      'no-restricted-syntax': ['error', ...syntax],
    },
  }
}

/** Each technology of the adapters stands alone: src/main/adapters/a may not import src/main/adapters/b. */
const adapterRule = {
  files: ['src/main/adapters/**/*.ts'],
  plugins: {
    tereze: {
      rules: {
        'adapters-apart': {
          meta: { type: 'problem', schema: [] },
          create: (context) => ({
            ImportDeclaration: (node) => {
              const own = /src\/main\/adapters\/([^/]+)\//.exec(context.filename)?.[1]
              const other = /^#adapters\/([^/]+)\//.exec(node.source.value)?.[1]
              if (other && other !== own) context.report({ node, message: `Adapter ${own} may not import adapter ${other}.` })
            },
          }),
        },
      },
    },
  },
  rules: { 'tereze/adapters-apart': 'error' },
}

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'test-results/**', '.cache/**', 'dist/**'] },
  { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser }, plugins: { '@typescript-eslint': tseslint.plugin } },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  { files: ['src/renderer/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  // It warns of libraries that React's compiler would skip; the page is built without that compiler.
  { files: ['src/renderer/**/*.{ts,tsx}'], rules: { 'react-hooks/incompatible-library': 'off' } },
  ...layers.map(rulesFor),
  adapterRule,
  {
    files: ['test/**/*.{ts,tsx}', 'tools/**/*.{ts,js}'],
    rules: { 'no-console': 'off', 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
