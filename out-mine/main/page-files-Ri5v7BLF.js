import { t as Emitter } from "./emitter-Dort5B5s.js";
import { i as IpcHub, r as openRemote } from "./remote-c-kP9B-s.js";
import { C as TrainingWorkplaces, w as WorkplaceEnrolment } from "./messages-ClGTNyKP.js";
import { extname, join, normalize } from "node:path";
import { execFileSync, fork } from "node:child_process";
import { createInterface } from "node:readline";
import { homedir } from "node:os";
import { z } from "zod";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
// src/main/hosts/common/relay.ts
/** Ties two channels together, for processes that cannot be handed each other's end. When one goes, so does the other. */
function relay(a, b) {
	a.onMessage(b.post);
	b.onMessage(a.post);
	a.onClose(b.close);
	b.onClose(a.close);
}
// src/main/hosts/common/node-starter.ts
var killAfter = 3e3;
/**
* Starts children with a Node executable over IPC: the web host, and Electron where its own Node is too old for the native modules.
* @param node path of the executable
* @param folder where the built entries are
*/
function nodeStarter(node, folder) {
	return {
		start: (entry, options = {}) => {
			const child = fork(join(folder, `${entry}.js`), [...options.arguments ?? []], {
				execPath: node,
				execArgv: [],
				serialization: "advanced",
				stdio: [
					"ignore",
					"pipe",
					"inherit",
					"ipc"
				],
				env: {
					...process.env,
					...options.environment
				}
			});
			const hub = new IpcHub(child);
			const lines = new Emitter();
			const exited = new Emitter();
			if (child.stdout !== null) createInterface({ input: child.stdout }).on("line", (line) => lines.emit(line));
			child.once("exit", (code) => exited.emit(code));
			child.on("error", () => {});
			return {
				pid: child.pid,
				connect: (name) => hub.open(name),
				onExit: exited.on,
				onLine: lines.on,
				stop: () => new Promise((resolve) => {
					if (child.exitCode !== null || child.signalCode !== null) return resolve();
					const timer = setTimeout(() => child.kill("SIGKILL"), killAfter);
					child.once("exit", () => {
						clearTimeout(timer);
						resolve();
					});
					child.kill("SIGTERM");
				})
			};
		},
		join: (a, nameInA, b, nameInB) => relay(a.connect(nameInA), b.connect(nameInB))
	};
}
// src/main/hosts/common/settings.ts
var flag = z.enum(["0", "1"]).transform((value) => value === "1");
var list = z.string().transform((value) => value.split(",").filter(Boolean));
/** What the administrator or a test sets by environment; everything has a default. */
var Settings = z.object({
	/** Folder for everything the program keeps. */
	TEREZE_DATA: z.string().optional(),
	/** A training workstation with its own gateway and tokens (the default), or 0 for a real one with enrolments.json. */
	TEREZE_TRAINING: flag.default(true),
	/** A running training gateway to use instead of an own one. */
	TEREZE_GATEWAY: z.url().optional(),
	/** SANE back ends to load; `test` is SANE's own scanner without a device. */
	TEREZE_SANE_BACKENDS: list.optional(),
	/** Appended to every scan's command line. */
	TEREZE_SCAN_ARGUMENTS: list.optional(),
	/** PKCS#11 modules, instead of the ones found. */
	TEREZE_PKCS11: list.optional(),
	/** Milliseconds after which a token that does not answer counts as hung. */
	TEREZE_TOKEN_STUCK_AFTER: z.coerce.number().int().positive().optional(),
	/** Port of the web host; 0 for a free one. */
	TEREZE_PORT: z.coerce.number().int().min(0).max(65535).default(8150),
	/** Electron's key store is unprotected on this machine, and the administrator knows. */
	TEREZE_ALLOW_UNPROTECTED_KEY: flag.default(false)
});
var readSettings = (environment) => Settings.parse(environment);
/** The platform's folder for a program's data. */
function dataFolderOf(settings, host) {
	if (settings.TEREZE_DATA !== void 0) return settings.TEREZE_DATA;
	const base = process.platform === "win32" ? process.env["APPDATA"] ?? join(homedir(), "AppData", "Roaming") : process.env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share");
	return join(base, "tereze", `${settings.TEREZE_TRAINING ? "training" : "workplace"}-${host}`);
}
// src/main/hosts/common/supervise.ts
/** Delays before the first, second … start after a death, milliseconds; the last one stays. */
var delays = [
	100,
	500,
	1e3,
	2e3,
	5e3
];
/** A process that lived so long died of something new. */
var goodLife = 6e4;
/**
* Keeps a process alive: a death is an event, not the end. Only the first start may fail, for whoever asked for it.
* @param launch starts it and gives it its configuration; where that fails it leaves no process behind
*/
function supervise(launch) {
	const up = new Emitter();
	const down = new Emitter();
	let current;
	let deaths = 0;
	let stopping = false;
	let timer;
	const startLater = (born) => {
		if (stopping) return;
		deaths = Date.now() - born > goodLife ? 0 : deaths + 1;
		const delay = delays[Math.min(deaths, delays.length) - 1] ?? delays[0];
		timer = setTimeout(() => {
			const began = Date.now();
			start().catch(() => startLater(began));
		}, delay);
	};
	const start = async () => {
		const born = Date.now();
		const process = await launch();
		if (stopping) return process.stop();
		current = process;
		process.onExit((code) => {
			if (current !== process) return;
			current = void 0;
			down.emit(code);
			startLater(born);
		});
		up.emit(process);
	};
	return {
		current: () => current,
		onUp: up.on,
		onDown: down.on,
		start,
		stop: async () => {
			stopping = true;
			clearTimeout(timer);
			await current?.stop();
		}
	};
}
// src/main/hosts/common/training.ts
var Ready = z.object({
	ready: z.literal(true),
	url: z.url()
});
var Provisioned = z.object({
	ok: z.literal(true),
	value: z.discriminatedUnion("kind", [z.object({
		kind: z.literal("softhsm"),
		softhsmConf: z.string(),
		module: z.string()
	}), z.object({
		kind: z.literal("keyFiles"),
		keyFolder: z.string()
	})])
});
/** A part of the training set-up did not come up. */
var TrainingFailed = class extends Error {
	name = "TrainingFailed";
};
var startWithin = 9e4;
/** The first line of a process's output that fits; the process's end or silence is a failure. */
function firstLine(process, schema, what) {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new TrainingFailed(`${what} did not answer in time`)), startWithin);
		let last = "";
		process.onLine((line) => {
			last = line;
			const parsed = schema.safeParse(parseJson(line));
			if (!parsed.success) return;
			clearTimeout(timer);
			resolve(parsed.data);
		});
		process.onExit((code) => {
			clearTimeout(timer);
			reject(new TrainingFailed(`${what} ended with ${code}: ${last}`));
		});
	});
}
function parseJson(line) {
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
/** The gateway, kept alive: it comes back on the port it had, where the workplaces look for it. */
async function startGateway(starter, folder) {
	let url;
	const supervised = supervise(async () => {
		const port = url === void 0 ? "0" : new URL(url).port;
		const process = starter.start("gateway", { arguments: [
			"--data",
			join(folder, "gateway"),
			"--port",
			port,
			"--training",
			"--log-level",
			"warn"
		] });
		try {
			url = (await firstLine(process, Ready, "The gateway")).url;
			return process;
		} catch (failure) {
			await process.stop();
			throw failure;
		}
	});
	await supervised.start();
	if (url === void 0) throw new TrainingFailed("The gateway has no address");
	return {
		supervised,
		url
	};
}
/** The port may be another at the program's next start: enrolments are read anew at each. */
async function readEnrolments$1(url) {
	const answer = await fetch(`${url}/training/workplaces`);
	if (!answer.ok) throw new TrainingFailed(`The gateway answered ${answer.status}`);
	return TrainingWorkplaces.parse(await answer.json()).map((enrolment) => ({
		...enrolment,
		gatewayUrl: url
	}));
}
/**
* Starts the embedded gateway and gives every fictitious member of staff a token with a key of their own.
* @param running address of a gateway that is there already
*/
async function setUpTraining(starter, dataFolder, running, say) {
	const gateway = running === void 0 ? await startGateway(starter, dataFolder) : void 0;
	const url = running ?? gateway?.url ?? "";
	const folder = join(dataFolder, "tokens");
	if (!existsSync(folder)) say("Оқу токендері дайындалуда… / Готовим учебные токены…");
	const [enrolments, provisioned] = await Promise.all([readEnrolments$1(url), firstLine(starter.start("training", { arguments: [
		"--folder",
		folder,
		"--gateway",
		url
	] }), Provisioned, "The set-up of the training tokens")]);
	const { value } = provisioned;
	if (value.kind === "keyFiles") {
		say("SoftHSM2 табылмады: кілт ретінде PKCS#12 файлдары алынды. Орнату: apt install softhsm2 / SoftHSM2 не найден, ключи в файлах PKCS#12. Установить: apt install softhsm2");
		return {
			gateway: gateway?.supervised,
			enrolments,
			modules: [],
			tokenEnvironment: {},
			keyFolder: value.keyFolder
		};
	}
	return {
		gateway: gateway?.supervised,
		enrolments,
		modules: [value.module],
		tokenEnvironment: { SOFTHSM2_CONF: value.softhsmConf },
		keyFolder: void 0
	};
}
// src/main/hosts/common/workstation.ts
var Enrolments = z.array(WorkplaceEnrolment).min(1);
var noCalls = () => Promise.reject(/* @__PURE__ */ new Error("Children do not call their host"));
/** Hands a child its configuration; one that does not take it is ended. */
async function configured(process, config) {
	try {
		await openRemote(process.connect("host"), noCalls).call("start", config);
		return process;
	} catch (failure) {
		await process.stop();
		throw failure;
	}
}
function hasProgram(name) {
	try {
		execFileSync(name, ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}
function scannerOf({ TEREZE_SANE_BACKENDS: backends, TEREZE_SCAN_ARGUMENTS: extraArguments, TEREZE_TRAINING: training }, dataFolder, say) {
	if (hasProgram("scanimage")) {
		const chosen = backends ?? (training ? ["test"] : void 0);
		const special = extraArguments ?? (chosen?.includes("test") === true ? ["--test-picture", "Color pattern"] : void 0);
		return {
			kind: "sane",
			...chosen === void 0 ? {} : { backends: chosen },
			...special === void 0 ? {} : { extraArguments: special }
		};
	}
	const folder = join(dataFolder, "papers");
	mkdirSync(folder, { recursive: true });
	say(`scanimage табылмады: сканер орнына ${folder} қалтасындағы файлдар. Орнату: apt install sane-utils / scanimage не найден: вместо сканера файлы из папки. Установить: apt install sane-utils`);
	return {
		kind: "folder",
		folder
	};
}
function readEnrolments(dataFolder) {
	const file = join(dataFolder, "enrolments.json");
	if (!existsSync(file)) throw new Error(`No enrolment: ${file} is missing`);
	return Enrolments.parse(JSON.parse(readFileSync(file, "utf8")));
}
/** Starts everything behind the page, in order: training's gateway and tokens, the token process, the core; keeps them alive; ends them in reverse. */
async function startWorkstation({ starter, settings, dataFolder, keyStore, version, say }) {
	mkdirSync(join(dataFolder, "logs"), {
		recursive: true,
		mode: 448
	});
	const masterKey = await keyStore.masterKey();
	const training = settings.TEREZE_TRAINING ? await setUpTraining(starter, dataFolder, settings.TEREZE_GATEWAY, say) : void 0;
	const enrolments = training?.enrolments ?? readEnrolments(dataFolder);
	const tokenConfig = {
		modules: [...settings.TEREZE_PKCS11 ?? training?.modules ?? []],
		logFile: join(dataFolder, "logs", "token.log"),
		...training?.keyFolder === void 0 ? {} : { keyFolder: training.keyFolder },
		...settings.TEREZE_TOKEN_STUCK_AFTER === void 0 ? {} : { stuckAfter: settings.TEREZE_TOKEN_STUCK_AFTER }
	};
	const coreConfig = {
		version,
		dataFolder,
		masterKey,
		training: settings.TEREZE_TRAINING,
		enrolments: [...enrolments],
		scanner: scannerOf(settings, dataFolder, say),
		printer: settings.TEREZE_TRAINING ? {
			kind: "pdf",
			folder: join(dataFolder, "prints")
		} : { kind: "cups" },
		logFile: join(dataFolder, "logs", "core.log")
	};
	const token = supervise(() => configured(starter.start("token", { environment: training?.tokenEnvironment ?? {} }), tokenConfig));
	const core = supervise(() => configured(starter.start("core"), coreConfig));
	const joined = () => {
		const [a, b] = [core.current(), token.current()];
		if (a !== void 0 && b !== void 0) starter.join(a, "token", b, "core");
	};
	core.onUp(joined);
	token.onUp(joined);
	await Promise.all([token.start(), core.start()]);
	return {
		core,
		token,
		stop: async () => {
			await core.stop();
			await token.stop();
			await training?.gateway?.stop();
		}
	};
}
// src/main/hosts/common/page-files.ts
var types = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".woff2": "font/woff2",
	".svg": "image/svg+xml",
	".png": "image/png",
	".wasm": "application/wasm",
	".json": "application/json"
};
/** No network, no inline script, nothing from elsewhere; the socket is the web host's own. */
var pageHeaders = (connect) => ({
	"Content-Security-Policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src ${connect}; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy": "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy": "camera=(), microphone=(), geolocation=()"
});
/** One file of the built page; undefined where there is none. A path that leads out of the folder is none. */
async function readPageFile(folder, path) {
	const wanted = normalize(decodeURIComponent(path === "/" ? "/index.html" : path));
	const type = types[extname(wanted)];
	if (type === void 0 || wanted.includes("..") || wanted.includes("\0")) return void 0;
	const body = await readFile(join(folder, wanted)).catch(() => void 0);
	return body === void 0 ? void 0 : {
		body,
		type
	};
}
export { readSettings as a, dataFolderOf as i, readPageFile as n, nodeStarter as o, startWorkstation as r, relay as s, pageHeaders as t };

//# sourceMappingURL=page-files-Ri5v7BLF.js.map