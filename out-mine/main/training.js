import { J as octetsOf, L as unsignedInteger, M as sequence, O as nullValue, S as bitString, Z as parseAsn1, a as isWithinValidity, b as signerOf, et as err, k as objectIdentifier, n as summariseCertificate, nt as fault, s as parseCertificate, tt as ok } from "./certificate-BA8ZbiWw.js";
import { C as TrainingWorkplaces, S as TrainingStaff, v as TrainingCertificateAnswer } from "./messages-ClGTNyKP.js";
import { d as findChain, p as routes } from "./extensions-CeYJQFbA.js";
import { i as newRsaKey, t as prepareCsr } from "./csr-D_LUL7wt.js";
import { n as writePkcs12, t as readPkcs12 } from "./pkcs12-BdP1IjCo.js";
import { delimiter, dirname, join, resolve } from "node:path";
import { execFile } from "node:child_process";
import { z } from "zod";
import { existsSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import pkcs11js from "pkcs11js";
import { parseArgs, promisify } from "node:util";
// src/training/training-gateway.ts
/** Milliseconds for one answer. */
var answerWithin = 2e4;
var unreachable = (code) => err(fault("training/gatewayUnreachable", "retry", { code }));
var bytesOf = (base64) => new Uint8Array(Buffer.from(base64, "base64"));
/** @param gatewayUrl without a slash at the end, as in the enrolment */
function openTrainingGateway(gatewayUrl) {
	const ask = async (path, answer, body) => {
		try {
			const request = body === void 0 ? {} : {
				method: "POST",
				body: JSON.stringify(body),
				headers: { "content-type": "application/json" }
			};
			const response = await fetch(`${gatewayUrl.replace(/\/+$/, "")}${path}`, {
				...request,
				signal: AbortSignal.timeout(answerWithin)
			});
			if (!response.ok) return unreachable(`HTTP ${response.status}`);
			const parsed = answer.safeParse(await response.json());
			return parsed.success ? ok(parsed.data) : unreachable("MALFORMED_ANSWER");
		} catch (failure) {
			return unreachable(failure instanceof Error ? failure.name : "UNKNOWN");
		}
	};
	return {
		staff: () => ask(routes.trainingStaff.path, TrainingStaff),
		trust: async () => {
			const enrolments = await ask(routes.trainingWorkplaces.path, TrainingWorkplaces);
			if (!enrolments.ok) return enrolments;
			return ok({
				roots: enrolments.value.flatMap(({ trustedRoots }) => trustedRoots.map(bytesOf)),
				intermediates: enrolments.value.flatMap(({ intermediates }) => intermediates.map(bytesOf))
			});
		},
		certify: async (staffId, csr) => {
			const answer = await ask(routes.trainingCertificate.path, TrainingCertificateAnswer, {
				staffId,
				csr: Buffer.from(csr).toString("base64")
			});
			return answer.ok ? ok({
				certificate: bytesOf(answer.value.certificate),
				chain: answer.value.chain.map(bytesOf)
			}) : answer;
		}
	};
}
/** Left as it is at the next start: this person's, believed by this gateway, and good for another day at least. */
function isStillGood(der, member, trust, now) {
	const certificate = parseCertificate(der);
	const summary = summariseCertificate(der);
	if (certificate === void 0 || !summary.ok || summary.value.iin !== member.iin) return false;
	const tomorrow = new Date(now.getTime() + 864e5);
	return isWithinValidity(certificate, now) && isWithinValidity(certificate, tomorrow) && findChain(certificate, [], trust, now) !== void 0;
}
// src/training/provision-key-files.ts
/** The certificate last, so that a pair is listed only when it is whole; each file whole or not there. */
async function writeWhole(path, bytes) {
	await writeFile(`${path}.new`, bytes, { mode: 384 });
	await rename(`${path}.new`, path);
}
async function isWhole(folder, member, trust) {
	try {
		const certificate = new Uint8Array(await readFile(join(folder, `${member.login}.cer`)));
		const opened = await readPkcs12(new Uint8Array(await readFile(join(folder, `${member.login}.p12`))), member.pin);
		return opened.ok && Buffer.compare(opened.value.certificate, certificate) === 0 && isStillGood(certificate, member, trust, /* @__PURE__ */ new Date());
	} catch {
		return false;
	}
}
/**
* Key files in place of tokens, where no SoftHSM is to be had: `login.p12` under the member's PIN, with `login.cer` beside it.
* May be run again at any time, as the tokens' provisioning may.
* @returns the folder the token process is to be given
*/
async function provisionKeyFiles({ folder, gatewayUrl, staff }) {
	const gateway = openTrainingGateway(gatewayUrl);
	const trust = await gateway.trust();
	if (!trust.ok) return trust;
	const keyFolder = join(folder, "keys");
	try {
		await mkdir(keyFolder, {
			recursive: true,
			mode: 448
		});
		for (const member of staff) {
			if (await isWhole(keyFolder, member, trust.value)) continue;
			const { spki, privateKey } = await newRsaKey();
			const csr = prepareCsr({
				publicKeySpki: spki,
				commonName: member.fullName
			});
			const issued = await gateway.certify(member.staffId, csr.finish(signerOf(privateKey).sign(csr.toBeSigned)));
			if (!issued.ok) return issued;
			const file = await writePkcs12({
				privateKeyPkcs8: privateKey,
				...issued.value
			}, member.pin);
			await rm(join(keyFolder, `${member.login}.cer`), { force: true });
			await writeWhole(join(keyFolder, `${member.login}.p12`), file);
			await writeWhole(join(keyFolder, `${member.login}.cer`), issued.value.certificate);
		}
		return ok({ keyFolder });
	} catch (failure) {
		const code = failure instanceof Error && "code" in failure ? String(failure.code) : "UNKNOWN";
		return err(fault("training/keyFileFailed", "support", { code }));
	}
}
// src/training/softhsm.ts
var run = promisify(execFile);
var usualModules = [
	"/usr/lib/softhsm/libsofthsm2.so",
	"/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
	"/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
	"/usr/lib64/softhsm/libsofthsm2.so",
	"/usr/lib64/pkcs11/libsofthsm2.so",
	"/usr/local/lib/softhsm/libsofthsm2.so",
	"C:\\SoftHSM2\\lib\\softhsm2-x64.dll",
	"C:\\Program Files\\SoftHSM2\\lib\\softhsm2-x64.dll"
];
function findUtil(module) {
	const name = process.platform === "win32" ? "softhsm2-util.exe" : "softhsm2-util";
	return [
		...(process.env["PATH"] ?? "").split(delimiter),
		join(dirname(dirname(module)), "bin"),
		"/usr/bin",
		"/usr/local/bin"
	].map((folder) => join(folder, name)).find((path) => existsSync(path));
}
/** @param module where the installation is an unusual one */
function findSofthsm(module) {
	const found = (module === void 0 ? usualModules : [module]).find((path) => existsSync(path));
	const util = found === void 0 ? void 0 : findUtil(found);
	return found === void 0 || util === void 0 ? void 0 : {
		module: found,
		util
	};
}
/** Where the configuration lies that SOFTHSM2_CONF must name in every process that uses the tokens. */
var softhsmConfOf = (folder) => join(folder, "softhsm2.conf");
/** Configuration and token folder, for this user alone (mode 0700). @returns path of the configuration */
async function configureSofthsm(folder) {
	const tokens = resolve(folder, "tokens");
	await mkdir(tokens, {
		recursive: true,
		mode: 448
	});
	const conf = resolve(softhsmConfOf(folder));
	const lines = [
		`directories.tokendir = ${tokens}`,
		"objectstore.backend = file",
		"log.level = ERROR",
		"slots.removable = false",
		""
	];
	await writeFile(`${conf}.new`, lines.join("\n"), { mode: 384 });
	await rename(`${conf}.new`, conf);
	return conf;
}
var runUtil = async ({ util }, conf, args) => {
	try {
		await run(util, [...args], {
			env: {
				...process.env,
				SOFTHSM2_CONF: conf
			},
			timeout: 3e4
		});
		return ok();
	} catch (failure) {
		const code = failure instanceof Error && "code" in failure ? String(failure.code) : "UNKNOWN";
		return err(fault("training/tokenFailed", "support", { code: `softhsm2-util ${args[0] ?? ""} ${code}` }));
	}
};
/**
* A new token with this label. The PINs are on the command line, where other processes of this machine can read them: training PINs
* are printed on the wall. Nobody needs the security officer's PIN again, since a broken token is deleted and made anew.
*/
var initialiseToken = (softhsm, conf, label, pin) => runUtil(softhsm, conf, [
	"--init-token",
	"--free",
	"--label",
	label,
	"--so-pin",
	randomBytes(12).toString("hex"),
	"--pin",
	pin
]);
var deleteToken = (softhsm, conf, serial) => runUtil(softhsm, conf, [
	"--delete-token",
	"--serial",
	serial
]);
// src/training/token-key.ts
var p256 = objectIdentifier("1.2.840.10045.3.1.7");
function find(api, session, objectClass, keyId) {
	api.C_FindObjectsInit(session, [{
		type: pkcs11js.CKA_CLASS,
		value: objectClass
	}, ...keyId === void 0 ? [] : [{
		type: pkcs11js.CKA_ID,
		value: keyId
	}]]);
	const found = api.C_FindObjects(session, 100);
	api.C_FindObjectsFinal(session);
	return found;
}
function attribute(api, session, object, type) {
	return api.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? Buffer.alloc(0);
}
function readSpki(api, session, publicKey, keyType) {
	if (keyType === "EC") {
		const point = octetsOf(parseAsn1(attribute(api, session, publicKey, pkcs11js.CKA_EC_POINT))) ?? /* @__PURE__ */ new Uint8Array();
		return sequence(sequence(objectIdentifier("1.2.840.10045.2.1"), p256), bitString(point));
	}
	const modulus = attribute(api, session, publicKey, pkcs11js.CKA_MODULUS);
	const exponent = attribute(api, session, publicKey, pkcs11js.CKA_PUBLIC_EXPONENT);
	return sequence(sequence(objectIdentifier("1.2.840.113549.1.1.1"), nullValue()), bitString(sequence(unsignedInteger(modulus), unsignedInteger(exponent))));
}
/** Makes a key pair whose private half never leaves the token. The session is read-write and logged in. */
function generateTokenKey(api, session, label, keyType = "RSA") {
	const keyId = randomBytes(20);
	const common = [
		{
			type: pkcs11js.CKA_TOKEN,
			value: true
		},
		{
			type: pkcs11js.CKA_ID,
			value: keyId
		},
		{
			type: pkcs11js.CKA_LABEL,
			value: label
		}
	];
	const kind = keyType === "EC" ? [{
		type: pkcs11js.CKA_EC_PARAMS,
		value: Buffer.from(p256)
	}] : [{
		type: pkcs11js.CKA_MODULUS_BITS,
		value: 2048
	}, {
		type: pkcs11js.CKA_PUBLIC_EXPONENT,
		value: Buffer.of(1, 0, 1)
	}];
	const { publicKey, privateKey } = api.C_GenerateKeyPair(session, { mechanism: keyType === "EC" ? pkcs11js.CKM_EC_KEY_PAIR_GEN : pkcs11js.CKM_RSA_PKCS_KEY_PAIR_GEN }, [
		...common,
		...kind,
		{
			type: pkcs11js.CKA_PRIVATE,
			value: false
		},
		{
			type: pkcs11js.CKA_VERIFY,
			value: true
		}
	], [
		...common,
		{
			type: pkcs11js.CKA_PRIVATE,
			value: true
		},
		{
			type: pkcs11js.CKA_SENSITIVE,
			value: true
		},
		{
			type: pkcs11js.CKA_EXTRACTABLE,
			value: false
		},
		{
			type: pkcs11js.CKA_SIGN,
			value: true
		}
	]);
	return {
		keyId,
		keyType,
		privateKey,
		spki: readSpki(api, session, publicKey, keyType)
	};
}
/** An RSA pair that is there whole; halves and strays, left by a kill, are destroyed. */
function findTokenKey(api, session) {
	let whole;
	const privateKeys = find(api, session, pkcs11js.CKO_PRIVATE_KEY);
	for (const privateKey of privateKeys) {
		const keyId = attribute(api, session, privateKey, pkcs11js.CKA_ID);
		const publicKey = find(api, session, pkcs11js.CKO_PUBLIC_KEY, keyId)[0];
		if (publicKey === void 0 || whole !== void 0) api.C_DestroyObject(session, privateKey);
		else whole = {
			keyId,
			keyType: "RSA",
			privateKey,
			spki: readSpki(api, session, publicKey, "RSA")
		};
	}
	for (const publicKey of find(api, session, pkcs11js.CKO_PUBLIC_KEY)) if (whole === void 0 || !attribute(api, session, publicKey, pkcs11js.CKA_ID).equals(whole.keyId)) api.C_DestroyObject(session, publicKey);
	return whole;
}
/** Signs with SHA-256: PKCS#1 v1.5, or r‖s. */
function signWithTokenKey(api, session, key, digestOrData) {
	api.C_SignInit(session, { mechanism: key.keyType === "EC" ? pkcs11js.CKM_ECDSA : pkcs11js.CKM_SHA256_RSA_PKCS }, key.privateKey);
	return new Uint8Array(api.C_Sign(session, Buffer.from(digestOrData), Buffer.alloc(512)));
}
/** Writes the certificate beside its key. @throws where the bytes are no certificate: they were checked before */
function storeCertificate(api, session, keyId, label, der) {
	const certificate = parseCertificate(der);
	if (certificate === void 0) throw new Error("storeCertificate: not a certificate");
	api.C_CreateObject(session, [
		{
			type: pkcs11js.CKA_CLASS,
			value: pkcs11js.CKO_CERTIFICATE
		},
		{
			type: pkcs11js.CKA_CERTIFICATE_TYPE,
			value: pkcs11js.CKC_X_509
		},
		{
			type: pkcs11js.CKA_TOKEN,
			value: true
		},
		{
			type: pkcs11js.CKA_PRIVATE,
			value: false
		},
		{
			type: pkcs11js.CKA_ID,
			value: keyId
		},
		{
			type: pkcs11js.CKA_LABEL,
			value: label
		},
		{
			type: pkcs11js.CKA_SUBJECT,
			value: Buffer.from(certificate.subject)
		},
		{
			type: pkcs11js.CKA_ISSUER,
			value: Buffer.from(certificate.issuer)
		},
		{
			type: pkcs11js.CKA_SERIAL_NUMBER,
			value: Buffer.from(certificate.serialNumber)
		},
		{
			type: pkcs11js.CKA_VALUE,
			value: Buffer.from(der)
		}
	]);
}
/** The certificates that belong to the key, with their handles. */
var readKeyCertificates = (api, session, keyId) => find(api, session, pkcs11js.CKO_CERTIFICATE, keyId).map((handle) => ({
	handle,
	der: new Uint8Array(attribute(api, session, handle, pkcs11js.CKA_VALUE))
}));
// src/training/provision-tokens.ts
var tokensOf = (api) => api.C_GetSlotList(true).flatMap((slot) => {
	const { flags, label, serialNumber } = api.C_GetTokenInfo(slot);
	if ((flags & pkcs11js.CKF_TOKEN_INITIALIZED) === 0) return [];
	return [{
		slot,
		label: label.trimEnd(),
		serial: serialNumber.trimEnd(),
		hasUserPin: (flags & pkcs11js.CKF_USER_PIN_INITIALIZED) !== 0
	}];
});
/** Logs in and works; whatever happens, logged out and closed afterwards. */
async function withSession(api, slot, pin, work) {
	const session = api.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
	try {
		api.C_Login(session, pkcs11js.CKU_USER, pin);
		return await work(session);
	} finally {
		api.C_CloseSession(session);
	}
}
async function within(module, work) {
	const api = new pkcs11js.PKCS11(module);
	api.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK });
	try {
		return await work(api);
	} finally {
		api.C_Finalize();
	}
}
var opens = async (api, token, pin) => {
	try {
		return token.hasUserPin && await withSession(api, token.slot, pin, () => Promise.resolve(true));
	} catch {
		return false;
	}
};
/** Key and certificate of one person, each only where it is missing. */
async function finishToken(api, slot, member, trust, gateway) {
	return withSession(api, slot, member.pin, async (session) => {
		const key = findTokenKey(api, session) ?? generateTokenKey(api, session, member.login);
		const present = readKeyCertificates(api, session, key.keyId);
		if (present.some(({ der }) => isStillGood(der, member, trust, /* @__PURE__ */ new Date()))) return ok();
		const csr = prepareCsr({
			publicKeySpki: key.spki,
			commonName: member.fullName
		});
		const issued = await gateway.certify(member.staffId, csr.finish(signWithTokenKey(api, session, key, csr.toBeSigned)));
		if (!issued.ok) return issued;
		storeCertificate(api, session, key.keyId, member.login, issued.value.certificate);
		for (const { handle } of present) api.C_DestroyObject(session, handle);
		return ok();
	});
}
/**
* A SoftHSM token for each member of the training staff: RSA-2048 made on the token, certified by the training gateway.
* May be run again at any time and after any kill: what is whole stays, what is half is finished or replaced.
* For a short-lived process of its own: it sets SOFTHSM2_CONF of this process, and a PKCS#11 module is foreign code.
*/
async function provisionTrainingTokens({ folder, gatewayUrl, softhsmModule, staff }) {
	const softhsm = findSofthsm(softhsmModule);
	if (softhsm === void 0) return err(fault("training/softhsmMissing", "act"));
	const gateway = openTrainingGateway(gatewayUrl);
	const trust = await gateway.trust();
	if (!trust.ok) return trust;
	try {
		const conf = await configureSofthsm(folder);
		process.env["SOFTHSM2_CONF"] = conf;
		const { missing, broken } = await within(softhsm.module, async (api) => {
			const tokens = tokensOf(api);
			const whole = /* @__PURE__ */ new Map();
			const stray = [];
			for (const member of staff) for (const token of tokens.filter(({ label }) => label === member.login)) if (!whole.has(member.login) && await opens(api, token, member.pin)) whole.set(member.login, token);
			else stray.push(token);
			return {
				missing: staff.filter(({ login }) => !whole.has(login)),
				broken: stray
			};
		});
		for (const { serial } of broken) {
			const deleted = await deleteToken(softhsm, conf, serial);
			if (!deleted.ok) return deleted;
		}
		for (const { login, pin } of missing) {
			const made = await initialiseToken(softhsm, conf, login, pin);
			if (!made.ok) return made;
		}
		return await within(softhsm.module, async (api) => {
			const tokens = tokensOf(api);
			for (const member of staff) {
				const token = tokens.find(({ label }) => label === member.login);
				if (token === void 0) return err(fault("training/tokenFailed", "support", { code: "TOKEN_NOT_FOUND" }));
				const finished = await finishToken(api, token.slot, member, trust.value, gateway);
				if (!finished.ok) return finished;
			}
			return ok({
				softhsmConf: conf,
				module: softhsm.module
			});
		});
	} catch (failure) {
		const text = failure instanceof Error ? `${failure.message}\n${failure.stack ?? ""}` : "";
		return err(fault("training/tokenFailed", "support", { code: /CKR_\w+/.exec(text)?.[0] ?? (failure instanceof Error ? failure.name : "UNKNOWN") }));
	}
}
// src/training/main.ts
var Arguments = z.object({
	folder: z.string().min(1),
	gateway: z.url(),
	softhsm: z.string().min(1).exactOptional()
});
async function provision({ folder, gateway: gatewayUrl, softhsm }) {
	const staff = await openTrainingGateway(gatewayUrl).staff();
	if (!staff.ok) return staff;
	const request = {
		folder,
		gatewayUrl,
		staff: staff.value
	};
	const tokens = await provisionTrainingTokens({
		...request,
		...softhsm === void 0 ? {} : { softhsmModule: softhsm }
	});
	if (tokens.ok) return {
		ok: true,
		value: {
			kind: "softhsm",
			...tokens.value
		}
	};
	if (tokens.error.tag !== "training/softhsmMissing") return tokens;
	const files = await provisionKeyFiles(request);
	return files.ok ? {
		ok: true,
		value: {
			kind: "keyFiles",
			...files.value
		}
	} : files;
}
var outcome = await provision(Arguments.parse({ ...parseArgs({
	options: {
		folder: { type: "string" },
		gateway: { type: "string" },
		softhsm: { type: "string" }
	},
	strict: true
}).values }));
process.stdout.write(`${JSON.stringify(outcome)}\n`);
process.exitCode = outcome.ok ? 0 : 1;
export {};

//# sourceMappingURL=training.js.map