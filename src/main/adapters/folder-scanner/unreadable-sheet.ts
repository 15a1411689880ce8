/** A file of the folder is not what its name says. */
export class UnreadableSheet extends Error {
  override readonly name = 'UnreadableSheet'
}
