import { layers } from '../../layers.js'

const begin = '<!-- layers: begin, written by `npm run docs` from layers.js -->'
const end = '<!-- layers: end -->'
const code = (names) => (names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(' '))
const yes = (flag) => (flag ? 'yes' : '–')

const table = () =>
  [
    '| folder | holds | may import | packages | Node | DOM |',
    '| --- | --- | --- | --- | :-: | :-: |',
    ...layers.map((layer) => `| \`${layer.dir}\` | ${layer.holds} | ${code(layer.may)} | ${code(layer.packages)} | ${yes(layer.node)} | ${yes(layer.dom)} |`),
  ].join('\n')

/**
 * The document with the table of layers between its marks.
 * @param {string} text
 * @throws where a mark is missing
 */
export const withLayerTable = (text) => {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error('docs/architecture.md has lost the marks of its table')
  return `${text.slice(0, from + begin.length)}\n\n${table()}\n\n${text.slice(to)}`
}
