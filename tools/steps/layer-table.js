import { layers } from '../../layers.js'
import { betweenMarks } from './between-marks.js'

const code = (names) => (names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(' '))
const yes = (flag) => (flag ? 'yes' : '–')

const table = () =>
  [
    '| folder | holds | may import | packages | Node | DOM |',
    '| --- | --- | --- | --- | :-: | :-: |',
    ...layers.map(
      (layer) =>
        `| \`${layer.dir}\` | ${layer.holds} | ${code(layer.may)} | ${code(layer.packages)} | ${yes(layer.node)} | ${yes(layer.dom)} |`,
    ),
  ].join('\n')

/**
 * docs/architecture.md with the current table of layers.
 * @param {string} text
 */
export const withLayerTable = (text) => betweenMarks(text, 'layers', table())
