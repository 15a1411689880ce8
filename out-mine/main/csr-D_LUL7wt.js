import { B as childAt, D as integer, E as ia5String, I as time, L as unsignedInteger, M as sequence, N as setOf, P as tagged, Q as rawOf, R as utf8String, S as bitString, X as parseAs, Z as parseAsn1, _ as publicKeyOf, b as signerOf, c as oids, et as err, f as isSignatureValid, g as plainAlgorithmOid, j as printableString, k as objectIdentifier, m as keyTypeOfSpki, nt as fault, tt as ok, u as ecdsaSignatureOf, y as signatureIdentifier, z as bitsOf } from "./certificate-BA8ZbiWw.js";
import { c as keyUsageExtension, i as certificatePolicies, l as ocspNoCheck, n as authorityKeyIdentifier, o as extendedKeyUsage, r as basicConstraints, u as subjectKeyIdentifier } from "./extensions-CeYJQFbA.js";
import { generateKeyPair, randomBytes } from "node:crypto";
import { CertificationRequest } from "pkijs";
import { promisify } from "node:util";
// src/pki/distinguished-name.ts
var attributes = oids.name;
var valueOf = (attribute, text) => {
	if (attribute === "country" || attribute === "serialNumber") return printableString(text);
	return attribute === "email" ? ia5String(text) : utf8String(text);
};
/** DER of a Name. */
var distinguishedName = (parts) => sequence(...parts.map(([attribute, text]) => setOf(sequence(objectIdentifier(attributes[attribute]), valueOf(attribute, text)))));
// src/pki/sign-certificate.ts
/** 160 bits at most, positive, and unpredictable (CA/B baseline requirements, 7.1). */
var randomSerial = () => {
	const octets = randomBytes(19);
	octets[0] = (octets[0] ?? 0) & 63 | 64;
	return unsignedInteger(octets);
};
/** An X.509 v3 certificate, SHA-256. @param privateKey the issuer's, PKCS#8 */
function signCertificate(contents, privateKey) {
	const signer = signerOf(privateKey);
	const algorithm = signatureIdentifier(signer.keyType);
	const tbs = sequence(tagged(0, integer(2)), randomSerial(), algorithm, contents.issuer, sequence(time(contents.notBefore), time(contents.notAfter)), contents.subject, contents.spki, tagged(3, sequence(subjectKeyIdentifier(contents.spki), authorityKeyIdentifier(contents.issuerSpki), ...contents.extensions)));
	return sequence(tbs, algorithm, bitString(signer.sign(tbs)));
}
// src/pki/authority.ts
var generate = promisify(generateKeyPair);
async function newRsaKey(bits = 2048) {
	const { publicKey, privateKey } = await generate("rsa", { modulusLength: bits });
	return {
		spki: new Uint8Array(publicKey.export({
			type: "spki",
			format: "der"
		})),
		privateKey: new Uint8Array(privateKey.export({
			type: "pkcs8",
			format: "der"
		}))
	};
}
var nameOf = (commonName) => distinguishedName([["country", "KZ"], ["commonName", commonName]]);
var rootName = nameOf("НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)");
var issuingName = nameOf("ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)");
var yearsAfter = (start, years) => {
	const end = new Date(start);
	end.setUTCFullYear(end.getUTCFullYear() + years);
	return end;
};
/**
* Makes a whole authority for training and pilots («ОҚУ», so that no paper can be taken for a real one):
* root for 20 years, issuing authority for 15, OCSP responder and time stamps for 10. RSA-2048, SHA-256.
* @param start.now certificates are valid from a day before it, since clocks at desks differ
*/
async function createAuthority({ now }) {
	const notBefore = /* @__PURE__ */ new Date(new Date(now).getTime() - 864e5);
	const [rootKey, issuingKey, ocspKey, timestampKey] = await Promise.all([
		newRsaKey(),
		newRsaKey(),
		newRsaKey(),
		newRsaKey()
	]);
	const certify = (subject, key, years, issuer, issuerKey, extensions) => ({
		privateKey: key.privateKey,
		certificate: signCertificate({
			issuer,
			issuerSpki: issuerKey.spki,
			subject,
			spki: key.spki,
			notBefore,
			notAfter: yearsAfter(notBefore, years),
			extensions
		}, issuerKey.privateKey)
	});
	const authorityUsage = keyUsageExtension(["keyCertSign", "cRLSign"]);
	const serviceUsage = keyUsageExtension(["digitalSignature", "nonRepudiation"]);
	return {
		root: certify(rootName, rootKey, 20, rootName, rootKey, [basicConstraints(void 0), authorityUsage]),
		issuing: certify(issuingName, issuingKey, 15, rootName, rootKey, [
			basicConstraints(0),
			authorityUsage,
			certificatePolicies(oids.policy.certificates)
		]),
		ocsp: certify(nameOf("OCSP RESPONDER (ОҚУ)"), ocspKey, 10, issuingName, issuingKey, [
			serviceUsage,
			extendedKeyUsage([oids.purpose.ocspSigning]),
			ocspNoCheck()
		]),
		timestamp: certify(nameOf("TIME-STAMPING AUTHORITY (ОҚУ)"), timestampKey, 10, issuingName, issuingKey, [serviceUsage, extendedKeyUsage([oids.purpose.timeStamping], true)])
	};
}
// src/pki/csr.ts
/** A PKCS#10 request (RFC 2986) whose key never leaves its token. @throws for keys other than RSA and EC */
function prepareCsr({ publicKeySpki, commonName }) {
	const keyType = keyTypeOfSpki(publicKeySpki);
	if (keyType === void 0) throw new Error("prepareCsr: neither an RSA nor an EC key");
	const toBeSigned = sequence(integer(0), distinguishedName([["commonName", commonName]]), publicKeySpki, tagged(0));
	return {
		toBeSigned,
		finish: (signature) => sequence(toBeSigned, signatureIdentifier(keyType), bitString(keyType === "EC" ? ecdsaSignatureOf(signature) : signature))
	};
}
/** Reads a PKCS#10 request and verifies the proof of possession. */
function readCsr(der) {
	const root = parseAsn1(der);
	const request = parseAs(root, CertificationRequest);
	const info = childAt(root, 0);
	const spki = childAt(info, 2);
	const signature = bitsOf(childAt(root, 2));
	if (request === void 0 || info === void 0 || spki === void 0 || signature === void 0) return err(fault("csr/malformed", "support"));
	const publicKeySpki = rawOf(spki);
	if (!isSignatureValid({
		algorithm: plainAlgorithmOid(childAt(root, 1)),
		key: publicKeyOf(publicKeySpki),
		data: rawOf(info),
		signature
	})) return err(fault("csr/notProved", "support"));
	const name = request.subject.typesAndValues.find(({ type }) => String(type) === oids.name.commonName);
	return ok({
		publicKeySpki,
		commonName: name === void 0 ? void 0 : String(name.value.valueBlock.value)
	});
}
export { signCertificate as a, newRsaKey as i, readCsr as n, distinguishedName as o, createAuthority as r, prepareCsr as t };

//# sourceMappingURL=csr-D_LUL7wt.js.map