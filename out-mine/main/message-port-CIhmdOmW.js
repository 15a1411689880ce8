import { t as Emitter } from "./emitter-Dort5B5s.js";
// src/main/hosts/common/message-port.ts
/** A channel over a MessagePort. The port starts with the first listener, so nothing is lost before. */
function portChannel(port) {
	const messages = new Emitter();
	const closed = new Emitter();
	let started = false;
	port.on("message", (event) => messages.emit(event.data));
	port.on("close", () => closed.emit());
	return {
		post: (message) => port.postMessage(message),
		onMessage: (listener) => {
			const off = messages.on(listener);
			if (!started) port.start();
			started = true;
			return off;
		},
		onClose: closed.on,
		close: () => port.close()
	};
}
export { portChannel as t };

//# sourceMappingURL=message-port-CIhmdOmW.js.map