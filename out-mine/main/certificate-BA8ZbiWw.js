import { at as ContentHash } from "./messages-ClGTNyKP.js";
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { BaseBlock, GeneralizedTime, ObjectIdentifier, OctetString, UTCTime, fromBER } from "asn1js";
import { BasicConstraints, Certificate, ExtKeyUsage } from "pkijs";
// src/core/base/fault.ts
var fault = (tag, remedy, data) => ({
	tag,
	remedy,
	...data
});
// src/core/base/result.ts
function ok(value) {
	return {
		ok: true,
		value
	};
}
var err = (error) => ({
	ok: false,
	error
});
// src/pki/well-formed.ts
var deepest = 64;
var readHeader = (bytes, offset, limit) => {
	const identifier = bytes[offset];
	let next = offset + 1;
	if (identifier === void 0 || next >= limit) return void 0;
	if ((identifier & 31) === 31) {
		while (next < limit && ((bytes[next] ?? 0) & 128) !== 0) next++;
		next++;
	}
	const first = bytes[next++];
	if (first === void 0 || next > limit) return void 0;
	const shared = {
		constructed: (identifier & 32) !== 0,
		endOfContents: identifier === 0
	};
	if (first < 128) return {
		...shared,
		start: next,
		length: first
	};
	const count = first & 127;
	if (count === 0) return shared.constructed ? {
		...shared,
		start: next,
		length: void 0
	} : void 0;
	if (count > 4 || next + count > limit) return void 0;
	let length = 0;
	for (const octet of bytes.subarray(next, next + count)) length = length * 256 + octet;
	return {
		...shared,
		start: next + count,
		length
	};
};
/** @returns where the element ends, or undefined where it or anything inside does not end where its parent says */
function endOfElement(bytes, offset, limit, depth) {
	const header = depth > deepest ? void 0 : readHeader(bytes, offset, limit);
	if (header === void 0 || header.endOfContents) return void 0;
	const { constructed, start, length } = header;
	const end = length === void 0 ? limit : start + length;
	if (end > limit) return void 0;
	if (!constructed) return end;
	let next = start;
	while (next < end) {
		if (length === void 0 && bytes[next] === 0 && bytes[next + 1] === 0 && next + 2 <= end) return next + 2;
		const after = endOfElement(bytes, next, end, depth + 1);
		if (after === void 0) return void 0;
		next = after;
	}
	return length === void 0 ? void 0 : end;
}
/** One BER element, from the first octet to the last, with every length inside in agreement (X.690, 8.1). */
var isWellFormed = (bytes) => endOfElement(bytes, 0, bytes.length, 0) === bytes.length;
// src/pki/asn1.ts
/** A request is kilobytes and a list of revoked certificates some megabytes; beyond this it is an attack or a mistake. */
var maxContentLength = 67108864;
var maxNodes = 2e6;
/**
* Parses exactly one element with nothing after it.
* @returns undefined for anything else: hostile input is expected here, so it is a value and not an exception
*/
function parseAsn1(bytes) {
	if (bytes.length > maxContentLength || !isWellFormed(bytes)) return void 0;
	try {
		const { offset, result } = fromBER(new Uint8Array(bytes), {
			maxContentLength,
			maxNodes,
			maxDepth: 64,
			parseEmbedded: false
		});
		return offset === bytes.length && result.error === "" ? result : void 0;
	} catch {
		return;
	}
}
/** The classes of pkijs throw where the schema does not fit. */
function parseAs(node, Type) {
	if (node === void 0) return void 0;
	try {
		return new Type({ schema: node });
	} catch {
		return;
	}
}
/** The elements inside a constructed one; empty for a primitive. */
function childrenOf(node) {
	const value = node === void 0 ? void 0 : node.valueBlock.value;
	return Array.isArray(value) ? value.filter((child) => child instanceof BaseBlock) : [];
}
var childAt = (node, ...path) => path.reduce((parent, index) => childrenOf(parent).at(index), node);
/** The whole element as it came, identifier and length included. */
var rawOf = (node) => new Uint8Array(node.valueBeforeDecodeView);
/** The octets after identifier and length. */
var contentsOf = (node) => rawOf(node).subarray(node.idBlock.blockLength + node.lenBlock.blockLength);
var contextClass = 3;
var universalClass = 1;
var isContext = (node, tag) => node?.idBlock.tagClass === contextClass && node.idBlock.tagNumber === tag;
var isUniversal = (node, tag) => node?.idBlock.tagClass === universalClass && node.idBlock.tagNumber === tag;
var contextChild = (node, tag) => childrenOf(node).find((child) => isContext(child, tag));
var oidOf = (node) => node instanceof ObjectIdentifier ? node.getValue() : void 0;
/** The octets of an OCTET STRING, put together where BER cut it in pieces. */
var octetsOf = (node) => node instanceof OctetString ? new Uint8Array(node.getValue()) : void 0;
/** The content octets of an INTEGER as hexadecimal without leading zeros: how serial numbers are compared and shown. */
function integerHex(node) {
	if (!isUniversal(node, 2) || node === void 0) return void 0;
	return Buffer.from(contentsOf(node)).toString("hex").replace(/^0+(?=.)/, "");
}
/** The value of a BIT STRING that holds whole octets: a signature or a key. */
function bitsOf(node) {
	if (!isUniversal(node, 3) || node === void 0) return void 0;
	const contents = contentsOf(node);
	return contents[0] === 0 ? contents.subarray(1) : void 0;
}
/** UTCTime or GeneralizedTime. */
function dateOf(node) {
	if (!(node instanceof UTCTime || node instanceof GeneralizedTime)) return void 0;
	const date = node.toDate();
	return Number.isNaN(date.getTime()) ? void 0 : date;
}
var sameBytes = (one, other) => Buffer.compare(one, other) === 0;
// src/pki/der.ts
var lengthOctets = (length) => {
	if (length < 128) return [length];
	const octets = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
	return [128 | octets.length, ...octets];
};
/** One element: identifier octet, definite length, the parts one after another. */
function element(identifier, ...parts) {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	const head = [identifier, ...lengthOctets(length)];
	const out = new Uint8Array(head.length + length);
	out.set(head);
	let offset = head.length;
	for (const part of parts) {
		out.set(part, offset);
		offset += part.length;
	}
	return out;
}
var sequence = (...parts) => element(48, ...parts);
/** SET OF: DER wants the elements in ascending order of their encodings. */
var setOf = (...parts) => element(49, ...parts.toSorted((one, other) => Buffer.compare(one, other)));
/** Context-specific and constructed: EXPLICIT, or IMPLICIT over a SEQUENCE or SET. */
var tagged = (tag, ...parts) => element(160 | tag, ...parts);
/** Context-specific and primitive: IMPLICIT over a string or an integer. */
var taggedPrimitive = (tag, contents) => element(128 | tag, contents);
var objectIdentifier = (oid) => new Uint8Array(new ObjectIdentifier({ value: oid }).toBER());
var octetString = (contents) => element(4, contents);
var bitString = (contents, unusedBits = 0) => element(3, Uint8Array.of(unusedBits), contents);
var boolean = (value) => Uint8Array.of(1, 1, value ? 255 : 0);
var nullValue = () => Uint8Array.of(5, 0);
var utf8String = (text) => element(12, Buffer.from(text, "utf8"));
var printableString = (text) => element(19, Buffer.from(text, "latin1"));
var ia5String = (text) => element(22, Buffer.from(text, "latin1"));
/** INTEGER from an unsigned big-endian magnitude. */
function unsignedInteger(magnitude) {
	const first = magnitude.findIndex((octet) => octet !== 0);
	const digits = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first);
	return (digits[0] ?? 0) >= 128 ? element(2, Uint8Array.of(0), digits) : element(2, digits);
}
/** INTEGER, non-negative and small. */
var integer = (value) => {
	const hexadecimal = value.toString(16);
	return unsignedInteger(Buffer.from(hexadecimal.padStart(hexadecimal.length + hexadecimal.length % 2, "0"), "hex"));
};
var enumerated = (value) => Uint8Array.of(10, 1, value);
var digitsOf = (date) => date.toISOString().replace(/[-:T]/g, "").slice(0, 14);
/** GeneralizedTime in UTC, to the second: the only form RFC 5280, 6960 and 3161 all take. */
var generalizedTime = (date) => element(24, Buffer.from(`${digitsOf(date)}Z`, "latin1"));
/** RFC 5280, 4.1.2.5: UTCTime through the year 2049, GeneralizedTime after it. */
function time(date) {
	const year = date.getUTCFullYear();
	return year >= 1950 && year < 2050 ? element(23, Buffer.from(`${digitsOf(date).slice(2)}Z`, "latin1")) : generalizedTime(date);
}
// src/pki/algorithms.ts
var hashes = /* @__PURE__ */ new Map([
	["1.3.14.3.2.26", "sha1"],
	["2.16.840.1.101.3.4.2.1", "sha256"],
	["2.16.840.1.101.3.4.2.2", "sha384"],
	["2.16.840.1.101.3.4.2.3", "sha512"]
]);
/** Hash by its object identifier; SHA-1 is there for OCSP's CertID only. */
var hashOf = (oid) => oid === void 0 ? void 0 : hashes.get(oid);
/** As {@link hashOf}, without SHA-1: what a signature may rest on. */
var strongHashOf = (oid) => {
	const hash = hashOf(oid);
	return hash === "sha1" ? void 0 : hash;
};
var oidOfHash = (hash) => {
	for (const [oid, name] of hashes) if (name === hash) return oid;
	throw new Error(`no object identifier for ${hash}`);
};
var digest = (hash, data) => new Uint8Array(createHash(hash).update(data).digest());
var rsaEncryption = "1.2.840.113549.1.1.1";
var signatures = /* @__PURE__ */ new Map([
	["1.2.840.113549.1.1.11", {
		keyType: "RSA",
		hash: "sha256"
	}],
	["1.2.840.113549.1.1.12", {
		keyType: "RSA",
		hash: "sha384"
	}],
	["1.2.840.113549.1.1.13", {
		keyType: "RSA",
		hash: "sha512"
	}],
	["1.2.840.10045.4.3.2", {
		keyType: "EC",
		hash: "sha256"
	}],
	["1.2.840.10045.4.3.3", {
		keyType: "EC",
		hash: "sha384"
	}],
	["1.2.840.10045.4.3.4", {
		keyType: "EC",
		hash: "sha512"
	}]
]);
/** AlgorithmIdentifier of SHA-256; RFC 5754, 2: without parameters. */
var sha256Identifier = () => sequence(objectIdentifier(oidOfHash("sha256")));
/** AlgorithmIdentifier of sha256WithRSAEncryption (RFC 4055, 5: NULL) or ecdsa-with-SHA256 (RFC 5758, 3.2: absent). */
var signatureIdentifier = (keyType) => keyType === "RSA" ? sequence(objectIdentifier("1.2.840.113549.1.1.11"), nullValue()) : sequence(objectIdentifier("1.2.840.10045.4.3.2"));
/** The object identifier of an AlgorithmIdentifier whose parameters are absent or NULL, as all those used here have them. */
function plainAlgorithmOid(node) {
	const [oid, parameters, ...more] = childrenOf(node);
	return isUniversal(node, 16) && (parameters === void 0 || isUniversal(parameters, 5)) && more.length === 0 ? oidOf(oid) : void 0;
}
/** False also for algorithms that are not known or too weak (SHA-1, MD5, RSA under 2048 bits). */
function isSignatureValid({ algorithm, digest: named, key, data, signature }) {
	if (algorithm === void 0 || key === void 0) return false;
	const known = algorithm === rsaEncryption && named !== void 0 ? {
		keyType: "RSA",
		hash: named
	} : signatures.get(algorithm);
	if (known === void 0 || known.hash === "sha1" || named !== void 0 && named !== known.hash) return false;
	if (key.asymmetricKeyType !== (known.keyType === "RSA" ? "rsa" : "ec")) return false;
	if (known.keyType === "RSA" && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return false;
	try {
		return verify(known.hash, data, key, signature);
	} catch {
		return false;
	}
}
/** @returns undefined for keys this machine has no arithmetic for (GOST) and for bytes that are no key */
function publicKeyOf(spki) {
	try {
		return createPublicKey({
			key: Buffer.from(spki),
			format: "der",
			type: "spki"
		});
	} catch {
		return;
	}
}
/** @returns undefined for other kinds of keys */
function keyTypeOfSpki(spki) {
	const kind = publicKeyOf(spki)?.asymmetricKeyType;
	if (kind === "rsa") return "RSA";
	return kind === "ec" ? "EC" : void 0;
}
/** @param privateKey DER of PKCS#8, RSA or EC; anything else is a bug of the caller and throws */
function signerOf(privateKey) {
	const key = createPrivateKey({
		key: Buffer.from(privateKey),
		format: "der",
		type: "pkcs8"
	});
	return {
		keyType: key.asymmetricKeyType === "ec" ? "EC" : "RSA",
		sign: (data) => new Uint8Array(sign("sha256", data, key))
	};
}
/** From r‖s of equal length, as PKCS#11's CKM_ECDSA gives it, to the Ecdsa-Sig-Value of RFC 3279, 2.2.3. */
function ecdsaSignatureOf(raw) {
	const half = raw.length / 2;
	return sequence(unsignedInteger(raw.subarray(0, half)), unsignedInteger(raw.subarray(half)));
}
/** The SubjectPublicKeyInfo's key bits, without the unused-bits octet: what key identifiers and OCSP's issuerKeyHash are hashes of. */
var keyBitsOf = (spki) => bitsOf(childAt(parseAsn1(spki), 1)) ?? /* @__PURE__ */ new Uint8Array();
// src/pki/oids.ts
/** Object identifiers by what they name; the Kazakh arc is 1.2.398 (root.gov.kz/oid). */
var oids = {
	name: {
		commonName: "2.5.4.3",
		surname: "2.5.4.4",
		serialNumber: "2.5.4.5",
		country: "2.5.4.6",
		organisation: "2.5.4.10",
		organisationalUnit: "2.5.4.11",
		/** НУЦ РК puts the patronymic here. */
		givenName: "2.5.4.42",
		email: "1.2.840.113549.1.9.1"
	},
	extension: {
		subjectKeyIdentifier: "2.5.29.14",
		keyUsage: "2.5.29.15",
		subjectAltName: "2.5.29.17",
		basicConstraints: "2.5.29.19",
		crlNumber: "2.5.29.20",
		reasonCode: "2.5.29.21",
		invalidityDate: "2.5.29.24",
		crlDistributionPoints: "2.5.29.31",
		certificatePolicies: "2.5.29.32",
		authorityKeyIdentifier: "2.5.29.35",
		extendedKeyUsage: "2.5.29.37",
		authorityInformationAccess: "1.3.6.1.5.5.7.1.1",
		ocspNoCheck: "1.3.6.1.5.5.7.48.1.5",
		ocspNonce: "1.3.6.1.5.5.7.48.1.2"
	},
	purpose: {
		clientAuth: "1.3.6.1.5.5.7.3.2",
		emailProtection: "1.3.6.1.5.5.7.3.4",
		timeStamping: "1.3.6.1.5.5.7.3.8",
		ocspSigning: "1.3.6.1.5.5.7.3.9",
		person: "1.2.398.3.3.4.1.1",
		personInSystem: "1.2.398.3.3.4.1.1.1",
		legalEntity: "1.2.398.3.3.4.1.2",
		head: "1.2.398.3.3.4.1.2.1",
		signatory: "1.2.398.3.3.4.1.2.2",
		employee: "1.2.398.3.3.4.1.2.5"
	},
	access: { ocsp: "1.3.6.1.5.5.7.48.1" },
	policy: {
		certificates: "1.2.398.3.3.2",
		/** TSA policy for RSA keys. */
		timeStampRsa: "1.2.398.3.3.2.6.2"
	},
	content: {
		data: "1.2.840.113549.1.7.1",
		signedData: "1.2.840.113549.1.7.2",
		encryptedData: "1.2.840.113549.1.7.6",
		tstInfo: "1.2.840.113549.1.9.16.1.4"
	},
	attribute: {
		contentType: "1.2.840.113549.1.9.3",
		messageDigest: "1.2.840.113549.1.9.4",
		signingTime: "1.2.840.113549.1.9.5",
		signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
		signatureTimeStampToken: "1.2.840.113549.1.9.16.2.14"
	},
	ocspBasic: "1.3.6.1.5.5.7.48.1.1"
};
// src/pki/parsed-certificate.ts
/** RFC 5280, 4.2.1.3, in the order of the bits. */
var keyUsages = [
	"digitalSignature",
	"nonRepudiation",
	"keyEncipherment",
	"dataEncipherment",
	"keyAgreement",
	"keyCertSign",
	"cRLSign"
];
var understood = /* @__PURE__ */ new Set([
	oids.extension.keyUsage,
	oids.extension.basicConstraints,
	oids.extension.extendedKeyUsage,
	oids.extension.certificatePolicies,
	oids.extension.subjectAltName,
	oids.extension.subjectKeyIdentifier,
	oids.extension.authorityKeyIdentifier
]);
var readKeyUsage = (bits) => new Set(keyUsages.filter((_, bit) => ((bits[1 + (bit >> 3)] ?? 0) & 128 >> (bit & 7)) !== 0));
var textsOf = (name) => {
	const pairs = name.typesAndValues.map(({ type, value }) => ({
		type: String(type),
		text: String(value.valueBlock.value)
	}));
	return (oid) => pairs.filter((pair) => pair.type === oid).map((pair) => pair.text);
};
var readExtensions = (certificate) => {
	const extensions = certificate.extensions ?? [];
	const ids = extensions.map((extension) => extension.extnID);
	if (new Set(ids).size !== ids.length) return void 0;
	const find = (oid) => extensions.find((extension) => extension.extnID === oid);
	const valueOf = (oid) => {
		const extension = find(oid);
		return extension === void 0 ? void 0 : parseAsn1(new Uint8Array(extension.extnValue.getValue()));
	};
	const usage = valueOf(oids.extension.keyUsage);
	const constraints = parseAs(valueOf(oids.extension.basicConstraints), BasicConstraints);
	const purposes = parseAs(valueOf(oids.extension.extendedKeyUsage), ExtKeyUsage);
	const identifier = valueOf(oids.extension.subjectKeyIdentifier);
	const broken = (oid, value) => find(oid) !== void 0 && value === void 0;
	if (broken(oids.extension.keyUsage, usage) || broken(oids.extension.basicConstraints, constraints) || broken(oids.extension.extendedKeyUsage, purposes)) return void 0;
	const pathLength = constraints?.pathLenConstraint;
	return {
		keyUsage: usage === void 0 ? void 0 : readKeyUsage(contentsOf(usage)),
		extendedKeyUsage: purposes?.keyPurposes ?? [],
		extendedKeyUsageCritical: find(oids.extension.extendedKeyUsage)?.critical ?? false,
		isAuthority: constraints?.cA ?? false,
		pathLength: typeof pathLength === "number" ? pathLength : void 0,
		subjectKeyIdentifier: identifier === void 0 ? void 0 : contentsOf(identifier),
		hasUnknownCritical: extensions.some((extension) => extension.critical && !understood.has(extension.extnID))
	};
};
/** Reads the DER of one certificate; undefined where it is not one. Nothing is verified. */
function parseCertificate(der) {
	try {
		return parse(der);
	} catch {
		return;
	}
}
function parse(der) {
	const root = parseAsn1(der);
	const certificate = parseAs(root, Certificate);
	if (root === void 0 || certificate === void 0) return void 0;
	const tbs = childAt(root, 0);
	const [serialNode, innerAlgorithm, issuer, validity, subject, spki] = childrenOf(tbs).slice(isContext(childAt(tbs, 0), 0) ? 1 : 0);
	const outerAlgorithm = childAt(root, 1);
	const serial = integerHex(serialNode);
	const signature = bitsOf(childAt(root, 2));
	const notBefore = dateOf(childAt(validity, 0));
	const notAfter = dateOf(childAt(validity, 1));
	const extensions = readExtensions(certificate);
	if (!tbs || !serialNode || !innerAlgorithm || !outerAlgorithm || !issuer || !subject || !spki) return void 0;
	if (serial === void 0 || signature === void 0 || notBefore === void 0 || notAfter === void 0 || extensions === void 0) return void 0;
	if (!sameBytes(rawOf(innerAlgorithm), rawOf(outerAlgorithm))) return void 0;
	return {
		der: new Uint8Array(der),
		serial,
		serialNumber: rawOf(serialNode),
		issuer: rawOf(issuer),
		subject: rawOf(subject),
		spki: rawOf(spki),
		tbs: rawOf(tbs),
		signature,
		signatureAlgorithm: plainAlgorithmOid(outerAlgorithm),
		notBefore,
		notAfter,
		...extensions,
		subjectText: textsOf(certificate.subject),
		issuerText: textsOf(certificate.issuer)
	};
}
/** Names match and the issuer's key made the signature; says nothing of the issuer's right to issue. */
var isIssuedBy = (certificate, issuer) => sameBytes(certificate.issuer, issuer.subject) && isSignatureValid({
	algorithm: certificate.signatureAlgorithm,
	key: publicKeyOf(issuer.spki),
	data: certificate.tbs,
	signature: certificate.signature
});
var isWithinValidity = (certificate, at) => certificate.notBefore <= at && at <= certificate.notAfter;
// src/pki/certificate.ts
/** SHA-256 as 64 hexadecimal digits. */
var sha256Name = (data) => ContentHash.parse(Buffer.from(digest("sha256", data)).toString("hex"));
var roles = [
	[oids.purpose.head, "head"],
	[oids.purpose.signatory, "signatory"],
	[oids.purpose.employee, "employee"],
	[oids.purpose.person, "person"],
	[oids.purpose.personInSystem, "person"]
];
var numberAfter = (prefix, texts) => texts.map((text) => new RegExp(`^${prefix}(\\d{12})$`).exec(text)?.[1]).find((number) => number !== void 0);
/** From a parsed certificate; {@link summariseCertificate} from bytes. */
function summaryOf(certificate) {
	const { extendedKeyUsage: purposes, keyUsage } = certificate;
	const iin = numberAfter("IIN", certificate.subjectText(oids.name.serialNumber));
	const bin = numberAfter("BIN", certificate.subjectText(oids.name.organisationalUnit));
	const organisation = certificate.subjectText(oids.name.organisation)[0];
	const maySign = keyUsage !== void 0 && (keyUsage.has("digitalSignature") || keyUsage.has("nonRepudiation"));
	return {
		fingerprint: sha256Name(certificate.der),
		serial: certificate.serial,
		commonName: certificate.subjectText(oids.name.commonName)[0] ?? "",
		...iin === void 0 ? {} : { iin },
		...bin === void 0 ? {} : { bin },
		...organisation === void 0 ? {} : { organisation },
		issuer: certificate.issuerText(oids.name.commonName)[0] ?? "",
		role: roles.find(([oid]) => purposes.includes(oid))?.[1] ?? "other",
		forSignature: maySign && purposes.includes(oids.purpose.emailProtection),
		forAuthentication: purposes.includes(oids.purpose.clientAuth),
		notBefore: certificate.notBefore.toISOString(),
		notAfter: certificate.notAfter.toISOString()
	};
}
/**
* What the program shows and checks of a certificate, read from its DER; nothing is verified here.
* Reads certificates with GOST keys too, which are all the National Certification Authority issues since 28.04.2024.
*/
function summariseCertificate(der) {
	const certificate = parseCertificate(der);
	return certificate === void 0 ? err(fault("certificate/malformed", "act")) : ok(summaryOf(certificate));
}
export { sameBytes as $, octetString as A, childAt as B, boolean as C, integer as D, ia5String as E, taggedPrimitive as F, integerHex as G, contentsOf as H, time as I, octetsOf as J, isContext as K, unsignedInteger as L, sequence as M, setOf as N, nullValue as O, tagged as P, rawOf as Q, utf8String as R, bitString as S, generalizedTime as T, contextChild as U, childrenOf as V, dateOf as W, parseAs as X, oidOf as Y, parseAsn1 as Z, publicKeyOf as _, isWithinValidity as a, signerOf as b, oids as c, hashOf as d, err as et, isSignatureValid as f, plainAlgorithmOid as g, oidOfHash as h, isIssuedBy as i, printableString as j, objectIdentifier as k, digest as l, keyTypeOfSpki as m, summariseCertificate as n, fault as nt, keyUsages as o, keyBitsOf as p, isUniversal as q, summaryOf as r, parseCertificate as s, sha256Name as t, ok as tt, ecdsaSignatureOf as u, sha256Identifier as v, enumerated as w, strongHashOf as x, signatureIdentifier as y, bitsOf as z };

//# sourceMappingURL=certificate-BA8ZbiWw.js.map