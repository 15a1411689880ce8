/** Lets the person store a file: the host's own dialogue asks where. The name must not name a person. */
export function saveFile(bytes: Uint8Array, name: string, type = 'application/pdf'): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A file name that every system takes: letters, digits, hyphens and one dot. */
export const safeFileName = (name: string): string => name.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[.-]+|-+(?=\.)/g, '')
