/** The last so many values that were used, by key. */
export class Recent<Key, Value> {
  readonly #limit: number
  readonly #values = new Map<Key, Value>()
  constructor(limit: number) {
    this.#limit = limit
  }
  get(key: Key): Value | undefined {
    const value = this.#values.get(key)
    if (value !== undefined) this.set(key, value)
    return value
  }
  set(key: Key, value: Value): void {
    this.#values.delete(key)
    this.#values.set(key, value)
    const oldest = this.#values.size > this.#limit ? this.#values.keys().next() : undefined
    if (oldest !== undefined && !oldest.done) this.#values.delete(oldest.value)
  }
}
