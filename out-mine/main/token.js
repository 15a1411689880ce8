import { a as ticketLifetime, i as LeavePin, o as tokenCalls, r as TokenConfig, s as createPinoLogger, t as listenToHost } from "./child-link-D4e1Vp1F.js";
import { et as err, m as keyTypeOfSpki, n as summariseCertificate, nt as fault, s as parseCertificate, tt as ok } from "./certificate-BA8ZbiWw.js";
import { t as Emitter } from "./emitter-Dort5B5s.js";
import { t as readPkcs12 } from "./pkcs12-BdP1IjCo.js";
import { i as describeFailure } from "./signature-H5MXqUCw.js";
import { r as openRemote } from "./remote-c-kP9B-s.js";
import { basename, extname, join } from "node:path";
import { existsSync } from "node:fs";
import { createHash, createPrivateKey, sign } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import pkcs11js from "pkcs11js";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
// src/main/adapters/pkcs11/return-codes.ts
/** PKCS#11's name of what a call returned; vendor codes have no name and read CKR_VENDOR_DEFINED. @returns undefined where the error is not PKCS#11's */
function returnCodeOf(failure) {
	if (!(failure instanceof Error)) return void 0;
	return /CKR_\w+/.exec(`${failure.message}\n${failure.stack ?? ""}`)?.[0];
}
var absent = /* @__PURE__ */ new Set([
	"CKR_TOKEN_NOT_PRESENT",
	"CKR_DEVICE_REMOVED",
	"CKR_SLOT_ID_INVALID",
	"CKR_TOKEN_NOT_RECOGNIZED"
]);
/** OpenSC refuses a PIN of a length the card cannot have before the card sees it. */
var wrongPin = /* @__PURE__ */ new Set([
	"CKR_PIN_INCORRECT",
	"CKR_PIN_LEN_RANGE",
	"CKR_PIN_INVALID"
]);
/** Returned by a working device: nothing of the module is in doubt after them. */
var harmless = /* @__PURE__ */ new Set([
	...wrongPin,
	"CKR_PIN_LOCKED",
	"CKR_PIN_EXPIRED",
	"CKR_FUNCTION_CANCELED",
	"CKR_FUNCTION_REJECTED",
	"CKR_MECHANISM_INVALID",
	"CKR_KEY_FUNCTION_NOT_PERMITTED"
]);
/** Whether the module has to be finalised and initialised again before its answers can be trusted. */
var needsRecovery = (code) => code === void 0 || !harmless.has(code);
/** The token is simply not there. */
var isAbsence = (code) => code !== void 0 && absent.has(code);
/** @param flags what the token said of its PIN after the failure, where it could still be asked */
function faultOf$1(code, flags) {
	if (code === void 0) return fault("token/deviceError", "support", { code: "UNKNOWN" });
	if (isAbsence(code)) return fault("token/absent", "act");
	if (code === "CKR_PIN_LOCKED") return fault("token/pinLocked", "support");
	if (code === "CKR_FUNCTION_CANCELED" || code === "CKR_FUNCTION_REJECTED") return fault("token/cancelled", "retry");
	if (!wrongPin.has(code)) return fault("token/deviceError", "retry", { code });
	if (flags?.locked) return fault("token/pinLocked", "support");
	return fault("token/pinIncorrect", "act", {
		finalTry: flags?.finalTry ?? false,
		...flags?.finalTry ? { triesLeft: 1 } : {}
	});
}
// src/main/adapters/pkcs11/pkcs11-module.ts
/** Milliseconds. */
var closeWithin = 2e3;
function createPkcs11Module(path, logger) {
	let api;
	let state = "untried";
	let recovery;
	let reset = () => {};
	const running = /* @__PURE__ */ new Set();
	const initialise = (loaded) => {
		try {
			loaded.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK });
		} catch (failure) {
			if (returnCodeOf(failure) !== "CKR_CRYPTOKI_ALREADY_INITIALIZED") throw failure;
		}
		state = "running";
	};
	const start = () => {
		if (api !== void 0 && state === "running") return ok(api);
		if (api === void 0 && !existsSync(path)) return err(fault("token/moduleMissing", "support"));
		try {
			api ??= new pkcs11js.PKCS11(path);
			initialise(api);
			return ok(api);
		} catch (failure) {
			const code = returnCodeOf(failure) ?? "LOAD_FAILED";
			logger.error("PKCS#11 module did not start", { code });
			return err(state === "stopped" ? fault("token/deviceError", "retry", { code }) : fault("token/moduleFailed", "support", { code }));
		}
	};
	const finalise = () => {
		reset();
		try {
			if (state === "running") api?.C_Finalize();
		} catch (failure) {
			logger.warn("C_Finalize failed", { code: returnCodeOf(failure) ?? "UNKNOWN" });
		}
		if (state === "running") state = "stopped";
	};
	const idle = async () => {
		while (running.size > 0) await Promise.allSettled([...running]);
	};
	const restart = async () => {
		while (running.size > 0) await Promise.allSettled([...running]);
		finalise();
		if (start().ok) logger.info("PKCS#11 module initialised anew");
	};
	return {
		path,
		ready: async () => {
			await recovery;
			return start();
		},
		recover: () => {
			recovery ??= restart().finally(() => recovery = void 0);
			return recovery;
		},
		during: async (work) => {
			const promise = work();
			running.add(promise);
			try {
				return await promise;
			} finally {
				running.delete(promise);
			}
		},
		isBusy: () => running.size > 0 || recovery !== void 0,
		onReset: (listener) => {
			reset = listener;
		},
		close: async () => {
			await Promise.race([Promise.allSettled([recovery, idle()]), setTimeout$1(closeWithin, void 0, { ref: false })]);
			if (running.size === 0) finalise();
		}
	};
}
// src/main/adapters/pkcs11/read-token.ts
/** All objects that match, in the portions the module likes. */
function findObjects(api, session, template) {
	const found = [];
	api.C_FindObjectsInit(session, template);
	try {
		for (let portion = api.C_FindObjects(session, 32); portion.length > 0; portion = api.C_FindObjects(session, 32)) found.push(...portion);
	} finally {
		api.C_FindObjectsFinal(session);
	}
	return found;
}
var certificateTemplate = () => [{
	type: pkcs11js.CKA_CLASS,
	value: pkcs11js.CKO_CERTIFICATE
}, {
	type: pkcs11js.CKA_CERTIFICATE_TYPE,
	value: pkcs11js.CKC_X_509
}];
var findCertificates = (api, session) => findObjects(api, session, certificateTemplate());
var hasObject = (api, session, objectClass, keyId) => findObjects(api, session, [{
	type: pkcs11js.CKA_CLASS,
	value: objectClass
}, {
	type: pkcs11js.CKA_ID,
	value: keyId
}]).length > 0;
/** @returns undefined for keys that this program cannot sign with (GOST) and for what is no certificate */
function readCertificate(api, session, handle) {
	const [value, id] = api.C_GetAttributeValue(session, handle, [{ type: pkcs11js.CKA_VALUE }, { type: pkcs11js.CKA_ID }]);
	const der = new Uint8Array(value?.value ?? []);
	const keyId = Buffer.from(id?.value ?? []);
	const parsed = parseCertificate(der);
	const keyType = parsed === void 0 ? void 0 : keyTypeOfSpki(parsed.spki);
	const summary = summariseCertificate(der);
	if (keyType === void 0 || !summary.ok) return void 0;
	const hasPrivateKey = keyId.length > 0 && (hasObject(api, session, pkcs11js.CKO_PRIVATE_KEY, keyId) || hasObject(api, session, pkcs11js.CKO_PUBLIC_KEY, keyId));
	return {
		keyId,
		certificate: {
			certificateId: summary.value.fingerprint,
			der,
			summary: summary.value,
			keyType,
			hasPrivateKey
		}
	};
}
var readCertificates = (api, session, handles) => handles.map((handle) => readCertificate(api, session, handle)).filter((found) => found !== void 0);
var has = (flags, flag) => (flags & flag) !== 0;
var isInitialised = (info) => has(info.flags, pkcs11js.CKF_TOKEN_INITIALIZED);
var pinFlagsOf = (info) => ({
	finalTry: has(info.flags, pkcs11js.CKF_USER_PIN_FINAL_TRY),
	locked: has(info.flags, pkcs11js.CKF_USER_PIN_LOCKED)
});
var pinStateOf = (info) => {
	const { finalTry, locked } = pinFlagsOf(info);
	if (locked) return "locked";
	if (finalTry) return "finalTry";
	return has(info.flags, pkcs11js.CKF_USER_PIN_COUNT_LOW) ? "countLow" : "ok";
};
var plain = (text) => text.replace(/[\0 ]+$/, "");
var serialOf = (info) => plain(info.serialNumber);
var tokenInfoOf = (tokenId, info, certificates) => ({
	tokenId,
	kind: "pkcs11",
	label: plain(info.label),
	manufacturer: plain(info.manufacturerID),
	model: plain(info.model),
	serialNumber: serialOf(info),
	pinState: pinStateOf(info),
	certificates: certificates.map(({ certificate }) => certificate)
});
// src/main/adapters/pkcs11/sign-on-token.ts
/** DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1). */
var digestInfo = Buffer.from("3031300d060960864801650304020105000420", "hex");
/** CKU_CONTEXT_SPECIFIC, PKCS#11 2.40, C_Login. */
var contextSpecific = 2;
/** Room for RSA up to 8192 bits. */
var longestSignature = 1024;
var sha256 = (data) => createHash("sha256").update(data).digest();
function planFor(api, slot, keyType, toBeSigned) {
	if (keyType === "EC") return {
		mechanism: pkcs11js.CKM_ECDSA,
		input: sha256(toBeSigned)
	};
	if (api.C_GetMechanismList(slot).includes(pkcs11js.CKM_SHA256_RSA_PKCS)) return {
		mechanism: pkcs11js.CKM_SHA256_RSA_PKCS,
		input: Buffer.from(toBeSigned)
	};
	return {
		mechanism: pkcs11js.CKM_RSA_PKCS,
		input: Buffer.concat([digestInfo, sha256(toBeSigned)])
	};
}
/** To be called while logged in. @returns undefined where the token holds no key to the certificate */
function findPrivateKey(api, session, { keyId }) {
	if (keyId.length === 0) return void 0;
	return findObjects(api, session, [{
		type: pkcs11js.CKA_CLASS,
		value: pkcs11js.CKO_PRIVATE_KEY
	}, {
		type: pkcs11js.CKA_ID,
		value: keyId
	}])[0];
}
var asksEveryTime = (api, session, key) => {
	try {
		return api.C_GetAttributeValue(session, key, [{ type: pkcs11js.CKA_ALWAYS_AUTHENTICATE }])[0]?.value[0] === 1;
	} catch {
		return false;
	}
};
/**
* One signature, logged in already. C_Sign runs beside the event loop.
* @param renew gives the slot a fresh session where an earlier operation is stuck in this one; the login outlives it
* @throws pkcs11js's errors
*/
async function signOnToken(api, state, stored, pin, toBeSigned, renew) {
	const { mechanism, input } = planFor(api, state.slot, stored.certificate.keyType, toBeSigned);
	const begin = () => {
		const key = findPrivateKey(api, state.session, stored);
		if (key !== void 0) api.C_SignInit(state.session, { mechanism }, key);
		return key;
	};
	let key;
	try {
		key = begin();
	} catch (failure) {
		if (returnCodeOf(failure) !== "CKR_OPERATION_ACTIVE") throw failure;
		renew();
		key = begin();
	}
	if (key === void 0) return void 0;
	if (asksEveryTime(api, state.session, key)) api.C_Login(state.session, contextSpecific, pin);
	return new Uint8Array(await api.C_SignAsync(state.session, input, Buffer.alloc(longestSignature)));
}
// src/main/adapters/pkcs11/token-slots.ts
/** What is known of one module's slots. */
var TokenSlots = class {
	#path;
	#slots = /* @__PURE__ */ new Map();
	constructor(path) {
		this.#path = path;
	}
	/** Sessions and handles became void. */
	forget() {
		this.#slots.clear();
	}
	find(tokenId) {
		return this.#slots.get(tokenId);
	}
	/** How many tokens are known. */
	get known() {
		return this.#slots.size;
	}
	/** Every slot with an initialised token; certificates only where they are not known yet. @throws pkcs11js's errors of C_GetSlotList */
	read(api) {
		const tokens = [];
		const seen = /* @__PURE__ */ new Set();
		let inDoubt = false;
		for (const slot of api.C_GetSlotList(true)) {
			const tokenId = this.#idOf(slot);
			try {
				const info = api.C_GetTokenInfo(slot);
				if (!isInitialised(info)) continue;
				const state = this.#refresh(api, tokenId, slot, serialOf(info));
				seen.add(tokenId);
				tokens.push(tokenInfoOf(tokenId, info, state.certificates));
			} catch (failure) {
				inDoubt ||= this.#slots.has(tokenId) && !isAbsence(returnCodeOf(failure));
			}
		}
		for (const tokenId of [...this.#slots.keys()]) if (!seen.has(tokenId)) this.#slots.delete(tokenId);
		return {
			tokens,
			inDoubt
		};
	}
	/** Which tokens are in, cheaply: to notice that one came or went. @throws pkcs11js's errors of C_GetSlotList */
	glance(api) {
		let inDoubt = false;
		return {
			fingerprint: api.C_GetSlotList(true).flatMap((slot) => {
				const tokenId = this.#idOf(slot);
				try {
					const info = api.C_GetTokenInfo(slot);
					return isInitialised(info) ? [`${tokenId}#${serialOf(info)}`] : [];
				} catch (failure) {
					inDoubt ||= this.#slots.has(tokenId) && !isAbsence(returnCodeOf(failure));
					return [];
				}
			}).sort().join("\n"),
			inDoubt
		};
	}
	#idOf(slot) {
		return `${this.#path}#${slot.toString("hex")}`;
	}
	#refresh(api, tokenId, slot, serial) {
		const known = this.#slots.get(tokenId);
		const state = known?.serial === serial ? known : {
			slot,
			session: this.#open(api, slot),
			serial,
			handles: "",
			certificates: []
		};
		this.#slots.set(tokenId, state);
		const found = this.#findCertificates(api, state);
		const handles = found.map((handle) => handle.toString("hex")).join(" ");
		if (state !== known || handles !== state.handles) {
			state.certificates = readCertificates(api, state.session, found);
			state.handles = handles;
		}
		return state;
	}
	#findCertificates(api, state) {
		try {
			return findCertificates(api, state.session);
		} catch (failure) {
			const code = returnCodeOf(failure);
			if (code !== "CKR_SESSION_HANDLE_INVALID" && code !== "CKR_SESSION_CLOSED" && code !== "CKR_OPERATION_ACTIVE") throw failure;
			this.renew(api, state);
			return findCertificates(api, state.session);
		}
	}
	/** A fresh session: the new one first, because closing the last one would log out. */
	renew(api, state) {
		const old = state.session;
		state.session = this.#open(api, state.slot);
		try {
			api.C_CloseSession(old);
		} catch {}
	}
	#open(api, slot) {
		return api.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION);
	}
};
// src/main/adapters/pkcs11/module-tokens.ts
/** CKS_RO_USER_FUNCTIONS, PKCS#11 2.40, CK_STATE. */
var roUserFunctions = 1;
function createModuleTokens(path, logger) {
	const module = createPkcs11Module(path, logger);
	const slots = new TokenSlots(path);
	module.onReset(() => slots.forget());
	let lastSeen = [];
	let lastFingerprint;
	let lost = false;
	/** Reads all slots; where the module is in doubt, once more after a recovery. */
	const read = async () => {
		if (lost && slots.known === 0) await module.recover();
		let problem;
		for (let attempt = 1; attempt <= 2; attempt++) {
			const api = await module.ready();
			if (!api.ok) return api;
			try {
				const { tokens, inDoubt } = slots.read(api.value);
				lastSeen = tokens;
				if (!inDoubt) {
					lost &&= tokens.length === 0;
					return ok(tokens);
				}
				logger.warn("A token stopped answering", { attempt });
			} catch (failure) {
				const code = returnCodeOf(failure);
				logger.warn("Tokens could not be listed", {
					attempt,
					code: code ?? "UNKNOWN"
				});
				problem = faultOf$1(code);
			}
			lost = true;
			await module.recover();
		}
		return problem === void 0 ? ok(lastSeen) : err(problem);
	};
	const list = () => module.isBusy() && lastSeen.length > 0 ? Promise.resolve(ok(lastSeen)) : read();
	const locate = async ({ tokenId, certificateId }) => {
		const api = await module.ready();
		if (!api.ok) return api;
		const state = slots.find(tokenId);
		if (state === void 0) return err(fault("token/absent", "act"));
		const stored = state.certificates.find(({ certificate }) => certificate.certificateId === certificateId);
		return stored === void 0 ? err(fault("token/certificateMissing", "act")) : ok({
			api: api.value,
			state,
			stored
		});
	};
	/** Makes sure of module, token and session before the PIN is used, so that the one login is not wasted on a dead session. */
	const prepare = async (request) => {
		let found = await locate(request);
		if (found.ok) {
			const code = failureOf(found.value.api, found.value.state);
			if (code === void 0) return found;
			lost = !isAbsence(code);
			await module.recover();
		}
		const fresh = await read();
		if (!fresh.ok) return fresh;
		found = await locate(request);
		return found;
	};
	const sign = async (request) => {
		const prepared = await prepare(request);
		if (!prepared.ok) return prepared;
		const { api, state, stored } = prepared.value;
		if (slots.find(request.tokenId) !== state) return sign(request);
		try {
			if (flagsOf(api, state)?.locked) return err(fault("token/pinLocked", "support"));
			const pin = new TextDecoder().decode(request.pin);
			const signature = await module.during(async () => {
				api.C_Login(state.session, pkcs11js.CKU_USER, pin);
				try {
					return await signOnToken(api, state, stored, pin, request.toBeSigned, () => slots.renew(api, state));
				} finally {
					logOut(api, state);
				}
			});
			return signature === void 0 ? err(fault("token/certificateMissing", "act")) : ok(signature);
		} catch (failure) {
			const code = returnCodeOf(failure);
			logger.warn("The token did not sign", { code: code ?? "UNKNOWN" });
			const problem = faultOf$1(code, flagsOf(api, state));
			if (needsRecovery(code)) {
				lost = !isAbsence(code);
				await module.recover();
			}
			return err(problem);
		}
	};
	const hasChanged = async () => {
		if (module.isBusy()) return false;
		if (lost) await module.recover();
		const api = await module.ready();
		let fingerprint = "";
		try {
			if (api.ok) {
				const seen = slots.glance(api.value);
				fingerprint = seen.fingerprint;
				lost = seen.inDoubt || lost && fingerprint === "";
			}
		} catch (failure) {
			logger.debug("Slots could not be polled", { code: returnCodeOf(failure) ?? "UNKNOWN" });
			lost = true;
		}
		const changed = lastFingerprint !== void 0 && lastFingerprint !== fingerprint;
		lastFingerprint = fingerprint;
		return changed;
	};
	return {
		path,
		list,
		sign,
		hasChanged,
		close: module.close
	};
}
function flagsOf(api, state) {
	try {
		return pinFlagsOf(api.C_GetTokenInfo(state.slot));
	} catch {
		return;
	}
}
/**
* Undefined where the token answers, the session is valid and nobody is logged in: then C_Login will really judge the PIN it is given.
* Otherwise the return code that says what is wrong.
*/
function failureOf(api, state) {
	try {
		api.C_GetTokenInfo(state.slot);
		if (api.C_GetSessionInfo(state.session).state === roUserFunctions) api.C_Logout(state.session);
		return;
	} catch (failure) {
		return returnCodeOf(failure) ?? "UNKNOWN";
	}
}
function logOut(api, state) {
	try {
		api.C_Logout(state.session);
	} catch {}
}
// src/main/adapters/pkcs11/pkcs11-backend.ts
/** Tokens behind PKCS#11 modules. To be used in the token process only: a vendor's module can take its process down. */
function createPkcs11Backend({ modules, logger, pollEvery = 2e3 }) {
	const changed = new Emitter();
	const all = modules.map((path) => createModuleTokens(path, logger));
	let polling = false;
	const poll = async () => {
		if (polling) return;
		polling = true;
		try {
			if ((await Promise.all(all.map((module) => module.hasChanged()))).includes(true)) changed.emit();
		} finally {
			polling = false;
		}
	};
	const timer = setInterval(() => void poll(), pollEvery);
	timer.unref();
	return {
		list: async () => {
			const lists = await Promise.all(all.map((module) => module.list()));
			const good = lists.filter((list) => list.ok);
			const failed = lists.find((list) => !list.ok);
			return good.length === 0 && failed !== void 0 ? failed : ok(good.flatMap((list) => list.value));
		},
		sign: (request) => {
			const module = all.find(({ path }) => request.tokenId.startsWith(`${path}#`));
			return module === void 0 ? Promise.resolve(err(fault("token/absent", "act"))) : module.sign(request);
		},
		onDidChange: changed.on,
		close: async () => {
			clearInterval(timer);
			await Promise.all(all.map((module) => module.close()));
		}
	};
}
// src/main/adapters/pkcs12-key/pkcs12-backend.ts
/** Key files where no PKCS#11 is to be had. They count no wrong PINs, and are for training and pilots only. */
function createPkcs12Backend({ folder, logger, pollEvery = 2e3 }) {
	const changed = new Emitter();
	const names = async () => {
		try {
			const files = await readdir(folder);
			return files.filter((file) => extname(file) === ".p12" && files.includes(`${basename(file, ".p12")}.cer`)).sort();
		} catch {
			return [];
		}
	};
	let seen;
	const poll = async () => {
		const now = (await names()).join("\n");
		if (seen !== void 0 && seen !== now) changed.emit();
		seen = now;
	};
	const timer = setInterval(() => void poll(), pollEvery);
	timer.unref();
	const infoOf = async (file) => {
		const label = basename(file, ".p12");
		const der = new Uint8Array(await readFile(join(folder, `${label}.cer`)));
		const summary = summariseCertificate(der);
		const keyType = keyTypeOfSpki(parseCertificate(der)?.spki ?? /* @__PURE__ */ new Uint8Array());
		if (!summary.ok || keyType === void 0) return void 0;
		const certificate = {
			certificateId: summary.value.fingerprint,
			der,
			summary: summary.value,
			keyType,
			hasPrivateKey: true
		};
		return {
			tokenId: join(folder, file),
			kind: "pkcs12",
			label,
			manufacturer: "",
			model: "PKCS#12",
			serialNumber: summary.value.serial,
			pinState: "ok",
			certificates: [certificate]
		};
	};
	const list = async () => {
		const found = await Promise.all((await names()).map((file) => infoOf(file).catch(() => void 0)));
		return ok(found.filter((info) => info !== void 0));
	};
	const sign$1 = async ({ tokenId, certificateId, pin, toBeSigned }) => {
		const bytes = (await names()).find((name) => join(folder, name) === tokenId) === void 0 ? void 0 : await readFile(tokenId).catch(() => void 0);
		if (bytes === void 0) return err(fault("token/absent", "act"));
		const contents = await readPkcs12(new Uint8Array(bytes), new TextDecoder().decode(pin));
		if (!contents.ok) {
			logger.warn("The key file did not open", { tag: contents.error.tag });
			return err(faultOf(contents.error));
		}
		const { privateKeyPkcs8, certificate } = contents.value;
		const summary = summariseCertificate(certificate);
		if (!summary.ok || summary.value.fingerprint !== certificateId) return err(fault("token/certificateMissing", "act"));
		try {
			const key = createPrivateKey({
				key: Buffer.from(privateKeyPkcs8.buffer, privateKeyPkcs8.byteOffset, privateKeyPkcs8.length),
				format: "der",
				type: "pkcs8"
			});
			return ok(new Uint8Array(sign("sha256", toBeSigned, {
				key,
				dsaEncoding: "ieee-p1363"
			})));
		} catch {
			return err(fault("token/deviceError", "support", { code: "KEY_UNSUPPORTED" }));
		} finally {
			privateKeyPkcs8.fill(0);
		}
	};
	return {
		list,
		sign: sign$1,
		onDidChange: changed.on,
		close: () => {
			clearInterval(timer);
			return Promise.resolve();
		}
	};
}
function faultOf({ tag }) {
	if (tag === "pkcs12/wrongPassword") return fault("token/pinIncorrect", "act", { finalTry: false });
	return fault("token/deviceError", "support", { code: tag });
}
// src/main/adapters/token-engine/ticket-vault.ts
/** More PINs than these at once are no operator's doing; the oldest is wiped. */
var mostTickets = 64;
/** @param lifetime milliseconds, of a PIN nobody takes and of a wait for one */
function createTicketVault(lifetime) {
	const left = /* @__PURE__ */ new Map();
	const waiting = /* @__PURE__ */ new Map();
	let closed = false;
	const remove = (ticket) => {
		const found = left.get(ticket);
		left.delete(ticket);
		clearTimeout(found?.timer);
		return found?.pin;
	};
	const wipe = (ticket) => void remove(ticket)?.fill(0);
	return {
		leave: (ticket, pin) => {
			if (closed) return void pin.fill(0);
			const claim = waiting.get(ticket);
			if (claim !== void 0) return claim(pin);
			wipe(ticket);
			const [oldest] = left.keys();
			if (left.size >= mostTickets && oldest !== void 0) wipe(oldest);
			const timer = setTimeout(() => wipe(ticket), lifetime);
			timer.unref();
			left.set(ticket, {
				pin,
				timer
			});
		},
		take: (ticket, signal) => {
			const pin = remove(ticket);
			if (pin !== void 0 || closed || signal.aborted || waiting.has(ticket)) return Promise.resolve(pin);
			return new Promise((resolve) => {
				const finish = (found) => {
					waiting.delete(ticket);
					clearTimeout(timer);
					signal.removeEventListener("abort", giveUp);
					resolve(found);
				};
				const giveUp = () => finish(void 0);
				const timer = setTimeout(giveUp, lifetime);
				signal.addEventListener("abort", giveUp, { once: true });
				waiting.set(ticket, finish);
			});
		},
		close: () => {
			closed = true;
			for (const ticket of [...left.keys()]) wipe(ticket);
			for (const finish of [...waiting.values()]) finish(void 0);
		}
	};
}
// src/main/adapters/token-engine/token-directory.ts
function createTokenDirectory(backends) {
	let places = /* @__PURE__ */ new Map();
	const list = async () => {
		const answers = await Promise.all(backends.map(async (backend) => ({
			backend,
			tokens: await backend.list()
		})));
		const found = /* @__PURE__ */ new Map();
		const all = [];
		for (const { backend, tokens } of answers) {
			if (!tokens.ok) continue;
			all.push(...tokens.value);
			for (const { tokenId, certificates } of tokens.value) for (const { certificateId, hasPrivateKey } of certificates) if (hasPrivateKey && !found.has(certificateId)) found.set(certificateId, {
				backend,
				tokenId
			});
		}
		places = found;
		const failed = answers.find(({ tokens }) => !tokens.ok)?.tokens;
		return all.length === 0 && failed !== void 0 ? failed : ok(all);
	};
	const locate = async (certificateId) => {
		const known = places.get(certificateId);
		if (known !== void 0) return ok(known);
		const tokens = await list();
		if (!tokens.ok) return tokens;
		const place = places.get(certificateId);
		if (place !== void 0) return ok(place);
		return err(tokens.value.length === 0 ? fault("token/absent", "act") : fault("token/certificateMissing", "act"));
	};
	return {
		list,
		locate,
		forget: () => places.clear()
	};
}
// src/main/adapters/token-engine/token-queues.ts
function createTokenQueues() {
	const last = /* @__PURE__ */ new Map();
	return { run: async (tokenId, signal, work) => {
		const before = last.get(tokenId) ?? Promise.resolve();
		let done = () => {};
		const mine = new Promise((resolve) => done = resolve);
		const tail = before.then(() => mine);
		last.set(tokenId, tail);
		let giveUp = () => {};
		const cancelled = new Promise((resolve) => {
			giveUp = () => resolve("cancelled");
			signal.addEventListener("abort", giveUp, { once: true });
			if (signal.aborted) giveUp();
		});
		try {
			return await Promise.race([cancelled, before.then(() => "mine")]) === "cancelled" || signal.aborted ? "cancelled" : await work();
		} finally {
			signal.removeEventListener("abort", giveUp);
			done();
			if (last.get(tokenId) === tail) tail.then(() => last.get(tokenId) === tail && last.delete(tokenId));
		}
	} };
}
// src/main/adapters/token-engine/create-token-engine.ts
/** The work of the token process. PINs come from the page, signatures are asked for by the core, and a ticket joins the two. */
function createTokenEngine(options) {
	const { backends, logger, pinLifetime = ticketLifetime, stuckAfter = 6e4, onStuck = () => {} } = options;
	const vault = createTicketVault(pinLifetime);
	const queues = createTokenQueues();
	const directory = createTokenDirectory(backends);
	const remotes = /* @__PURE__ */ new Set();
	const cores = /* @__PURE__ */ new Set();
	const stopListening = backends.map((backend) => backend.onDidChange(() => {
		directory.forget();
		for (const core of cores) core.emit("changed", void 0);
	}));
	const watched = async (work) => {
		const timer = setTimeout(() => {
			logger.error("The device hangs", { milliseconds: stuckAfter });
			onStuck();
		}, stuckAfter);
		try {
			return await work;
		} finally {
			clearTimeout(timer);
		}
	};
	const sign = async ({ certificateId, ticket, toBeSigned }, signal) => {
		const pin = await vault.take(ticket, signal);
		if (pin === void 0) return err(signal.aborted ? fault("token/cancelled", "retry") : fault("token/noPin", "retry"));
		try {
			const place = await directory.locate(certificateId);
			if (!place.ok) return place;
			const { backend, tokenId } = place.value;
			const begun = performance.now();
			const outcome = await queues.run(tokenId, signal, () => watched(backend.sign({
				tokenId,
				certificateId,
				pin,
				toBeSigned
			})));
			if (outcome !== "cancelled" && !outcome.ok) directory.forget();
			const answer = outcome === "cancelled" ? err(fault("token/cancelled", "retry")) : outcome;
			logger.info("Signature", {
				tag: answer.ok ? "ok" : answer.error.tag,
				milliseconds: Math.round(performance.now() - begun)
			});
			return answer;
		} finally {
			pin.fill(0);
		}
	};
	const open = (channel, handle) => {
		const remote = openRemote(channel, handle, (failure) => logger.error("A call failed", { failure: describeFailure(failure) }));
		remotes.add(remote);
		remote.onClose(() => {
			remotes.delete(remote);
			cores.delete(remote);
		});
		return remote;
	};
	return {
		attachCore: (channel) => {
			const core = open(channel, async (name, input, signal) => {
				if (name === "list") return directory.list();
				if (name === "sign") return sign(tokenCalls.sign.input.parse(input), signal);
				throw new Error("unknown call");
			});
			cores.add(core);
		},
		attachPage: (channel) => {
			open(channel, async (name, input) => {
				if (name !== "leavePin") throw new Error("unknown call");
				const { ticket, pin } = LeavePin.parse(input);
				vault.leave(ticket, pin);
				return { ok: true };
			});
		},
		close: async () => {
			vault.close();
			for (const stop of stopListening) stop();
			for (const remote of [...remotes]) remote.close();
			await Promise.all(backends.map((backend) => backend.close()));
		}
	};
}
// src/main/hosts/token/main.ts
var engine;
var early = [];
function attach(name, channel) {
	if (name === "core") engine?.attachCore(channel);
	else if (name.startsWith("pin:")) engine?.attachPage(channel);
}
function start(rawConfig) {
	const { modules, keyFolder, logFile, stuckAfter } = TokenConfig.parse(rawConfig);
	const logger = createPinoLogger({
		level: "info",
		...logFile === void 0 ? {} : { file: logFile }
	});
	engine = createTokenEngine({
		logger,
		...stuckAfter === void 0 ? {} : { stuckAfter },
		backends: [...modules.length === 0 ? [] : [createPkcs11Backend({
			modules,
			logger
		})], ...keyFolder === void 0 ? [] : [createPkcs12Backend({
			folder: keyFolder,
			logger
		})]],
		onStuck: () => process.kill(process.pid, "SIGKILL")
	});
	for (const { name, channel } of early.splice(0)) attach(name, channel);
	return { ok: true };
}
listenToHost((name, channel) => {
	if (name === "host") openRemote(channel, async (call, input) => call === "start" ? start(input) : process.exit(0));
	else if (engine === void 0) early.push({
		name,
		channel
	});
	else attach(name, channel);
});
process.on("SIGTERM", () => void (engine?.close() ?? Promise.resolve()).finally(() => process.exit(0)));
export {};

//# sourceMappingURL=token.js.map