import { t as Emitter } from "./emitter-Dort5B5s.js";
// src/main/hosts/common/ipc-hub.ts
var isEnvelope = (message) => typeof message === "object" && message !== null && "tereze" in message && typeof message.tereze === "string";
/** Many channels over one Node IPC connection, told apart by name. Either side opens; the other hears `onOpen`. */
var IpcHub = class {
	#end;
	#lanes = /* @__PURE__ */ new Map();
	#opened = new Emitter();
	onOpen = this.#opened.on;
	constructor(end) {
		this.#end = end;
		end.on("message", (message) => {
			if (isEnvelope(message)) this.#receive(message);
		});
		end.on("disconnect", () => {
			for (const name of [...this.#lanes.keys()]) this.#drop(name);
		});
	}
	open(name) {
		this.#send({
			tereze: name,
			kind: "open"
		});
		const lane = this.#lane(name);
		if (this.#end.connected === false) queueMicrotask(() => this.#drop(name));
		return lane;
	}
	#receive(envelope) {
		if (envelope.kind === "open") {
			this.#opened.emit({
				name: envelope.tereze,
				channel: this.#lane(envelope.tereze)
			});
			return;
		}
		const lane = this.#lanes.get(envelope.tereze);
		if (envelope.kind !== "message") this.#drop(envelope.tereze);
		else if (lane?.waiting !== void 0) lane.waiting.push(envelope.message);
		else lane?.messages.emit(envelope.message);
	}
	#drop(name) {
		const lane = this.#lanes.get(name);
		this.#lanes.delete(name);
		lane?.closed.emit();
	}
	#send(envelope) {
		if (this.#end.connected !== false) this.#end.send?.(envelope);
	}
	#lane(name) {
		const lane = {
			messages: new Emitter(),
			closed: new Emitter(),
			waiting: []
		};
		this.#lanes.set(name, lane);
		return {
			post: (message) => this.#send({
				tereze: name,
				kind: "message",
				message
			}),
			onMessage: (listener) => {
				const off = lane.messages.on(listener);
				const { waiting } = lane;
				lane.waiting = void 0;
				for (const message of waiting ?? []) listener(message);
				return off;
			},
			onClose: lane.closed.on,
			close: () => {
				this.#send({
					tereze: name,
					kind: "close"
				});
				this.#drop(name);
			}
		};
	}
};
// src/core/base/remote.ts
/** The channel closed, or the other side crashed, before an answer came. */
var RemoteGone = class extends Error {
	name = "RemoteGone";
};
var Abort = class {
	aborted = false;
	#listeners = /* @__PURE__ */ new Set();
	addEventListener(_type, listener) {
		this.#listeners.add(listener);
	}
	removeEventListener(_type, listener) {
		this.#listeners.delete(listener);
	}
	abort() {
		if (this.aborted) return;
		this.aborted = true;
		for (const listener of [...this.#listeners]) listener();
	}
};
var isRemoteMessage = (message) => typeof message === "object" && message !== null && "kind" in message && typeof message.kind === "string";
/**
* Calls and events over a channel.
* @param handle answers the other side's calls; a handler that throws is a bug and answers `crash`, without the message
* @param onCrash told of every such bug
*/
function openRemote(channel, handle, onCrash = () => {}) {
	const waiting = /* @__PURE__ */ new Map();
	const running = /* @__PURE__ */ new Map();
	const events = new Emitter();
	const closed = new Emitter();
	let next = 1;
	let gone = false;
	const answer = async (id, name, input) => {
		const abort = new Abort();
		running.set(id, abort);
		try {
			const value = await handle(name, input, abort);
			channel.post({
				kind: "answer",
				id,
				value
			});
		} catch (failure) {
			onCrash(failure);
			channel.post({
				kind: "crash",
				id
			});
		} finally {
			running.delete(id);
		}
	};
	const settle = (id) => {
		const found = waiting.get(id);
		waiting.delete(id);
		return found;
	};
	channel.onMessage((message) => {
		if (!isRemoteMessage(message)) return;
		switch (message.kind) {
			case "call":
				answer(message.id, message.name, message.input);
				return;
			case "answer":
				settle(message.id)?.resolve(message.value);
				return;
			case "crash":
				settle(message.id)?.reject(new RemoteGone("The other side failed"));
				return;
			case "cancel":
				running.get(message.id)?.abort();
				return;
			case "event":
				events.emit({
					name: message.name,
					value: message.value
				});
				return;
		}
	});
	channel.onClose(() => {
		gone = true;
		for (const { reject } of waiting.values()) reject(new RemoteGone("The channel closed"));
		waiting.clear();
		for (const abort of running.values()) abort.abort();
		closed.emit();
	});
	return {
		call: (name, input, signal) => new Promise((resolve, reject) => {
			if (gone) return reject(new RemoteGone("The channel is closed"));
			const id = next++;
			waiting.set(id, {
				resolve,
				reject
			});
			signal?.addEventListener("abort", () => waiting.has(id) && channel.post({
				kind: "cancel",
				id
			}), { once: true });
			channel.post({
				kind: "call",
				id,
				name,
				input
			});
		}),
		emit: (name, value) => channel.post({
			kind: "event",
			name,
			value
		}),
		onEvent: events.on,
		onClose: closed.on,
		close: channel.close
	};
}
export { IpcHub as i, RemoteGone as n, openRemote as r, Abort as t };

//# sourceMappingURL=remote-c-kP9B-s.js.map