/**
 * A document with a generated part between its marks.
 * @param {string} text
 * @param {string} name of the part
 * @param {string} part
 * @throws where a mark is missing
 */
export const betweenMarks = (text, name, part) => {
  const begin = `<!-- ${name}: begin, written by \`npm run docs\` -->`
  const end = `<!-- ${name}: end -->`
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`The marks of the generated part “${name}” are missing`)
  return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`
}
