import { i as describeFailure } from "./signature-H5MXqUCw.js";
import { a as signCertificate, n as readCsr, o as distinguishedName, r as createAuthority } from "./csr-D_LUL7wt.js";
import { $ as sameBytes, A as octetString, B as childAt, C as boolean, D as integer, F as taggedPrimitive, G as integerHex, J as octetsOf, L as unsignedInteger, M as sequence, P as tagged, Q as rawOf, S as bitString, T as generalizedTime, U as contextChild, V as childrenOf, Y as oidOf, Z as parseAsn1, b as signerOf$1, c as oids, et as err, g as plainAlgorithmOid, k as objectIdentifier, n as summariseCertificate, nt as fault, q as isUniversal, s as parseCertificate, tt as ok, w as enumerated, x as strongHashOf, y as signatureIdentifier } from "./certificate-BA8ZbiWw.js";
import { d as signedAttributesOf, f as canonicalBytes, g as ServiceRequest, i as issueCrl, l as verifyCades, m as hashOf, n as readCertId, p as canonicalHash, s as codeOfReason, t as isOfIssuer, u as assembleSignedData, v as ResultDocument } from "./ocsp-cert-id-CO8GL3kw.js";
import { $ as Bin, A as Workplace, F as ServiceDefinition, J as RegisteredOrganisation, R as WorkCalendar, U as RegisteredAuthority, V as deadlineOf, X as fullNameOf, Y as RegisteredPerson, at as ContentHash, b as TrainingFaults, c as FeedEvent, et as Iin, g as SubmitAnswer, it as CaseId, j as mayDo, k as StaffMember, m as ProviderAnswer, tt as checkDigitOf, z as almatyDate } from "./messages-ClGTNyKP.js";
import { a as crlDistributionPoints, c as keyUsageExtension, f as ocspPath, i as certificatePolicies, m as uploadsPath, o as extendedKeyUsage, p as routes, t as authorityInformationAccess } from "./extensions-CeYJQFbA.js";
import { t as Emitter } from "./emitter-Dort5B5s.js";
import { dirname, join } from "node:path";
import { z } from "zod";
import { chmodSync, closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { constants, copyFile, link, mkdir, open } from "node:fs/promises";
import { hash, verify as verify$1 } from "@node-rs/argon2";
import Database from "better-sqlite3-multiple-ciphers";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { parseArgs } from "node:util";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import fastify from "fastify";
// src/gateway/log.ts
var levels = [
	"debug",
	"info",
	"warn",
	"error"
];
/** One JSON object a line. Only the named fields of {@link LogFields} can get in, so no personal data can. */
function createLogger(write, lowest, now) {
	const at = (level) => (message, fields = {}) => {
		if (levels.indexOf(level) < levels.indexOf(lowest)) return;
		write(`${JSON.stringify({
			at: now().toISOString(),
			level,
			process: "gateway",
			message,
			...fields
		})}\n`);
	};
	return {
		debug: at("debug"),
		info: at("info"),
		warn: at("warn"),
		error: at("error")
	};
}
// src/gateway/options.ts
var loopback = [
	"127.0.0.1",
	"::1",
	"localhost"
];
var GatewayOptions = z.object({
	/** Folder of the database, the documents and the authority's keys. */
	data: z.string().min(1),
	/** 0: any free port. */
	port: z.coerce.number().int().min(0).max(65535).default(0),
	/** Loopback only: this gateway has no TLS and is for the machine it runs on. */
	host: z.string().refine((host) => loopback.includes(host), "loopback only").default("127.0.0.1"),
	training: z.boolean().default(false),
	/** Folder of the services and the calendar; found from the program's place where absent. */
	resources: z.string().min(1).optional(),
	logLevel: z.enum([
		"debug",
		"info",
		"warn",
		"error"
	]).default("info")
});
/**
* Options from the command line, then from the environment (TEREZE_GATEWAY_DATA, _PORT, _HOST, _TRAINING, _RESOURCES, _LOG_LEVEL).
* @throws ZodError, or TypeError for an unknown option
*/
function readOptions(args, environment) {
	const { values } = parseArgs({
		args: [...args],
		options: {
			data: { type: "string" },
			port: { type: "string" },
			host: { type: "string" },
			training: { type: "boolean" },
			resources: { type: "string" },
			"log-level": { type: "string" }
		}
	});
	const named = (name) => environment[`TEREZE_GATEWAY_${name}`];
	return GatewayOptions.parse({
		data: values.data ?? named("DATA"),
		port: values.port ?? named("PORT"),
		host: values.host ?? named("HOST"),
		training: values.training ?? named("TRAINING") === "1",
		resources: values.resources ?? named("RESOURCES"),
		logLevel: values["log-level"] ?? named("LOG_LEVEL")
	});
}
// src/gateway/acknowledgement.ts
var createAcknowledge = (secret) => (kind, caseId, contentHash, at) => `${contentHash.slice(0, 16)}.${createHmac("sha256", secret).update([
	kind,
	caseId,
	contentHash,
	at
].join("\n")).digest("base64url")}`;
// src/pki/pem.ts
/** RFC 7468: 64 characters a line, a newline at the end. */
function toPem(label, der) {
	return `-----BEGIN ${label}-----\n${(Buffer.from(der).toString("base64").match(/.{1,64}/g) ?? []).join("\n")}\n-----END ${label}-----\n`;
}
/** Every block of that label, in the order of the text; text between blocks and blocks of other labels are passed over. */
function fromPem(label, text) {
	const ders = [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, "g"))].map((block) => new Uint8Array(Buffer.from(block[1] ?? "", "base64")));
	return ders.length > 0 && ders.every((der) => der.length > 0) ? ok(ders) : err(fault("pem/malformed", "act"));
}
// src/gateway/ca/authority-files.ts
var parts = [
	"root",
	"issuing",
	"ocsp",
	"timestamp"
];
function writeDurably(file, text, mode) {
	const handle = openSync(file, "w", mode);
	writeSync(handle, text);
	fsyncSync(handle);
	closeSync(handle);
}
function flushFolder(folder) {
	const handle = openSync(folder, "r");
	fsyncSync(handle);
	closeSync(handle);
}
function readPart(folder, part) {
	const certificates = fromPem("CERTIFICATE", readFileSync(join(folder, `${part}.cert.pem`), "utf8"));
	const keys = fromPem("PRIVATE KEY", readFileSync(join(folder, `${part}.key.pem`), "utf8"));
	const certificate = certificates.ok ? certificates.value[0] : void 0;
	const privateKey = keys.ok ? keys.value[0] : void 0;
	if (certificate === void 0 || privateKey === void 0) throw new Error(`The authority's ${part} is damaged`);
	return {
		certificate,
		privateKey
	};
}
/**
* The certification authority of a data folder, made at the first start: `ca/<part>.{cert,key}.pem`, keys with mode 0600.
* The folder gets its name only when everything in it is on the disk, so a start that was cut off leaves no half authority.
*/
async function openAuthority(dataFolder, now) {
	const folder = join(dataFolder, "ca");
	if (!existsSync(folder)) {
		const unfinished = join(dataFolder, "ca.unfinished");
		rmSync(unfinished, {
			recursive: true,
			force: true
		});
		mkdirSync(unfinished, { mode: 448 });
		const made = await createAuthority({ now: now.toISOString() });
		for (const part of parts) {
			writeDurably(join(unfinished, `${part}.cert.pem`), toPem("CERTIFICATE", made[part].certificate), 420);
			writeDurably(join(unfinished, `${part}.key.pem`), toPem("PRIVATE KEY", made[part].privateKey), 384);
		}
		flushFolder(unfinished);
		renameSync(unfinished, folder);
		flushFolder(dataFolder);
	}
	return {
		root: readPart(folder, "root"),
		issuing: readPart(folder, "issuing"),
		ocsp: readPart(folder, "ocsp"),
		timestamp: readPart(folder, "timestamp")
	};
}
// src/gateway/ca/certificate-store.ts
var Row$7 = z.object({ revoked_at: z.string().nullable() });
var RevokedRow = z.object({
	serial: z.string(),
	revoked_at: z.string()
});
function createCertificateStore(database) {
	const insert = database.prepare("INSERT INTO certificate (serial, staff_id, der, issued_at) VALUES (?, ?, ?, ?)");
	const revoke = database.prepare("UPDATE certificate SET revoked_at = coalesce(revoked_at, ?) WHERE serial = ?");
	const find = database.prepare("SELECT revoked_at FROM certificate WHERE serial = ?");
	const revoked = database.prepare("SELECT serial, revoked_at FROM certificate WHERE revoked_at IS NOT NULL ORDER BY revoked_at, serial");
	return {
		add: (der, staffId, now) => {
			const summary = summariseCertificate(der);
			if (!summary.ok) throw new Error("The authority issued what is no certificate");
			insert.run(summary.value.serial, staffId, Buffer.from(der), now.toISOString());
			return { serial: summary.value.serial };
		},
		revoke: (serial, now) => revoke.run(now.toISOString(), serial).changes === 1,
		statusOf: (serial) => {
			const row = Row$7.optional().parse(find.get(serial));
			if (row === void 0) return { state: "unknown" };
			return row.revoked_at === null ? { state: "good" } : {
				state: "revoked",
				revokedAt: row.revoked_at
			};
		},
		revoked: () => z.array(RevokedRow).parse(revoked.all()).map((row) => ({
			serial: row.serial,
			revokedAt: row.revoked_at
		}))
	};
}
// src/gateway/ca/revocation-list.ts
var Row$6 = z.object({
	number: z.int(),
	der: z.instanceof(Uint8Array),
	this_update: z.string(),
	next_update: z.string()
});
/** A list serves for a day and is renewed when half of that is over. */
var lifetimeMilliseconds = 864e5;
function createRevocationLists(database, authority, certificates) {
	const last = database.prepare("SELECT number, der, this_update, next_update FROM revocation_list ORDER BY number DESC LIMIT 1");
	const insert = database.prepare("INSERT INTO revocation_list (number, der, this_update, next_update) VALUES (?, ?, ?, ?)");
	const find = () => Row$6.optional().parse(last.get());
	const renew = (now) => {
		const number = (find()?.number ?? 0) + 1;
		const thisUpdate = now.toISOString();
		const nextUpdate = new Date(now.getTime() + lifetimeMilliseconds).toISOString();
		const der = issueCrl(authority.issuing, {
			number,
			thisUpdate,
			nextUpdate,
			revoked: certificates.revoked()
		});
		insert.run(number, Buffer.from(der), thisUpdate, nextUpdate);
		return der;
	};
	return {
		renew,
		current: (now) => {
			const row = find();
			return row !== void 0 && row.this_update <= now.toISOString() && Date.parse(row.next_update) - now.getTime() > lifetimeMilliseconds / 2 ? row.der : renew(now);
		}
	};
}
// src/gateway/http/problem.ts
/** Status of each code (RFC 9110); 422 where the message was understood and its content refused. */
var statuses = {
	unauthorised: 401,
	forbidden: 403,
	notFound: 404,
	malformed: 400,
	unavailable: 503,
	tooLarge: 413,
	loginWrong: 401,
	loginLocked: 429,
	"result/wrongProvider": 403,
	"result/alreadyDecided": 409
};
/**
* An expected refusal on its way out of a handler to the one place that writes answers. It is thrown, because Fastify's and tus's hooks
* know no other way out; nothing else catches it.
*/
var Refusal = class extends Error {
	name = "Refusal";
	code;
	data;
	status;
	constructor(code, data = {}, status = statuses[code] ?? 422) {
		super(code);
		this.code = code;
		this.data = data;
		this.status = status;
	}
	get body() {
		return JSON.stringify({
			code: this.code,
			data: this.data
		});
	}
};
// src/gateway/ca/signature-check.ts
var codes = {
	malformed: "signature/malformed",
	noSigner: "signature/other",
	contentAltered: "signature/contentAltered",
	signatureBroken: "signature/signatureBroken",
	attributesMissing: "signature/other",
	certificateMismatch: "signature/other",
	chainUntrusted: "signature/chainUntrusted",
	notYetValid: "signature/notYetValid",
	expired: "signature/expired",
	revoked: "signature/revoked",
	notForSignature: "signature/notForSignature",
	iinDiffers: "signature/iinDiffers",
	binDiffers: "signature/binDiffers",
	roleDiffers: "signature/roleDiffers"
};
/** A desk may have been without a connection for this long before what it signed arrives. */
var longestQueueMilliseconds = 2592e6;
function createSignatureCheck(authority, certificates, clock) {
	const trust = {
		roots: [authority.root.certificate],
		intermediates: [authority.issuing.certificate]
	};
	/** This gateway is the authority: it asks its own register and no list. A certificate that it never issued is nobody's. */
	const revocationOf = async (der) => {
		const producedAt = clock().toISOString();
		if (Buffer.compare(der, authority.issuing.certificate) === 0) return {
			state: "good",
			source: "crl",
			producedAt
		};
		const summary = summariseCertificate(der);
		const status = summary.ok ? certificates.statusOf(summary.value.serial) : { state: "unknown" };
		if (status.state === "revoked") return {
			state: "revoked",
			source: "crl",
			revokedAt: status.revokedAt
		};
		return status.state === "good" ? {
			state: "good",
			source: "crl",
			producedAt
		} : {
			state: "unknown",
			why: "badAnswer"
		};
	};
	return async (cms, expectedFor) => {
		const now = clock();
		const verify = (at, expected) => verifyCades({
			cms,
			trust,
			at,
			revocationOf,
			expected
		});
		const first = await verify(now.toISOString(), {});
		const broken = first.report.problems.find((problem) => problem !== "expired");
		if (broken !== void 0) throw new Refusal(codes[broken]);
		if (first.content === void 0) throw new Refusal("signature/malformed");
		const { signingTime } = first.report;
		const verified = await verify(first.report.problems.includes("expired") && signingTime !== void 0 ? signingTime : now.toISOString(), expectedFor(first.content));
		const problem = verified.report.problems[0];
		if (problem !== void 0) throw new Refusal(codes[problem]);
		if (verified.report.revocation.state !== "good") throw new Refusal("signature/other", { reason: "revocationUnknown" });
		const age = signingTime === void 0 ? NaN : now.getTime() - Date.parse(signingTime);
		if (!(age >= -3e5 && age <= longestQueueMilliseconds)) throw new Refusal("signature/other", { reason: "signingTime" });
		return {
			content: first.content,
			signerIin: verified.report.signer?.iin,
			signerBin: verified.report.signer?.bin
		};
	};
}
// src/gateway/database/migrate.ts
/** In order; `user_version` is the number of the last one done. A migration that was released is never changed. */
var migrations = [
	{
		version: 10,
		sql: `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person (iin TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE organisation (bin TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE authority (number TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE workplace (
  id TEXT PRIMARY KEY, bin TEXT NOT NULL, code TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, iin TEXT NOT NULL, bin TEXT NOT NULL, password_hash TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_by_iin ON staff (iin, bin);
CREATE TABLE register_query (
  reference TEXT PRIMARY KEY, register TEXT NOT NULL, staff_id TEXT NOT NULL, found INTEGER NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
	},
	{
		version: 20,
		sql: `
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY, staff_id TEXT NOT NULL, workplace_id TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE login_failure (login TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE challenge (
  challenge_id TEXT PRIMARY KEY, workplace_id TEXT NOT NULL, nonce BLOB NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
	},
	{
		version: 30,
		sql: `
CREATE TABLE certificate (
  serial TEXT PRIMARY KEY, staff_id TEXT NOT NULL, der BLOB NOT NULL, issued_at TEXT NOT NULL, revoked_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_revoked ON certificate (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE TABLE revocation_list (
  number INTEGER PRIMARY KEY, der BLOB NOT NULL, this_update TEXT NOT NULL, next_update TEXT NOT NULL
) STRICT;
`
	},
	{
		version: 40,
		sql: `
CREATE TABLE document (
  sha256 TEXT NOT NULL, bin TEXT NOT NULL, bytes INTEGER NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (sha256, bin)
) STRICT, WITHOUT ROWID;
CREATE TABLE request (
  case_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, workplace_id TEXT NOT NULL, centre_bin TEXT NOT NULL, provider_bin TEXT NOT NULL,
  service_id TEXT NOT NULL, request_hash TEXT NOT NULL, cms_hash TEXT NOT NULL, cms BLOB NOT NULL, registered_at TEXT NOT NULL, answer TEXT NOT NULL,
  acceptance TEXT, result_hash TEXT, result_cms_hash TEXT, result_cms BLOB, result_answer TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE request_document (
  case_id TEXT NOT NULL REFERENCES request (case_id), sha256 TEXT NOT NULL, PRIMARY KEY (sha256, case_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE number_sequence (series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE feed_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, audience TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX feed_by_audience ON feed_event (audience, seq);
CREATE TABLE idempotency (
  bin TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (bin, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER idempotency_stays BEFORE DELETE ON idempotency BEGIN SELECT RAISE (ABORT, 'kept for ever'); END;
CREATE TRIGGER request_stays BEFORE DELETE ON request BEGIN SELECT RAISE (ABORT, 'kept for ever'); END;
`
	}
];
/**
* Brings the schema up to date, all pending migrations in one transaction.
* @throws where the database was written by a newer program: it must not be touched
*/
function migrate(database) {
	const current = Number(database.pragma("user_version", { simple: true }));
	const latest = migrations.at(-1)?.version ?? 0;
	if (current > latest) throw new Error(`Database schema ${current} is newer than ${latest}`);
	const pending = migrations.filter(({ version }) => version > current);
	if (pending.length === 0) return;
	database.transaction(() => {
		for (const { sql } of pending) database.exec(sql);
		database.pragma(`user_version = ${latest}`);
	}).immediate();
}
// src/gateway/database/database.ts
/** Fixes the WAL-reset corruption (sqlite.org, release 3.51.3). */
var oldestSqlite = [
	3,
	51,
	3
];
var isOlder = (version) => {
	const parts = version.split(".").map(Number);
	const at = oldestSqlite.findIndex((wanted, index) => (parts[index] ?? 0) !== wanted);
	return at >= 0 && (parts[at] ?? 0) < (oldestSqlite[at] ?? 0);
};
/**
* Opens the gateway's database and brings it up to date. What a transaction committed is on the disk when it returns.
* @throws where the file is damaged, newer than the program, or durability cannot be had
*/
function openDatabase(file, now) {
	const database = new Database(file);
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.pragma("foreign_keys = ON");
	database.pragma("temp_store = MEMORY");
	database.pragma("busy_timeout = 5000");
	const version = String(database.prepare("SELECT sqlite_version()").pluck().get());
	if (isOlder(version)) throw new Error(`SQLite ${version} is too old`);
	migrate(database);
	database.prepare("INSERT INTO setting (name, value) VALUES ('openedAt', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(now.toISOString());
	const synchronous = database.pragma("synchronous", { simple: true });
	const mode = database.pragma("journal_mode", { simple: true });
	if (synchronous !== 2 || mode !== "wal") throw new Error(`SQLite is not durable: synchronous ${String(synchronous)}, journal ${String(mode)}`);
	return database;
}
// src/gateway/database/settings.ts
var Row$5 = z.object({ value: z.string() });
function createSettings(database) {
	const select = database.prepare("SELECT value FROM setting WHERE name = ?");
	const upsert = database.prepare("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
	const find = (name) => Row$5.optional().parse(select.get(name))?.value;
	const put = (name, value) => void upsert.run(name, value);
	return {
		find,
		put,
		secret: () => {
			const known = find("secret");
			if (known !== void 0) return Buffer.from(known, "hex");
			const made = randomBytes(32);
			put("secret", made.toString("hex"));
			return made;
		}
	};
}
// src/gateway/documents/document-store.ts
/** The gateway takes a little more than a desk makes of 50 MB of pages. */
var longestDocument = 62914560;
var Row$4 = z.object({ bytes: z.int() });
var isThere = (failure) => failure instanceof Error && "code" in failure && failure.code === "EEXIST";
async function flush(path) {
	const handle = await open(path, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
/** A second name for the same content; a copy where the file system knows no such thing. */
async function nameAlso(file, target) {
	try {
		await link(file, target);
	} catch (failure) {
		if (isThere(failure)) return;
		await copyFile(file, target, constants.COPYFILE_FICLONE);
		await flush(target);
	}
}
function createDocumentStore(database, folder) {
	const select = database.prepare("SELECT bytes FROM document WHERE sha256 = ? AND bin = ?");
	const insert = database.prepare("INSERT INTO document (sha256, bin, bytes, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
	const fileOf = (sha256) => join(folder, sha256.slice(0, 2), sha256);
	return {
		fileOf,
		sizeOf: (sha256, bin) => Row$4.optional().parse(select.get(sha256, bin))?.bytes,
		inspect: async (file) => {
			await flush(file);
			const hash = createHash("sha256");
			let bytes = 0;
			let start = Buffer.alloc(0);
			for await (const chunk of createReadStream(file)) {
				const part = Buffer.from(chunk);
				if (start.length < 5) start = Buffer.concat([start, part.subarray(0, 5 - start.length)]);
				bytes += part.length;
				hash.update(part);
			}
			return {
				bytes,
				sha256: hash.digest("hex"),
				isPdf: start.toString("latin1") === "%PDF-"
			};
		},
		keep: async (file, found, bin, now) => {
			const target = fileOf(found.sha256);
			await mkdir(dirname(target), {
				recursive: true,
				mode: 448
			});
			await nameAlso(file, target);
			await flush(dirname(target));
			await flush(folder);
			insert.run(found.sha256, bin, found.bytes, now.toISOString());
		}
	};
}
// src/gateway/documents/uploads.ts
/** An upload that nobody went on with is forgotten. */
var expiryMilliseconds = 6048e5;
var codeOf = (status) => {
	if (status === 413) return "tooLarge";
	if (status === 404 || status === 410) return "notFound";
	return status >= 500 ? "unavailable" : "malformed";
};
/** Uploads by tus 1.0.0 with metadata `sha256`; the id of an upload begins with its workplace's, and only that one may go on with it. */
function createUploads(folder, documents, clock) {
	const store = new FileStore({
		directory: folder,
		expirationPeriodInMilliseconds: expiryMilliseconds
	});
	const callers = /* @__PURE__ */ new WeakMap();
	const callerOf = (request) => {
		const node = request.runtime?.node?.req;
		const caller = node === void 0 ? void 0 : callers.get(node);
		if (caller === void 0) throw new Refusal("unauthorised");
		return caller;
	};
	/** Every byte is here: is it what was announced? What is not, goes. */
	const finish = async (id, announced, caller) => {
		const file = join(folder, id);
		const found = await documents.inspect(file);
		if (found.sha256 !== announced || !found.isPdf) {
			await store.remove(id);
			throw found.isPdf ? new Refusal("request/documentDiffers") : new Refusal("malformed", { reason: "notPdf" }, 422);
		}
		await documents.keep(file, found, caller.bin, clock());
	};
	const server = new Server({
		path: uploadsPath,
		datastore: store,
		maxSize: longestDocument,
		relativeLocation: true,
		disableTerminationForFinishedUploads: true,
		namingFunction: (request) => `${callerOf(request).id}.${randomBytes(16).toString("hex")}`,
		onUploadCreate: async (_request, upload) => {
			if (!ContentHash.safeParse(upload.metadata?.["sha256"]).success) throw new Refusal("malformed", { reason: "sha256" });
			if (upload.size === void 0) throw new Refusal("malformed", { reason: "length" });
			return {};
		},
		onIncomingRequest: async (request, id) => {
			const caller = callerOf(request);
			if (!id.startsWith(`${caller.id}.`)) throw new Refusal("notFound");
			if (request.method !== "HEAD") return;
			const upload = await store.getUpload(id);
			const announced = upload.metadata?.["sha256"];
			if (upload.offset === upload.size && announced && documents.sizeOf(announced, caller.bin) === void 0) await finish(id, announced, caller);
		},
		onUploadFinish: async (request, upload) => {
			await finish(upload.id, upload.metadata?.["sha256"], callerOf(request));
			return {};
		},
		onResponseError: (_request, failure) => {
			if (failure instanceof Refusal) return {
				status_code: failure.status,
				body: failure.body
			};
			const status = "status_code" in failure ? failure.status_code : 500;
			return {
				status_code: status,
				body: new Refusal(codeOf(status)).body
			};
		}
	});
	return {
		handle: (workplace, request, response) => {
			callers.set(request, workplace);
			return server.handle(request, response);
		},
		forgetExpired: async () => {
			await server.cleanUpExpiredUploads();
		}
	};
}
// src/gateway/feed-store.ts
var Row$3 = z.object({
	seq: z.int(),
	body: z.string()
});
var mostEvents = 200;
var cursorPattern = /^f(\d{15})$/;
var cursorOf = (seq) => `f${String(seq).padStart(15, "0")}`;
var seqOf = (cursor) => {
	if (cursor === "") return 0;
	const digits = cursorPattern.exec(cursor)?.[1];
	return digits === void 0 ? void 0 : Number(digits);
};
function createFeedStore(database) {
	const insert = database.prepare("INSERT INTO feed_event (event_id, audience, body) VALUES (?, ?, ?)");
	const select = database.prepare(`SELECT seq, body FROM feed_event WHERE audience IN (?, ?) AND seq > ? ORDER BY seq LIMIT ${mostEvents}`);
	const announced = new Emitter();
	return {
		add: (audience, event) => {
			const eventId = randomUUID();
			insert.run(eventId, audience, JSON.stringify({
				...event,
				eventId
			}));
		},
		announce: () => announced.emit(),
		onAnnounced: announced.on,
		after: (audiences, cursor) => {
			const seq = seqOf(cursor);
			if (seq === void 0) return void 0;
			const rows = z.array(Row$3).parse(select.all(...audiences, seq));
			return {
				events: rows.map(({ body }) => FeedEvent.parse(JSON.parse(body))),
				cursor: cursorOf(rows.at(-1)?.seq ?? seq)
			};
		}
	};
}
// src/gateway/handlers/catalogue.ts
function createCatalogueHandlers(deps) {
	const { resources, version, training, revocationLists } = deps;
	return {
		health: ({ now }) => ({
			name: "tereze-gateway",
			version,
			time: now.toISOString(),
			training
		}),
		catalogue: () => ({
			version: resources.catalogueVersion,
			services: [...resources.services]
		}),
		calendar: () => resources.calendar,
		crl: ({ now }) => revocationLists.current(now)
	};
}
// src/gateway/handlers/feed.ts
/** Events after a cursor; with `waitSeconds` the answer waits for the first one, and not a moment longer. */
function createFeedHandler({ feed }) {
	return { feed: async ({ query, workplace, signal }) => {
		const read = () => {
			const answer = feed.after([workplace.id, workplace.bin], query.cursor);
			if (answer === void 0) throw new Refusal("malformed", {
				part: "query",
				field: "cursor"
			});
			return answer;
		};
		const first = read();
		if (first.events.length > 0 || query.waitSeconds === 0 || signal.aborted) return first;
		return new Promise((resolve) => {
			const finish = () => {
				clearTimeout(timer);
				stopListening();
				signal.removeEventListener("abort", finish);
				resolve(read());
			};
			const timer = setTimeout(finish, query.waitSeconds * 1e3);
			signal.addEventListener("abort", finish, { once: true });
			const stopListening = feed.onAnnounced(() => {
				if (read().events.length > 0) finish();
			});
		});
	} };
}
// src/gateway/handlers/sessions.ts
/** Argon2id, 64 MiB, 3 passes (OWASP asks for less): some 65 ms. Argon2id is the library's default algorithm. */
var argon2 = {
	memoryCost: 65536,
	timeCost: 3,
	parallelism: 1
};
var hashPassword = (password) => hash(password, argon2);
function createSessionHandlers({ staff, sessions, checkSignature, logger }) {
	/** Compared against where there is no such login, so that the time tells nothing. */
	const nobody = hashPassword("nobody");
	const open = (member, workplaceId, now) => ({
		staff: member,
		...sessions.open(member, workplaceId, now)
	});
	return {
		login: async ({ body, workplace, now }) => {
			const login = body.login.trim().toLowerCase();
			const retryAfterSeconds = sessions.lockedSeconds(login, now);
			if (retryAfterSeconds > 0) throw new Refusal("loginLocked", { retryAfterSeconds });
			sessions.countFailure(login, now);
			const found = staff.findByLogin(login);
			const isRight = await verify$1(found?.passwordHash ?? await nobody, body.password);
			if (found === void 0 || !isRight) {
				logger.warn("login refused", { code: "loginWrong" });
				const locked = sessions.lockedSeconds(login, now);
				throw locked > 0 ? new Refusal("loginLocked", { retryAfterSeconds: locked }) : new Refusal("loginWrong");
			}
			sessions.forgetFailures(login);
			if (found.member.organisationBin !== workplace.bin) throw new Refusal("forbidden");
			return open(found.member, workplace.id, now);
		},
		challenge: ({ workplace, now }) => {
			const { challengeId, nonce, expiresAt } = sessions.issueChallenge(workplace.id, now);
			return {
				challengeId,
				nonce: nonce.toString("base64"),
				expiresAt
			};
		},
		certificateLogin: async ({ body, workplace, now }) => {
			const nonce = sessions.takeChallenge(body.challengeId, workplace.id, now);
			if (nonce === void 0) throw new Refusal("loginWrong");
			const signed = await checkSignature(Buffer.from(body.cms, "base64"), (content) => {
				if (Buffer.compare(content, nonce) !== 0) throw new Refusal("signature/contentAltered");
				return { bin: workplace.bin };
			});
			const member = signed.signerIin === void 0 ? void 0 : staff.findByIin(signed.signerIin, workplace.bin);
			if (member === void 0) throw new Refusal("signature/iinDiffers");
			return open(member, workplace.id, now);
		}
	};
}
/** The employee of an organisation who may sign requests or results there. */
function findSigner(deps, iin, bin, right) {
	const member = deps.staff.findByIin(iin, bin);
	return member !== void 0 && mayDo(member.role, right) ? member : void 0;
}
// src/gateway/handlers/signed-content.ts
/**
* Reads what was signed: canonical JSON (RFC 8785) of a schema.
* @throws Refusal with the code, and with the path of the first wrong field, never its value
*/
function readSignedContent(schema, content, code) {
	const text = Buffer.from(content);
	let value;
	try {
		value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
	} catch {
		throw new Refusal(code, { reason: "notJson" });
	}
	if (Buffer.compare(canonicalBytes(value), text) !== 0) throw new Refusal(code, { reason: "notCanonical" });
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Refusal(code, {
		reason: "schema",
		field: parsed.error.issues[0]?.path.map(String).join(".") ?? ""
	});
	return parsed.data;
}
// src/gateway/handlers/submit.ts
/** Certificates that may sign for an organisation: its head, whom it gave the right of signature, its employees. */
var organisationRoles = [
	"head",
	"signatory",
	"employee"
];
/**
* Whose signature a request must bear. The regulations compare "the request's IIN" with the certificate's also where an employee signs, which
* taken literally never fits: so the operator's is compared there, and the applicant's only where the applicant signs.
*/
function signerOf(deps, request, workplace) {
	if (request.centre.bin !== workplace.bin) throw new Refusal("signature/binDiffers");
	if (request.channel === "portal") return { iin: request.applicant.iin };
	if (request.channel !== workplace.kind) throw new Refusal("request/channelClosed", { channel: request.channel });
	const right = workplace.kind === "centre" ? "intake" : "providerSign";
	if (findSigner(deps, request.operator.iin, workplace.bin, right) === void 0) throw new Refusal("signature/iinDiffers", { reason: "notStaff" });
	return {
		iin: request.operator.iin,
		bin: workplace.bin,
		roles: organisationRoles
	};
}
function serviceOf(deps, request) {
	const service = deps.resources.services.find(({ id }) => id === request.service.id);
	if (service === void 0) throw new Refusal("request/unknownService");
	if (service.channels[request.channel] === void 0) throw new Refusal("request/channelClosed", { channel: request.channel });
	return service;
}
function checkDocuments(deps, request, bin) {
	for (const { slotId, sha256, bytes } of request.documents) {
		const size = deps.documents.sizeOf(sha256, bin);
		if (size === void 0) throw new Refusal("request/documentMissing", {
			slotId,
			sha256
		});
		if (size !== bytes) throw new Refusal("request/documentDiffers", {
			slotId,
			sha256
		});
	}
}
/** Registers a signed request: number, deadline, the provider's event. */
function createSubmitHandler(deps) {
	const { requests, registers, feed, resources, acknowledge, logger } = deps;
	/** What was answered before to this case, whichever key it came with then. */
	const findEarlier = (caseId, cmsHash, workplace) => {
		const earlier = requests.find(caseId);
		if (earlier === void 0) return void 0;
		if (earlier.cmsHash !== cmsHash || earlier.centreBin !== workplace.bin) throw new Refusal("idempotencyMismatch");
		return earlier.answer;
	};
	return { submit: async ({ body, workplace, now }) => {
		const cms = Buffer.from(body.cms, "base64");
		const cmsHash = hashOf(cms);
		const earlier = findEarlier(body.caseId, cmsHash, workplace);
		if (earlier !== void 0) return { commit: () => earlier };
		let read;
		const { content } = await deps.checkSignature(cms, (signed) => {
			read = readSignedContent(ServiceRequest, signed, "request/invalid");
			return signerOf(deps, read, workplace);
		});
		const request = read;
		if (request === void 0) throw new Error("The request was not read");
		if (request.caseId !== body.caseId) throw new Refusal("request/invalid", { reason: "caseId" });
		const service = serviceOf(deps, request);
		if (registers.findPerson(request.applicant.iin)?.diedAt !== void 0) throw new Refusal("request/applicantDeceased");
		checkDocuments(deps, request, workplace.bin);
		const registeredOn = almatyDate(now.toISOString());
		const deadline = deadlineOf(resources.calendar, service.term.rule, registeredOn);
		if (deadline === void 0) throw new Refusal("unavailable", { reason: "calendar" });
		return {
			commit: () => {
				const meanwhile = findEarlier(body.caseId, cmsHash, workplace);
				if (meanwhile !== void 0) return meanwhile;
				const registeredAt = now.toISOString();
				const requestHash = hashOf(content);
				const number = requests.nextNumber(workplace.code, registeredOn);
				const answer = {
					caseId: request.caseId,
					number,
					registeredAt,
					deadline,
					acknowledgement: acknowledge("request", request.caseId, cmsHash, registeredAt)
				};
				requests.add({
					caseId: request.caseId,
					workplaceId: workplace.id,
					centreBin: workplace.bin,
					providerBin: service.provider.bin,
					serviceId: service.id,
					requestHash,
					cmsHash,
					cms,
					documents: request.documents.map(({ sha256 }) => sha256),
					answer
				});
				feed.add(service.provider.bin, {
					kind: "requestArrived",
					caseId: request.caseId,
					number,
					registeredAt,
					deadline,
					requestHash,
					at: registeredAt
				});
				return answer;
			},
			after: () => {
				feed.announce();
				logger.info("registered", {
					caseId: request.caseId,
					serviceId: service.id,
					count: request.documents.length
				});
			}
		};
	} };
}
// src/gateway/handlers/provider.ts
/** The provider's side: into work, and decided once. */
function createProviderHandlers(deps) {
	const { requests, feed, acknowledge, logger } = deps;
	const ownRequest = (caseId, workplace) => {
		const request = requests.find(caseId);
		if (request === void 0) throw new Refusal("notFound");
		if (request.providerBin !== workplace.bin) throw new Refusal("result/wrongProvider");
		return request;
	};
	/** «Жұмыста»; told to the workplace that sent the request. */
	const accept = ({ caseId, workplaceId, requestHash }, at) => {
		const answer = {
			acknowledgement: acknowledge("acceptance", caseId, requestHash, at),
			at
		};
		requests.accept(caseId, answer);
		feed.add(workplaceId, {
			kind: "statusChanged",
			caseId,
			status: "inWork",
			at
		});
		return answer;
	};
	return {
		acceptance: ({ params, workplace, now }) => {
			const { caseId } = ownRequest(params.caseId, workplace);
			return {
				commit: () => {
					const request = ownRequest(caseId, workplace);
					return request.acceptance ?? accept(request, now.toISOString());
				},
				after: feed.announce
			};
		},
		result: async ({ params, body, workplace, now }) => {
			const request = ownRequest(params.caseId, workplace);
			const cms = Buffer.from(body.cms, "base64");
			const cmsHash = hashOf(cms);
			const decided = ({ resultCmsHash, resultAnswer }) => {
				if (resultAnswer !== void 0 && resultCmsHash !== cmsHash) throw new Refusal("result/alreadyDecided");
				return resultAnswer;
			};
			const earlier = decided(request);
			if (earlier !== void 0) return { commit: () => earlier };
			const { content } = await deps.checkSignature(cms, (signed) => {
				const document = readSignedContent(ResultDocument, signed, "result/invalid");
				if (document.provider.bin !== workplace.bin) throw new Refusal("result/wrongProvider");
				const mismatch = ["caseId", "requestHash"].find((field) => document[field] !== request[field]);
				if (mismatch !== void 0) throw new Refusal("result/invalid", {
					reason: "mismatch",
					field: mismatch
				});
				if (document.number !== request.answer.number) throw new Refusal("result/invalid", {
					reason: "mismatch",
					field: "number"
				});
				if (document.service.id !== request.serviceId) throw new Refusal("result/invalid", {
					reason: "mismatch",
					field: "service.id"
				});
				if (findSigner(deps, document.signedBy.iin, workplace.bin, "providerSign") === void 0) throw new Refusal("signature/iinDiffers", { reason: "notStaff" });
				return {
					iin: document.signedBy.iin,
					bin: workplace.bin,
					roles: organisationRoles
				};
			});
			return {
				commit: () => {
					const current = ownRequest(params.caseId, workplace);
					const meanwhile = decided(current);
					if (meanwhile !== void 0) return meanwhile;
					const at = now.toISOString();
					if (current.acceptance === void 0) accept(current, at);
					const resultHash = hashOf(content);
					const answer = {
						acknowledgement: acknowledge("result", current.caseId, resultHash, at),
						at
					};
					requests.decide(current.caseId, {
						hash: resultHash,
						cmsHash,
						cms,
						answer
					});
					feed.add(current.workplaceId, {
						kind: "statusChanged",
						caseId: current.caseId,
						status: "completed",
						at
					});
					feed.add(current.workplaceId, {
						kind: "resultReady",
						caseId: current.caseId,
						resultHash,
						at
					});
					return answer;
				},
				after: () => {
					feed.announce();
					logger.info("decided", {
						caseId: request.caseId,
						serviceId: request.serviceId
					});
				}
			};
		}
	};
}
// src/gateway/handlers/reading.ts
/** Documents, signed requests and signed results: for the centre that sent them and the provider they are addressed to, and for nobody else. */
function createReadingHandlers({ documents, requests }) {
	const mayRead = (caseId, workplace) => {
		const request = requests.find(caseId);
		if (request === void 0 || request.centreBin !== workplace.bin && request.providerBin !== workplace.bin) throw new Refusal("notFound");
	};
	const orNotFound = (bytes) => {
		if (bytes === void 0) throw new Refusal("notFound");
		return bytes;
	};
	return {
		documentKnown: ({ params, workplace }) => ({ known: documents.sizeOf(params.sha256, workplace.bin) !== void 0 }),
		document: ({ params, workplace }) => {
			if (!(documents.sizeOf(params.sha256, workplace.bin) !== void 0 || requests.isAddressedTo(params.sha256, workplace.bin))) throw new Refusal("notFound");
			return { file: documents.fileOf(params.sha256) };
		},
		request: ({ params, workplace }) => {
			mayRead(params.caseId, workplace);
			return orNotFound(requests.cmsOf(params.caseId));
		},
		resultContent: ({ params, workplace }) => {
			mayRead(params.caseId, workplace);
			return orNotFound(requests.resultCmsOf(params.caseId));
		}
	};
}
// src/gateway/handlers/registers.ts
function createRegisterHandlers({ registers, faults }) {
	const ask = (register, staffId, now, find) => {
		if (faults.current().registersDown) throw new Refusal("unavailable", { register });
		const found = find();
		const reference = registers.logQuery(register, staffId, found !== void 0, now);
		if (found === void 0) throw new Refusal("notFound", {
			register,
			reference
		});
		return {
			found,
			answeredAt: now.toISOString(),
			reference
		};
	};
	return {
		person: ({ params, staff, now }) => {
			const { found, ...evidence } = ask("persons", staff.staffId, now, () => registers.findPerson(params.iin));
			return {
				person: found,
				...evidence
			};
		},
		organisation: ({ params, staff, now }) => {
			const { found, ...evidence } = ask("organisations", staff.staffId, now, () => registers.findOrganisation(params.bin));
			return {
				organisation: found,
				...evidence
			};
		},
		authority: ({ params, staff, now }) => {
			const { found, ...evidence } = ask("notaries", staff.staffId, now, () => registers.findAuthority(params.number));
			return {
				authority: found,
				...evidence
			};
		}
	};
}
// src/pki/ocsp-answer.ts
/** RFC 6960, 4.2.1: malformedRequest 1; a response without bytes is not signed. */
var malformedRequest = () => sequence(enumerated(1));
var mostRequests = 100;
var statusOf = (status) => {
	if (status.state === "good") return taggedPrimitive(0, /* @__PURE__ */ new Uint8Array());
	if (status.state === "unknown") return taggedPrimitive(2, /* @__PURE__ */ new Uint8Array());
	const reason = status.reason === void 0 ? [] : [tagged(0, enumerated(codeOfReason(status.reason)))];
	return tagged(1, generalizedTime(new Date(status.revokedAt)), ...reason);
};
var answerOne = (certId, issuer, { lookup, now, validFor = 36e5 }) => {
	const id = readCertId(certId);
	const status = id !== void 0 && isOfIssuer(id, issuer) ? lookup(id.serial) : { state: "unknown" };
	return sequence(rawOf(certId), statusOf(status), generalizedTime(now), tagged(0, generalizedTime(new Date(now.getTime() + validFor))));
};
var nonceExtension = (request) => {
	const found = childrenOf(childAt(contextChild(request, 2), 0)).find((item) => oidOf(childAt(item, 0)) === oids.extension.ocspNonce);
	return found === void 0 ? [] : [tagged(1, sequence(rawOf(found)))];
};
/** Answers an OCSPRequest (RFC 6960) with CertIDs by SHA-1 or SHA-2. @returns DER of an OCSPResponse, always */
function answerOcsp(request, answering) {
	const [issuer, responder] = [parseCertificate(answering.issuer), parseCertificate(answering.responder.certificate)];
	if (issuer === void 0 || responder === void 0) throw new Error("answerOcsp: not a certificate");
	const tbsRequest = childAt(parseAsn1(request), 0);
	const certIds = childrenOf(childrenOf(tbsRequest).find((node) => isUniversal(node, 16))).map((item) => childAt(item, 0));
	if (certIds.length === 0 || certIds.length > mostRequests) return malformedRequest();
	if (!certIds.every((certId) => certId !== void 0 && readCertId(certId) !== void 0)) return malformedRequest();
	const signer = signerOf$1(answering.responder.privateKey);
	const data = sequence(tagged(1, responder.subject), generalizedTime(answering.now), sequence(...certIds.flatMap((certId) => certId === void 0 ? [] : [answerOne(certId, issuer, answering)])), ...nonceExtension(tbsRequest));
	const basic = sequence(data, signatureIdentifier(signer.keyType), bitString(signer.sign(data)), tagged(0, sequence(answering.responder.certificate)));
	return sequence(enumerated(0), tagged(0, sequence(objectIdentifier(oids.ocspBasic), octetString(basic))));
}
// src/pki/timestamp.ts
/** PKIStatusInfo: rejection with one PKIFailureInfo bit (RFC 3161, 2.4.2). */
var rejection = (bit) => {
	const bits = new Uint8Array((bit >> 3) + 1);
	bits[bit >> 3] = 128 >> (bit & 7);
	return sequence(sequence(integer(2), bitString(bits, 7 - (bit & 7))));
};
var badAlgorithm = 0;
var badDataFormat = 5;
var unacceptedPolicy = 15;
/**
* What a time stamping authority answers: a TimeStampResp always, a rejection where the request is not one.
* @param authority its certificate must have timeStamping as the only, critical extended key usage
* @param chain certificates sent along where the request asks for the authority's
*/
function answerTimestamp(request, authority, now, chain = []) {
	const root = parseAsn1(request);
	const imprint = childAt(root, 1);
	const hashed = octetsOf(childAt(imprint, 1));
	if (root === void 0 || imprint === void 0 || integerHex(childAt(root, 0)) !== "1" || hashed === void 0) return rejection(badDataFormat);
	const hash = strongHashOf(plainAlgorithmOid(childAt(imprint, 0)));
	if (hash === void 0) return rejection(badAlgorithm);
	if (hashed.length !== {
		sha1: 20,
		sha256: 32,
		sha384: 48,
		sha512: 64
	}[hash]) return rejection(badDataFormat);
	const options = childrenOf(root).slice(2);
	const policy = oidOf(options.find((node) => isUniversal(node, 6)));
	if (policy !== void 0 && policy !== oids.policy.timeStampRsa) return rejection(unacceptedPolicy);
	const nonce = options.find((node) => isUniversal(node, 2));
	const certificateWanted = options.some((node) => sameBytes(rawOf(node), boolean(true)));
	const certificate = parseCertificate(authority.certificate);
	if (certificate === void 0) throw new Error("answerTimestamp: not a certificate");
	const content = sequence(integer(1), objectIdentifier(oids.policy.timeStampRsa), rawOf(imprint), unsignedInteger(randomBytes(16)), generalizedTime(now), sequence(integer(1)), ...nonce === void 0 ? [] : [rawOf(nonce)]);
	const plan = {
		contentType: oids.content.tstInfo,
		content,
		detached: false,
		certificate,
		embedded: certificateWanted ? [authority.certificate, ...chain] : [],
		signingTime: now
	};
	const signer = signerOf$1(authority.privateKey);
	const attributes = signedAttributesOf(plan);
	return sequence(sequence(integer(0)), assembleSignedData(plan, attributes, signer.sign(attributes), signer.keyType));
}
// src/gateway/http/register-ca.ts
var caPaths = {
	ocsp: ocspPath,
	timestamp: "/ca/tsa",
	root: "/ca/root.cer",
	issuing: "/ca/issuing.cer"
};
/** RFC 6960 and RFC 3161 questions are some hundred bytes. */
var bodyLimit = 65536;
/** What the certification authority answers in DER: OCSP, time stamps, its certificates. The revocation list is in the table of routes. */
function registerCa(app, authority, certificates, clock) {
	for (const type of ["application/ocsp-request", "application/timestamp-query"]) app.addContentTypeParser(type, {
		parseAs: "buffer",
		bodyLimit
	}, (_request, body, done) => done(null, body));
	const derOf = (body) => {
		if (!(body instanceof Uint8Array)) throw new Refusal("malformed");
		return new Uint8Array(body);
	};
	app.post(caPaths.ocsp, async (request, reply) => {
		const responder = {
			issuer: authority.issuing.certificate,
			responder: authority.ocsp,
			lookup: certificates.statusOf,
			now: clock()
		};
		return reply.type("application/ocsp-response").send(Buffer.from(answerOcsp(derOf(request.body), responder)));
	});
	app.post(caPaths.timestamp, async (request, reply) => {
		const answer = answerTimestamp(derOf(request.body), authority.timestamp, clock(), [authority.issuing.certificate]);
		return reply.type("application/timestamp-reply").send(Buffer.from(answer));
	});
	app.get(caPaths.root, async (_request, reply) => reply.type("application/pkix-cert").send(Buffer.from(authority.root.certificate)));
	app.get(caPaths.issuing, async (_request, reply) => reply.type("application/pkix-cert").send(Buffer.from(authority.issuing.certificate)));
}
// src/gateway/population/identifiers.ts
/**
* The IIN of a birth date, sex and serial number.
* @param serial 0…9999; where no check digit exists for it, the next one that has is taken
*/
function makeIin(birthDate, sex, serial) {
	const century = Math.floor(Number(birthDate.slice(0, 4)) / 100) - 18;
	const head = birthDate.slice(2, 4) + birthDate.slice(5, 7) + birthDate.slice(8, 10) + String(1 + 2 * century + (sex === "female" ? 1 : 0));
	return Iin.parse(withCheckDigit(head, serial, 4));
}
/**
* The BIN of a resident legal entity's head office.
* @param registeredAt date of registration; year and month are in the number
* @param serial 0…99999
*/
var makeBin = (registeredAt, serial) => Bin.parse(withCheckDigit(`${registeredAt.slice(2, 4)}${registeredAt.slice(5, 7)}40`, serial, 5));
function withCheckDigit(head, serial, width) {
	for (let tried = serial;; tried++) {
		const eleven = head + String(tried % 10 ** width).padStart(width, "0");
		const check = checkDigitOf(eleven);
		if (check !== void 0) return `${eleven}${check}`;
	}
}
// src/gateway/population/staff.ts
/** Every fictitious employee's password. It opens nothing but the training. */
var trainingPassword = "Tereze-2026";
var centreStaff = [
	{
		login: "operator1",
		role: "operator",
		sex: "female",
		birthDate: "1994-02-17",
		pin: "1101",
		name: {
			surname: "Жақсыбекова",
			givenName: "Мәдина",
			patronymic: "Ержанқызы"
		}
	},
	{
		login: "operator2",
		role: "operator",
		sex: "male",
		birthDate: "1989-09-03",
		pin: "1202",
		name: {
			surname: "Исабеков",
			givenName: "Данияр",
			patronymic: "Мақсатұлы"
		}
	},
	{
		login: "operator3",
		role: "operator",
		sex: "female",
		birthDate: "1997-12-28",
		pin: "1303",
		name: {
			surname: "Лебедева",
			givenName: "Ольга",
			patronymic: "Николаевна"
		}
	},
	{
		login: "courier",
		role: "courier",
		sex: "male",
		birthDate: "1986-04-11",
		pin: "1404",
		name: {
			surname: "Тілеуберлинов",
			givenName: "Жәнібек",
			patronymic: "Олжасұлы"
		}
	},
	{
		login: "manager",
		role: "manager",
		sex: "female",
		birthDate: "1977-06-30",
		pin: "1505",
		name: {
			surname: "Сүлейменова",
			givenName: "Раушан",
			patronymic: "Төлегенқызы"
		}
	}
];
var providerStaff = [
	{
		login: "chancellery",
		role: "chancellery",
		sex: "female",
		birthDate: "1984-10-05",
		pin: "2101",
		name: {
			surname: "Нұрғалиева",
			givenName: "Шынар",
			patronymic: "Болатқызы"
		}
	},
	{
		login: "head",
		role: "head",
		sex: "male",
		birthDate: "1972-01-19",
		pin: "2202",
		name: {
			surname: "Ерғалиев",
			givenName: "Қанат",
			patronymic: "Сәкенұлы"
		}
	},
	{
		login: "executor1",
		role: "executor",
		sex: "female",
		birthDate: "1990-08-08",
		pin: "2303",
		name: {
			surname: "Әбілова",
			givenName: "Әсел",
			patronymic: "Нұржанқызы"
		}
	},
	{
		login: "executor2",
		role: "executor",
		sex: "male",
		birthDate: "1995-05-23",
		pin: "2404",
		name: {
			surname: "Құсайынов",
			givenName: "Арман",
			patronymic: "Бауыржанұлы"
		}
	}
];
var headOf = (staff, role) => {
	const head = staff.find((sketch) => sketch.role === role);
	if (head === void 0) throw new Error("An organisation without a head");
	return fullNameOf(head.name);
};
var trainingCentre = {
	id: "training-centre",
	kind: "centre",
	bin: makeBin("2016-01-29", 40101),
	deskNumber: 1,
	name: {
		kk: "Өскемен қаласының халыққа қызмет көрсету орталығы",
		ru: "Центр обслуживания населения города Усть-Каменогорска"
	},
	address: {
		kk: "Шығыс Қазақстан облысы, Өскемен қ., Сәтбаев даңғ., 20/1",
		ru: "Восточно-Казахстанская область, г. Усть-Каменогорск, пр. Сатпаева, 20/1"
	},
	region: {
		kk: "Шығыс Қазақстан облысы",
		ru: "Восточно-Казахстанская область"
	},
	headName: headOf(centreStaff, "manager")
};
var trainingProvider = (bin, name, region) => ({
	id: "training-provider",
	kind: "provider",
	bin,
	name,
	region,
	deskNumber: 1,
	headName: headOf(providerStaff, "head"),
	address: {
		kk: "Шығыс Қазақстан облысы, Өскемен қ., Қазақстан к-сі, 27",
		ru: "Восточно-Казахстанская область, г. Усть-Каменогорск, ул. Казахстан, 27"
	}
});
var home = {
	kk: "Шығыс Қазақстан облысы, Өскемен қ., Мызы к-сі, 15-үй, 3-пәтер",
	ru: "Восточно-Казахстанская область, г. Усть-Каменогорск, ул. Мызы, д. 15, кв. 3"
};
var colleague = (bin, base) => ({ login, role, sex, birthDate, name, pin }, index) => {
	const iin = makeIin(birthDate, sex, base + index);
	return {
		pin,
		member: {
			staffId: `staff-${login}`,
			login,
			iin,
			fullName: fullNameOf(name),
			role,
			organisationBin: bin,
			phone: `+7705${base}${String(index).padStart(3, "0")}`
		},
		person: {
			iin,
			name,
			birthDate,
			sex,
			address: home,
			identityDocument: {
				kind: "idCard",
				number: `05${base}${String(index).padStart(3, "0")}`,
				issuedAt: "2022-05-16",
				expiresAt: "2032-05-15"
			}
		}
	};
};
/** Everybody who works at the training centre and at the training provider. */
var trainingColleagues = (provider) => [...centreStaff.map(colleague(trainingCentre.bin, 9100)), ...providerStaff.map(colleague(provider.bin, 9200))];
// src/gateway/population/well-known.ts
var oskemen$1 = (kk, ru) => ({
	kk: `Шығыс Қазақстан облысы, Өскемен қ., ${kk}`,
	ru: `Восточно-Казахстанская область, г. Усть-Каменогорск, ${ru}`
});
var person = ({ sex, birthDate, serial, name, document, address, ...rest }) => ({
	iin: makeIin(birthDate, sex, serial),
	name,
	birthDate,
	sex,
	identityDocument: document,
	address: address ?? oskemen$1("Қазақстан к-сі, 59-үй, 12-пәтер", "ул. Казахстан, д. 59, кв. 12"),
	...rest
});
var idCard = (number) => ({
	kind: "idCard",
	number,
	issuedAt: "2023-04-11",
	expiresAt: "2033-04-10"
});
var woman = person({
	sex: "female",
	birthDate: "1985-03-12",
	serial: 4001,
	name: {
		surname: "Ахметова",
		givenName: "Айгүл",
		patronymic: "Серікқызы"
	},
	document: idCard("048512001")
});
var man = person({
	sex: "male",
	birthDate: "1982-11-30",
	serial: 3002,
	name: {
		surname: "Ахметов",
		givenName: "Ерлан",
		patronymic: "Болатұлы"
	},
	document: idCard("048212002")
});
var representative = (serial, birthDate, name) => person({
	sex: "male",
	birthDate,
	serial,
	name,
	document: idCard(`0490${serial}0`),
	address: oskemen$1("Сәтбаев даңғ., 8-үй, 40-пәтер", "пр. Сатпаева, д. 8, кв. 40")
});
/**
* The people that exercises and tests know by name. All fictitious. Their IINs come from birth date, sex and serial, and so never change:
* woman 850312440018 · man 821130330022 · russianMan 900705330032 · withoutPatronymic 930124440043 · deceased 410509330054 ·
* minor 150901550067 · representatives: valid 790214330117 · expired 800621330124 · revoked 881203330139 · wrongScope 910819330143 ·
* otherPrincipal 751008330152 · not in the register 870415449997.
*/
var wellKnownPeople = {
	/** An ordinary adult, Kazakh name; mother of `minor`, principal of the powers of attorney below. */
	woman,
	/** Her husband. */
	man,
	/** An ordinary adult, Russian name with ё. */
	russianMan: person({
		sex: "male",
		birthDate: "1990-07-05",
		serial: 3003,
		name: {
			surname: "Соловьёв",
			givenName: "Пётр",
			patronymic: "Фёдорович"
		},
		document: idCard("049012003")
	}),
	/** An adult without patronymic. */
	withoutPatronymic: person({
		sex: "female",
		birthDate: "1993-01-24",
		serial: 4004,
		name: {
			surname: "Ким",
			givenName: "Алина"
		},
		document: idCard("049312004")
	}),
	/** Dead: requests in this name are refused. */
	deceased: person({
		sex: "male",
		birthDate: "1941-05-09",
		serial: 3005,
		name: {
			surname: "Сәрсенов",
			givenName: "Қайрат",
			patronymic: "Омарұлы"
		},
		document: {
			kind: "idCard",
			number: "004112005",
			issuedAt: "2012-02-01"
		},
		diedAt: "2019-10-17"
	}),
	/** A child with both parents in the register. */
	minor: person({
		sex: "male",
		birthDate: "2015-09-01",
		serial: 5006,
		name: {
			surname: "Ахметов",
			givenName: "Алихан",
			patronymic: "Ерланұлы"
		},
		document: {
			kind: "birthCertificate",
			number: "0915006",
			issuedAt: "2015-09-10"
		},
		parents: [woman.iin, man.iin]
	}),
	representativeValid: representative(3011, "1979-02-14", {
		surname: "Қасымов",
		givenName: "Дәурен",
		patronymic: "Асқарұлы"
	}),
	representativeExpired: representative(3012, "1980-06-21", {
		surname: "Мұқанов",
		givenName: "Жандос",
		patronymic: "Қанатұлы"
	}),
	representativeRevoked: representative(3013, "1988-12-03", {
		surname: "Оразбаев",
		givenName: "Ілияс",
		patronymic: "Ғалымұлы"
	}),
	representativeWrongScope: representative(3014, "1991-08-19", {
		surname: "Төлегенов",
		givenName: "Рүстем",
		patronymic: "Үсенұлы"
	}),
	representativeOtherPrincipal: representative(3015, "1975-10-08", {
		surname: "Волков",
		givenName: "Сергей",
		patronymic: "Юрьевич"
	})
};
/** A valid IIN that the register of persons does not know. */
var unknownIin = makeIin("1987-04-15", "female", 4999);
var wellKnownAuthorityNumbers = {
	valid: "2026-900001",
	expired: "2026-900002",
	revoked: "2026-900003",
	wrongScope: "2026-900004",
	otherPrincipal: "2026-900005"
};
var notary = "Өскемен қаласының нотариусы Сейітова Гүлжан Қайратқызы";
/**
* Powers of attorney of the well-known people, one for each way in which one can be wrong.
* @param day gives the date so many days from today
*/
function wellKnownAuthorities(day) {
	const { representativeValid, representativeExpired, representativeRevoked, representativeWrongScope, representativeOtherPrincipal } = wellKnownPeople;
	const grant = (number, to, more = {}) => ({
		number,
		notary,
		issuedAt: day(-60),
		expiresAt: day(1e3),
		principal: woman.iin,
		representative: to.iin,
		representativeName: to.name,
		scope: "all",
		...more
	});
	return [
		grant(wellKnownAuthorityNumbers.valid, representativeValid),
		grant(wellKnownAuthorityNumbers.expired, representativeExpired, {
			issuedAt: day(-800),
			expiresAt: day(-70)
		}),
		grant(wellKnownAuthorityNumbers.revoked, representativeRevoked, { revokedAt: day(-10) }),
		grant(wellKnownAuthorityNumbers.wrongScope, representativeWrongScope, { scope: ["vehicle-registration"] }),
		grant(wellKnownAuthorityNumbers.otherPrincipal, representativeOtherPrincipal, { principal: man.iin })
	];
}
// src/pki/issue-certificate.ts
var roleOids = {
	person: [oids.purpose.person],
	head: [oids.purpose.legalEntity, oids.purpose.head],
	signatory: [oids.purpose.legalEntity, oids.purpose.signatory],
	employee: [oids.purpose.legalEntity, oids.purpose.employee]
};
/** The names as the National Certification Authority writes them: GN is the patronymic, and CN holds surname and name. */
var nameParts = ({ surname, givenName, patronymic, iin, bin, organisation, email }) => [
	["commonName", `${surname} ${givenName}`],
	["surname", surname],
	["serialNumber", `IIN${iin}`],
	["country", "KZ"],
	...organisation === void 0 ? [] : [["organisation", organisation]],
	...bin === void 0 ? [] : [["organisationalUnit", `BIN${bin}`]],
	...patronymic === void 0 ? [] : [["givenName", patronymic]],
	...email === void 0 ? [] : [["email", email]]
];
/**
* Issues a certificate by the issuing authority, with names, purposes and policies as the national ones have them.
* The order is believed: whoever calls has checked the person and the possession of the key.
* @returns DER
*/
function issueCertificate(authority, order) {
	const issuer = parseCertificate(authority.issuing.certificate);
	if (issuer === void 0) throw new Error("issueCertificate: not a certificate");
	const purposes = [
		oids.purpose.emailProtection,
		oids.purpose.clientAuth,
		...roleOids[order.role]
	];
	return signCertificate({
		issuer: issuer.subject,
		issuerSpki: issuer.spki,
		subject: distinguishedName(nameParts(order.subject)),
		spki: order.publicKeySpki,
		notBefore: new Date(order.notBefore),
		notAfter: new Date(order.notAfter),
		extensions: [
			keyUsageExtension(order.keyUsage ?? ["digitalSignature", "nonRepudiation"]),
			extendedKeyUsage(purposes),
			certificatePolicies(oids.policy.certificates),
			...order.crlUrl === void 0 ? [] : [crlDistributionPoints(order.crlUrl)],
			...order.ocspUrl === void 0 ? [] : [authorityInformationAccess(order.ocspUrl)]
		]
	}, authority.issuing.privateKey);
}
// src/gateway/handlers/training.ts
var day = 864e5;
var strangeBin = makeBin("2015-03-01", 77001);
/** What only a training gateway answers: who is who, certificates for the asking, and the switches. */
function createTrainingHandlers(deps) {
	const { staff, authority, certificates, revocationLists, faults, database } = deps;
	const base64 = (der) => Buffer.from(der).toString("base64");
	const provider = () => staff.workplaces().find(({ kind }) => kind === "provider");
	return {
		trainingStaff: () => {
			const workplace = provider();
			return (workplace === void 0 ? [] : trainingColleagues(workplace)).map(({ member, pin }) => ({
				...member,
				pin,
				password: trainingPassword
			}));
		},
		trainingWorkplaces: () => staff.workplaces().map((workplace) => ({
			workplace,
			gatewayUrl: deps.url(),
			workplaceToken: staff.tokenOf(workplace.id),
			training: true,
			trustedRoots: [base64(authority.root.certificate)],
			intermediates: [base64(authority.issuing.certificate)]
		})),
		trainingCertificate: ({ body, now }) => {
			const workplace = provider();
			const colleague = workplace === void 0 ? void 0 : trainingColleagues(workplace).find(({ member }) => member.staffId === body.staffId);
			const organisation = staff.workplaces().find(({ bin }) => bin === colleague?.member.organisationBin);
			if (colleague === void 0 || organisation === void 0) throw new Refusal("notFound");
			const csr = readCsr(Buffer.from(body.csr, "base64"));
			if (!csr.ok) throw new Refusal("malformed", { reason: csr.error.tag }, 422);
			const { flaw } = body;
			const { name } = colleague.person;
			const at = (offset) => new Date(now.getTime() + offset).toISOString();
			const [from, to] = flaw === "expired" ? [-400 * day, -35 * day] : flaw === "notYetValid" ? [day, 366 * day] : [-864e5, 365 * day];
			const der = issueCertificate(authority, {
				publicKeySpki: csr.value.publicKeySpki,
				subject: {
					surname: name.surname,
					givenName: name.givenName,
					...name.patronymic === void 0 ? {} : { patronymic: name.patronymic },
					iin: flaw === "otherIin" ? unknownIin : colleague.member.iin,
					bin: flaw === "otherBin" ? strangeBin : organisation.bin,
					organisation: organisation.name.kk
				},
				role: colleague.member.role === "head" ? "head" : "employee",
				notBefore: at(from),
				notAfter: at(to),
				crlUrl: deps.url() + routes.crl.path,
				ocspUrl: deps.url() + caPaths.ocsp,
				...flaw === "notForSignature" ? { keyUsage: ["keyAgreement"] } : {}
			});
			const { serial } = certificates.add(der, body.staffId, now);
			return {
				certificate: base64(der),
				serial,
				chain: [base64(authority.issuing.certificate)]
			};
		},
		trainingRevocation: ({ body, now }) => {
			return { revoked: database.transaction(() => {
				const known = certificates.revoke(body.serial, now);
				if (known) revocationLists.renew(now);
				return known;
			}).immediate() };
		},
		trainingFaults: ({ body }) => {
			faults.set(body);
			return body;
		}
	};
}
// src/gateway/http/authenticate.ts
var bearer = (authorization) => {
	const token = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(authorization ?? "")?.[1];
	if (token === void 0) throw new Refusal("unauthorised");
	return token;
};
function createAuthenticate(staffStore, sessions, clock) {
	const findStaff = (token) => {
		const session = sessions.find(token, clock());
		const staff = session === void 0 ? void 0 : staffStore.findById(session.staffId);
		const workplace = session === void 0 ? void 0 : staffStore.findWorkplace(session.workplaceId);
		return staff === void 0 || workplace === void 0 ? void 0 : {
			staff,
			workplace
		};
	};
	return {
		staff: (authorization) => {
			const caller = findStaff(bearer(authorization));
			if (caller === void 0) throw new Refusal("unauthorised");
			return caller;
		},
		workplace: (authorization) => {
			const token = bearer(authorization);
			const workplace = staffStore.findWorkplaceByToken(token) ?? findStaff(token)?.workplace;
			if (workplace === void 0) throw new Refusal("unauthorised");
			return { workplace };
		}
	};
}
// src/gateway/http/faults.ts
function createFaults() {
	let faults = TrainingFaults.parse({});
	return {
		current: () => faults,
		set: (next) => {
			faults = next;
		}
	};
}
/** Misbehaves as the switches say, everywhere but under /training. */
function installFaults(app, faults) {
	let counted = 0;
	app.addHook("onRequest", async (request, reply) => {
		const { delayMilliseconds, refuseRetryAfterSeconds, nonsense, dropAfterEvery, onlyPath } = faults.current();
		if (request.url.startsWith("/training/") || onlyPath !== void 0 && !request.url.startsWith(onlyPath)) return;
		if (delayMilliseconds > 0) await setTimeout$1(delayMilliseconds);
		if (refuseRetryAfterSeconds !== void 0) {
			reply.header("retry-after", String(refuseRetryAfterSeconds));
			throw new Refusal("unavailable", { retryAfterSeconds: refuseRetryAfterSeconds });
		}
		if (nonsense) return reply.code(200).type("text/html; charset=utf-8").send("<!doctype html><title>Wi-Fi</title><p>Кіру / Вход</p>");
		if (dropAfterEvery !== void 0 && ++counted % dropAfterEvery === 0) reply.raw.writeHead = () => {
			request.raw.socket.destroy();
			return reply.raw;
		};
	});
}
// src/gateway/http/handler.ts
/** What each `{parameter}` of a path must be. */
var pathParameters = {
	iin: Iin,
	bin: Bin,
	number: z.string().min(1).max(100),
	sha256: ContentHash,
	caseId: CaseId
};
// src/gateway/http/register-routes.ts
/** RFC draft idempotency-key-header: a string of the caller's making; what callers make are UUIDs. */
var IdempotencyKey = z.string().regex(/^[\x21-\x7e]{8,255}$/);
var parameterNames = Object.keys(pathParameters);
/** @throws Refusal `malformed` with the path of the first wrong field, never with its value */
function parse(schema, value, part) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new Refusal("malformed", {
		part,
		field: parsed.error.issues[0]?.path.map(String).join(".") ?? ""
	});
}
var paramsSchema = (path) => z.object(Object.fromEntries(parameterNames.filter((name) => path.includes(`{${name}}`)).map((name) => [name, pathParameters[name]])));
function sendBytes(reply, answer, type) {
	return reply.type(type).send(answer instanceof Uint8Array ? Buffer.from(answer) : createReadStream(answer.file));
}
/** One listener per call on the gateway's own signal, taken off again: `AbortSignal.any` would gather them for as long as the process runs. */
function goneSignal(request, reply, stopping) {
	const gone = new AbortController();
	const abort = () => gone.abort();
	stopping.addEventListener("abort", abort, { once: true });
	reply.raw.once("close", () => {
		stopping.removeEventListener("abort", abort);
		abort();
	});
	if (stopping.aborted || request.raw.socket.destroyed) abort();
	return gone.signal;
}
/** Registers every route of the table; nothing else knows their paths. */
function registerRoutes(app, handlers, deps) {
	const { database, authenticate, idempotency, clock } = deps;
	const answerOnce = async (route, request, bodyHash, caller, run) => {
		const key = parse(IdempotencyKey, request.headers["idempotency-key"], "header");
		const { bin } = caller.workplace;
		const known = idempotency.find(bin, key, bodyHash);
		if (known !== void 0) return known;
		const { commit, after } = await run();
		const answer = database.transaction(() => {
			const meanwhile = idempotency.find(bin, key, bodyHash);
			if (meanwhile !== void 0) return meanwhile;
			const made = route.answer?.parse(commit());
			idempotency.add(bin, key, bodyHash, made, clock());
			return made;
		}).immediate();
		after?.();
		return answer;
	};
	for (const name of Object.keys(routes)) {
		const route = routes[name];
		if (route.training === true && !deps.training) continue;
		const handler = handlers[name];
		const params = paramsSchema(route.path);
		app.route({
			method: route.method,
			url: route.path.replace(/\{(\w+)\}/g, ":$1"),
			handler: async (request, reply) => {
				const { authorization } = request.headers;
				const caller = route.access === "open" ? void 0 : authenticate[route.access](authorization);
				const input = {
					params: parse(params, request.params, "path"),
					query: route.query === void 0 ? void 0 : parse(route.query, request.query, "query"),
					body: route.body === void 0 ? void 0 : parse(route.body, request.body, "body")
				};
				const run = () => handler({
					...input,
					...caller,
					now: clock(),
					signal: goneSignal(request, reply, deps.stopping)
				});
				if (route.idempotent === true) {
					if (caller === void 0) throw new Error(`${name}: an idempotent route needs a known caller`);
					const bodyHash = canonicalHash({
						route: name,
						params: input.params,
						body: input.body
					});
					return answerOnce(route, request, bodyHash, caller, run);
				}
				const answer = await run();
				if (route.bytes !== void 0) return sendBytes(reply, answer, route.bytes);
				return route.answer?.parse(answer);
			}
		});
	}
}
// src/gateway/http/register-uploads.ts
/** Hands the tus protocol's requests over to the upload server, once the workplace has proved itself. */
function registerUploads(app, uploads, authenticate) {
	app.addContentTypeParser("application/offset+octet-stream", (_request, _payload, done) => done(null));
	const both = [uploadsPath, `${uploadsPath}/:id`];
	for (const url of both) app.route({
		method: [
			"POST",
			"HEAD",
			"PATCH",
			"DELETE",
			"OPTIONS"
		],
		url,
		handler: async (request, reply) => {
			const { workplace } = authenticate.workplace(request.headers.authorization);
			reply.hijack();
			await uploads.handle(workplace, request.raw, reply.raw);
		}
	});
}
// src/gateway/http/server.ts
/** A signed request is some kilobytes; documents do not come this way. */
var longestBody = 8388608;
var loopbackHosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
var refusalOf = (failure) => {
	if (failure instanceof Refusal) return failure;
	const status = failure.statusCode;
	if (status === 413) return new Refusal("tooLarge");
	return status !== void 0 && status >= 400 && status < 500 ? new Refusal("malformed", {}, status) : void 0;
};
/** Fastify with what holds for every answer: problems as RFC 9457 says, nothing cached, a line in the log without personal data. */
function createServer(logger) {
	const app = fastify({
		bodyLimit: longestBody,
		forceCloseConnections: "idle",
		logger: false,
		routerOptions: { maxParamLength: 200 }
	});
	app.addHook("onRequest", async (request, reply) => {
		reply.header("cache-control", "no-store");
		if (!loopbackHosts.test(request.headers.host ?? "")) throw new Refusal("forbidden");
	});
	app.addHook("onResponse", async (request, reply) => {
		const operation = `${request.method} ${request.routeOptions.url ?? "?"}`;
		logger.info("answered", {
			operation,
			status: reply.statusCode,
			milliseconds: Math.round(reply.elapsedTime)
		});
	});
	app.setErrorHandler((failure, request, reply) => {
		const refusal = refusalOf(failure);
		if (refusal === void 0) logger.error("failed", {
			operation: `${request.method} ${request.routeOptions.url ?? "?"}`,
			failure: describeFailure(failure)
		});
		const { status, body, data } = refusal ?? new Refusal("unavailable", {}, 500);
		if (typeof data["retryAfterSeconds"] === "number") reply.header("retry-after", String(data["retryAfterSeconds"]));
		return reply.code(status).type("application/problem+json").send(body);
	});
	app.setNotFoundHandler((_request, reply) => {
		const { status, body } = new Refusal("notFound");
		return reply.code(status).type("application/problem+json").send(body);
	});
	return app;
}
// src/gateway/idempotency-store.ts
var Row$2 = z.object({
	body_hash: z.string(),
	answer: z.string()
});
function createIdempotencyStore(database) {
	const select = database.prepare("SELECT body_hash, answer FROM idempotency WHERE bin = ? AND key = ?");
	const insert = database.prepare("INSERT INTO idempotency (bin, key, body_hash, answer, at) VALUES (?, ?, ?, ?, ?)");
	return {
		find: (bin, key, bodyHash) => {
			const row = Row$2.optional().parse(select.get(bin, key));
			if (row === void 0) return void 0;
			if (row.body_hash !== bodyHash) throw new Refusal("idempotencyMismatch");
			return JSON.parse(row.answer);
		},
		add: (bin, key, bodyHash, answer, now) => void insert.run(bin, key, bodyHash, JSON.stringify(answer), now.toISOString())
	};
}
// src/gateway/population/authorities.ts
var notaries = [
	"Өскемен қаласының нотариусы Сейітова Гүлжан Қайратқызы",
	"Ақтау қаласының нотариусы Бекенов Талғат Серікұлы",
	"Ақтөбе қаласының нотариусы Морозова Елена Викторовна",
	"Астана қаласының нотариусы Жұмабаева Әсел Мұратқызы"
];
/**
* Sixty powers of attorney: general, valid for one service, expired, revoked and for something else, in turn.
* @param people living adults
* @param services ids of the catalogue's services
* @param day gives the date so many days from today
*/
function makeAuthorities(random, people, services, day) {
	return Array.from({ length: 60 }, (_, index) => {
		const principal = random.pick(people);
		const representative = random.pick(people.filter(({ iin }) => iin !== principal.iin));
		const issued = -random.between(30, 300);
		const base = {
			number: `2026-${String(100001 + index)}`,
			notary: random.pick(notaries),
			issuedAt: day(issued),
			expiresAt: day(issued + 1095),
			principal: principal.iin,
			representative: representative.iin,
			representativeName: representative.name
		};
		switch (index % 5) {
			case 0: return {
				...base,
				scope: "all"
			};
			case 1: return {
				...base,
				scope: services.length > 0 ? [random.pick(services)] : "all"
			};
			case 2: return {
				...base,
				scope: "all",
				issuedAt: day(issued - 1095),
				expiresAt: day(issued)
			};
			case 3: return {
				...base,
				scope: "all",
				revokedAt: day(-random.between(1, 25))
			};
			default: return {
				...base,
				scope: ["vehicle-registration", "real-estate-sale"]
			};
		}
	});
}
// src/gateway/population/addresses.ts
var oskemen = {
	kk: "Шығыс Қазақстан облысы, Өскемен қ.",
	ru: "Восточно-Казахстанская область, г. Усть-Каменогорск",
	streets: [
		["Қазақстан к-сі", "ул. Казахстан"],
		["Тәуелсіздік даңғ.", "пр. Независимости"],
		["Қабанбай батыр к-сі", "ул. Кабанбай батыра"],
		["Мызы к-сі", "ул. Мызы"],
		["Сәтбаев даңғ.", "пр. Сатпаева"]
	]
};
var cities = [
	oskemen,
	{
		kk: "Маңғыстау облысы, Ақтау қ.",
		ru: "Мангистауская область, г. Актау",
		streets: [
			["7-шағын аудан", "7-й микрорайон"],
			["12-шағын аудан", "12-й микрорайон"],
			["27-шағын аудан", "27-й микрорайон"],
			["31Б шағын ауданы", "микрорайон 31Б"]
		]
	},
	{
		kk: "Ақтөбе облысы, Ақтөбе қ.",
		ru: "Актюбинская область, г. Актобе",
		streets: [
			["Әбілқайыр хан даңғ.", "пр. Абилкайыр хана"],
			["Ағайынды Жұбановтар к-сі", "ул. Братьев Жубановых"],
			["Мәңгілік Ел даңғ.", "пр. Мангилик Ел"],
			["Әлия Молдағұлова даңғ.", "пр. Алии Молдагуловой"]
		]
	},
	{
		kk: "Астана қ.",
		ru: "г. Астана",
		streets: [
			["Абай даңғ.", "пр. Абая"],
			["Республика даңғ.", "пр. Республики"],
			["Мәңгілік Ел даңғ.", "пр. Мангилик Ел"],
			["Сығанақ к-сі", "ул. Сыганак"],
			["Қарасай батыр к-сі", "ул. Карасай батыра"]
		]
	}
];
var place = (city, street, house, rest) => ({
	kk: `${city.kk}, ${street[0]}, ${house}-үй, ${rest.kk}`,
	ru: `${city.ru}, ${street[1]}, д. ${house}, ${rest.ru}`
});
/** Where a person lives; half of them in Өскемен, where the training centre stands. */
function homeAddress(random) {
	const city = random.next() < .5 ? oskemen : random.pick(cities);
	const flat = random.between(1, 120);
	return place(city, random.pick(city.streets), random.between(1, 140), {
		kk: `${flat}-пәтер`,
		ru: `кв. ${flat}`
	});
}
function officeAddress(random) {
	const city = random.pick(cities);
	const office = random.between(1, 60);
	return place(city, random.pick(city.streets), random.between(1, 140), {
		kk: `${office}-кеңсе`,
		ru: `офис ${office}`
	});
}
// src/gateway/population/organisations.ts
var names = [
	"Алтай",
	"Ертіс",
	"Бәйтерек",
	"Каспий",
	"Ұлытау",
	"Жетісу",
	"Нұр",
	"Береке",
	"Самұрық",
	"Қазына",
	"Тұлпар",
	"Ақжайық",
	"Мұнара",
	"Дархан",
	"Шаңырақ"
];
var trades = [
	{
		kk: "Құрылыс",
		ru: "Курылыс"
	},
	{
		kk: "Сервис",
		ru: "Сервис"
	},
	{
		kk: "Логистика",
		ru: "Логистика"
	},
	{
		kk: "Агро",
		ru: "Агро"
	}
];
var inRussian = {
	Алтай: "Алтай",
	Ертіс: "Ертис",
	Бәйтерек: "Байтерек",
	Каспий: "Каспий",
	Ұлытау: "Улытау",
	Жетісу: "Жетысу",
	Нұр: "Нур",
	Береке: "Береке",
	Самұрық: "Самрук",
	Қазына: "Казына",
	Тұлпар: "Тулпар",
	Ақжайық: "Акжайык",
	Мұнара: "Мунара",
	Дархан: "Дархан",
	Шаңырақ: "Шанырак"
};
/**
* Sixty fictitious companies: every name with every trade, each headed by a living adult of the register.
* @param taken BINs that are given away already
*/
function makeOrganisations(random, heads, taken) {
	return names.flatMap((name) => trades.map((trade) => {
		const registeredAt = `${random.between(2e3, 2025)}-${String(random.between(1, 12)).padStart(2, "0")}-${String(random.between(1, 28)).padStart(2, "0")}`;
		let bin = makeBin(registeredAt, random.between(0, 99999));
		while (taken.has(bin)) bin = makeBin(registeredAt, random.between(0, 99999));
		taken.add(bin);
		const head = random.pick(heads);
		return {
			bin,
			registeredAt,
			address: officeAddress(random),
			head: {
				iin: head.iin,
				name: head.name
			},
			name: {
				kk: `«${name} ${trade.kk}» ЖШС`,
				ru: `ТОО «${inRussian[name]} ${trade.ru}»`
			}
		};
	}));
}
// src/gateway/population/names.ts
var kazakh = {
	male: [
		"Нұрлан",
		"Ерлан",
		"Серік",
		"Болат",
		"Қайрат",
		"Мұрат",
		"Асқар",
		"Бауыржан",
		"Дәурен",
		"Жандос",
		"Қанат",
		"Мейрам",
		"Олжас",
		"Рүстем",
		"Сәкен",
		"Тимур",
		"Әлихан",
		"Әділет",
		"Ғалым",
		"Өмірзақ",
		"Үсен",
		"Ілияс",
		"Арман",
		"Берік",
		"Данияр",
		"Ержан",
		"Жәнібек",
		"Мақсат",
		"Нұржан",
		"Талғат"
	],
	female: [
		"Айгүл",
		"Гүлнар",
		"Динара",
		"Жанар",
		"Зәуре",
		"Қарлығаш",
		"Ләззат",
		"Мәдина",
		"Назгүл",
		"Раушан",
		"Сәуле",
		"Толқын",
		"Шынар",
		"Әсел",
		"Әлия",
		"Ғайни",
		"Үміт",
		"Іңкәр",
		"Айнұр",
		"Ақмарал",
		"Балжан",
		"Гүлмира",
		"Еңлік",
		"Жұлдыз",
		"Камила",
		"Меруерт",
		"Орынкүл",
		"Перизат",
		"Салтанат",
		"Томирис"
	],
	/** Stems of surnames; -а is added for a woman. */
	surnames: [
		"Әбілов",
		"Әлімов",
		"Байжанов",
		"Бекенов",
		"Досмағамбетов",
		"Ерғалиев",
		"Жақсыбеков",
		"Жұмабаев",
		"Исабеков",
		"Қалиев",
		"Қасымов",
		"Құсайынов",
		"Мұқанов",
		"Нұрғалиев",
		"Оразбаев",
		"Өтегенов",
		"Рахымжанов",
		"Сағынтаев",
		"Сәтбаев",
		"Сүлейменов",
		"Тілеуберлинов",
		"Төлегенов",
		"Ұзақбаев",
		"Үсенов",
		"Шәкенов",
		"Ғабдуллин",
		"Ысқақов",
		"Ізтілеуов"
	]
};
/** Given names with the patronymics made of them. */
var russian = {
	male: [
		[
			"Александр",
			"Александрович",
			"Александровна"
		],
		[
			"Андрей",
			"Андреевич",
			"Андреевна"
		],
		[
			"Виктор",
			"Викторович",
			"Викторовна"
		],
		[
			"Дмитрий",
			"Дмитриевич",
			"Дмитриевна"
		],
		[
			"Евгений",
			"Евгеньевич",
			"Евгеньевна"
		],
		[
			"Иван",
			"Иванович",
			"Ивановна"
		],
		[
			"Михаил",
			"Михайлович",
			"Михайловна"
		],
		[
			"Николай",
			"Николаевич",
			"Николаевна"
		],
		[
			"Пётр",
			"Петрович",
			"Петровна"
		],
		[
			"Сергей",
			"Сергеевич",
			"Сергеевна"
		],
		[
			"Фёдор",
			"Фёдорович",
			"Фёдоровна"
		],
		[
			"Юрий",
			"Юрьевич",
			"Юрьевна"
		]
	],
	female: [
		"Алёна",
		"Анастасия",
		"Вера",
		"Галина",
		"Екатерина",
		"Елена",
		"Ирина",
		"Людмила",
		"Мария",
		"Наталья",
		"Ольга",
		"Светлана",
		"Татьяна",
		"Юлия"
	],
	surnames: [
		"Иванов",
		"Петров",
		"Сидоров",
		"Кузнецов",
		"Соловьёв",
		"Морозов",
		"Волков",
		"Фёдоров",
		"Киселёв",
		"Щербаков",
		"Громов",
		"Ершов",
		"Лебедев",
		"Тихонов"
	]
};
/** A family: the surname as men bear it, and the father's given name. */
function pickFamily(random) {
	return random.next() < .72 ? {
		tongue: "kk",
		surname: random.pick(kazakh.surnames),
		father: random.pick(kazakh.male)
	} : {
		tongue: "ru",
		surname: random.pick(russian.surnames),
		father: random.pick(russian.male)[0]
	};
}
var patronymicOf = (family, sex) => {
	if (family.tongue === "kk") return family.father + (sex === "male" ? "ұлы" : "қызы");
	return russian.male.find(([name]) => name === family.father)?.[sex === "male" ? 1 : 2];
};
function nameOf(random, family, sex) {
	const men = family.tongue === "kk" ? kazakh.male : russian.male.map(([name]) => name);
	const women = family.tongue === "kk" ? kazakh.female : russian.female;
	const patronymic = patronymicOf(family, sex);
	return {
		surname: sex === "male" ? family.surname : `${family.surname}а`,
		givenName: random.pick(sex === "male" ? men : women),
		...patronymic === void 0 || random.next() < .04 ? {} : { patronymic }
	};
}
// src/gateway/population/people.ts
var counts = {
	nineteenthCentury: 8,
	adults: 440,
	youngAdults: 40,
	children: 60
};
var pad = (value) => String(value).padStart(2, "0");
var dateIn = (random, firstYear, lastYear) => `${random.between(firstYear, lastYear)}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`;
var later = (date, years) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
var digits = (random, count) => Array.from({ length: count }, () => random.between(0, 9)).join("");
function identityDocument(random, adult) {
	if (!adult) return {
		kind: "birthCertificate",
		number: digits(random, 7),
		issuedAt: dateIn(random, 2016, 2024)
	};
	const issuedAt = dateIn(random, 2017, 2025);
	return random.next() < .9 ? {
		kind: "idCard",
		number: `0${digits(random, 8)}`,
		issuedAt,
		expiresAt: later(issuedAt, 10)
	} : {
		kind: "passport",
		number: `N${digits(random, 8)}`,
		issuedAt,
		expiresAt: later(issuedAt, 10)
	};
}
/**
* The ordinary people of the training register; none of them exists.
* @param taken IINs that are given away already; those made here are added
*/
function makePeople(random, taken) {
	const freeIin = (birthDate, sex) => {
		let iin = makeIin(birthDate, sex, random.between(0, 8999));
		while (taken.has(iin)) iin = makeIin(birthDate, sex, random.between(0, 8999));
		taken.add(iin);
		return iin;
	};
	const make = (birthDate, sex, adult, given = {}) => ({
		iin: freeIin(birthDate, sex),
		name: given.name ?? nameOf(random, pickFamily(random), sex),
		birthDate,
		sex,
		address: given.address ?? homeAddress(random),
		identityDocument: identityDocument(random, adult)
	});
	const sexOf = (index) => index % 2 === 0 ? "female" : "male";
	const series = (count, one) => Array.from({ length: count }, (_, index) => one(index));
	const old = series(counts.nineteenthCentury, (index) => ({
		...make(dateIn(random, 1890, 1899), sexOf(index), true),
		identityDocument: {
			kind: "passport",
			number: `II-${digits(random, 6)}`,
			issuedAt: dateIn(random, 1950, 1960)
		},
		diedAt: dateIn(random, 1965, 1985)
	}));
	const adults = series(counts.adults, (index) => {
		const adult = make(dateIn(random, 1930, 1999), sexOf(index), true);
		return adult.birthDate < "1955" && index % 4 === 0 ? {
			...adult,
			diedAt: dateIn(random, 2015, 2025)
		} : adult;
	});
	const young = series(counts.youngAdults, (index) => make(dateIn(random, 2e3, 2005), sexOf(index), true));
	const ofParentAge = adults.filter((adult) => adult.birthDate >= "1976" && adult.birthDate < "1996");
	const [mothers, fathers] = [ofParentAge.filter(({ sex }) => sex === "female"), ofParentAge.filter(({ sex }) => sex === "male")];
	const children = series(counts.children, (index) => {
		const [father, mother] = [random.pick(fathers), random.pick(mothers)];
		const family = {
			tongue: isKazakh(father.name) ? "kk" : "ru",
			surname: father.name.surname,
			father: father.name.givenName
		};
		const sex = sexOf(index);
		return {
			...make(dateIn(random, 2012, 2023), sex, false, {
				name: nameOf(random, family, sex),
				address: mother.address
			}),
			parents: [mother.iin, father.iin]
		};
	});
	return [
		...old,
		...adults,
		...young,
		...children
	];
}
/** Men without patronymic are too few to matter which language their child's is made in. */
var isKazakh = (name) => name.patronymic?.endsWith("ұлы") ?? /[әғқңөұүһі]/i.test(name.surname + name.givenName);
// src/gateway/population/random.ts
/** mulberry32: 32 bits of state are plenty for some thousands of draws. */
function createRandom(seed) {
	let state = seed >>> 0;
	const next = () => {
		state = state + 1831565813 >>> 0;
		let mixed = Math.imul(state ^ state >>> 15, state | 1);
		mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
		return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
	};
	const between = (low, high) => low + Math.floor(next() * (high - low + 1));
	const pick = (values) => {
		const value = values[between(0, values.length - 1)];
		if (value === void 0) throw new Error("Nothing to pick from");
		return value;
	};
	return {
		next,
		between,
		pick
	};
}
// src/gateway/population/seed.ts
var seed = 2026;
var dayMilliseconds = 864e5;
/** The provider whose training staff decide: that of the first service of the catalogue that a centre takes in. */
function providerOf({ services }) {
	const service = services.find(({ id }) => id === "unemployed-cert") ?? services.find(({ channels }) => channels.centre !== void 0);
	if (service === void 0) throw new Error("No service for the training provider");
	return trainingProvider(Bin.parse(service.provider.bin), service.provider.name, service.region);
}
/**
* Fills an empty training gateway, in one transaction: people, organisations, powers of attorney, staff, workplaces. The same people with the
* same numbers everywhere; only the dates of powers of attorney follow the day it was done.
*/
async function seedPopulation({ database, settings, registers, staff, resources, now }) {
	if (settings.find("seededAt") !== void 0) return;
	const day = (offset) => almatyDate(new Date(now.getTime() + offset * dayMilliseconds).toISOString());
	const random = createRandom(seed);
	const provider = providerOf(resources);
	const colleagues = trainingColleagues(provider);
	const passwords = await Promise.all(colleagues.map(() => hashPassword(trainingPassword)));
	const known = [...Object.values(wellKnownPeople), ...colleagues.map(({ person }) => person)];
	const people = makePeople(random, /* @__PURE__ */ new Set([unknownIin, ...known.map(({ iin }) => iin)]));
	const adults = people.filter(({ birthDate, diedAt }) => birthDate < "2000" && diedAt === void 0);
	const organisations = makeOrganisations(random, adults, /* @__PURE__ */ new Set([trainingCentre.bin, provider.bin]));
	const authorities = makeAuthorities(random, adults, resources.services.map(({ id }) => id), day);
	const heads = {
		[trainingCentre.bin]: "manager",
		[provider.bin]: "head"
	};
	database.transaction(() => {
		for (const person of [...known, ...people]) registers.addPerson(person);
		for (const organisation of organisations) registers.addOrganisation(organisation);
		for (const { bin, name, address } of [trainingCentre, provider]) {
			const head = colleagues.find(({ member }) => member.login === heads[bin])?.person;
			if (head === void 0) throw new Error("An organisation without a head");
			registers.addOrganisation({
				bin,
				name,
				address,
				head: {
					iin: head.iin,
					name: head.name
				},
				registeredAt: "2016-01-29"
			});
		}
		for (const authority of [...wellKnownAuthorities(day), ...authorities]) registers.addAuthority(authority);
		staff.addWorkplace(trainingCentre, "101");
		staff.addWorkplace(provider, "201");
		for (const [index, { member }] of colleagues.entries()) staff.add(member, passwords[index] ?? "");
		settings.put("seededAt", now.toISOString());
	}).immediate();
}
// src/gateway/registers.ts
var Row$1 = z.object({ body: z.string() });
function createRegisters(database) {
	const table = (name, column, schema) => {
		const select = database.prepare(`SELECT body FROM ${name} WHERE ${column} = ?`);
		const insert = database.prepare(`INSERT INTO ${name} (${column}, body) VALUES (?, ?)`);
		return {
			find: (key) => {
				const row = Row$1.optional().parse(select.get(key));
				return row === void 0 ? void 0 : schema.parse(JSON.parse(row.body));
			},
			add: (key, value) => void insert.run(key, JSON.stringify(value))
		};
	};
	const persons = table("person", "iin", RegisteredPerson);
	const organisations = table("organisation", "bin", RegisteredOrganisation);
	const authorities = table("authority", "number", RegisteredAuthority);
	const log = database.prepare("INSERT INTO register_query (reference, register, staff_id, found, at) VALUES (?, ?, ?, ?, ?)");
	return {
		findPerson: persons.find,
		findOrganisation: organisations.find,
		findAuthority: authorities.find,
		logQuery: (register, staffId, found, now) => {
			const reference = randomUUID();
			log.run(reference, register, staffId, found ? 1 : 0, now.toISOString());
			return reference;
		},
		addPerson: (person) => persons.add(person.iin, person),
		addOrganisation: (organisation) => organisations.add(organisation.bin, organisation),
		addAuthority: (authority) => authorities.add(authority.number, authority)
	};
}
// src/gateway/request-store.ts
var Row = z.object({
	workplace_id: z.string(),
	centre_bin: z.string(),
	provider_bin: z.string(),
	service_id: z.string(),
	request_hash: z.string(),
	cms_hash: z.string(),
	answer: z.string(),
	acceptance: z.string().nullable(),
	result_cms_hash: z.string().nullable(),
	result_answer: z.string().nullable()
});
var Bytes = z.object({ bytes: z.instanceof(Uint8Array).nullable() });
var Last = z.object({ last: z.int() });
function createRequestStore(database) {
	const select = database.prepare("SELECT workplace_id, centre_bin, provider_bin, service_id, request_hash, cms_hash, answer, acceptance, result_cms_hash, result_answer FROM request WHERE case_id = ?");
	const insert = database.prepare(`INSERT INTO request (case_id, number, workplace_id, centre_bin, provider_bin, service_id, request_hash, cms_hash, cms, registered_at, answer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
	const insertDocument = database.prepare("INSERT OR IGNORE INTO request_document (case_id, sha256) VALUES (?, ?)");
	const sequence = database.prepare("INSERT INTO number_sequence (series, last) VALUES (?, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last");
	const accept = database.prepare("UPDATE request SET acceptance = ? WHERE case_id = ? AND acceptance IS NULL");
	const decide = database.prepare("UPDATE request SET result_hash = ?, result_cms_hash = ?, result_cms = ?, result_answer = ? WHERE case_id = ? AND result_cms IS NULL");
	const cms = database.prepare("SELECT cms AS bytes FROM request WHERE case_id = ?");
	const resultCms = database.prepare("SELECT result_cms AS bytes FROM request WHERE case_id = ?");
	const addressed = database.prepare("SELECT 1 FROM request_document JOIN request USING (case_id) WHERE sha256 = ? AND provider_bin = ? LIMIT 1");
	const bytesOf = (row) => Bytes.optional().parse(row)?.bytes ?? void 0;
	const once = (changes) => {
		if (changes !== 1) throw new Error("A request was changed twice");
	};
	return {
		find: (caseId) => {
			const row = Row.optional().parse(select.get(caseId));
			if (row === void 0) return void 0;
			const answerOf = (text) => text === null ? void 0 : ProviderAnswer.parse(JSON.parse(text));
			const answer = SubmitAnswer.parse(JSON.parse(row.answer));
			return {
				caseId: answer.caseId,
				workplaceId: row.workplace_id,
				centreBin: row.centre_bin,
				providerBin: row.provider_bin,
				serviceId: row.service_id,
				requestHash: row.request_hash,
				cmsHash: row.cms_hash,
				answer,
				acceptance: answerOf(row.acceptance),
				resultCmsHash: row.result_cms_hash ?? void 0,
				resultAnswer: answerOf(row.result_answer)
			};
		},
		add: (request) => {
			const { answer } = request;
			insert.run(request.caseId, answer.number, request.workplaceId, request.centreBin, request.providerBin, request.serviceId, request.requestHash, request.cmsHash, Buffer.from(request.cms), answer.registeredAt, JSON.stringify(answer));
			for (const sha256 of request.documents) insertDocument.run(request.caseId, sha256);
		},
		nextNumber: (centreCode, registeredOn) => {
			const series = `${registeredOn.slice(2, 4)}${centreCode}`;
			for (;;) {
				const eleven = series + String(Last.parse(sequence.get(series)).last).padStart(6, "0");
				if (eleven.length > 11) throw new Error("The numbers of this year are used up");
				const check = checkDigitOf(eleven);
				if (check !== void 0) return `${eleven}${check}`;
			}
		},
		accept: (caseId, answer) => once(accept.run(JSON.stringify(answer), caseId).changes),
		decide: (caseId, { hash, cmsHash, cms: bytes, answer }) => once(decide.run(hash, cmsHash, Buffer.from(bytes), JSON.stringify(answer), caseId).changes),
		cmsOf: (caseId) => bytesOf(cms.get(caseId)),
		resultCmsOf: (caseId) => bytesOf(resultCms.get(caseId)),
		isAddressedTo: (sha256, providerBin) => addressed.get(sha256, providerBin) !== void 0
	};
}
// src/gateway/resources.ts
/**
* The nearest `resources` folder above this module: right both for src/gateway and for a bundle in out/main.
* @throws where there is none: then `--resources` must name it
*/
function findResourcesFolder(from) {
	for (let folder = from;; folder = dirname(folder)) {
		const candidate = join(folder, "resources");
		if (existsSync(join(candidate, "services"))) return candidate;
		if (folder === dirname(folder)) throw new Error("No resources folder found: give --resources");
	}
}
/** @throws where a file is missing or not as its schema says: an installation to repair */
function loadResources(folder) {
	const texts = readdirSync(join(folder, "services")).filter((name) => name.endsWith(".json")).sort().map((name) => readFileSync(join(folder, "services", name)));
	const services = texts.map((text) => ServiceDefinition.parse(JSON.parse(text.toString("utf8"))));
	if (services.length === 0) throw new Error("The catalogue is empty");
	return {
		services,
		catalogueVersion: hashOf(Buffer.concat(texts)).slice(0, 16),
		calendar: WorkCalendar.parse(JSON.parse(readFileSync(join(folder, "calendar", "kz.json"), "utf8")))
	};
}
// src/gateway/staff-store.ts
var BodyRow = z.object({ body: z.string() });
var StaffRow = z.object({
	body: z.string(),
	password_hash: z.string()
});
var WorkplaceRow = z.object({
	body: z.string(),
	code: z.string()
});
var tokenHash = (token) => hashOf(new TextEncoder().encode(token));
function createStaffStore(database, secret) {
	const byLogin = database.prepare("SELECT body, password_hash FROM staff WHERE login = ?");
	const byId = database.prepare("SELECT body FROM staff WHERE staff_id = ?");
	const byIin = database.prepare("SELECT body FROM staff WHERE iin = ? AND bin = ?");
	const insert = database.prepare("INSERT INTO staff (staff_id, login, iin, bin, password_hash, body) VALUES (?, ?, ?, ?, ?, ?)");
	const workplaceById = database.prepare("SELECT body, code FROM workplace WHERE id = ?");
	const workplaceByToken = database.prepare("SELECT body, code FROM workplace WHERE token_hash = ?");
	const allWorkplaces = database.prepare("SELECT body, code FROM workplace ORDER BY id");
	const insertWorkplace = database.prepare("INSERT INTO workplace (id, bin, code, token_hash, body) VALUES (?, ?, ?, ?, ?)");
	const tokenOf = (workplaceId) => createHmac("sha256", secret).update(`workplace:${workplaceId}`).digest("base64url");
	const member = (row) => {
		const found = BodyRow.optional().parse(row);
		return found === void 0 ? void 0 : StaffMember.parse(JSON.parse(found.body));
	};
	const workplace = (row) => {
		const found = WorkplaceRow.optional().parse(row);
		return found === void 0 ? void 0 : {
			...Workplace.parse(JSON.parse(found.body)),
			code: found.code
		};
	};
	return {
		findByLogin: (login) => {
			const row = StaffRow.optional().parse(byLogin.get(login));
			return row === void 0 ? void 0 : {
				member: StaffMember.parse(JSON.parse(row.body)),
				passwordHash: row.password_hash
			};
		},
		findById: (staffId) => member(byId.get(staffId)),
		findByIin: (iin, bin) => member(byIin.get(iin, bin)),
		add: (one, passwordHash) => void insert.run(one.staffId, one.login, one.iin, one.organisationBin, passwordHash, JSON.stringify(one)),
		findWorkplace: (id) => workplace(workplaceById.get(id)),
		findWorkplaceByToken: (token) => workplace(workplaceByToken.get(tokenHash(token))),
		workplaces: () => allWorkplaces.all().map(workplace).filter((one) => one !== void 0),
		addWorkplace: (one, code) => void insertWorkplace.run(one.id, one.bin, code, tokenHash(tokenOf(one.id)), JSON.stringify(one)),
		tokenOf
	};
}
// src/gateway/session-store.ts
/** A working day with its overtime. */
var sessionMilliseconds = 432e5;
var challengeMilliseconds = 3e5;
/** Failures in a row before the login is locked; each further one doubles the time. */
var allowedFailures = 5;
var firstLockSeconds = 60;
var longestLockSeconds = 900;
var SessionRow = z.object({
	staff_id: z.string(),
	workplace_id: z.string()
});
var ChallengeRow = z.object({ nonce: z.instanceof(Uint8Array) });
var FailureRow = z.object({
	failures: z.int(),
	locked_until: z.string().nullable()
});
function createSessionStore(database) {
	const insert = database.prepare("INSERT INTO session (token_hash, staff_id, workplace_id, expires_at) VALUES (?, ?, ?, ?)");
	const expire = database.prepare("DELETE FROM session WHERE expires_at <= ?");
	const select = database.prepare("SELECT staff_id, workplace_id FROM session WHERE token_hash = ? AND expires_at > ?");
	const failures = database.prepare("SELECT failures, locked_until FROM login_failure WHERE login = ?");
	const putFailure = database.prepare("INSERT INTO login_failure (login, failures, locked_until) VALUES (?, ?, ?) ON CONFLICT (login) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until");
	const dropFailures = database.prepare("DELETE FROM login_failure WHERE login = ?");
	const putChallenge = database.prepare("INSERT INTO challenge (challenge_id, workplace_id, nonce, expires_at) VALUES (?, ?, ?, ?)");
	const takeChallenge = database.prepare("DELETE FROM challenge WHERE challenge_id = ? AND workplace_id = ? AND expires_at > ? RETURNING nonce");
	const expireChallenges = database.prepare("DELETE FROM challenge WHERE expires_at <= ?");
	const failuresOf = (login) => FailureRow.optional().parse(failures.get(login));
	const after = (now, milliseconds) => new Date(now.getTime() + milliseconds).toISOString();
	return {
		open: (member, workplaceId, now) => {
			expire.run(now.toISOString());
			const token = randomBytes(32).toString("base64url");
			const expiresAt = after(now, sessionMilliseconds);
			insert.run(tokenHash(token), member.staffId, workplaceId, expiresAt);
			return {
				token,
				expiresAt
			};
		},
		find: (token, now) => {
			const row = SessionRow.optional().parse(select.get(tokenHash(token), now.toISOString()));
			return row === void 0 ? void 0 : {
				staffId: row.staff_id,
				workplaceId: row.workplace_id
			};
		},
		lockedSeconds: (login, now) => {
			const until = failuresOf(login)?.locked_until;
			return until === void 0 || until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1e3));
		},
		countFailure: (login, now) => {
			const count = (failuresOf(login)?.failures ?? 0) + 1;
			const seconds = Math.min(longestLockSeconds, firstLockSeconds * 2 ** (count - allowedFailures));
			putFailure.run(login, count, count < allowedFailures ? null : after(now, seconds * 1e3));
		},
		forgetFailures: (login) => void dropFailures.run(login),
		issueChallenge: (workplaceId, now) => {
			expireChallenges.run(now.toISOString());
			const challenge = {
				challengeId: randomUUID(),
				nonce: randomBytes(32),
				expiresAt: after(now, challengeMilliseconds)
			};
			putChallenge.run(challenge.challengeId, workplaceId, challenge.nonce, challenge.expiresAt);
			return challenge;
		},
		takeChallenge: (challengeId, workplaceId, now) => ChallengeRow.optional().parse(takeChallenge.get(challengeId, workplaceId, now.toISOString()))?.nonce
	};
}
// src/gateway/start-gateway.ts
var version = "0.1.0";
/** A folder made for training stays that: its people are fictitious and its passwords known to everybody. */
function settlePurpose(settings, training) {
	const purpose = training ? "training" : "earnest";
	const known = settings.find("purpose");
	if (known !== void 0 && known !== purpose) throw new Error(`This data folder is for ${known}`);
	settings.put("purpose", purpose);
}
/** Puts the gateway together and listens. @throws where the data folder, the resources or the port cannot be had */
async function startGateway(options, logger, clock = () => /* @__PURE__ */ new Date()) {
	const resources = loadResources(options.resources ?? findResourcesFolder(import.meta.dirname));
	const [documentFolder, uploadFolder] = [join(options.data, "documents"), join(options.data, "uploads")];
	for (const folder of [
		options.data,
		documentFolder,
		uploadFolder
	]) mkdirSync(folder, {
		recursive: true,
		mode: 448
	});
	const databaseFile = join(options.data, "gateway.sqlite");
	const database = openDatabase(databaseFile, clock());
	chmodSync(databaseFile, 384);
	const settings = createSettings(database);
	settlePurpose(settings, options.training);
	const secret = settings.secret();
	const authority = await openAuthority(options.data, clock());
	const certificates = createCertificateStore(database);
	const registers = createRegisters(database);
	const staff = createStaffStore(database, secret);
	const sessions = createSessionStore(database);
	const documents = createDocumentStore(database, documentFolder);
	const uploads = createUploads(uploadFolder, documents, clock);
	const faults = createFaults();
	if (options.training) await seedPopulation({
		database,
		settings,
		registers,
		staff,
		resources,
		now: clock()
	});
	let url = "";
	const deps = {
		database,
		resources,
		registers,
		staff,
		sessions,
		documents,
		authority,
		certificates,
		faults,
		logger,
		version,
		training: options.training,
		requests: createRequestStore(database),
		feed: createFeedStore(database),
		revocationLists: createRevocationLists(database, authority, certificates),
		checkSignature: createSignatureCheck(authority, certificates, clock),
		acknowledge: createAcknowledge(secret),
		url: () => url
	};
	const stopping = new AbortController();
	const authenticate = createAuthenticate(staff, sessions, clock);
	const app = createServer(logger);
	if (options.training) installFaults(app, faults);
	registerUploads(app, uploads, authenticate);
	registerCa(app, authority, certificates, clock);
	registerRoutes(app, {
		...createCatalogueHandlers(deps),
		...createSessionHandlers(deps),
		...createRegisterHandlers(deps),
		...createReadingHandlers(deps),
		...createSubmitHandler(deps),
		...createProviderHandlers(deps),
		...createFeedHandler(deps),
		...createTrainingHandlers(deps)
	}, {
		database,
		authenticate,
		idempotency: createIdempotencyStore(database),
		clock,
		training: options.training,
		stopping: stopping.signal
	});
	const lastPort = Number(settings.find("port") ?? 0);
	const listen = (port) => app.listen({
		host: options.host,
		port
	});
	if (options.port !== 0 || lastPort === 0) await listen(options.port);
	else await listen(lastPort).catch(() => listen(0));
	const { port, address, family } = app.server.address();
	settings.put("port", String(port));
	url = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
	logger.info("listening", {
		port,
		version
	});
	const forget = () => void uploads.forgetExpired().catch((failure) => logger.warn("uploads not cleaned", { failure: describeFailure(failure) }));
	const cleaning = setInterval(forget, 216e5);
	forget();
	return {
		url,
		stop: async () => {
			clearInterval(cleaning);
			stopping.abort();
			const sweeping = setInterval(() => app.server.closeIdleConnections(), 50);
			await app.close();
			clearInterval(sweeping);
			database.close();
		}
	};
}
// src/gateway/main.ts
/** Longer than this a stop does not wait for running calls: everything that was answered is on the disk anyway. */
var patienceMilliseconds = 5e3;
var now = () => /* @__PURE__ */ new Date();
var writeError = (line) => void process.stderr.write(line);
async function main() {
	const options = readOptions(process.argv.slice(2), process.env);
	const logger = createLogger(writeError, options.logLevel, now);
	process.on("uncaughtException", (failure) => {
		logger.error("crashed", { failure: describeFailure(failure) });
		process.exit(70);
	});
	const gateway = await startGateway(options, logger);
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		setTimeout(() => process.exit(1), patienceMilliseconds).unref();
		gateway.stop().then(() => process.exit(0));
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
	process.on("disconnect", stop);
	if (process.env["TEREZE_GATEWAY_STOP_WITH_STDIN"] === "1") process.stdin.on("end", stop).on("error", stop).resume();
	process.stdout.write(`${JSON.stringify({
		ready: true,
		url: gateway.url
	})}\n`);
}
main().catch((failure) => {
	const reason = failure instanceof Error ? failure.message : "unknown";
	writeError(`${JSON.stringify({
		at: now().toISOString(),
		level: "error",
		process: "gateway",
		message: "not started",
		reason,
		failure: describeFailure(failure)
	})}\n`);
	process.exit(1);
});
export {};

//# sourceMappingURL=gateway.js.map