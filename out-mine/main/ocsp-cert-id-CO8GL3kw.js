import { $ as Bin, K as Applicant, P as Answers, Q as Locale, W as Representative, Z as LocalText, at as ContentHash, et as Iin, it as CaseId, lt as PageId, ot as DateOnly, st as Instant, ut as ServiceId } from "./messages-ClGTNyKP.js";
import { $ as sameBytes, A as octetString, B as childAt, D as integer, G as integerHex, H as contentsOf, I as time, J as octetsOf, K as isContext, L as unsignedInteger, M as sequence, N as setOf, P as tagged, Q as rawOf, S as bitString, U as contextChild, V as childrenOf, W as dateOf, X as parseAs, Y as oidOf, Z as parseAsn1, _ as publicKeyOf, a as isWithinValidity, b as signerOf, c as oids, d as hashOf$1, et as err, f as isSignatureValid, g as plainAlgorithmOid, h as oidOfHash, k as objectIdentifier, l as digest, nt as fault, p as keyBitsOf, q as isUniversal, r as summaryOf, s as parseCertificate, t as sha256Name, tt as ok, v as sha256Identifier, w as enumerated, x as strongHashOf, y as signatureIdentifier, z as bitsOf } from "./certificate-BA8ZbiWw.js";
import { n as SignatureProblem } from "./signature-H5MXqUCw.js";
import { d as findChain, n as authorityKeyIdentifier, s as extension } from "./extensions-CeYJQFbA.js";
import { z } from "zod";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import serialise from "canonicalize";
import { TSTInfo } from "pkijs";
// src/core/domain/document.ts
/** Quarter turns clockwise, degrees. */
var Rotation = z.union([
	z.literal(0),
	z.literal(90),
	z.literal(180),
	z.literal(270)
]);
/** Where a page's picture is: an image of its own, or one page of an imported PDF that is kept whole. */
var PageSource = z.discriminatedUnion("kind", [z.object({
	kind: z.literal("image"),
	hash: ContentHash,
	widthPx: z.int().positive(),
	heightPx: z.int().positive(),
	dpi: z.int().positive()
}), z.object({
	kind: z.literal("pdf"),
	hash: ContentHash,
	index: z.int().nonnegative()
})]);
/** One page in a slot's strip. */
var Page = z.object({
	id: PageId,
	source: PageSource,
	rotation: Rotation,
	origin: z.enum(["scan", "file"])
});
/** What the operator has gathered for one slot of the service's checklist. */
var SlotDraft = z.object({
	slotId: z.string(),
	/** The operator held the paper original in hand. */
	originalSeen: z.boolean(),
	pages: z.array(Page)
});
/** One finished document in a signed request: one PDF, named by its content. */
var ManifestEntry = z.object({
	slotId: z.string(),
	title: LocalText,
	/** SHA-256 of the PDF. */
	sha256: ContentHash,
	bytes: z.int().positive(),
	pages: z.int().positive(),
	originalSeen: z.boolean()
});
/** What a document from outside may be at most: hostile until parsed. */
var documentLimits = {
	fileBytes: 52428800,
	pagesPerFile: 100,
	pagesPerSlot: 100,
	pixelsPerImage: 1e8
};
// src/core/domain/result-document.ts
/** The provider's decision: the certificate's fields, or the grounds of a reasoned refusal (дәлелді бас тарту) in both languages. */
var Decision = z.discriminatedUnion("outcome", [z.object({
	outcome: z.literal("positive"),
	fields: Answers
}), z.object({
	outcome: z.literal("refusal"),
	groundIds: z.array(z.string()).min(1),
	explanation: LocalText
})]);
/** What the provider signs (шығыс құжат): canonical JSON inside a CAdES signature; the PDF is a rendering of it. */
var ResultDocument = z.object({
	schema: z.literal("tereze.result/1"),
	caseId: CaseId,
	number: z.string(),
	service: z.object({
		id: ServiceId,
		version: z.string(),
		name: LocalText
	}),
	applicant: z.object({
		iin: Iin,
		fullName: z.string()
	}),
	requestHash: ContentHash,
	requestedOn: DateOnly,
	provider: z.object({
		bin: Bin,
		name: LocalText,
		department: LocalText,
		region: LocalText
	}),
	decision: Decision,
	/** Values of every field of the blank, also those the system fills; empty for a refusal. */
	fields: Answers,
	grounds: z.array(z.object({
		id: z.string(),
		text: LocalText
	})),
	signedBy: z.object({
		iin: Iin,
		fullName: z.string(),
		position: LocalText
	}),
	composedAt: Instant
});
// src/core/domain/request.ts
/**
* What is signed and sent (сұрау салу): one JSON document in canonical form (RFC 8785), the content of a CAdES-B-B signature.
* The documents travel beside it, named by SHA-256 in the manifest.
*/
var ServiceRequest = z.object({
	schema: z.literal("tereze.request/1"),
	caseId: CaseId,
	service: z.object({
		id: ServiceId,
		version: z.string(),
		name: LocalText
	}),
	channel: z.enum([
		"centre",
		"provider",
		"portal"
	]),
	centre: z.object({
		bin: Bin,
		name: LocalText,
		desk: z.int()
	}),
	operator: z.object({
		iin: Iin,
		fullName: z.string()
	}),
	applicant: Applicant,
	representative: Representative.optional(),
	answers: Answers,
	documents: z.array(ManifestEntry),
	/** Number printed while the gateway's own is not known. */
	provisionalNumber: z.string(),
	language: Locale,
	/** Device clock. */
	openedAt: Instant,
	composedAt: Instant
});
// src/core/domain/canonical.ts
/**
* Canonical JSON, RFC 8785, as UTF-8: the same value always gives the same bytes.
* @throws on what JSON cannot hold (undefined at the top, NaN, a cycle): a bug of the caller
*/
function canonicalBytes(value) {
	const text = serialise(value);
	if (text === void 0) throw new Error("Not a JSON value");
	return utf8ToBytes(text);
}
var hashOf = (bytes) => bytesToHex(sha256(bytes));
var canonicalHash = (value) => hashOf(canonicalBytes(value));
/**
* The JSON value in UTF-8 bytes; undefined where they are not UTF-8 or not JSON.
* Percent-decoding is the language's own UTF-8 decoder: TextDecoder belongs to hosts, and this layer has none.
*/
function readJson(bytes) {
	try {
		return JSON.parse(decodeURIComponent(bytesToHex(bytes).replace(/../g, "%$&")));
	} catch {
		return;
	}
}
// src/pki/signed-data-build.ts
/** RFC 5035, 5.4.1: SHA-256 is the default and so left out; issuerSerial holds the issuer as the one directoryName of GeneralNames. */
var signingCertificateV2 = (certificate) => {
	const issuerSerial = sequence(sequence(tagged(4, certificate.issuer)), certificate.serialNumber);
	return sequence(sequence(sequence(octetString(digest("sha256", certificate.der)), issuerSerial)));
};
var attribute = (type, value) => sequence(objectIdentifier(type), setOf(value));
/** The signed attributes of ETSI EN 319 122-1, 6.3 (B-B), as the SET OF that is signed. */
var signedAttributesOf = (plan) => setOf(attribute(oids.attribute.contentType, objectIdentifier(plan.contentType)), attribute(oids.attribute.messageDigest, octetString(digest("sha256", plan.content))), attribute(oids.attribute.signingTime, time(plan.signingTime)), attribute(oids.attribute.signingCertificateV2, signingCertificateV2(plan.certificate)));
/** RFC 5652, 5.1: version 1 for id-data and 3 for any other content. @param signature as it stands in the SignerInfo */
function assembleSignedData(plan, signedAttributes, signature, keyType) {
	const implicit = Uint8Array.from(signedAttributes);
	implicit[0] = 160;
	const content = plan.detached ? [] : [tagged(0, octetString(plan.content))];
	const embedded = plan.embedded.toSorted((one, other) => Buffer.compare(one, other));
	const signerInfo = sequence(integer(1), sequence(plan.certificate.issuer, plan.certificate.serialNumber), sha256Identifier(), implicit, signatureIdentifier(keyType), octetString(signature));
	const signedData = sequence(integer(plan.contentType === oids.content.data ? 1 : 3), setOf(sha256Identifier()), sequence(objectIdentifier(plan.contentType), ...content), ...embedded.length === 0 ? [] : [tagged(0, ...embedded)], setOf(signerInfo));
	return sequence(objectIdentifier(oids.content.signedData), tagged(0, signedData));
}
// src/pki/signed-data.ts
var readAttributes = (node) => childrenOf(node).map((attribute) => ({
	type: oidOf(childAt(attribute, 0)) ?? "",
	values: childrenOf(childAt(attribute, 1))
}));
var readSignerId = (version, sid) => {
	if (version === "1" && isUniversal(sid, 16)) {
		const issuer = childAt(sid, 0);
		const serial = integerHex(childAt(sid, 1));
		return issuer === void 0 || serial === void 0 ? void 0 : {
			issuer: rawOf(issuer),
			serial
		};
	}
	if (version === "3" && sid !== void 0 && isContext(sid, 0)) return { keyIdentifier: rawOf(sid).subarray(sid.idBlock.blockLength + sid.lenBlock.blockLength) };
};
var readSigner = (node) => {
	const children = childrenOf(node);
	const signedNode = isContext(children[3], 0) ? children[3] : void 0;
	const [algorithm, signatureNode, unsignedNode, ...more] = children.slice(signedNode === void 0 ? 3 : 4);
	if (!isUniversal(node, 16) || more.length > 0 || unsignedNode !== void 0 && !isContext(unsignedNode, 1)) return void 0;
	const id = readSignerId(integerHex(children[0]), children[1]);
	const signature = octetsOf(signatureNode);
	if (id === void 0 || signature === void 0) return void 0;
	const signedAttributesDer = signedNode === void 0 ? void 0 : rawOf(signedNode);
	if (signedAttributesDer !== void 0) signedAttributesDer[0] = 49;
	return {
		id,
		digest: strongHashOf(plainAlgorithmOid(children[2])),
		signatureAlgorithm: plainAlgorithmOid(algorithm),
		signature,
		signedAttributes: signedNode === void 0 ? void 0 : readAttributes(signedNode),
		signedAttributesDer,
		unsignedAttributes: readAttributes(unsignedNode)
	};
};
var versions = /* @__PURE__ */ new Set([
	"1",
	"3",
	"4",
	"5"
]);
/** @returns undefined where the bytes are no well-formed SignedData, or something follows it */
function readSignedData(cms) {
	const root = parseAsn1(cms);
	if (!isUniversal(root, 16) || oidOf(childAt(root, 0)) !== oids.content.signedData || !isContext(childAt(root, 1), 0)) return void 0;
	const data = childAt(root, 1, 0);
	const encapsulated = childAt(data, 2);
	const optional = childrenOf(data).slice(3, -1);
	if (!isUniversal(data, 16) || optional.length > 2 || optional.some((node) => !isContext(node, 0) && !isContext(node, 1))) return void 0;
	if (childrenOf(encapsulated).length > 2 || childAt(encapsulated, 1) !== void 0 && !isContext(childAt(encapsulated, 1), 0)) return void 0;
	const contentType = oidOf(childAt(encapsulated, 0));
	const contentNode = childAt(encapsulated, 1, 0);
	const content = octetsOf(contentNode);
	const signers = childrenOf(childAt(data, -1)).map(readSigner);
	if (!versions.has(integerHex(childAt(data, 0))) || contentType === void 0 || contentNode !== void 0 && content === void 0) return void 0;
	if (!isUniversal(childAt(data, -1), 17) || !signers.every((signer) => signer !== void 0)) return void 0;
	const digests = childrenOf(childAt(data, 1)).map((algorithm) => strongHashOf(plainAlgorithmOid(algorithm)));
	if (signers.some((signer) => signer.digest !== void 0 && !digests.includes(signer.digest))) return void 0;
	return {
		contentType,
		content,
		certificates: childrenOf(contextChild(data, 0)).filter((node) => isUniversal(node, 16)).map(rawOf),
		signers
	};
}
// src/pki/signer-check.ts
var isSigner = (id, certificate) => "keyIdentifier" in id ? certificate.subjectKeyIdentifier !== void 0 && sameBytes(certificate.subjectKeyIdentifier, id.keyIdentifier) : certificate.serial === id.serial && sameBytes(certificate.issuer, id.issuer);
/** The one value of an attribute that stands exactly once (RFC 5652, 11). */
var onlyValue = (attributes, type) => {
	const [first, ...more] = attributes.filter((attribute) => attribute.type === type);
	return more.length === 0 && first?.values.length === 1 ? first.values[0] : void 0;
};
/** RFC 5035, 3: the first ESSCertIDv2 is of the signer's certificate, by hash and, where given, by issuer and serial number. */
var namesCertificate = (value, certificate) => {
	const parts = childrenOf(childAt(value, 0, 0));
	const named = isUniversal(parts[0], 16) ? strongHashOf(oidOf(childAt(parts[0], 0))) : "sha256";
	const [hashNode, issuerSerial] = parts.slice(isUniversal(parts[0], 16) ? 1 : 0);
	const hash = octetsOf(hashNode);
	if (named === void 0 || hash === void 0 || !sameBytes(hash, digest(named, certificate.der))) return false;
	if (issuerSerial === void 0) return true;
	const name = childAt(issuerSerial, 0, 0, 0);
	return name !== void 0 && sameBytes(rawOf(name), certificate.issuer) && integerHex(childAt(issuerSerial, 1)) === certificate.serial;
};
var checkAttributes = (data, signer, content, certificate, profile) => {
	const attributes = signer.signedAttributes ?? [];
	const contentType = onlyValue(attributes, oids.attribute.contentType);
	const messageDigest = octetsOf(onlyValue(attributes, oids.attribute.messageDigest));
	const signingTime = dateOf(onlyValue(attributes, oids.attribute.signingTime));
	const signingCertificate = onlyValue(attributes, oids.attribute.signingCertificateV2);
	const found = [];
	if (messageDigest !== void 0 && (content === void 0 || signer.digest === void 0 || !sameBytes(messageDigest, digest(signer.digest, content)))) found.push("contentAltered");
	const timed = profile === "timestamp" || signingTime !== void 0;
	if (!(oidOf(contentType) === data.contentType && messageDigest !== void 0 && timed && signingCertificate !== void 0)) found.push("attributesMissing");
	if (signingCertificate !== void 0 && !namesCertificate(signingCertificate, certificate)) found.push("certificateMismatch");
	return found;
};
/**
* Message digest, signature, mandatory attributes and signing-certificate-v2 of the only signer.
* More than one signer is `malformed`: whose signature a report speaks of must never be a question.
* @param content undefined where a detached content is not at hand
*/
function checkSigner(data, content, profile = "cades") {
	const certificates = data.certificates.map(parseCertificate).filter((certificate) => certificate !== void 0);
	const [signer, ...moreSigners] = data.signers;
	if (moreSigners.length > 0) return {
		problems: ["malformed"],
		certificate: void 0,
		others: certificates,
		signingTime: void 0
	};
	const certificate = signer === void 0 ? void 0 : certificates.find((candidate) => isSigner(signer.id, candidate));
	if (signer === void 0 || certificate === void 0) return {
		problems: ["noSigner"],
		certificate: void 0,
		others: certificates,
		signingTime: void 0
	};
	const signed = signer.signedAttributesDer ?? content;
	return {
		problems: [...signed !== void 0 && signer.digest !== void 0 && isSignatureValid({
			algorithm: signer.signatureAlgorithm,
			digest: signer.digest,
			key: publicKeyOf(certificate.spki),
			data: signed,
			signature: signer.signature
		}) ? [] : ["signatureBroken"], ...checkAttributes(data, signer, content, certificate, profile)],
		certificate,
		others: certificates.filter((other) => other !== certificate),
		signingTime: dateOf(onlyValue(signer.signedAttributes ?? [], oids.attribute.signingTime))
	};
}
// src/pki/timestamp-token.ts
/** RFC 3161, 2.3: critical, and no other purpose beside it. */
var isTimestampAuthority = (certificate) => certificate.extendedKeyUsageCritical && certificate.extendedKeyUsage.length === 1 && certificate.extendedKeyUsage[0] === oids.purpose.timeStamping;
/**
* Verifies an RFC 3161 token against the data it is of, and its authority against the roots at the time it states.
* @param stamped the data itself, hashed here with the hash that the token names (SHA-256 or longer)
*/
function verifyTimestampToken(token, stamped, trust) {
	const signed = readSignedData(token);
	if (signed === void 0 || signed.content === void 0 || signed.contentType !== oids.content.tstInfo) return err(fault("timestamp/malformed", "retry"));
	const tree = parseAsn1(signed.content);
	if (parseAs(tree, TSTInfo) === void 0) return err(fault("timestamp/malformed", "retry"));
	const imprint = childAt(tree, 2);
	const hash = strongHashOf(plainAlgorithmOid(childAt(imprint, 0)));
	const hashed = octetsOf(childAt(imprint, 1));
	const serial = integerHex(childAt(tree, 3));
	const genTime = dateOf(childAt(tree, 4));
	if (hash === void 0 || hashed === void 0 || serial === void 0 || genTime === void 0) return err(fault("timestamp/malformed", "retry"));
	const expected = "data" in stamped ? digest(hash, stamped.data) : hash === "sha256" ? stamped.sha256 : void 0;
	if (expected === void 0 || !sameBytes(expected, hashed)) return err(fault("timestamp/imprintDiffers", "retry"));
	const check = checkSigner(signed, signed.content, "timestamp");
	if (check.certificate === void 0 || check.problems.length > 0) return err(fault("timestamp/signatureBroken", "retry"));
	const chain = isTimestampAuthority(check.certificate) && isWithinValidity(check.certificate, genTime) ? findChain(check.certificate, check.others, trust, genTime) : void 0;
	if (chain === void 0) return err(fault("timestamp/untrusted", "support"));
	const nonce = integerHex(childrenOf(tree).slice(5).find((node) => isUniversal(node, 2)));
	return ok({
		genTime: genTime.toISOString(),
		serial,
		nonce,
		chain
	});
}
// src/pki/cades-verify.ts
var notAsked = {
	state: "unknown",
	why: "notAsked"
};
var isRevokedAt = (revocation, at) => revocation.state === "revoked" && new Date(revocation.revokedAt) <= at;
/** Revocation of each certificate but the root, which nobody can revoke. The first is the leaf's. */
var askAll = (chain, revocationOf) => Promise.all(chain.slice(0, -1).map((certificate, index) => {
	const issuer = chain[index + 1];
	return issuer === void 0 ? notAsked : revocationOf(certificate.der, issuer.der);
}));
/** The oldest time that a valid signature time stamp proves; one that does not verify proves nothing and changes nothing. */
async function provedTimeOf(signed, { trust, revocationOf }) {
	const [signer] = signed.signers;
	const attributes = signer?.unsignedAttributes.filter(({ type }) => type === oids.attribute.signatureTimeStampToken) ?? [];
	const proved = [];
	for (const token of attributes.flatMap(({ values }) => values).slice(0, 4)) {
		const verified = verifyTimestampToken(rawOf(token), { data: signer?.signature ?? /* @__PURE__ */ new Uint8Array() }, trust);
		if (!verified.ok) continue;
		if ((await askAll(verified.value.chain, revocationOf)).every((revocation) => !isRevokedAt(revocation, new Date(verified.value.genTime)))) proved.push(verified.value);
	}
	return proved.toSorted((one, other) => one.genTime.localeCompare(other.genTime))[0];
}
var differences = (signer, expected) => [
	...expected?.iin !== void 0 && signer.iin !== expected.iin ? ["iinDiffers"] : [],
	...expected?.bin !== void 0 && signer.bin !== expected.bin ? ["binDiffers"] : [],
	...expected?.roles !== void 0 && !expected.roles.includes(signer.role) ? ["roleDiffers"] : []
];
var contentOf = (signed, detached) => {
	if (signed.content === void 0) return detached;
	return detached === void 0 || sameBytes(signed.content, detached) ? signed.content : void 0;
};
var reportOf = (problems, checkedAt, more = {}) => ({
	accepted: problems.size === 0,
	problems: SignatureProblem.options.filter((problem) => problems.has(problem)),
	revocation: notAsked,
	checkedAt,
	...more
});
/**
* Verifies a CAdES signature and lists everything that is wrong with it. Any bytes give a report.
*
* Revocation that cannot be found out does not by itself refuse the signature: the report says so and the caller decides.
* Levels B-B and B-T are told; revocation values inside the signature (B-LT) are not read.
*/
async function verifyCades(request) {
	const checkedAt = (/* @__PURE__ */ new Date()).toISOString();
	const signed = readSignedData(request.cms);
	if (signed === void 0 || signed.contentType !== oids.content.data) return { report: reportOf(/* @__PURE__ */ new Set(["malformed"]), checkedAt) };
	const content = contentOf(signed, request.detachedContent);
	const check = checkSigner(signed, content);
	const problems = new Set(check.problems);
	if (content === void 0) problems.add("contentAltered");
	const contentHash = content === void 0 ? {} : { contentHash: sha256Name(content) };
	const { certificate } = check;
	if (certificate === void 0) return {
		report: reportOf(problems, checkedAt, contentHash),
		...content === void 0 ? {} : { content }
	};
	const stamp = problems.size === 0 ? await provedTimeOf(signed, request) : void 0;
	const requested = new Date(request.at);
	const stamped = stamp === void 0 ? requested : new Date(stamp.genTime);
	const at = stamped < requested ? stamped : requested;
	if (at < certificate.notBefore) problems.add("notYetValid");
	if (at > certificate.notAfter) problems.add("expired");
	const chain = findChain(certificate, check.others, request.trust, at);
	const [revocation = notAsked, ...ofAuthorities] = chain === void 0 ? [] : await askAll(chain, request.revocationOf);
	if (chain === void 0 || ofAuthorities.some((authority) => isRevokedAt(authority, at))) problems.add("chainUntrusted");
	if (isRevokedAt(revocation, at)) problems.add("revoked");
	const signer = summaryOf(certificate);
	if (!signer.forSignature) problems.add("notForSignature");
	for (const difference of differences(signer, request.expected)) problems.add(difference);
	return {
		report: reportOf(problems, checkedAt, {
			...!problems.has("attributesMissing") && !problems.has("certificateMismatch") ? { level: stamp === void 0 ? "CAdES-B-B" : "CAdES-B-T" } : {},
			signer,
			...check.signingTime === void 0 ? {} : { signingTime: check.signingTime.toISOString() },
			...stamp === void 0 ? {} : { timeStamp: stamp.genTime },
			revocation,
			...contentHash
		}),
		...content === void 0 ? {} : { content },
		signerCertificate: certificate.der
	};
}
// src/pki/revocation-reason.ts
/** CRLReason of RFC 5280, 5.3.1; the value 7 is not used. */
var reasons = [
	"unspecified",
	"keyCompromise",
	"cACompromise",
	"affiliationChanged",
	"superseded",
	"cessationOfOperation",
	"certificateHold",
	void 0,
	"removeFromCRL",
	"privilegeWithdrawn",
	"aACompromise"
];
var reasonOfCode = (code) => code === void 0 ? void 0 : reasons[code];
var codeOfReason = (reason) => reasons.indexOf(reason);
// src/pki/crl.ts
var entryOf = ({ serial, revokedAt, reason }) => {
	const extensions = reason === void 0 ? [] : [sequence(extension(oids.extension.reasonCode, enumerated(codeOfReason(reason))))];
	return sequence(unsignedInteger(Buffer.from(serial.padStart(serial.length + serial.length % 2, "0"), "hex")), time(new Date(revokedAt)), ...extensions);
};
/** A version 2 list with CRL number and authority key identifier (RFC 5280, 5). @returns DER */
function issueCrl(issuer, contents) {
	const certificate = parseCertificate(issuer.certificate);
	if (certificate === void 0) throw new Error("issueCrl: not a certificate");
	const signer = signerOf(issuer.privateKey);
	const algorithm = signatureIdentifier(signer.keyType);
	const entries = contents.revoked.map(entryOf);
	const tbs = sequence(integer(1), algorithm, certificate.subject, time(new Date(contents.thisUpdate)), time(new Date(contents.nextUpdate)), ...entries.length === 0 ? [] : [sequence(...entries)], tagged(0, sequence(authorityKeyIdentifier(certificate.spki), extension(oids.extension.crlNumber, integer(contents.number)))));
	return sequence(tbs, algorithm, bitString(signer.sign(tbs)));
}
var isCritical = (node) => isUniversal(childAt(node, 1), 1);
var readEntry = (node) => {
	const serial = integerHex(childAt(node, 0));
	const revokedAt = dateOf(childAt(node, 1));
	if (serial === void 0 || revokedAt === void 0) return void 0;
	const reasonNode = childrenOf(childAt(node, 2)).find((item) => oidOf(childAt(item, 0)) === oids.extension.reasonCode);
	const value = parseAsn1(octetsOf(childAt(reasonNode, -1)) ?? /* @__PURE__ */ new Uint8Array());
	const reason = value === void 0 ? void 0 : reasonOfCode(contentsOf(value)[0]);
	return {
		serial,
		revokedAt: revokedAt.toISOString(),
		...reason === void 0 ? {} : { reason }
	};
};
/** Reads a list without verifying it: {@link revocationFromCrl} does that against the issuer. */
function readCrl(der) {
	const malformed = err(fault("crl/malformed", "retry"));
	const root = parseAsn1(der);
	const tbs = childAt(root, 0);
	const [inner, issuer, thisNode, ...rest] = childrenOf(tbs).slice(isUniversal(childAt(tbs, 0), 2) ? 1 : 0);
	const outer = childAt(root, 1);
	const signature = bitsOf(childAt(root, 2));
	const thisUpdate = dateOf(thisNode);
	if (!tbs || !inner || !outer || !issuer || signature === void 0 || thisUpdate === void 0 || !sameBytes(rawOf(inner), rawOf(outer))) return malformed;
	const nextUpdate = dateOf(rest[0]);
	const listNode = rest.find((node) => isUniversal(node, 16));
	const entries = childrenOf(listNode).map((node) => ({
		entry: readEntry(node),
		critical: childrenOf(childAt(node, 2)).some(isCritical)
	}));
	const revoked = /* @__PURE__ */ new Map();
	for (const { entry } of entries) {
		if (entry === void 0) return malformed;
		revoked.set(entry.serial, entry);
	}
	const criticals = childrenOf(childAt(contextChild(tbs, 0), 0)).some(isCritical);
	return ok({
		issuer: rawOf(issuer),
		thisUpdate: thisUpdate.toISOString(),
		nextUpdate: nextUpdate?.toISOString(),
		revoked,
		isComplete: !criticals && entries.every(({ critical }) => !critical),
		tbs: rawOf(tbs),
		signatureAlgorithm: plainAlgorithmOid(outer),
		signature
	});
}
/** Clocks of authorities and desks differ by some minutes. */
var tolerance = 3e5;
var badAnswer = {
	state: "unknown",
	why: "badAnswer"
};
/**
* What a list says of a certificate, with the list's signature, issuer and currency checked first.
* A stale list still proves a revocation that stands in it, for those are not taken back; of all others it cannot speak.
*/
function revocationFromCrl({ crl, certificate, issuer, at }) {
	const read = crl instanceof Uint8Array ? readCrl(crl) : ok(crl);
	const [subject, authority] = [parseCertificate(certificate), parseCertificate(issuer)];
	if (!read.ok || subject === void 0 || authority === void 0) return badAnswer;
	const list = read.value;
	if (!sameBytes(list.issuer, authority.subject) || !sameBytes(subject.issuer, authority.subject)) return badAnswer;
	if (!(authority.keyUsage?.has("cRLSign") ?? true) || !isWithinValidity(authority, new Date(list.thisUpdate))) return badAnswer;
	if (!isSignatureValid({
		algorithm: list.signatureAlgorithm,
		key: publicKeyOf(authority.spki),
		data: list.tbs,
		signature: list.signature
	})) return badAnswer;
	const now = new Date(at).getTime();
	if (new Date(list.thisUpdate).getTime() > now + tolerance) return badAnswer;
	const entry = list.revoked.get(subject.serial);
	const reason = entry?.reason === void 0 ? {} : { reason: entry.reason };
	const isStale = list.nextUpdate === void 0 || new Date(list.nextUpdate).getTime() < now;
	if (entry !== void 0 && entry.reason !== "certificateHold" && entry.reason !== "removeFromCRL") return {
		state: "revoked",
		source: "crl",
		revokedAt: entry.revokedAt,
		...reason
	};
	if (isStale) return {
		state: "unknown",
		why: "stale"
	};
	if (entry !== void 0) return entry.reason === "removeFromCRL" ? badAnswer : {
		state: "revoked",
		source: "crl",
		revokedAt: entry.revokedAt,
		...reason
	};
	return list.isComplete ? {
		state: "good",
		source: "crl",
		producedAt: list.thisUpdate
	} : badAnswer;
}
// src/pki/ocsp-cert-id.ts
/** With SHA-256, as the National Certification Authority's responder has it. */
var writeCertId = (certificate, issuer) => sequence(sequence(objectIdentifier(oidOfHash("sha256"))), octetString(digest("sha256", issuer.subject)), octetString(digest("sha256", keyBitsOf(issuer.spki))), certificate.serialNumber);
function readCertId(node) {
	const hash = hashOf$1(plainAlgorithmOid(childAt(node, 0)));
	const issuerNameHash = octetsOf(childAt(node, 1));
	const issuerKeyHash = octetsOf(childAt(node, 2));
	const serial = integerHex(childAt(node, 3));
	if (hash === void 0 || issuerNameHash === void 0 || issuerKeyHash === void 0 || serial === void 0) return void 0;
	return {
		hash,
		issuerNameHash,
		issuerKeyHash,
		serial
	};
}
var isOfIssuer = (id, issuer) => sameBytes(id.issuerNameHash, digest(id.hash, issuer.subject)) && sameBytes(id.issuerKeyHash, digest(id.hash, keyBitsOf(issuer.spki)));
export { Decision as _, readCrl as a, SlotDraft as b, reasonOfCode as c, signedAttributesOf as d, canonicalBytes as f, ServiceRequest as g, readJson as h, issueCrl as i, verifyCades as l, hashOf as m, readCertId as n, revocationFromCrl as o, canonicalHash as p, writeCertId as r, codeOfReason as s, isOfIssuer as t, assembleSignedData as u, ResultDocument as v, documentLimits as x, Page as y };

//# sourceMappingURL=ocsp-cert-id-CO8GL3kw.js.map