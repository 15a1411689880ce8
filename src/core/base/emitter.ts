export type Unsubscribe = () => void

/** A typed event. `on` returns its own unsubscribe; a listener that throws does not keep the others from hearing. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>()

  readonly on = (listener: (value: T) => void): Unsubscribe => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(value: T): void {
    const failures: unknown[] = []
    for (const listener of [...this.#listeners]) {
      try {
        listener(value)
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'A listener failed')
  }
}
