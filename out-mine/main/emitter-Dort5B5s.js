// src/core/base/emitter.ts
/** A typed event. `on` returns its own unsubscribe; a listener that throws does not keep the others from hearing. */
var Emitter = class {
	#listeners = /* @__PURE__ */ new Set();
	on = (listener) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
	emit(value) {
		const failures = [];
		for (const listener of [...this.#listeners]) try {
			listener(value);
		} catch (failure) {
			failures.push(failure);
		}
		if (failures.length > 0) throw new AggregateError(failures, "A listener failed");
	}
};
export { Emitter as t };

//# sourceMappingURL=emitter-Dort5B5s.js.map