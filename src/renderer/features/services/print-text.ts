/** Prints a few lines alone: the page is hidden on paper while they are there (services.css). */
export function printText(lines: readonly string[]): void {
  const paper = document.createElement('div')
  paper.className = 'print-text'
  for (const [index, line] of lines.entries()) {
    const part = document.createElement(index === 0 ? 'h1' : 'p')
    part.textContent = line
    paper.append(part)
  }
  document.body.append(paper)
  document.body.classList.add('prints-text')
  const clear = (): void => {
    paper.remove()
    document.body.classList.remove('prints-text')
  }
  window.addEventListener('afterprint', clear, { once: true })
  window.print()
}
