import { $ as sameBytes, A as octetString, B as childAt, D as integer, F as taggedPrimitive, G as integerHex, H as contentsOf, J as octetsOf, K as isContext, M as sequence, N as setOf, O as nullValue, P as tagged, Q as rawOf, V as childrenOf, Y as oidOf, Z as parseAsn1, c as oids, d as hashOf, et as err, g as plainAlgorithmOid, k as objectIdentifier, l as digest, nt as fault, q as isUniversal, s as parseCertificate, tt as ok, v as sha256Identifier } from "./certificate-BA8ZbiWw.js";
import { createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
// src/pki/pkcs12-kdf.ts
var identifiers = {
	key: 1,
	iv: 2,
	mac: 3
};
/** The password as BMPString with two zero octets at the end (RFC 7292, B.1). */
var bmpPassword = (password) => {
	return Buffer.from(`${password}\0`, "utf16le").swap16();
};
var filled = (source, block) => Buffer.alloc(source.length === 0 ? 0 : block * Math.ceil(source.length / block), source);
/** block := block + addend + 1, as big-endian numbers modulo their width. */
var addAndOne = (block, addend) => {
	let carry = 1;
	for (let index = block.length - 1; index >= 0; index--) {
		carry += (block[index] ?? 0) + (addend[index] ?? 0);
		block[index] = carry & 255;
		carry >>= 8;
	}
};
/** The key derivation of PKCS#12 (RFC 7292, appendix B.2): for its MAC, and for the old ciphers. */
function derivePkcs12({ hash, password, salt, iterations, material, length }) {
	const block = hash === "sha384" || hash === "sha512" ? 128 : 64;
	const diversifier = Buffer.alloc(block, identifiers[material]);
	const input = Buffer.concat([filled(salt, block), filled(bmpPassword(password), block)]);
	const pieces = [];
	for (let have = 0; have < length;) {
		let piece = createHash(hash).update(diversifier).update(input).digest();
		for (let round = 1; round < iterations; round++) piece = createHash(hash).update(piece).digest();
		pieces.push(piece);
		have += piece.length;
		const addend = Buffer.alloc(block, piece);
		for (let offset = 0; offset < input.length; offset += block) addAndOne(input.subarray(offset, offset + block), addend);
	}
	return Buffer.concat(pieces).subarray(0, length);
}
// src/pki/pkcs12-cipher.ts
var derive = promisify(pbkdf2);
var pbes2 = "1.2.840.113549.1.5.13";
var pbkdf2Oid = "1.2.840.113549.1.5.12";
var hmacWithSha256 = "1.2.840.113549.2.9";
var shaAnd3Des = "1.2.840.113549.1.12.1.3";
var aes256 = "2.16.840.1.101.3.4.1.42";
var pseudoRandom = /* @__PURE__ */ new Map([
	["1.2.840.113549.2.7", "sha1"],
	[hmacWithSha256, "sha256"],
	["1.2.840.113549.2.10", "sha384"],
	["1.2.840.113549.2.11", "sha512"]
]);
var ciphers = /* @__PURE__ */ new Map([
	["2.16.840.1.101.3.4.1.2", {
		name: "aes-128-cbc",
		keyLength: 16
	}],
	["2.16.840.1.101.3.4.1.22", {
		name: "aes-192-cbc",
		keyLength: 24
	}],
	[aes256, {
		name: "aes-256-cbc",
		keyLength: 32
	}],
	["1.2.840.113549.3.7", {
		name: "des-ede3-cbc",
		keyLength: 24
	}]
]);
var countOf = (node) => {
	const hexadecimal = integerHex(node);
	const count = hexadecimal === void 0 ? NaN : Number.parseInt(hexadecimal, 16);
	return count >= 1 && count <= 2e6 ? count : void 0;
};
var setupOf = async (algorithm, password) => {
	const oid = oidOf(childAt(algorithm, 0));
	if (oid === shaAnd3Des) {
		const salt = octetsOf(childAt(algorithm, 1, 0));
		const iterations = countOf(childAt(algorithm, 1, 1));
		if (salt === void 0 || iterations === void 0) return void 0;
		const material = {
			hash: "sha1",
			password,
			salt,
			iterations
		};
		return {
			name: "des-ede3-cbc",
			key: derivePkcs12({
				...material,
				material: "key",
				length: 24
			}),
			iv: derivePkcs12({
				...material,
				material: "iv",
				length: 8
			})
		};
	}
	const [derivation, encryption] = childrenOf(childAt(algorithm, 1));
	const parameters = childAt(derivation, 1);
	const cipher = ciphers.get(oidOf(childAt(encryption, 0)) ?? "");
	const salt = octetsOf(childAt(parameters, 0));
	const iterations = countOf(childAt(parameters, 1));
	const prfNode = childrenOf(parameters).find((node, index) => index > 1 && isUniversal(node, 16));
	const prf = prfNode === void 0 ? "sha1" : pseudoRandom.get(oidOf(childAt(prfNode, 0)) ?? "");
	const iv = octetsOf(childAt(encryption, 1));
	if (oid !== pbes2 || oidOf(childAt(derivation, 0)) !== pbkdf2Oid || !cipher || !salt || !iterations || !prf || !iv) return void 0;
	return {
		name: cipher.name,
		key: await derive(Buffer.from(password, "utf8"), salt, iterations, cipher.keyLength, prf),
		iv
	};
};
/**
* Decrypts what an AlgorithmIdentifier of PBES2 (AES or 3DES in CBC, RFC 8018) or of PKCS#12's SHA-1 with 3DES covers.
* @returns `unsupported` for other ciphers (RC2-40 among them), `failed` where the padding says that the password is wrong
*/
async function decryptWithPassword(algorithm, encrypted, password) {
	const setup = await setupOf(algorithm, password);
	if (setup === void 0) return "unsupported";
	try {
		const decipher = createDecipheriv(setup.name, setup.key, setup.iv);
		return new Uint8Array(Buffer.concat([decipher.update(encrypted), decipher.final()]));
	} catch {
		return "failed";
	}
}
var writeIterations = 1e5;
/** PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC. */
async function encryptWithPassword(data, password) {
	const [salt, iv] = [randomBytes(16), randomBytes(16)];
	const key = await derive(Buffer.from(password, "utf8"), salt, writeIterations, 32, "sha256");
	const cipher = createCipheriv("aes-256-cbc", key, iv);
	const parameters = sequence(octetString(salt), integer(writeIterations), sequence(objectIdentifier(hmacWithSha256), nullValue()));
	const derivation = sequence(objectIdentifier(pbkdf2Oid), parameters);
	const encryption = sequence(objectIdentifier(aes256), octetString(iv));
	return {
		algorithm: sequence(objectIdentifier(pbes2), sequence(derivation, encryption)),
		encrypted: new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]))
	};
}
// src/pki/pkcs12.ts
var bag = {
	key: "1.2.840.113549.1.12.10.1.1",
	shroudedKey: "1.2.840.113549.1.12.10.1.2",
	certificate: "1.2.840.113549.1.12.10.1.3"
};
var x509Certificate = "1.2.840.113549.1.9.22.1";
var localKeyId = "1.2.840.113549.1.9.21";
var malformed = err(fault("pkcs12/malformed", "act"));
var wrongPassword = err(fault("pkcs12/wrongPassword", "act"));
var unsupported = err(fault("pkcs12/unsupported", "support"));
/** [0] IMPLICIT OCTET STRING, whole or in BER's pieces. */
var implicitOctets = (node) => {
	if (node === void 0 || !isContext(node, 0)) return void 0;
	const pieces = childrenOf(node);
	return pieces.length === 0 ? contentsOf(node) : new Uint8Array(Buffer.concat(pieces.map((piece) => octetsOf(piece) ?? /* @__PURE__ */ new Uint8Array())));
};
var isMacRight = (authenticated, macData, password) => {
	const hash = hashOf(plainAlgorithmOid(childAt(macData, 0, 0)));
	const mac = octetsOf(childAt(macData, 0, 1));
	const salt = octetsOf(childAt(macData, 1));
	const iterationsNode = childAt(macData, 2);
	const iterations = iterationsNode === void 0 ? 1 : countOf(iterationsNode);
	if (hash === void 0 || mac === void 0 || salt === void 0 || iterations === void 0) return void 0;
	const length = digest(hash, /* @__PURE__ */ new Uint8Array()).length;
	const key = derivePkcs12({
		hash,
		password,
		salt,
		iterations,
		material: "mac",
		length
	});
	const expected = createHmac(hash, key).update(authenticated).digest();
	return expected.length === mac.length && timingSafeEqual(expected, mac);
};
var localKeyIdOf = (safeBag) => {
	const attribute = childrenOf(childAt(safeBag, 2)).find((item) => oidOf(childAt(item, 0)) === localKeyId);
	return octetsOf(childAt(attribute, 1, 0));
};
var readBag = async (safeBag, password, bags) => {
	const type = oidOf(childAt(safeBag, 0));
	const value = childAt(safeBag, 1, 0);
	if (type === void 0 || value === void 0) return malformed.error;
	const id = localKeyIdOf(safeBag);
	if (type === bag.certificate && oidOf(childAt(value, 0)) === x509Certificate) {
		const der = octetsOf(childAt(value, 1, 0));
		if (der === void 0) return malformed.error;
		bags.certificates.push({
			der,
			localKeyId: id
		});
	}
	if (type === bag.key) bags.keys.push({
		pkcs8: rawOf(value),
		localKeyId: id
	});
	if (type === bag.shroudedKey) {
		const pkcs8 = await decryptWithPassword(childAt(value, 0), octetsOf(childAt(value, 1)) ?? /* @__PURE__ */ new Uint8Array(), password);
		if (pkcs8 === "unsupported") return unsupported.error;
		if (pkcs8 === "failed") return wrongPassword.error;
		bags.keys.push({
			pkcs8,
			localKeyId: id
		});
	}
};
/** SafeContents of one ContentInfo: plain, or encrypted with the password. */
var openSafe = async (info, password) => {
	const type = oidOf(childAt(info, 0));
	let contents = octetsOf(childAt(info, 1, 0));
	if (type === oids.content.encryptedData) {
		const encrypted = childAt(info, 1, 0, 1);
		const opened = await decryptWithPassword(childAt(encrypted, 1), implicitOctets(childAt(encrypted, 2)) ?? /* @__PURE__ */ new Uint8Array(), password);
		if (opened === "unsupported") return unsupported;
		if (opened === "failed") return wrongPassword;
		contents = opened;
	} else if (type !== oids.content.data) return unsupported;
	const safe = parseAsn1(contents ?? /* @__PURE__ */ new Uint8Array());
	return safe === void 0 ? malformed : ok(safe);
};
var spkiOf = (pkcs8) => {
	try {
		const key = createPrivateKey({
			key: Buffer.from(pkcs8),
			format: "der",
			type: "pkcs8"
		});
		return new Uint8Array(createPublicKey(key).export({
			type: "spki",
			format: "der"
		}));
	} catch {
		return;
	}
};
/** The certificate to the key: by the public key; for keys without arithmetic here (GOST) by the file's own mark. */
var choose = ({ keys, certificates }) => {
	const [key, ...moreKeys] = keys;
	if (key === void 0 || moreKeys.length > 0) return malformed;
	const spki = spkiOf(key.pkcs8);
	const own = certificates.find(({ der, localKeyId: id }) => spki === void 0 ? id !== void 0 && key.localKeyId !== void 0 && sameBytes(id, key.localKeyId) : sameBytes(parseCertificate(der)?.spki ?? /* @__PURE__ */ new Uint8Array(), spki));
	if (own === void 0) return malformed;
	return ok({
		privateKeyPkcs8: key.pkcs8,
		certificate: own.der,
		chain: certificates.filter((other) => other !== own).map(({ der }) => der)
	});
};
/**
* Reads a PKCS#12 file (RFC 7292) with one key. Its MAC is verified first, so a wrong password is told from a broken file.
* Ciphers: PBES2 with AES or 3DES, and SHA-1 with 3DES; RC2 is `unsupported`.
*/
async function readPkcs12(der, password) {
	const root = parseAsn1(der);
	const authenticated = octetsOf(childAt(root, 1, 1, 0));
	if (integerHex(childAt(root, 0)) !== "3" || oidOf(childAt(root, 1, 0)) !== oids.content.data || authenticated === void 0) return malformed;
	const macData = childAt(root, 2);
	if (macData === void 0) return malformed;
	const right = isMacRight(authenticated, macData, password);
	if (right === void 0) return unsupported;
	if (!right) return wrongPassword;
	const bags = {
		keys: [],
		certificates: []
	};
	for (const info of childrenOf(parseAsn1(authenticated))) {
		const safe = await openSafe(info, password);
		if (!safe.ok) return safe;
		for (const safeBag of childrenOf(safe.value)) {
			const problem = await readBag(safeBag, password, bags);
			if (problem !== void 0) return err(problem);
		}
	}
	return choose(bags);
}
var macIterations = 1e4;
/** A PKCS#12 file: key and certificates under PBES2 (AES-256-CBC), MAC with SHA-256. @returns DER */
async function writePkcs12({ privateKeyPkcs8, certificate, chain }, password) {
	const mark = setOf(sequence(objectIdentifier(localKeyId), setOf(octetString(digest("sha1", certificate)))));
	const certificateBag = (one, ...attributes) => sequence(objectIdentifier(bag.certificate), tagged(0, sequence(objectIdentifier(x509Certificate), tagged(0, octetString(one)))), ...attributes);
	const key = await encryptWithPassword(privateKeyPkcs8, password);
	const keyBag = sequence(objectIdentifier(bag.shroudedKey), tagged(0, sequence(key.algorithm, octetString(key.encrypted))), mark);
	const certificates = await encryptWithPassword(sequence(certificateBag(certificate, mark), ...chain.map((one) => certificateBag(one))), password);
	const encrypted = sequence(integer(0), sequence(objectIdentifier(oids.content.data), certificates.algorithm, taggedPrimitive(0, certificates.encrypted)));
	const data = (contents) => sequence(objectIdentifier(oids.content.data), tagged(0, octetString(contents)));
	const authenticated = sequence(sequence(objectIdentifier(oids.content.encryptedData), tagged(0, encrypted)), data(sequence(keyBag)));
	const salt = randomBytes(16);
	const macKey = derivePkcs12({
		hash: "sha256",
		password,
		salt,
		iterations: macIterations,
		material: "mac",
		length: 32
	});
	const mac = new Uint8Array(createHmac("sha256", macKey).update(authenticated).digest());
	return sequence(integer(3), data(authenticated), sequence(sequence(sha256Identifier(), octetString(mac)), octetString(salt), integer(macIterations)));
}
export { writePkcs12 as n, readPkcs12 as t };

//# sourceMappingURL=pkcs12-BdP1IjCo.js.map