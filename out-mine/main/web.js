import { a as readSettings, i as dataFolderOf, n as readPageFile, o as nodeStarter, r as startWorkstation, s as relay, t as pageHeaders } from "./page-files-Ri5v7BLF.js";
import { t as Emitter } from "./emitter-Dort5B5s.js";
import { dirname, join } from "node:path";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { decode, encode } from "@msgpack/msgpack";
// src/main/hosts/common/key-store.ts
/** The key file can be read by others than its owner, or is no key. */
var KeyFileUnfit = class extends Error {
	name = "KeyFileUnfit";
};
/**
* A key file with mode 0600: for the web host, which has no key store of the operating system to turn to. Whoever can read the owner's files can
* read the database: docs/adr says so plainly.
*/
var fileKeyStore = (file) => ({ masterKey: async () => {
	if (!existsSync(file)) {
		mkdirSync(dirname(file), {
			recursive: true,
			mode: 448
		});
		writeFileSync(file, randomBytes(32), {
			mode: 384,
			flag: "wx"
		});
		chmodSync(file, 384);
	}
	const key = readFileSync(file);
	const open = process.platform !== "win32" && (statSync(file).mode & 63) !== 0;
	if (key.length !== 32 || open) throw new KeyFileUnfit(open ? "The key file can be read by others" : "The key file is damaged");
	return new Uint8Array(key);
} });
// src/main/hosts/web/access.ts
var cookieName = "tereze";
var newSecret = () => randomBytes(32).toString("base64url");
var same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
/**
* Who may use the web host: a browser that came by a one-time link. The link's key is spent by its first use and gives a session cookie;
* `Host` and `Origin` are checked against the loopback address, so no page from elsewhere can reach in (DNS rebinding, cross-site sockets).
*/
var Access = class {
	#cookies = /* @__PURE__ */ new Set();
	#key = newSecret();
	/** The key of the next link. */
	get key() {
		return this.#key;
	}
	/** @returns the cookie's header value where the key was right; the key is spent */
	spend(key) {
		if (!same(key, this.#key)) return void 0;
		this.#key = newSecret();
		const cookie = newSecret();
		this.#cookies.add(cookie);
		return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
	}
	isKnown(request) {
		return (request.headers.cookie ?? "").split(";").map((part) => part.trim()).some((part) => part.startsWith(`${cookieName}=`) && this.#cookies.has(part.slice(7)));
	}
};
var isLocalHost = (request, port) => [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? "");
var isOwnOrigin = (request, port) => [`http://127.0.0.1:${port}`, `http://localhost:${port}`].includes(request.headers.origin ?? "");
// src/main/hosts/web/socket-channel.ts
var bytesOf = (data) => data instanceof Uint8Array ? data : void 0;
/** A channel over a WebSocket; messages as MessagePack, which keeps bytes bytes. A frame that cannot be read closes the socket. */
function socketChannel(socket) {
	const messages = new Emitter();
	const closed = new Emitter();
	const waiting = [];
	let listening = false;
	socket.on("message", (data) => {
		const bytes = bytesOf(data);
		try {
			const message = decode(bytes ?? /* @__PURE__ */ new Uint8Array());
			if (listening) messages.emit(message);
			else waiting.push(message);
		} catch {
			socket.close(1003);
		}
	});
	socket.on("close", () => closed.emit());
	socket.on("error", () => socket.terminate());
	return {
		post: (message) => {
			if (socket.readyState === socket.OPEN) socket.send(encode(message, { ignoreUndefined: true }));
		},
		onMessage: (listener) => {
			const off = messages.on(listener);
			listening = true;
			for (const message of waiting.splice(0)) listener(message);
			return off;
		},
		onClose: closed.on,
		close: () => socket.close()
	};
}
// src/main/hosts/web/serve-page.ts
/** An import of 50 MiB and its wrapping. */
var largestMessage = 67108864;
async function answer(input, port, request, response) {
	const refuse = (status) => void response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${status}`);
	if (!isLocalHost(request, port)) return refuse(421);
	if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
	const url = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
	const key = url.searchParams.get("key");
	if (key !== null) {
		const cookie = input.access.spend(key);
		if (cookie !== void 0) {
			response.writeHead(303, {
				Location: "/",
				"Set-Cookie": cookie,
				"Cache-Control": "no-store"
			}).end();
			return input.onLinkSpent();
		}
		if (!input.access.isKnown(request)) return refuse(403);
		response.writeHead(303, { Location: "/" }).end();
		return;
	}
	if (!input.access.isKnown(request)) return refuse(403);
	const file = await readPageFile(input.folder, url.pathname);
	if (file === void 0) return refuse(404);
	response.writeHead(200, {
		...pageHeaders("'self'"),
		"Content-Type": file.type,
		"Cache-Control": "no-store"
	}).end(file.body);
}
/** Serves the page and its two sockets on 127.0.0.1 and nowhere else. */
async function servePage(input) {
	let port = input.port;
	const server = createServer((request, response) => void answer(input, port, request, response));
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: largestMessage,
		perMessageDeflate: false
	});
	server.on("upgrade", (request, socket, head) => {
		const kind = request.url === "/core" ? "core" : request.url === "/token" ? "token" : void 0;
		if (kind === void 0 || !isLocalHost(request, port) || !isOwnOrigin(request, port) || !input.access.isKnown(request)) {
			socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
			return;
		}
		sockets.handleUpgrade(request, socket, head, (accepted) => input.onSocket(kind, socketChannel(accepted)));
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(input.port, "127.0.0.1", resolve);
	});
	port = server.address().port;
	return {
		port,
		close: () => {
			for (const client of sockets.clients) client.terminate();
			server.closeAllConnections();
			server.close();
		}
	};
}
// src/main/hosts/web/main.ts
var here = import.meta.dirname;
var settings = readSettings(process.env);
var dataFolder = dataFolderOf(settings, "web");
var say = (line) => void process.stdout.write(`${line}\n`);
var version = JSON.parse(readFileSync(join(here, "../../package.json"), "utf8")).version;
var workstation = await startWorkstation({
	starter: nodeStarter(process.execPath, here),
	settings,
	dataFolder,
	keyStore: fileKeyStore(join(dataFolder, "key")),
	version,
	say
});
var access = new Access();
var pages = 0;
function onSocket(kind, channel) {
	const child = (kind === "core" ? workstation.core : workstation.token).current();
	if (child === void 0) return channel.close();
	relay(channel, child.connect(kind === "core" ? `page:${++pages}` : `pin:${++pages}`));
}
var server = await servePage({
	folder: join(here, "../renderer"),
	port: settings.TEREZE_PORT,
	access,
	onSocket,
	onLinkSpent: announce
});
function announce() {
	say(JSON.stringify({
		tereze: "ready",
		link: `http://127.0.0.1:${server.port}/?key=${access.key}`
	}));
}
/** Opens the page in a window of its own where there is a display and a browser. */
function openWindow() {
	if (process.platform !== "linux" || process.env["DISPLAY"] === void 0 || process.env["TEREZE_NO_WINDOW"] === "1") return;
	const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
	const browser = spawn("chromium", [
		`--app=http://127.0.0.1:${server.port}/?key=${access.key}`,
		`--user-data-dir=${join(dataFolder, "browser")}`,
		"--no-first-run",
		...root
	], {
		stdio: "ignore",
		detached: true
	});
	browser.on("error", () => {});
	browser.unref();
}
async function stop() {
	server.close();
	await workstation.stop();
	process.exit(0);
}
announce();
openWindow();
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
export {};

//# sourceMappingURL=web.js.map