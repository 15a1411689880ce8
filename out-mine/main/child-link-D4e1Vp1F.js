import { i as IpcHub } from "./remote-c-kP9B-s.js";
import { t as portChannel } from "./message-port-CIhmdOmW.js";
import { w as WorkplaceEnrolment } from "./messages-ClGTNyKP.js";
import { t as CertificateSummary } from "./signature-H5MXqUCw.js";
import { dirname } from "node:path";
import { z } from "zod";
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { destination, pino, stdTimeFunctions } from "pino";
// src/main/adapters/log/rotating-file.ts
/**
* A place for log lines that never grows beyond `(keep + 1) × maxBytes`. Lines are written at once, so the last one before a crash is there.
* A disk that is full loses lines and nothing else.
*/
function openRotatingFile({ file, maxBytes, keep }) {
	let handle;
	let size = 0;
	const open = () => {
		mkdirSync(dirname(file), {
			recursive: true,
			mode: 448
		});
		handle = openSync(file, "a", 384);
		size = fstatSync(handle).size;
		return handle;
	};
	const close = () => {
		if (handle !== void 0) closeSync(handle);
		handle = void 0;
	};
	const rotate = () => {
		close();
		for (let number = keep; number >= 1; number--) {
			const from = number === 1 ? file : `${file}.${number - 1}`;
			if (existsSync(from)) renameSync(from, `${file}.${number}`);
		}
	};
	return {
		write: (line) => {
			try {
				const bytes = Buffer.from(line);
				if (handle === void 0) open();
				if (size > 0 && size + bytes.length > maxBytes) rotate();
				writeSync(handle ?? open(), bytes);
				size += bytes.length;
			} catch {
				handle = void 0;
			}
		},
		close
	};
}
// src/main/adapters/log/pino-logger.ts
var kinds = {
	caseId: "string",
	jobId: "string",
	jobKind: "string",
	serviceId: "string",
	operation: "string",
	tag: "string",
	process: "string",
	attempt: "number",
	count: "number",
	bytes: "number",
	milliseconds: "number",
	status: "number",
	code: "string",
	version: "string",
	port: "number",
	failure: "string"
};
var longestText = 1e3;
/** Only what LogFields names, and of the named kind: the type system is not asked again at run time, so this is. */
function allowed(fields) {
	const kept = Object.entries(kinds).flatMap(([name, kind]) => {
		const value = fields[name];
		if (typeof value !== kind) return [];
		return [[name, typeof value === "string" ? value.slice(0, longestText) : value]];
	});
	return Object.fromEntries(kept);
}
/** One JSON line an event, time in UTC. */
function createPinoLogger({ level, file, maxBytes = 5242880, keep = 5 }) {
	const rotating = file === void 0 ? void 0 : openRotatingFile({
		file,
		maxBytes,
		keep
	});
	const stream = rotating ?? destination({
		dest: 2,
		sync: true
	});
	const log = pino({
		level,
		base: { pid: process.pid },
		timestamp: stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) }
	}, stream);
	const at = (name) => (message, fields) => log[name](fields === void 0 ? {} : allowed(fields), message);
	return {
		debug: at("debug"),
		info: at("info"),
		warn: at("warn"),
		error: at("error"),
		close: () => rotating?.close()
	};
}
// src/core/protocol/token.ts
/**
* Core ⇄ token process. Calls of the core: `list`, `sign`. Events to the core: `changed`.
* Call of the page, over a channel of its own: `leavePin`.
*/
var bytes$1 = z.instanceof(Uint8Array);
var TokenInfoMessage = z.object({
	tokenId: z.string(),
	kind: z.enum(["pkcs11", "pkcs12"]),
	label: z.string(),
	manufacturer: z.string(),
	model: z.string(),
	serialNumber: z.string(),
	pinState: z.enum([
		"ok",
		"countLow",
		"finalTry",
		"locked"
	]),
	certificates: z.array(z.object({
		certificateId: z.string(),
		der: bytes$1,
		summary: CertificateSummary,
		keyType: z.enum(["RSA", "EC"]),
		hasPrivateKey: z.boolean()
	}))
});
var TokenFaultMessage = z.looseObject({
	tag: z.string().startsWith("token/"),
	remedy: z.enum([
		"retry",
		"act",
		"support"
	])
});
var answer = (value) => z.discriminatedUnion("ok", [z.object({
	ok: z.literal(true),
	value
}), z.object({
	ok: z.literal(false),
	error: TokenFaultMessage
})]);
var tokenCalls = {
	list: {
		input: z.undefined(),
		answer: answer(z.array(TokenInfoMessage))
	},
	sign: {
		input: z.object({
			certificateId: z.string(),
			ticket: z.uuid(),
			toBeSigned: bytes$1
		}),
		answer: answer(bytes$1)
	}
};
/** From the page, over its own channel. The PIN is UTF-8; the sender overwrites its buffer after posting. */
var LeavePin = z.object({
	ticket: z.uuid(),
	pin: bytes$1.refine((pin) => pin.length >= 1 && pin.length <= 64)
});
/** How long an unclaimed PIN lives in the token process, milliseconds. */
var ticketLifetime = 3e4;
// src/core/protocol/host.ts
/**
* Host → child process, over the channel named `host`, once at its start. Keys travel here and never by command line or environment,
* which other programs can read.
*/
var bytes = z.custom((value) => value instanceof Uint8Array);
var CoreConfig = z.object({
	version: z.string(),
	dataFolder: z.string().min(1),
	training: z.boolean(),
	enrolments: z.array(WorkplaceEnrolment).min(1),
	/** 256 bits from the operating system's key store; every other key is derived from it. */
	masterKey: bytes.refine((key) => key.length === 32),
	scanner: z.discriminatedUnion("kind", [z.object({
		kind: z.literal("sane"),
		backends: z.array(z.string()).optional(),
		extraArguments: z.array(z.string()).optional()
	}), z.object({
		kind: z.literal("folder"),
		folder: z.string()
	})]),
	printer: z.discriminatedUnion("kind", [z.object({ kind: z.literal("cups") }), z.object({
		kind: z.literal("pdf"),
		folder: z.string()
	})]),
	logFile: z.string().optional()
});
var TokenConfig = z.object({
	/** Paths of PKCS#11 modules. */
	modules: z.array(z.string()),
	/** PKCS#12 files standing in for tokens where there is no PKCS#11. */
	keyFolder: z.string().optional(),
	/** A device that has not signed after so long counts as hung, milliseconds. */
	stuckAfter: z.int().positive().optional(),
	logFile: z.string().optional()
});
// src/main/hosts/common/child-link.ts
var isOpening = (data) => typeof data === "object" && data !== null && "open" in data && typeof data.open === "string";
/**
* The child's end of what its host hands it: channels by name. In a utility process they are real MessagePorts, under plain Node lanes of one
* IPC connection; the child does not see the difference. A child whose host is gone ends.
*/
function listenToHost(onChannel) {
	const parentPort = "parentPort" in process ? process.parentPort : void 0;
	if (parentPort !== void 0 && parentPort !== null) {
		parentPort.on("message", ({ data, ports: [port] }) => {
			if (isOpening(data) && port !== void 0) onChannel(data.open, portChannel(port));
		});
		return;
	}
	new IpcHub(process).onOpen(({ name, channel }) => onChannel(name, channel));
	process.on("disconnect", () => process.exit(0));
}
export { ticketLifetime as a, LeavePin as i, CoreConfig as n, tokenCalls as o, TokenConfig as r, createPinoLogger as s, listenToHost as t };

//# sourceMappingURL=child-link-D4e1Vp1F.js.map