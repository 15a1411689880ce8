import { C as TrainingWorkplaces, S as TrainingStaff, _ as SubmitBody, a as CertificateLoginBody, b as TrainingFaults, d as LoginBody, f as OrganisationAnswer, g as SubmitAnswer, h as ResultBody, i as Catalogue, l as Health, m as ProviderAnswer, n as AuthorityAnswer, o as Challenge, p as PersonAnswer, r as CalendarAnswer, s as FeedAnswer, t as AcceptanceBody, u as LoginAnswer, v as TrainingCertificateAnswer, x as TrainingRevocationBody, y as TrainingCertificateBody } from "./messages-ClGTNyKP.js";
import { $ as sameBytes, A as octetString, C as boolean, D as integer, E as ia5String, F as taggedPrimitive, M as sequence, O as nullValue, P as tagged, S as bitString, a as isWithinValidity, c as oids, i as isIssuedBy, k as objectIdentifier, l as digest, o as keyUsages, p as keyBitsOf, s as parseCertificate } from "./certificate-BA8ZbiWw.js";
import { z } from "zod";
// src/core/wire/routes.ts
/**
* The gateway's interface, written once: the embedded gateway registers these, the workstation's client calls these, and
* resources/gateway/openapi.json is generated from these. Documents go to /v1/documents by the tus protocol 1.0.0, with upload metadata
* `sha256` (64 hexadecimal digits); POST /ca/ocsp (RFC 6960) and /ca/tsa (RFC 3161) take and give DER.
*/
var routes = {
	health: {
		method: "GET",
		path: "/health",
		access: "open",
		summary: "Alive, and what time it is",
		answer: Health
	},
	login: {
		method: "POST",
		path: "/v1/sessions",
		access: "workplace",
		summary: "Log in by name and password",
		body: LoginBody,
		answer: LoginAnswer
	},
	challenge: {
		method: "POST",
		path: "/v1/sessions/challenges",
		access: "workplace",
		summary: "Bytes to be signed for a login by certificate",
		answer: Challenge
	},
	certificateLogin: {
		method: "POST",
		path: "/v1/sessions/certificate",
		access: "workplace",
		summary: "Log in by a signed challenge",
		body: CertificateLoginBody,
		answer: LoginAnswer
	},
	catalogue: {
		method: "GET",
		path: "/v1/catalogue",
		access: "workplace",
		summary: "Service definitions",
		answer: Catalogue
	},
	calendar: {
		method: "GET",
		path: "/v1/calendar",
		access: "workplace",
		summary: "Working days",
		answer: CalendarAnswer
	},
	person: {
		method: "GET",
		path: "/v1/registers/persons/{iin}",
		access: "staff",
		summary: "Register of natural persons (ЖТ МДҚ)",
		answer: PersonAnswer
	},
	organisation: {
		method: "GET",
		path: "/v1/registers/organisations/{bin}",
		access: "staff",
		summary: "Register of legal persons (ЗТ МДҚ)",
		answer: OrganisationAnswer
	},
	authority: {
		method: "GET",
		path: "/v1/registers/authorities/{number}",
		access: "staff",
		summary: "Notaries' register (БНАЖ)",
		answer: AuthorityAnswer
	},
	documentKnown: {
		method: "GET",
		path: "/v1/documents/known/{sha256}",
		access: "workplace",
		summary: "Whether a document is already here whole",
		answer: z.object({ known: z.boolean() })
	},
	document: {
		method: "GET",
		path: "/v1/documents/{sha256}/content",
		access: "workplace",
		summary: "A document of a request addressed to the caller",
		bytes: "application/pdf"
	},
	submit: {
		method: "POST",
		path: "/v1/requests",
		access: "workplace",
		summary: "Submit a signed request",
		body: SubmitBody,
		answer: SubmitAnswer,
		idempotent: true
	},
	request: {
		method: "GET",
		path: "/v1/requests/{caseId}/cms",
		access: "workplace",
		summary: "The signed request",
		bytes: "application/pkcs7-mime"
	},
	acceptance: {
		method: "POST",
		path: "/v1/requests/{caseId}/acceptance",
		access: "workplace",
		summary: "The provider takes the request into work («жұмыста»)",
		body: AcceptanceBody,
		answer: ProviderAnswer,
		idempotent: true
	},
	result: {
		method: "POST",
		path: "/v1/requests/{caseId}/result",
		access: "workplace",
		summary: "The provider's signed result",
		body: ResultBody,
		answer: ProviderAnswer,
		idempotent: true
	},
	resultContent: {
		method: "GET",
		path: "/v1/requests/{caseId}/result/cms",
		access: "workplace",
		summary: "The signed result",
		bytes: "application/pkcs7-mime"
	},
	feed: {
		method: "GET",
		path: "/v1/feed",
		access: "workplace",
		summary: "What happened, by cursor, with long poll",
		query: z.object({
			cursor: z.string().default(""),
			waitSeconds: z.coerce.number().int().min(0).max(50).default(0)
		}),
		answer: FeedAnswer
	},
	crl: {
		method: "GET",
		path: "/ca/issuing.crl",
		access: "open",
		summary: "Revocation list of the issuing authority, DER",
		bytes: "application/pkix-crl"
	},
	trainingStaff: {
		method: "GET",
		path: "/training/staff",
		access: "open",
		summary: "Fictitious staff with passwords and PINs",
		answer: TrainingStaff,
		training: true
	},
	trainingWorkplaces: {
		method: "GET",
		path: "/training/workplaces",
		access: "open",
		summary: "Enrolments of the training workplaces",
		answer: TrainingWorkplaces,
		training: true
	},
	trainingCertificate: {
		method: "POST",
		path: "/training/certificates",
		access: "open",
		summary: "Certificate for a key made on a token",
		body: TrainingCertificateBody,
		answer: TrainingCertificateAnswer,
		training: true
	},
	trainingRevocation: {
		method: "POST",
		path: "/training/revocations",
		access: "open",
		summary: "Revoke a certificate",
		body: TrainingRevocationBody,
		answer: z.object({ revoked: z.boolean() }),
		training: true
	},
	trainingFaults: {
		method: "PUT",
		path: "/training/faults",
		access: "open",
		summary: "Misbehave",
		body: TrainingFaults,
		answer: TrainingFaults,
		training: true
	}
};
/** Where the tus protocol is spoken. */
var uploadsPath = "/v1/documents";
/** Where OCSP (RFC 6960) is answered, DER by POST. */
var ocspPath = "/ca/ocsp";
// src/pki/chain.ts
var longestChain = 6;
/** A signature carries three or four certificates; more than this only costs time. */
var mostCandidates = 32;
/** RFC 5280, 6.1.4: basicConstraints, pathLenConstraint, keyCertSign, no critical extension that is not understood. */
var mayIssue = (issuer, authoritiesBelow) => issuer.isAuthority && !issuer.hasUnknownCritical && (issuer.keyUsage?.has("keyCertSign") ?? true) && (issuer.pathLength === void 0 || authoritiesBelow <= issuer.pathLength);
/**
* A chain of valid signatures from the certificate to one of the roots, each issuer entitled to issue and within its
* validity at that time. The certificate's own validity, its key usage and all revocation are the caller's to judge.
* @param others certificates that came with a signature: candidates only, never believed
*/
function findChain(leaf, others, trust, at) {
	if (leaf.hasUnknownCritical) return void 0;
	const parsed = (ders) => ders.map(parseCertificate).filter((certificate) => certificate !== void 0);
	const roots = parsed(trust.roots);
	const candidates = [
		...roots,
		...parsed(trust.intermediates ?? []),
		...others.slice(0, mostCandidates)
	];
	const isRoot = (certificate) => roots.some((root) => sameBytes(root.der, certificate.der));
	const visited = /* @__PURE__ */ new Set([leaf]);
	const climb = (chain) => {
		const below = chain.at(-1) ?? leaf;
		if (isRoot(below)) return chain;
		if (chain.length >= longestChain) return void 0;
		for (const issuer of candidates) {
			if (visited.has(issuer) || !mayIssue(issuer, chain.length - 1) || !isWithinValidity(issuer, at) || !isIssuedBy(below, issuer)) continue;
			visited.add(issuer);
			const whole = climb([...chain, issuer]);
			if (whole !== void 0) return whole;
		}
	};
	return climb([leaf]);
}
// src/pki/extensions.ts
/** DEFAULT FALSE is left out, as DER demands. */
var extension = (oid, value, critical = false) => sequence(objectIdentifier(oid), ...critical ? [boolean(true)] : [], octetString(value));
/** Method 1 of 4.2.1.2: SHA-1 of the key's bits. A name and not a protection. */
var keyIdentifierOf = (spki) => digest("sha1", keyBitsOf(spki));
var subjectKeyIdentifier = (spki) => extension(oids.extension.subjectKeyIdentifier, octetString(keyIdentifierOf(spki)));
var authorityKeyIdentifier = (issuerSpki) => extension(oids.extension.authorityKeyIdentifier, sequence(taggedPrimitive(0, keyIdentifierOf(issuerSpki))));
var basicConstraints = (pathLength) => extension(oids.extension.basicConstraints, sequence(boolean(true), ...pathLength === void 0 ? [] : [integer(pathLength)]), true);
function keyUsageExtension(usages) {
	const bits = usages.reduce((octet, usage) => octet | 128 >> keyUsages.indexOf(usage), 0);
	const unused = bits === 0 ? 0 : 31 - Math.clz32(bits & -bits);
	return extension(oids.extension.keyUsage, bitString(Uint8Array.of(bits), unused), true);
}
var extendedKeyUsage = (purposes, critical = false) => extension(oids.extension.extendedKeyUsage, sequence(...purposes.map(objectIdentifier)), critical);
var certificatePolicies = (policy) => extension(oids.extension.certificatePolicies, sequence(sequence(objectIdentifier(policy))));
var uri = (url) => {
	const text = ia5String(url);
	text[0] = 134;
	return text;
};
var crlDistributionPoints = (url) => extension(oids.extension.crlDistributionPoints, sequence(sequence(tagged(0, tagged(0, uri(url))))));
var authorityInformationAccess = (ocspUrl) => extension(oids.extension.authorityInformationAccess, sequence(sequence(objectIdentifier(oids.access.ocsp), uri(ocspUrl))));
/** RFC 6960, 4.2.2.2.1: the responder's own certificate need not be asked about. */
var ocspNoCheck = () => extension(oids.extension.ocspNoCheck, nullValue());
export { crlDistributionPoints as a, keyUsageExtension as c, findChain as d, ocspPath as f, certificatePolicies as i, ocspNoCheck as l, uploadsPath as m, authorityKeyIdentifier as n, extendedKeyUsage as o, routes as p, basicConstraints as r, extension as s, authorityInformationAccess as t, subjectKeyIdentifier as u };

//# sourceMappingURL=extensions-CeYJQFbA.js.map