import { a as readSettings, i as dataFolderOf, n as readPageFile, o as nodeStarter, r as startWorkstation, s as relay, t as pageHeaders } from "./page-files-Ri5v7BLF.js";
import { t as portChannel } from "./message-port-CIhmdOmW.js";
import { t as Emitter } from "./emitter-Dort5B5s.js";
import { dirname, join } from "node:path";
import { BrowserWindow, Menu, MessageChannelMain, app, dialog, ipcMain, protocol, safeStorage, session, utilityProcess } from "electron";
import { createInterface } from "node:readline";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
// src/main/hosts/electron/key-store.ts
/** The operating system offers no protection for keys, and nobody allowed going on without. */
var KeyStoreUnprotected = class extends Error {
	name = "KeyStoreUnprotected";
};
var hasAsync = () => typeof safeStorage.encryptStringAsync === "function";
var seal = (text) => hasAsync() ? safeStorage.encryptStringAsync(text) : Promise.resolve(safeStorage.encryptString(text));
var open = async (sealed) => hasAsync() ? (await safeStorage.decryptStringAsync(sealed)).result : safeStorage.decryptString(sealed);
/** On Linux without a keyring Chromium falls back to a password everyone knows: `basic_text`. */
function isProtected() {
	if (process.platform !== "linux") return true;
	return safeStorage.getSelectedStorageBackend() !== "basic_text";
}
/**
* The master key wrapped by the operating system's key store.
* @param allowUnprotected the administrator knows that this machine has none, or the data are fictitious (training)
*/
var safeKeyStore = (file, allowUnprotected) => ({ masterKey: async () => {
	if (!isProtected()) {
		if (!allowUnprotected) throw new KeyStoreUnprotected("No key store: set one up, or allow it with TEREZE_ALLOW_UNPROTECTED_KEY=1");
		safeStorage.setUsePlainTextEncryption(true);
	}
	if (!existsSync(file)) {
		mkdirSync(dirname(file), {
			recursive: true,
			mode: 448
		});
		writeFileSync(file, await seal(randomBytes(32).toString("base64")), {
			mode: 384,
			flag: "wx"
		});
	}
	return new Uint8Array(Buffer.from(await open(readFileSync(file)), "base64"));
} });
// src/main/hosts/electron/page-protocol.ts
var pageOrigin = "tereze://app";
/** Serves the built page; everything else is not found. */
function servePageFiles(folder) {
	protocol.handle("tereze", async (request) => {
		const url = new URL(request.url);
		const file = url.host === "app" ? await readPageFile(folder, url.pathname) : void 0;
		if (file === void 0) return new Response(null, { status: 404 });
		return new Response(new Uint8Array(file.body), { headers: {
			...pageHeaders("'self'"),
			"Content-Type": file.type
		} });
	});
}
// src/main/hosts/electron/open-window.ts
var screen = {
	width: 1366,
	height: 768,
	minWidth: 1024,
	minHeight: 640
};
/** No permission is ever asked for, so none is ever given. */
function denyPermissions() {
	session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
	session.defaultSession.setPermissionCheckHandler(() => false);
}
/** The one window: sandboxed, isolated, unable to go or open anywhere else. */
function openWindow(preload, training) {
	const window = new BrowserWindow({
		...screen,
		show: false,
		title: training ? "Терезе — ОҚУ РЕЖИМІ" : "Терезе",
		autoHideMenuBar: true,
		webPreferences: {
			preload,
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			webSecurity: true,
			spellcheck: false,
			devTools: training
		}
	});
	window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
	window.webContents.on("will-navigate", (event, url) => {
		if (!url.startsWith(`tereze://app/`)) event.preventDefault();
	});
	window.webContents.on("will-attach-webview", (event) => event.preventDefault());
	window.once("ready-to-show", () => window.show());
	window.loadURL(`${pageOrigin}/index.html`);
	return window;
}
// src/main/hosts/electron/utility-starter.ts
var killAfter = 3e3;
var takesPorts = (process) => "give" in process;
/** Starts children as Electron utility processes: the product's way. */
function utilityStarter(folder) {
	return {
		start: (entry, options = {}) => {
			const child = utilityProcess.fork(join(folder, `${entry}.js`), [...options.arguments ?? []], {
				serviceName: `tereze-${entry}`,
				stdio: [
					"ignore",
					"pipe",
					"inherit"
				],
				env: {
					...process.env,
					...options.environment
				}
			});
			const lines = new Emitter();
			const exited = new Emitter();
			let ended = false;
			if (child.stdout instanceof Readable) createInterface({ input: child.stdout }).on("line", (line) => lines.emit(line));
			child.once("exit", (code) => {
				ended = true;
				exited.emit(code);
			});
			const give = (name, port) => child.postMessage({ open: name }, [port]);
			return {
				pid: child.pid,
				give,
				connect: (name) => {
					const { port1, port2 } = new MessageChannelMain();
					give(name, port2);
					return portChannel(port1);
				},
				onExit: exited.on,
				onLine: lines.on,
				stop: () => new Promise((resolve) => {
					if (ended) return resolve();
					const timer = setTimeout(() => child.pid !== void 0 && process.kill(child.pid, "SIGKILL"), killAfter);
					child.once("exit", () => {
						clearTimeout(timer);
						resolve();
					});
					child.kill();
				})
			};
		},
		join: (a, nameInA, b, nameInB) => {
			if (!takesPorts(a) || !takesPorts(b)) throw new Error("Utility processes take ports");
			const { port1, port2 } = new MessageChannelMain();
			a.give(nameInA, port1);
			b.give(nameInB, port2);
		}
	};
}
// src/main/hosts/electron/main.ts
var here = import.meta.dirname;
var settings = readSettings(process.env);
var dataFolder = dataFolderOf(settings, "electron");
var node = process.env["TEREZE_CORE_NODE"];
var say = (line) => void process.stdout.write(`${line}\n`);
var pages = 0;
var workstation;
var stopping = false;
app.setPath("userData", join(dataFolder, "shell"));
/** One end of a new pipe to the page, the other to the child: directly, or through here where the child is a foreign process. */
function connectPage(contents, kind, supervised) {
	const child = supervised.current();
	if (child === void 0 || contents.isDestroyed()) return;
	const { port1, port2 } = new MessageChannelMain();
	const name = `${kind === "core" ? "page" : "pin"}:${++pages}`;
	if (takesPorts(child)) child.give(name, port1);
	else relay(portChannel(port1), child.connect(name));
	contents.postMessage("tereze:port", kind, [port2]);
}
/** A child that died leaves the page's old port behind; a relayed one was closed, a given one closes itself. */
function reconnectAll(kind, supervised) {
	for (const window of BrowserWindow.getAllWindows()) connectPage(window.webContents, kind, supervised);
}
async function start() {
	servePageFiles(join(here, "../renderer"));
	denyPermissions();
	Menu.setApplicationMenu(null);
	const starter = node === void 0 ? utilityStarter(here) : nodeStarter(node, here);
	const keyStore = safeKeyStore(join(dataFolder, "key.sealed"), settings.TEREZE_TRAINING || settings.TEREZE_ALLOW_UNPROTECTED_KEY);
	const running = await startWorkstation({
		starter,
		settings,
		dataFolder,
		keyStore,
		version: app.getVersion(),
		say
	});
	workstation = running;
	running.core.onUp(() => reconnectAll("core", running.core));
	running.token.onUp(() => reconnectAll("token", running.token));
	ipcMain.on("tereze:ready", (event) => {
		if (event.senderFrame?.url.startsWith(`tereze://app/`) !== true) return;
		connectPage(event.sender, "core", running.core);
		connectPage(event.sender, "token", running.token);
	});
	openWindow(join(here, "../preload/index.cjs"), settings.TEREZE_TRAINING);
	say(JSON.stringify({ tereze: "ready" }));
}
if (!app.requestSingleInstanceLock()) app.quit();
else {
	app.on("second-instance", () => BrowserWindow.getAllWindows()[0]?.focus());
	app.on("web-contents-created", (_event, contents) => contents.on("will-attach-webview", (event) => event.preventDefault()));
	app.on("window-all-closed", () => app.quit());
	app.on("before-quit", (event) => {
		if (stopping || workstation === void 0) return;
		event.preventDefault();
		stopping = true;
		workstation.stop().finally(() => app.quit());
	});
	app.whenReady().then(start).catch((failure) => {
		dialog.showErrorBox("Терезе", `Бағдарлама іске қосылмады. / Программа не запустилась.\n\n${failure instanceof Error ? `${failure.name}: ${failure.message}` : ""}`);
		app.exit(1);
	});
}
export {};

//# sourceMappingURL=electron.js.map