import { n as CoreConfig, o as tokenCalls, s as createPinoLogger, t as listenToHost } from "./child-link-D4e1Vp1F.js";
import { $ as sameBytes, A as octetString, B as childAt, H as contentsOf, J as octetsOf, K as isContext, M as sequence, P as tagged, Q as rawOf, U as contextChild, V as childrenOf, W as dateOf, X as parseAs, Y as oidOf, Z as parseAsn1, _ as publicKeyOf, a as isWithinValidity, c as oids, et as err, f as isSignatureValid, g as plainAlgorithmOid, i as isIssuedBy, l as digest, nt as fault, p as keyBitsOf, q as isUniversal, s as parseCertificate, t as sha256Name, tt as ok, u as ecdsaSignatureOf, z as bitsOf } from "./certificate-BA8ZbiWw.js";
import { a as silentLogger, i as describeFailure, r as SignatureReport, t as CertificateSummary } from "./signature-H5MXqUCw.js";
import { B as almatyTime, D as Right, E as OrganisationKind, F as ServiceDefinition, G as problemsOf, H as AuthorityProblem, I as isShown, K as Applicant, L as Deadline, M as rightsOf, N as worksAt, O as Role, P as Answers, Q as Locale, R as WorkCalendar, T as Actor, U as RegisteredAuthority, V as deadlineOf, W as Representative, X as fullNameOf, Y as RegisteredPerson, Z as LocalText, at as ContentHash, ct as JobId, it as CaseId, j as mayDo, k as StaffMember, lt as PageId, nt as readIin, q as RegisterEvidence, rt as ActionId, st as Instant, ut as ServiceId, z as almatyDate } from "./messages-ClGTNyKP.js";
import { _ as Decision, a as readCrl, b as SlotDraft, c as reasonOfCode, d as signedAttributesOf, f as canonicalBytes, g as ServiceRequest, h as readJson, l as verifyCades, m as hashOf$1, n as readCertId, o as revocationFromCrl, p as canonicalHash, r as writeCertId, t as isOfIssuer, u as assembleSignedData, v as ResultDocument, x as documentLimits, y as Page } from "./ocsp-cert-id-CO8GL3kw.js";
import { n as RemoteGone, r as openRemote, t as Abort } from "./remote-c-kP9B-s.js";
import { t as Emitter } from "./emitter-Dort5B5s.js";
import { d as findChain, f as ocspPath, m as uploadsPath, p as routes, s as extension } from "./extensions-CeYJQFbA.js";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, extname, join } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { constants, tmpdir } from "node:os";
import { z } from "zod";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createHash, createHmac, hkdfSync, randomBytes, randomInt, randomUUID, webcrypto } from "node:crypto";
import { mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { fileTypeFromBuffer } from "file-type";
import { Worker } from "node:worker_threads";
import { hash, verify as verify$1 } from "@node-rs/argon2";
import PDFDocument from "pdfkit";
import bwip from "bwip-js/node";
import { zipSync } from "fflate";
import { Agent, request } from "undici";
import { Upload } from "tus-js-client";
import { BasicOCSPResponse, OCSPResponse } from "pkijs";
import Database from "better-sqlite3-multiple-ciphers";
// \0rolldown/runtime.js
var __defProp = Object.defineProperty;
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
// src/core/domain/intake-draft.ts
var typed = z.string().max(500).default("");
/** The applicant step exactly as typed: may be incomplete or wrong, is never refused, so that no keystroke is lost. */
var TypedPerson = z.object({
	iin: typed,
	surname: typed,
	givenName: typed,
	patronymic: typed,
	birthDate: typed,
	sex: z.enum([
		"",
		"male",
		"female"
	]).default(""),
	address: typed,
	phone: typed,
	email: typed,
	evidence: RegisterEvidence.optional()
});
var TypedRepresentative = z.object({
	iin: typed,
	surname: typed,
	givenName: typed,
	patronymic: typed,
	phone: typed,
	/** Data are entered only when the power of attorney is notarised. */
	notarised: z.boolean().default(false),
	authorityNumber: typed,
	notary: typed,
	issuedAt: typed,
	expiresAt: typed,
	evidence: z.discriminatedUnion("outcome", [z.object({
		outcome: z.literal("confirmed"),
		register: z.literal("БНАЖ"),
		answeredAt: z.string()
	}), z.object({
		outcome: z.literal("declared"),
		register: z.literal("БНАЖ"),
		declaredAt: z.string(),
		why: z.literal("unavailable")
	})]).optional()
});
/** Everything typed and gathered for a case that is not signed yet. Mutable, saved at each keystroke; what counts is frozen at signing. */
var IntakeDraft = z.object({
	applicant: TypedPerson,
	representative: TypedRepresentative.optional(),
	answers: Answers,
	slots: z.array(SlotDraft),
	language: Locale,
	step: z.enum([
		"applicant",
		"form",
		"documents",
		"review"
	])
});
var emptyDraft = (language) => ({
	applicant: TypedPerson.parse({}),
	answers: {},
	slots: [],
	language,
	step: "applicant"
});
// src/core/contract/operation.ts
var gatewayErrors = ["gateway/unavailable", "gateway/refused"];
var tokenErrors = [
	"token/processDown",
	"token/moduleMissing",
	"token/moduleFailed",
	"token/absent",
	"token/certificateMissing",
	"token/noPin",
	"token/pinIncorrect",
	"token/pinLocked",
	"token/timeout",
	"token/cancelled",
	"token/deviceError"
];
var scannerErrors = [
	"scanner/missingProgram",
	"scanner/notFound",
	"scanner/busy",
	"scanner/jammed",
	"scanner/feederEmpty",
	"scanner/coverOpen",
	"scanner/accessDenied",
	"scanner/noAnswer",
	"scanner/cancelled",
	"scanner/failed"
];
var documentErrors = [
	"document/tooLarge",
	"document/tooManyPages",
	"document/tooManyPixels",
	"document/unknownType",
	"document/damaged",
	"document/encrypted",
	"document/empty",
	"storage/missing"
];
var printerErrors = [
	"printer/missingProgram",
	"printer/none",
	"printer/notFound",
	"printer/failed"
];
var primitive = z.union([
	z.string(),
	z.number(),
	z.boolean(),
	z.array(z.string())
]);
z.object({
	tag: z.string(),
	remedy: z.enum([
		"retry",
		"act",
		"support"
	])
}).catchall(primitive);
var operation = (input, output, errors) => ({
	input,
	output,
	errors
});
var Nothing = z.object({}).strict();
var Bytes = z.custom((value) => value instanceof Uint8Array);
// src/core/domain/case-action.ts
var SurveyAnswer = z.union([
	z.literal(1),
	z.literal(2),
	z.literal(3)
]);
/** Everything that can happen to a case; the log of these is the case. */
var CaseEvent = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("opened"),
		serviceId: ServiceId,
		serviceVersion: z.string(),
		channel: z.enum([
			"centre",
			"provider",
			"portal"
		])
	}),
	z.object({
		kind: z.literal("registerAsked"),
		register: z.enum([
			"persons",
			"organisations",
			"notaries"
		]),
		subject: z.string(),
		outcome: z.enum([
			"found",
			"notFound",
			"unavailable"
		])
	}),
	z.object({
		kind: z.literal("receptionRefused"),
		missingSlots: z.array(z.string()),
		reason: z.string()
	}),
	z.object({
		kind: z.literal("cancelled"),
		reason: z.string()
	}),
	z.object({
		kind: z.literal("requestSigned"),
		request: ServiceRequest,
		cms: ContentHash,
		report: SignatureReport,
		provisionalNumber: z.string(),
		expected: Deadline.optional()
	}),
	z.object({
		kind: z.literal("registered"),
		number: z.string(),
		registeredAt: Instant,
		deadline: Deadline,
		acknowledgement: z.string()
	}),
	z.object({
		kind: z.literal("sendingRejected"),
		code: z.string()
	}),
	z.object({ kind: z.literal("reopened") }),
	z.object({
		kind: z.literal("receiptIssued"),
		layout: z.enum(["a5", "roll80"]),
		way: z.enum(["print", "save"]),
		copy: z.int().positive()
	}),
	z.object({
		kind: z.literal("statusReceived"),
		status: z.enum(["inWork", "completed"]),
		at: Instant,
		eventId: z.string()
	}),
	z.object({
		kind: z.literal("resultReceived"),
		cms: ContentHash,
		outcome: z.enum(["positive", "refusal"]),
		report: SignatureReport,
		eventId: z.string()
	}),
	z.object({
		kind: z.literal("handedOut"),
		to: z.enum(["applicant", "representative"]),
		identityDocument: z.object({
			kind: z.enum([
				"idCard",
				"passport",
				"residencePermit"
			]),
			number: z.string().min(1)
		}),
		receiptShown: z.boolean(),
		way: z.enum([
			"print",
			"save",
			"email"
		]),
		authority: z.object({
			number: z.string(),
			outcome: z.enum(["confirmed", "declared"])
		}).optional()
	}),
	z.object({
		kind: z.literal("surveyAnswered"),
		process: SurveyAnswer,
		information: SurveyAnswer
	}),
	z.object({
		kind: z.literal("requestArrived"),
		request: ServiceRequest,
		cms: ContentHash,
		report: SignatureReport,
		number: z.string(),
		registeredAt: Instant,
		deadline: Deadline,
		eventId: z.string()
	}),
	z.object({ kind: z.literal("accepted") }),
	z.object({
		kind: z.literal("decisionDrafted"),
		decision: Decision
	}),
	z.object({
		kind: z.literal("resultSigned"),
		cms: ContentHash,
		outcome: z.enum(["positive", "refusal"]),
		report: SignatureReport
	}),
	z.object({
		kind: z.literal("resultDelivered"),
		acknowledgement: z.string()
	}),
	z.object({
		kind: z.literal("viewed"),
		screen: z.enum([
			"intake",
			"case",
			"handOut",
			"provider",
			"document",
			"result"
		])
	})
]);
/** One link of a case's hash chain. Appended, never changed. */
var CaseAction = z.object({
	id: ActionId,
	caseId: CaseId,
	/** From 1, without gaps. */
	seq: z.int().positive(),
	/** Device clock. */
	at: Instant,
	/** Gateway's clock at the last contact plus the time since, where there was one. */
	gatewayAt: Instant.optional(),
	author: Actor,
	event: CaseEvent,
	/** Hash of the action before; 64 zeros for the first. */
	previous: ContentHash,
	/** SHA-256 of the canonical JSON of this action without `hash`. */
	hash: ContentHash
});
// src/core/base/assert-never.ts
/** Ends a switch over a union: a member that nobody handles fails the type-check here, and throws if it comes from outside. */
function assertNever(value) {
	throw new Error(`Unhandled member of a union: ${JSON.stringify(value)}`);
}
// src/core/domain/case-state.ts
/**
* Where a case stands. `registered` is «Келіп түскендер», `inWork` «Жұмыста», `completed` «Орындалды»
* (cross-cutting B); the others are the workstation's own.
*/
var caseStages = [
	"draft",
	"receptionRefused",
	"cancelled",
	"queued",
	"rejected",
	"registered",
	"inWork",
	"completed",
	"handedOut"
];
/** Which event may follow in which stage. `viewed` always may; this is the one table. */
var allowed = {
	draft: [
		"registerAsked",
		"receptionRefused",
		"cancelled",
		"requestSigned"
	],
	receptionRefused: [],
	cancelled: [],
	queued: [
		"registered",
		"sendingRejected",
		"receiptIssued",
		"cancelled",
		"statusReceived",
		"resultReceived"
	],
	rejected: [
		"reopened",
		"cancelled",
		"receiptIssued"
	],
	registered: [
		"receiptIssued",
		"statusReceived",
		"resultReceived",
		"accepted",
		"registerAsked"
	],
	inWork: [
		"registered",
		"receiptIssued",
		"statusReceived",
		"resultReceived",
		"decisionDrafted",
		"resultSigned",
		"registerAsked"
	],
	completed: [
		"registered",
		"receiptIssued",
		"statusReceived",
		"resultReceived",
		"handedOut",
		"resultDelivered",
		"registerAsked"
	],
	handedOut: [
		"surveyAnswered",
		"handedOut",
		"receiptIssued",
		"statusReceived",
		"registerAsked"
	]
};
var mayFollow = (stage, kind) => kind === "viewed" || allowed[stage].includes(kind);
var born = (action) => {
	const { event } = action;
	const start = {
		caseId: action.caseId,
		openedAt: action.at,
		receiptCopies: 0,
		resultDelivered: false,
		surveyed: false,
		last: action
	};
	if (event.kind === "opened") return {
		...start,
		side: "centre",
		stage: "draft",
		serviceId: event.serviceId,
		serviceVersion: event.serviceVersion,
		channel: event.channel,
		eventIds: []
	};
	if (event.kind === "requestArrived") {
		const { request, cms, report, number, registeredAt, deadline } = event;
		return {
			...start,
			side: "provider",
			stage: "registered",
			serviceId: request.service.id,
			serviceVersion: request.service.version,
			channel: request.channel,
			request,
			requestCms: cms,
			requestReport: report,
			number,
			registeredAt,
			deadline,
			eventIds: [event.eventId]
		};
	}
	throw new Error(`A case cannot begin with ${event.kind}`);
};
function applyEvent(state, event) {
	switch (event.kind) {
		case "opened":
		case "requestArrived": throw new Error("A case begins once");
		case "registerAsked":
		case "viewed": return state;
		case "receptionRefused": return {
			...state,
			stage: "receptionRefused"
		};
		case "cancelled": return {
			...state,
			stage: "cancelled"
		};
		case "requestSigned": {
			const { request, cms, report, provisionalNumber, expected } = event;
			const signed = {
				...state,
				stage: "queued",
				request,
				requestCms: cms,
				requestReport: report,
				provisionalNumber
			};
			return expected === void 0 ? signed : {
				...signed,
				deadline: expected
			};
		}
		case "registered": return {
			...state,
			stage: state.stage === "queued" ? "registered" : state.stage,
			number: event.number,
			registeredAt: event.registeredAt,
			deadline: event.deadline
		};
		case "sendingRejected": return {
			...state,
			stage: "rejected",
			rejection: event.code
		};
		case "reopened": {
			const { rejection: _rejection, ...rest } = state;
			return {
				...rest,
				stage: "draft"
			};
		}
		case "receiptIssued": return {
			...state,
			receiptCopies: state.receiptCopies + 1
		};
		case "statusReceived": {
			const stage = state.stage === "queued" || state.stage === "registered" || state.stage === "inWork" && event.status === "completed" ? event.status : state.stage;
			return {
				...state,
				stage,
				eventIds: [...state.eventIds, event.eventId]
			};
		}
		case "resultReceived": return {
			...state,
			stage: "completed",
			resultCms: event.cms,
			outcome: event.outcome,
			resultReport: event.report,
			eventIds: [...state.eventIds, event.eventId]
		};
		case "handedOut": return {
			...state,
			stage: "handedOut"
		};
		case "surveyAnswered": return {
			...state,
			surveyed: true
		};
		case "accepted": return {
			...state,
			stage: "inWork"
		};
		case "decisionDrafted": return {
			...state,
			decision: event.decision
		};
		case "resultSigned": return {
			...state,
			stage: "completed",
			resultCms: event.cms,
			outcome: event.outcome,
			resultReport: event.report
		};
		case "resultDelivered": return {
			...state,
			resultDelivered: true
		};
		default: return assertNever(event);
	}
}
/** The feed delivers at least once: an event that is already in counts in no stage. */
var isRepeated = (state, event) => "eventId" in event && state.eventIds.includes(event.eventId);
/** One step of the fold. */
function applyAction(state, action) {
	if (state === void 0) return born(action);
	if (isRepeated(state, action.event)) return {
		...state,
		last: action
	};
	if (!mayFollow(state.stage, action.event.kind)) throw new Error(`${action.event.kind} may not follow in stage ${state.stage}`);
	return {
		...applyEvent(state, action.event),
		last: action
	};
}
/** The number a person reads and scans: the gateway's where there is one. */
var shownNumber = (state) => state.number ?? state.provisionalNumber;
// src/core/domain/job.ts
/** Durable work, written in the same transaction as the action that causes it. */
var JobKind = z.enum([
	"submitRequest",
	"deliverAcceptance",
	"deliverResult"
]);
/** `ready` waits for `nextAt`; `stuck` needs the operator; `rejected` was refused for good; both are kept and visible. */
var JobState = z.enum([
	"ready",
	"running",
	"stuck",
	"rejected",
	"done",
	"cancelled"
]);
var Job = z.object({
	id: JobId,
	kind: JobKind,
	caseId: CaseId,
	/** Made at first save, sent with every attempt, never made anew. */
	idempotencyKey: z.uuid(),
	state: JobState,
	attempts: z.int().nonnegative(),
	createdAt: Instant,
	nextAt: Instant,
	/** Tag of the last fault, and what came with it for the sentence. */
	lastFault: z.object({
		tag: z.string(),
		data: z.record(z.string(), z.union([
			z.string(),
			z.number(),
			z.boolean()
		]))
	}).optional(),
	/** Bytes sent and to send, where the job uploads. */
	progress: z.object({
		done: z.int(),
		total: z.int()
	}).optional(),
	finishedAt: Instant.optional()
});
// src/core/contract/views.ts
/** Who is logged in, where, and what they may do. */
var SessionView = z.object({
	staff: z.object({
		staffId: z.string(),
		login: z.string(),
		fullName: z.string(),
		role: Role
	}),
	workplace: z.object({
		kind: OrganisationKind,
		name: LocalText,
		address: LocalText,
		deskNumber: z.int()
	}),
	rights: z.array(Right),
	since: Instant,
	/** Logged in without the gateway, by the password last verified online. */
	offline: z.boolean(),
	locked: z.boolean()
});
/** What the header shows; it never lies. */
var HeaderStatus = z.object({
	connection: z.object({
		state: z.enum([
			"online",
			"offline",
			"connecting"
		]),
		since: Instant
	}),
	outbox: z.object({
		waiting: z.int(),
		stuck: z.int()
	}),
	token: z.object({
		state: z.enum([
			"present",
			"absent",
			"down"
		]),
		label: z.string().optional(),
		certificateName: z.string().optional(),
		daysLeft: z.int().optional()
	}),
	/** Gateway's clock minus the device's, milliseconds; shown over a minute. */
	clockSkew: z.int().optional(),
	inbox: z.int(),
	training: z.boolean()
});
var CaseStageView = z.enum(caseStages);
var CaseLineView = z.object({
	caseId: CaseId,
	stage: CaseStageView,
	side: OrganisationKind,
	serviceId: ServiceId,
	serviceName: LocalText,
	number: z.string().optional(),
	applicantName: z.string().optional(),
	applicantIin: z.string().optional(),
	openedAt: Instant,
	updatedAt: Instant,
	dueOn: z.string().optional(),
	outcome: z.enum(["positive", "refusal"]).optional()
});
var JobView = z.object({
	id: JobId,
	kind: JobKind,
	caseId: CaseId,
	number: z.string().optional(),
	serviceName: LocalText.optional(),
	state: JobState,
	attempts: z.int(),
	createdAt: Instant,
	nextAt: Instant,
	lastFault: z.object({
		tag: z.string(),
		data: z.record(z.string(), z.union([
			z.string(),
			z.number(),
			z.boolean()
		]))
	}).optional(),
	progress: z.object({
		done: z.int(),
		total: z.int()
	}).optional(),
	finishedAt: Instant.optional()
});
/** A norm of the regulation beside the time it took; `actualSeconds` absent while it is not over. */
var NormView = z.object({
	text: LocalText,
	normSeconds: z.int().optional(),
	actualSeconds: z.int().optional(),
	late: z.boolean()
});
var CaseView = z.object({
	caseId: CaseId,
	side: OrganisationKind,
	stage: CaseStageView,
	serviceId: ServiceId,
	serviceVersion: z.string(),
	serviceName: LocalText,
	providerName: LocalText,
	openedAt: Instant,
	number: z.string().optional(),
	provisionalNumber: z.string().optional(),
	registeredAt: Instant.optional(),
	deadline: Deadline.optional(),
	daysLeft: z.int().optional(),
	request: ServiceRequest.optional(),
	requestReport: SignatureReport.optional(),
	decision: Decision.optional(),
	outcome: z.enum(["positive", "refusal"]).optional(),
	result: ResultDocument.optional(),
	resultReport: SignatureReport.optional(),
	resultDelivered: z.boolean(),
	receiptCopies: z.int(),
	surveyed: z.boolean(),
	rejection: z.string().optional(),
	timeline: z.array(CaseAction),
	/** The hash chain of the timeline holds. */
	unbroken: z.boolean(),
	jobs: z.array(JobView),
	norms: z.array(NormView)
});
/** Why a certificate on a token does not serve for this signature. */
var UnfitReason = z.enum([
	"noPrivateKey",
	"expired",
	"notYetValid",
	"notForSignature",
	"otherPerson",
	"otherOrganisation",
	"untrusted",
	"revoked",
	"wrongRole"
]);
var CertificateChoice = z.object({
	certificateId: z.string(),
	summary: CertificateSummary,
	fits: z.boolean(),
	reasons: z.array(UnfitReason),
	daysLeft: z.int()
});
var TokenChoice = z.object({
	tokenId: z.string(),
	label: z.string(),
	kind: z.enum(["pkcs11", "pkcs12"]),
	manufacturer: z.string(),
	pinState: z.enum([
		"ok",
		"countLow",
		"finalTry",
		"locked"
	]),
	certificates: z.array(CertificateChoice)
});
/** What is about to be signed: the very content, its digest and size. */
var SigningPreview = z.discriminatedUnion("purpose", [z.object({
	purpose: z.literal("request"),
	preparationId: z.uuid(),
	content: ServiceRequest,
	digest: ContentHash,
	bytes: z.int()
}), z.object({
	purpose: z.literal("result"),
	preparationId: z.uuid(),
	content: ResultDocument,
	digest: ContentHash,
	bytes: z.int()
})]);
// src/core/contract/operations.ts
var byCase = z.object({ caseId: CaseId });
var slots = z.object({ slots: z.array(SlotDraft) });
var caseErrors = ["case/missing", "case/notInStage"];
var pdf = z.object({ pdf: Bytes });
var layout = z.enum(["a5", "roll80"]);
var surveyAnswer = z.union([
	z.literal(1),
	z.literal(2),
	z.literal(3)
]);
var inSlot = {
	caseId: CaseId,
	slotId: z.string()
};
/** The page saves what is typed; pages in slots are changed by the `documents/…` operations alone. */
var TypedDraft = IntakeDraft.omit({ slots: true });
/** Every operation between page and core, written once. Bridge, client, handlers and web routes are derived from it. */
var operations = {
	"session/current": operation(Nothing, z.object({
		session: SessionView.optional(),
		training: z.boolean(),
		version: z.string()
	}), []),
	"session/login": operation(z.object({
		login: z.string().min(1),
		password: z.string().min(1)
	}), SessionView, [
		"session/wrong",
		"session/lockedOut",
		"session/notHere",
		...gatewayErrors
	]),
	/** The page leaves the PIN with the token process under `ticket`. */
	"session/loginWithToken": operation(z.object({
		certificateId: z.string(),
		ticket: z.uuid()
	}), SessionView, [
		"session/wrong",
		"session/lockedOut",
		"session/notHere",
		"signing/certificateUnfit",
		...gatewayErrors,
		...tokenErrors
	]),
	"session/logout": operation(Nothing, Nothing, []),
	"session/lock": operation(Nothing, Nothing, []),
	"session/unlock": operation(z.object({ password: z.string().min(1) }), SessionView, [
		"session/wrong",
		"session/lockedOut",
		"session/notHere",
		...gatewayErrors
	]),
	"header/status": operation(Nothing, HeaderStatus, []),
	"catalogue/list": operation(Nothing, z.object({ services: z.array(z.object({
		id: ServiceId,
		version: z.string(),
		name: LocalText,
		category: LocalText,
		provider: LocalText,
		synonyms: z.object({
			kk: z.array(z.string()),
			ru: z.array(z.string())
		}),
		/** The service can be taken in at a centre. */
		receivable: z.boolean(),
		favourite: z.boolean()
	})) }), ["catalogue/none"]),
	"catalogue/get": operation(z.object({ serviceId: ServiceId }), ServiceDefinition, ["catalogue/unknownService"]),
	"catalogue/setFavourite": operation(z.object({
		serviceId: ServiceId,
		favourite: z.boolean()
	}), Nothing, []),
	/** `applicantOf` takes the applicant over from another case of the same visit. */
	"intake/open": operation(z.object({
		serviceId: ServiceId,
		language: Locale,
		applicantOf: CaseId.optional()
	}), byCase, ["catalogue/unknownService", "catalogue/notReceivable"]),
	"intake/get": operation(byCase, z.object({
		caseId: CaseId,
		openedAt: Instant,
		draft: IntakeDraft,
		savedAt: Instant,
		definition: ServiceDefinition,
		rejection: z.string().optional()
	}), caseErrors),
	"intake/saveDraft": operation(z.object({
		caseId: CaseId,
		draft: TypedDraft
	}), z.object({ savedAt: Instant }), caseErrors),
	/** Register of natural persons. `openCases`: the same person's unfinished cases of this service. */
	"intake/askPerson": operation(z.object({
		caseId: CaseId,
		iin: z.string()
	}), z.object({
		person: RegisteredPerson,
		evidence: RegisterEvidence,
		openCases: z.array(CaseLineView)
	}), [
		"register/notFound",
		"register/badIin",
		...gatewayErrors,
		...caseErrors
	]),
	/** Notaries' register, and whether the power of attorney serves for this case. */
	"intake/askAuthority": operation(z.object({
		caseId: CaseId,
		number: z.string().min(1),
		principal: z.string(),
		representative: z.string()
	}), z.object({
		authority: RegisteredAuthority,
		problems: z.array(AuthorityProblem),
		evidence: Representative.shape.authority.shape.evidence
	}), [
		"register/notFound",
		...gatewayErrors,
		...caseErrors
	]),
	"intake/refuse": operation(z.object({
		caseId: CaseId,
		missingSlots: z.array(z.string()),
		reason: z.string().min(1).max(1e3)
	}), Nothing, caseErrors),
	"intake/cancel": operation(z.object({
		caseId: CaseId,
		reason: z.string().min(1).max(1e3)
	}), Nothing, caseErrors),
	"documents/scanners": operation(Nothing, z.object({ devices: z.array(z.object({
		id: z.string(),
		vendor: z.string(),
		model: z.string()
	})) }), scannerErrors),
	/** Pages come by the event `documents/changed` as they are scanned. Cancelling keeps what is there. */
	"documents/scan": operation(z.object({
		...inSlot,
		deviceId: z.string(),
		source: z.enum(["flatbed", "feeder"]),
		mode: z.enum(["gray", "colour"]),
		dpi: z.int().min(75).max(1200),
		replace: PageId.optional()
	}), slots.extend({ scanned: z.int() }), [
		...scannerErrors,
		...documentErrors,
		...caseErrors
	]),
	"documents/cancelScan": operation(byCase, Nothing, []),
	"documents/importFile": operation(z.object({
		...inSlot,
		bytes: Bytes,
		replace: PageId.optional()
	}), slots, [...documentErrors, ...caseErrors]),
	/** The slot's pages as they shall be: order, rotation, deletions, and what an undo brings back. */
	"documents/arrange": operation(z.object({
		...inSlot,
		pages: z.array(Page)
	}), slots, [...documentErrors, ...caseErrors]),
	"documents/setOriginalSeen": operation(z.object({
		...inSlot,
		seen: z.boolean()
	}), slots, caseErrors),
	"documents/thumbnail": operation(z.object({
		caseId: CaseId,
		hash: ContentHash,
		side: z.int().min(64).max(2e3)
	}), z.object({ jpeg: Bytes }), [
		...documentErrors,
		...gatewayErrors,
		...caseErrors
	]),
	/** A page's own file: JPEG, or the whole imported PDF; or a finished document of a signed request: PDF. */
	"documents/content": operation(z.object({
		caseId: CaseId,
		hash: ContentHash
	}), z.object({
		bytes: Bytes,
		type: z.enum(["image/jpeg", "application/pdf"])
	}), [
		...documentErrors,
		...gatewayErrors,
		...caseErrors
	]),
	/** Tokens now in, and for each certificate whether it fits the purpose and why not. */
	"signing/certificates": operation(z.object({ purpose: z.enum([
		"login",
		"request",
		"result"
	]) }), z.object({ tokens: z.array(TokenChoice) }), ["session/notHere", ...tokenErrors]),
	/** Freezes the draft into the request that would be signed now, documents bound and hashed. */
	"signing/prepareRequest": operation(byCase, SigningPreview, [
		"signing/incomplete",
		...documentErrors,
		...caseErrors
	]),
	"signing/prepareResult": operation(z.object({
		caseId: CaseId,
		decision: Decision
	}), SigningPreview, ["signing/incomplete", ...caseErrors]),
	/** Signs, and in the same transaction writes the case's action and the job that sends it. */
	"signing/sign": operation(z.object({
		preparationId: z.uuid(),
		certificateId: z.string(),
		ticket: z.uuid()
	}), z.object({
		caseId: CaseId,
		provisionalNumber: z.string().optional(),
		revocation: z.enum(["good", "unknown"])
	}), [
		"signing/preparationGone",
		"signing/certificateUnfit",
		"signing/notVerified",
		...tokenErrors,
		...caseErrors
	]),
	"receipt/preview": operation(z.object({
		caseId: CaseId,
		layout
	}), pdf, caseErrors),
	/** Writes the copy into the case's log first, then prints; for `save` the page stores the PDF. */
	"receipt/issue": operation(z.object({
		caseId: CaseId,
		layout,
		way: z.enum(["print", "save"]),
		printer: z.string().optional()
	}), pdf.extend({ copy: z.int() }), [...printerErrors, ...caseErrors]),
	"printers/list": operation(Nothing, z.object({ printers: z.array(z.object({
		name: z.string(),
		isDefault: z.boolean()
	})) }), printerErrors),
	"case/search": operation(z.object({
		text: z.string().max(200),
		stages: z.array(CaseStageView).optional(),
		limit: z.int().min(1).max(200)
	}), z.object({ lines: z.array(CaseLineView) }), []),
	"case/get": operation(z.object({
		caseId: CaseId,
		screen: z.enum([
			"intake",
			"case",
			"handOut",
			"provider"
		])
	}), CaseView, caseErrors),
	"case/byNumber": operation(z.object({ number: z.string().min(1).max(40) }), z.object({ caseId: CaseId }), ["case/missing"]),
	"case/resultPdf": operation(byCase, pdf, [
		"case/noResult",
		"storage/missing",
		...caseErrors
	]),
	/** The power of attorney asked for again at hand-out: it may have been revoked meanwhile. */
	"handOut/recheckAuthority": operation(byCase, z.object({
		outcome: z.enum(["confirmed", "declared"]),
		problems: z.array(AuthorityProblem)
	}), [
		"register/notFound",
		"handOut/noRepresentative",
		...caseErrors
	]),
	"handOut/complete": operation(z.object({
		caseId: CaseId,
		to: z.enum(["applicant", "representative"]),
		identityDocument: z.object({
			kind: z.enum([
				"idCard",
				"passport",
				"residencePermit"
			]),
			number: z.string().min(1).max(40)
		}),
		receiptShown: z.boolean(),
		way: z.enum([
			"print",
			"save",
			"email"
		]),
		printer: z.string().optional()
	}), pdf, [
		"handOut/authorityFails",
		"handOut/noRepresentative",
		"register/notFound",
		"case/noResult",
		"storage/missing",
		...printerErrors,
		...caseErrors
	]),
	"handOut/survey": operation(z.object({
		caseId: CaseId,
		process: surveyAnswer,
		information: surveyAnswer
	}), Nothing, caseErrors),
	"outbox/list": operation(Nothing, z.object({ jobs: z.array(JobView) }), []),
	"outbox/retryNow": operation(z.object({ jobId: JobId }), Nothing, ["outbox/missing"]),
	/** Takes a rejected request back to the counter to be put right and signed again. */
	"outbox/reopen": operation(byCase, Nothing, caseErrors),
	"provider/accept": operation(byCase, Nothing, caseErrors),
	"provider/saveDecision": operation(z.object({
		caseId: CaseId,
		decision: Decision
	}), Nothing, caseErrors),
	"provider/previewResult": operation(z.object({
		caseId: CaseId,
		decision: Decision
	}), pdf, ["signing/incomplete", ...caseErrors])
};
z.object({
	caseId: CaseId,
	slots: z.array(SlotDraft)
}), z.object({ why: z.enum(["loggedOut", "expired"]) });
// src/core/ports/stores.ts
/** The workplace's database is synchronous (SQLite in the same process). A disk that is full or read-only throws StorageProblem. */
var StorageProblem = class extends Error {
	name = "StorageProblem";
	problem;
	code;
	constructor(problem, code) {
		super(`Storage: ${problem} (${code})`);
		this.problem = problem;
		this.code = code;
	}
};
// src/core/services/desk.ts
var actorOf = (desk, session) => ({
	staffId: session.staff.staffId,
	fullName: session.staff.fullName,
	role: session.staff.role,
	organisationBin: desk.workplace.bin,
	deskNumber: desk.workplace.deskNumber
});
/** The author of what nobody at the desk did: answers of the gateway, events of the feed. */
var systemActor = (desk) => ({
	staffId: "system",
	fullName: "Терезе",
	role: "system",
	organisationBin: desk.workplace.bin,
	deskNumber: desk.workplace.deskNumber
});
// src/main/api/access.ts
/**
* Who may call what: `open` before anyone is logged in, `locked` also while the desk is locked, `seated` anyone logged in,
* otherwise one of the rights.
*/
var access = {
	"session/current": "open",
	"session/login": "open",
	"session/loginWithToken": "open",
	"session/logout": "locked",
	"session/lock": "locked",
	"session/unlock": "locked",
	"header/status": "open",
	"catalogue/list": "seated",
	"catalogue/get": "seated",
	"catalogue/setFavourite": "seated",
	"intake/open": ["intake"],
	"intake/get": ["intake"],
	"intake/saveDraft": ["intake"],
	"intake/askPerson": ["intake"],
	"intake/askAuthority": ["intake"],
	"intake/refuse": ["intake"],
	"intake/cancel": ["intake"],
	"documents/scanners": ["intake"],
	"documents/scan": ["intake"],
	"documents/cancelScan": ["intake"],
	"documents/importFile": ["intake"],
	"documents/arrange": ["intake"],
	"documents/setOriginalSeen": ["intake"],
	"documents/thumbnail": ["intake", "search"],
	"documents/content": [
		"intake",
		"search",
		"providerInbox"
	],
	"signing/certificates": "open",
	"signing/prepareRequest": ["intake"],
	"signing/prepareResult": ["providerSign"],
	"signing/sign": ["intake", "providerSign"],
	"receipt/preview": ["intake", "handOut"],
	"receipt/issue": ["intake", "handOut"],
	"printers/list": "seated",
	"case/search": ["search"],
	"case/get": ["search"],
	"case/byNumber": ["search"],
	"case/resultPdf": ["search"],
	"handOut/recheckAuthority": ["handOut"],
	"handOut/complete": ["handOut"],
	"handOut/survey": ["handOut"],
	"outbox/list": ["outbox"],
	"outbox/retryNow": ["outbox"],
	"outbox/reopen": ["intake"],
	"provider/accept": ["providerAccept"],
	"provider/saveDecision": ["providerDecide"],
	"provider/previewResult": ["providerDecide"]
};
// src/core/domain/case-chain.ts
var firstPrevious = "0".repeat(64);
/** The next link after `last` (the case's last action so far, if any). */
function linkAction(last, action) {
	const unhashed = {
		...action,
		seq: (last?.seq ?? 0) + 1,
		previous: last?.hash ?? firstPrevious
	};
	return {
		...unhashed,
		hash: canonicalHash(unhashed)
	};
}
/** The first place where a log was altered, or undefined. `actions` in order of seq. */
function findChainBreak(actions) {
	let previous = firstPrevious;
	for (const [index, action] of actions.entries()) {
		const { hash, ...unhashed } = action;
		if (action.seq !== index + 1) return {
			seq: action.seq,
			problem: "gap"
		};
		if (action.caseId !== actions[0]?.caseId) return {
			seq: action.seq,
			problem: "otherCase"
		};
		if (action.previous !== previous) return {
			seq: action.seq,
			problem: "previousDiffers"
		};
		if (canonicalHash(unhashed) !== hash) return {
			seq: action.seq,
			problem: "hashDiffers"
		};
		previous = hash;
	}
}
// src/core/services/record.ts
/** Appends one action to a case's log. Call inside a transaction together with the job it causes. */
function record(deps, author, caseId, event) {
	const gatewayAt = deps.gatewayInstant();
	const action = {
		id: deps.random.uuid(),
		caseId,
		at: deps.clock.instant(),
		author,
		event,
		...gatewayAt === void 0 ? {} : { gatewayAt }
	};
	deps.stores.cases.append(linkAction(deps.stores.cases.last(caseId), action));
}
/** The case as it stands, if this event may happen to it now. */
function caseFor(deps, caseId, kind) {
	const state = deps.stores.cases.state(caseId);
	if (state === void 0) return err(fault("case/missing", "support"));
	if (!mayFollow(state.stage, kind)) return err(fault("case/notInStage", "act", { stage: state.stage }));
	return ok(state);
}
/** The definition a case began with; cases keep their version. */
function definitionOf(deps, state) {
	const definition = deps.stores.settings.definition(state.serviceId, state.serviceVersion);
	if (definition === void 0) throw new Error(`Definition ${state.serviceId} ${state.serviceVersion} is not kept`);
	return definition;
}
// src/core/services/read-result.ts
/** The signed content of a result, parsed; undefined where it is not a result document. */
function parseResult(content) {
	const parsed = ResultDocument.safeParse(content === void 0 ? void 0 : readJson(content));
	return parsed.success ? parsed.data : void 0;
}
/** The case's result, its signature verified again now. */
async function readResult(deps, state) {
	if (state.resultCms === void 0) return err(fault("case/noResult", "act"));
	const cms = await deps.documents.get(state.resultCms);
	if (!cms.ok) return cms;
	const { report, content } = await deps.signing.verify(cms.value, deps.clock.instant());
	const document = parseResult(content);
	if (document === void 0) return err(fault("case/noResult", "support"));
	return ok({
		document,
		report,
		cms: cms.value
	});
}
/** The result's sheet: the certificate on its blank, or the reasoned refusal. */
async function resultPdf$1(deps, state) {
	const result = await readResult(deps, state);
	if (!result.ok) return result;
	const { document, report, cms } = result.value;
	const pdf = await deps.typesetter.result({
		definition: definitionOf(deps, state),
		document,
		cms,
		signedAt: report.signingTime ?? document.composedAt,
		training: deps.training
	});
	return ok({ pdf });
}
/** The sheet as it would look, before it is signed: the blocks hold the content alone. */
async function draftPdf(deps, definition, document) {
	const pdf = await deps.typesetter.result({
		definition,
		document,
		cms: canonicalBytes(document),
		signedAt: document.composedAt,
		training: true
	});
	return ok({ pdf });
}
// src/core/services/hand-out.ts
/**
* Asks the notaries' register again: a power of attorney may have been revoked since the request. Where the register is silent the operator may
* go on by the paper; the hand-out is then marked `declared`.
*/
async function recheckAuthority$1(deps, session, actor, caseId) {
	const found = caseFor(deps, caseId, "handedOut");
	if (!found.ok) return found;
	const { request, serviceId } = found.value;
	if (request?.representative === void 0) return err(fault("handOut/noRepresentative", "act"));
	const { authority, iin } = request.representative;
	const none = [];
	const answer = session.staffToken === void 0 ? void 0 : await deps.gateway.authority(session.staffToken, authority.number);
	const silent = answer === void 0 || !answer.ok && answer.error.tag === "gateway/unavailable";
	const outcome = silent ? "unavailable" : answer.ok ? "found" : "notFound";
	deps.stores.transaction(() => record(deps, actor, caseId, {
		kind: "registerAsked",
		register: "notaries",
		subject: authority.number,
		outcome
	}));
	if (silent) return ok({
		outcome: "declared",
		problems: none
	});
	if (!answer.ok) return err(fault("register/notFound", "act"));
	const problems = problemsOf(answer.value.authority, {
		serviceId,
		principal: request.applicant.iin,
		representative: iin,
		today: almatyDate(deps.clock.instant())
	});
	return ok({
		outcome: "confirmed",
		problems
	});
}
/** Gives the result out: to a representative only by an authority that still holds. Written down before it is printed. */
async function completeHandOut(deps, session, actor, input) {
	const found = caseFor(deps, input.caseId, "handedOut");
	if (!found.ok) return found;
	const state = found.value;
	const sheet = await resultPdf$1(deps, state);
	if (!sheet.ok) return sheet;
	const event = {
		kind: "handedOut",
		to: input.to,
		identityDocument: input.identityDocument,
		receiptShown: input.receiptShown,
		way: input.way
	};
	let authority;
	if (input.to === "representative") {
		const checked = await recheckAuthority$1(deps, session, actor, input.caseId);
		if (!checked.ok) return checked;
		if (checked.value.problems.length > 0) return err(fault("handOut/authorityFails", "act", { problems: [...checked.value.problems] }));
		authority = {
			number: state.request?.representative?.authority.number ?? "",
			outcome: checked.value.outcome
		};
	}
	deps.stores.transaction(() => record(deps, actor, input.caseId, authority === void 0 ? event : {
		...event,
		authority
	}));
	deps.notices.caseChanged(input.caseId);
	if (input.way === "print") {
		const printed = await deps.printer.print(sheet.value.pdf, {
			title: `result-${shownNumber(state) ?? ""}`,
			...input.printer === void 0 ? {} : { name: input.printer }
		});
		if (!printed.ok) return printed;
	}
	return ok(sheet.value);
}
function answerSurvey(deps, actor, caseId, answers) {
	const found = caseFor(deps, caseId, "surveyAnswered");
	if (!found.ok) return found;
	deps.stores.transaction(() => record(deps, actor, caseId, {
		kind: "surveyAnswered",
		...answers
	}));
	deps.notices.caseChanged(caseId);
	return ok({});
}
// src/core/services/issue-receipt.ts
var opensAt = "09:00";
/** The receipt as it would be issued now; none before the request is signed. */
function composeReceipt(deps, state) {
	const { request } = state;
	const number = shownNumber(state);
	if (request === void 0 || number === void 0) return void 0;
	const definition = definitionOf(deps, state);
	const phones = [request.applicant.phone, request.representative?.phone].filter((phone) => phone !== void 0);
	return {
		number,
		provisional: state.number === void 0,
		receivedAt: state.registeredAt ?? request.composedAt,
		service: definition.name,
		provider: definition.provider.name,
		centre: {
			name: deps.workplace.name,
			address: deps.workplace.address
		},
		documents: request.documents.map(({ title, pages }) => ({
			title,
			pages
		})),
		handOut: {
			...state.deadline === void 0 ? {} : { on: state.deadline.issueFrom },
			fromTime: opensAt,
			place: deps.workplace.address
		},
		operator: request.operator.fullName,
		applicant: fullNameOf(request.applicant.name),
		...request.representative === void 0 ? {} : { representative: fullNameOf(request.representative.name) },
		phones,
		copy: state.receiptCopies + 1,
		training: deps.training,
		language: request.language
	};
}
async function previewReceipt(deps, caseId, layout) {
	const found = caseFor(deps, caseId, "receiptIssued");
	if (!found.ok) return found;
	const receipt = composeReceipt(deps, found.value);
	if (receipt === void 0) return err(fault("case/notInStage", "act", { stage: found.value.stage }));
	return ok({
		pdf: await deps.typesetter.receipt(receipt, layout),
		copy: receipt.copy
	});
}
/**
* Issues a copy: the log says so on disk before a sheet is printed, so a power cut leaves no paper without a record.
* A printer's fault leaves the copy issued; the page offers to save or to print it again.
*/
async function issueReceipt(deps, actor, input) {
	const preview = await previewReceipt(deps, input.caseId, input.layout);
	if (!preview.ok) return preview;
	const { pdf, copy } = preview.value;
	deps.stores.transaction(() => record(deps, actor, input.caseId, {
		kind: "receiptIssued",
		layout: input.layout,
		way: input.way,
		copy
	}));
	deps.notices.caseChanged(input.caseId);
	if (input.way === "print") {
		const number = shownNumber(deps.stores.cases.state(input.caseId) ?? {}) ?? "";
		const printed = await deps.printer.print(pdf, {
			title: `receipt-${number}-${copy}`,
			...input.printer === void 0 ? {} : { name: input.printer }
		});
		if (!printed.ok) return printed;
	}
	return ok({
		pdf,
		copy
	});
}
// src/core/domain/certificate-fitness.ts
/** Every reason, from the certificate alone, why it does not serve this use. */
function unfitReasons(certificate, hasPrivateKey, use) {
	const reasons = [];
	if (!hasPrivateKey) reasons.push("noPrivateKey");
	if (use.iin !== void 0 && certificate.iin !== use.iin) reasons.push("otherPerson");
	if (certificate.bin === void 0 || !use.bins.includes(certificate.bin)) reasons.push("otherOrganisation");
	if (certificate.notAfter < use.at) reasons.push("expired");
	if (certificate.notBefore > use.at) reasons.push("notYetValid");
	if (use.purpose === "login" ? !certificate.forAuthentication : !certificate.forSignature) reasons.push("notForSignature");
	if (certificate.role === "person" || certificate.role === "other") reasons.push("wrongRole");
	return reasons;
}
/** Whole days from now to the end of validity; negative after it. */
var daysLeft = (certificate, at) => Math.floor((Date.parse(certificate.notAfter) - Date.parse(at)) / 864e5);
// src/core/services/choose-certificate.ts
async function reasonsFor(deps, certificate, use) {
	const reasons = unfitReasons(certificate.summary, certificate.hasPrivateKey, use);
	if (reasons.length > 0) return reasons;
	return (await deps.signing.isTrusted(certificate.der, use.at)).ok ? [] : ["untrusted"];
}
/** Tokens now in; of each certificate whether it serves the use, and every reason why not. */
async function listCertificates(deps, use) {
	const tokens = await deps.token.list();
	if (!tokens.ok) return tokens;
	const judged = tokens.value.map(async (token) => {
		const certificates = await Promise.all(token.certificates.map(async (certificate) => {
			const reasons = [...await reasonsFor(deps, certificate, use)];
			return {
				certificateId: certificate.certificateId,
				summary: certificate.summary,
				fits: reasons.length === 0,
				reasons,
				daysLeft: daysLeft(certificate.summary, use.at)
			};
		}));
		const { tokenId, label, kind, manufacturer, pinState } = token;
		return {
			tokenId,
			label,
			kind,
			manufacturer,
			pinState,
			certificates
		};
	});
	return ok({ tokens: await Promise.all(judged) });
}
/**
* The certificate about to sign: fitting, trusted, and asked for at OCSP and CRL (regulation C2). Revoked stops here; "cannot say" does not,
* and is written down as such.
*/
async function certificateToSign(deps, certificateId, use) {
	const tokens = await deps.token.list();
	if (!tokens.ok) return tokens;
	const certificate = tokens.value.flatMap((token) => token.certificates).find((candidate) => candidate.certificateId === certificateId);
	if (certificate === void 0) return err(fault("token/certificateMissing", "act"));
	const [reason] = await reasonsFor(deps, certificate, use);
	if (reason !== void 0) return err(fault("signing/certificateUnfit", "act", { reason }));
	const revocation = await deps.signing.revocationOf(certificate.der);
	if (revocation.state === "revoked") return err(fault("signing/certificateUnfit", "act", { reason: "revoked" }));
	return ok({
		certificate,
		revocation
	});
}
// src/core/services/sign-prepared.ts
/** Puts durable work for a case into the queue. Call inside the transaction of the action that causes it. */
function enqueue(deps, kind, caseId) {
	const now = deps.clock.instant();
	deps.stores.jobs.add({
		id: deps.random.uuid(),
		kind,
		caseId,
		idempotencyKey: deps.random.uuid(),
		state: "ready",
		attempts: 0,
		createdAt: now,
		nextAt: now
	});
}
function signedEvent(deps, preparation, cms, report) {
	if (preparation.purpose === "result") return {
		event: {
			kind: "resultSigned",
			cms,
			outcome: preparation.content.decision.outcome,
			report
		},
		job: "deliverResult"
	};
	const { content } = preparation;
	const calendar = deps.stores.settings.calendar();
	const { rule } = definitionOf(deps, {
		serviceId: content.service.id,
		serviceVersion: content.service.version
	}).term;
	const expected = calendar === void 0 ? void 0 : deadlineOf(calendar, rule, almatyDate(deps.clock.instant()));
	return {
		event: {
			kind: "requestSigned",
			request: content,
			cms,
			report,
			provisionalNumber: content.provisionalNumber,
			...expected === void 0 ? {} : { expected }
		},
		job: "submitRequest"
	};
}
/**
* Signs exactly what was shown (CAdES-B-B), verifies the signature as the gateway will, and writes action and job in one transaction.
* Until that commit nothing has happened: a token that dies, a wrong PIN, a full disk leave the draft as it was.
*/
async function signPrepared(deps, session, actor, input) {
	const preparation = deps.preparations.get(input.preparationId);
	if (preparation === void 0 || preparation.staffId !== session.staff.staffId) return err(fault("signing/preparationGone", "retry"));
	const kind = preparation.purpose === "request" ? "requestSigned" : "resultSigned";
	const before = caseFor(deps, preparation.caseId, kind);
	if (!before.ok) return before;
	const use = {
		purpose: preparation.purpose,
		at: deps.clock.instant(),
		iin: session.staff.iin,
		bins: [deps.workplace.bin]
	};
	const chosen = await certificateToSign(deps, input.certificateId, use);
	if (!chosen.ok) return chosen;
	const { certificate, revocation } = chosen.value;
	const { toBeSigned, finish } = deps.signing.prepare(preparation.bytes, certificate.der, certificate.keyType, deps.clock.instant());
	const signature = await deps.token.sign({
		certificateId: input.certificateId,
		ticket: input.ticket,
		toBeSigned
	});
	if (!signature.ok) return signature;
	const cms = finish(signature.value);
	const { report } = await deps.signing.verify(cms, deps.clock.instant(), {
		iin: session.staff.iin,
		bin: deps.workplace.bin
	});
	if (!report.accepted || report.contentHash !== hashOf$1(preparation.bytes)) return err(fault("signing/notVerified", "support", { problems: [...report.problems] }));
	const stored = await deps.documents.put(cms);
	if (!stored.ok) return stored;
	const after = caseFor(deps, preparation.caseId, kind);
	if (!after.ok) return after;
	const { event, job } = signedEvent(deps, preparation, stored.value, report);
	deps.stores.transaction(() => {
		record(deps, actor, preparation.caseId, event);
		enqueue(deps, job, preparation.caseId);
	});
	deps.preparations.delete(preparation.preparationId);
	deps.notices.caseChanged(preparation.caseId);
	deps.notices.queued();
	const provisional = preparation.purpose === "request" ? { provisionalNumber: preparation.content.provisionalNumber } : {};
	return ok({
		caseId: preparation.caseId,
		...provisional,
		revocation: revocation.state === "good" ? "good" : "unknown"
	});
}
// src/core/services/provider-work.ts
/** Takes a request into work: status «Жұмыста» from here on (cross-cutting B: set on acceptance, not after the decision). */
function acceptRequest(deps, actor, caseId) {
	const found = caseFor(deps, caseId, "accepted");
	if (!found.ok) return found;
	deps.stores.transaction(() => {
		record(deps, actor, caseId, { kind: "accepted" });
		enqueue(deps, "deliverAcceptance", caseId);
	});
	deps.notices.caseChanged(caseId);
	deps.notices.queued();
	return ok({});
}
/** Keeps the decision as far as it is written. A decision that says the same as the last is not written again. */
function saveDecision$1(deps, actor, caseId, decision) {
	const found = caseFor(deps, caseId, "decisionDrafted");
	if (!found.ok) return found;
	if (JSON.stringify(found.value.decision) === JSON.stringify(decision)) return ok({});
	deps.stores.transaction(() => record(deps, actor, caseId, {
		kind: "decisionDrafted",
		decision
	}));
	return ok({});
}
// src/core/services/view-case.ts
/** Looking at a case is an action too; looking again at once by the same person is the same look. */
var sameLook = 3e5;
function noteView(deps, actor, caseId, screen, last) {
	const { event, author, at } = last;
	if (!(event.kind === "viewed" && event.screen === screen && author.staffId === actor.staffId && deps.clock.now() - Date.parse(at) < sameLook)) deps.stores.transaction(() => record(deps, actor, caseId, {
		kind: "viewed",
		screen
	}));
}
/** The regulation's norms beside the time that the log says it took. */
function measuredNorms(definition, actions, now) {
	return (definition.channels.centre ?? []).flatMap((step) => {
		if (step.norm === void 0 || step.measure === void 0) return [];
		const { from, to } = step.measure;
		const begun = actions.find((action) => action.event.kind === from);
		if (begun === void 0) return [];
		const ended = actions.find((action) => action.seq > begun.seq && action.event.kind === to);
		const seconds = Math.round(((ended === void 0 ? now : Date.parse(ended.at)) - Date.parse(begun.at)) / 1e3);
		const late = step.normSeconds !== void 0 && seconds > step.normSeconds;
		return [{
			text: step.norm,
			late,
			...step.normSeconds === void 0 ? {} : { normSeconds: step.normSeconds },
			...ended === void 0 ? {} : { actualSeconds: seconds }
		}];
	});
}
/** Everything about one case, for a screen that shows it. */
async function viewCase(deps, actor, caseId, screen) {
	const before = deps.stores.cases.state(caseId);
	if (before === void 0) return err(fault("case/missing", "support"));
	noteView(deps, actor, caseId, screen, before.last);
	const timeline = deps.stores.cases.actions(caseId);
	const state = deps.stores.cases.state(caseId) ?? before;
	const definition = definitionOf(deps, state);
	const result = state.resultCms === void 0 ? void 0 : await readResult(deps, state);
	return ok({
		state,
		definition,
		timeline,
		unbroken: findChainBreak(timeline) === void 0,
		jobs: deps.stores.jobs.ofCase(caseId),
		norms: measuredNorms(definition, timeline, deps.clock.now()),
		...result?.ok === true ? { result: result.value.document } : {}
	});
}
// src/main/api/views.ts
var sessionView = ({ desk, session, locked }) => ({
	staff: {
		staffId: session.staff.staffId,
		login: session.staff.login,
		fullName: session.staff.fullName,
		role: session.staff.role
	},
	workplace: {
		kind: desk.workplace.kind,
		name: desk.workplace.name,
		address: desk.workplace.address,
		deskNumber: desk.workplace.deskNumber
	},
	rights: [...rightsOf(session.staff.role)],
	since: session.since,
	offline: session.offline,
	locked
});
var unnamed = {
	kk: "—",
	ru: "—"
};
var serviceName = (desk, serviceId) => desk.stores.settings.catalogue()?.services.find((service) => service.id === serviceId)?.name ?? unnamed;
var lineView = (desk, line) => ({
	...line,
	serviceId: line.serviceId,
	serviceName: serviceName(desk, line.serviceId)
});
function jobView(desk, job) {
	const { idempotencyKey: _key, ...shown } = job;
	const state = desk.stores.cases.state(job.caseId);
	if (state === void 0) return shown;
	const number = shownNumber(state);
	return {
		...shown,
		serviceName: serviceName(desk, state.serviceId),
		...number === void 0 ? {} : { number }
	};
}
function caseView(desk, viewed) {
	const { state, definition, timeline, unbroken, jobs, norms, result } = viewed;
	const { requestCms: _requestCms, resultCms: _resultCms, eventIds: _eventIds, last: _last, channel: _channel, ...shown } = state;
	const today = Date.parse(almatyDate(desk.clock.instant()));
	return {
		...shown,
		serviceName: definition.name,
		providerName: definition.provider.name,
		timeline: [...timeline],
		unbroken,
		jobs: jobs.map((job) => jobView(desk, job)),
		norms: [...norms],
		...state.deadline === void 0 ? {} : { daysLeft: Math.round((Date.parse(state.deadline.dueOn) - today) / 864e5) },
		...result === void 0 ? {} : { result }
	};
}
// src/main/api/handlers/cases.ts
var search = ({ desk }, { text, stages, limit }) => ok({ lines: desk.stores.cases.search({
	text,
	limit,
	...stages === void 0 ? {} : { stages }
}).map((line) => lineView(desk, line)) });
var get$2 = async ({ desk, actor }, { caseId, screen }) => {
	const viewed = await viewCase(desk, actor, caseId, screen);
	return viewed.ok ? ok(caseView(desk, viewed.value)) : viewed;
};
var byNumber = ({ desk }, { number }) => {
	const caseId = desk.stores.cases.byNumber(number.replace(/\D/g, ""));
	return caseId === void 0 ? err(fault("case/missing", "act")) : ok({ caseId });
};
var resultPdf = ({ desk }, { caseId }) => {
	const state = desk.stores.cases.state(caseId);
	return state === void 0 ? err(fault("case/missing", "support")) : resultPdf$1(desk, state);
};
var receiptPreview = async ({ desk }, { caseId, layout }) => previewReceipt(desk, caseId, layout);
var receiptIssue = ({ desk, actor }, input) => issueReceipt(desk, actor, input);
var printers = async ({ desk }) => {
	const printers = await desk.printer.listPrinters();
	return printers.ok ? ok({ printers: [...printers.value] }) : printers;
};
var recheckAuthority = async ({ desk, session, actor }, { caseId }) => {
	const checked = await recheckAuthority$1(desk, session, actor, caseId);
	return checked.ok ? ok({
		outcome: checked.value.outcome,
		problems: [...checked.value.problems]
	}) : checked;
};
var complete = ({ desk, session, actor }, input) => completeHandOut(desk, session, actor, input);
var survey = ({ desk, actor }, { caseId, ...answers }) => answerSurvey(desk, actor, caseId, answers);
var outbox = ({ desk }) => {
	const { jobs } = desk.stores;
	const unfinished = jobs.list([
		"stuck",
		"rejected",
		"running",
		"ready"
	], 500);
	return ok({ jobs: [...unfinished, ...jobs.list(["done"], 100)].map((job) => jobView(desk, job)) });
};
var retryNow = ({ desk }, { jobId }) => desk.retryNow(jobId) ? ok({}) : err(fault("outbox/missing", "act"));
var accept = ({ desk, actor }, { caseId }) => acceptRequest(desk, actor, caseId);
var saveDecision = ({ desk, actor }, { caseId, decision }) => saveDecision$1(desk, actor, caseId, decision);
// src/main/api/handlers/catalogue.ts
var header$1 = ({ header }) => ok(header());
var favouritesOf = (desk, staffId) => (desk.stores.settings.preference(`favourites/${staffId}`) ?? "").split(" ").filter(Boolean);
var list = ({ desk, session }) => {
	const catalogue = desk.stores.settings.catalogue();
	if (catalogue === void 0) return err(fault("catalogue/none", "retry"));
	const favourites = favouritesOf(desk, session.staff.staffId);
	return ok({ services: catalogue.services.map(({ id, version, name, category, provider, synonyms, channels }) => ({
		id,
		version,
		name,
		category,
		provider: provider.name,
		synonyms,
		receivable: channels.centre !== void 0,
		favourite: favourites.includes(id)
	})) });
};
var get$1 = ({ desk }, { serviceId }) => {
	const definition = desk.stores.settings.catalogue()?.services.find((service) => service.id === serviceId);
	return definition === void 0 ? err(fault("catalogue/unknownService", "support")) : ok(definition);
};
var setFavourite = ({ desk, session }, { serviceId, favourite }) => {
	const others = favouritesOf(desk, session.staff.staffId).filter((id) => id !== serviceId);
	desk.stores.settings.savePreference(`favourites/${session.staff.staffId}`, (favourite ? [...others, serviceId] : others).join(" "));
	return ok({});
};
// src/core/services/keep-draft.ts
function draftOf(deps, caseId) {
	const state = deps.stores.cases.state(caseId);
	if (state === void 0) return err(fault("case/missing", "support"));
	const kept = deps.stores.drafts.find(caseId);
	if (state.stage !== "draft" || kept === void 0) return err(fault("case/notInStage", "act", { stage: state.stage }));
	return ok({
		state,
		...kept
	});
}
var findDraft = draftOf;
/** Saves what is typed. The slots' pages are the documents' business and stay as they are. */
function saveTyped(deps, caseId, typed) {
	const kept = draftOf(deps, caseId);
	if (!kept.ok) return kept;
	const savedAt = deps.clock.instant();
	deps.stores.drafts.save(caseId, {
		...typed,
		slots: kept.value.draft.slots
	}, savedAt);
	return ok({ savedAt });
}
/** Changes one slot, at once on disk, and tells the page. */
function changeSlot(deps, caseId, slotId, change) {
	const kept = draftOf(deps, caseId);
	if (!kept.ok) return kept;
	const { draft } = kept.value;
	const slot = draft.slots.find((candidate) => candidate.slotId === slotId) ?? {
		slotId,
		originalSeen: false,
		pages: []
	};
	const slots = [...draft.slots.filter((candidate) => candidate.slotId !== slotId), change(slot)];
	deps.stores.drafts.save(caseId, {
		...draft,
		slots
	}, deps.clock.instant());
	deps.notices.slotsChanged(caseId, slots);
	return ok({ slots });
}
// src/core/services/gather-pages.ts
/** New pages go to the end, or where the page stood that they replace. */
var withPages = (slot, pages, replace) => {
	const at = slot.pages.findIndex((page) => page.id === replace);
	return {
		...slot,
		pages: at < 0 ? [...slot.pages, ...pages] : slot.pages.toSpliced(at, 1, ...pages)
	};
};
var roomFor = (slots, slotId, more) => {
	const pages = (slots.find((slot) => slot.slotId === slotId)?.pages.length ?? 0) + more;
	return pages > documentLimits.pagesPerSlot ? err(fault("document/tooManyPages", "act", {
		pages,
		limit: documentLimits.pagesPerSlot
	})) : ok();
};
async function storeImages(deps, images, origin) {
	const pages = [];
	for (const { jpeg, widthPx, heightPx, dpi } of images) {
		const hash = await deps.documents.put(jpeg);
		if (!hash.ok) return hash;
		pages.push({
			id: deps.random.uuid(),
			source: {
				kind: "image",
				hash: hash.value,
				widthPx,
				heightPx,
				dpi
			},
			rotation: 0,
			origin
		});
	}
	return ok(pages);
}
/** Takes a file from outside into a slot: PDF kept whole and shown page by page, images re-encoded. */
async function importFile$1(deps, slot, bytes) {
	const draft = findDraft(deps, slot.caseId);
	if (!draft.ok) return draft;
	const read = await deps.paper.readFile(bytes);
	if (!read.ok) return read;
	const file = read.value;
	const room = roomFor(draft.value.draft.slots, slot.slotId, file.kind === "pdf" ? file.pages : file.images.length);
	if (!room.ok) return room;
	if (file.kind === "images") {
		const pages = await storeImages(deps, file.images, "file");
		return pages.ok ? changeSlot(deps, slot.caseId, slot.slotId, (current) => withPages(current, pages.value, slot.replace)) : pages;
	}
	const hash = await deps.documents.put(file.pdf);
	if (!hash.ok) return hash;
	const pages = Array.from({ length: file.pages }, (_, index) => ({
		id: deps.random.uuid(),
		source: {
			kind: "pdf",
			hash: hash.value,
			index
		},
		rotation: 0,
		origin: "file"
	}));
	return changeSlot(deps, slot.caseId, slot.slotId, (current) => withPages(current, pages, slot.replace));
}
/** Scans into a slot. Every page is on disk before the next is asked for; what was scanned before a jam or a cancel stays. */
async function scanPages(deps, slot, request, signal) {
	const draft = findDraft(deps, slot.caseId);
	if (!draft.ok) return draft;
	const room = roomFor(draft.value.draft.slots, slot.slotId, 1);
	if (!room.ok) return room;
	let replace = slot.replace;
	let failure;
	const scanned = await deps.scanner.scan(request, async (image) => {
		if (failure !== void 0) return;
		const pages = await storeImages(deps, [image], "scan");
		if (!pages.ok) {
			failure = pages.error;
			return;
		}
		changeSlot(deps, slot.caseId, slot.slotId, (current) => withPages(current, pages.value, replace));
		replace = void 0;
	}, signal);
	if (failure !== void 0) return err(failure);
	if (!scanned.ok) return scanned;
	const after = findDraft(deps, slot.caseId);
	return after.ok ? ok({
		slots: after.value.draft.slots,
		scanned: scanned.value
	}) : after;
}
/** Order, rotation, deletion and undo: the slot's pages as the page says, as long as their content is here. */
async function arrangePages(deps, slot, pages) {
	for (const page of pages) if (!await deps.documents.has(page.source.hash)) return err(fault("storage/missing", "support"));
	return changeSlot(deps, slot.caseId, slot.slotId, (current) => ({
		...current,
		pages: [...pages]
	}));
}
var setOriginalSeen$1 = (deps, slot, seen) => changeSlot(deps, slot.caseId, slot.slotId, (current) => ({
	...current,
	originalSeen: seen
}));
// src/core/services/read-content.ts
/** `%PDF-` */
var isPdf$1 = (bytes) => [
	37,
	80,
	68,
	70,
	45
].every((byte, index) => bytes[index] === byte);
/**
* A page's file or a finished document, only of a case it belongs to. What the provider has not fetched yet comes from the gateway once,
* is checked against its hash and kept.
*/
async function readContent(deps, caseId, hash) {
	const state = deps.stores.cases.state(caseId);
	if (state === void 0) return err(fault("case/missing", "support"));
	const inManifest = state.request?.documents.some((document) => document.sha256 === hash) ?? false;
	const inDraft = deps.stores.drafts.find(caseId)?.draft.slots.some((slot) => slot.pages.some((page) => page.source.hash === hash)) ?? false;
	if (!inManifest && !inDraft) return err(fault("storage/missing", "support"));
	if (inManifest && !await deps.documents.has(hash)) {
		const fetched = await deps.gateway.document(hash);
		if (!fetched.ok) return fetched;
		const stored = await deps.documents.put(fetched.value);
		if (!stored.ok) return stored;
		if (stored.value !== hash) return err(fault("document/damaged", "support"));
	}
	const bytes = await deps.documents.get(hash);
	if (!bytes.ok) return bytes;
	return ok({
		bytes: bytes.value,
		type: isPdf$1(bytes.value) ? "application/pdf" : "image/jpeg"
	});
}
// src/main/api/handlers/documents.ts
var scanners = async ({ desk }) => {
	const devices = await desk.scanner.listDevices();
	return devices.ok ? ok({ devices: [...devices.value] }) : devices;
};
/** One scan at a time for a case; `documents/cancelScan` or the page going away ends it. */
function cancellable(scans, caseId, outer) {
	const own = new Abort();
	outer.addEventListener("abort", () => own.abort(), { once: true });
	scans.set(caseId, () => own.abort());
	return own;
}
var scan = async ({ context, desk, signal }, { caseId, slotId, replace, ...request }) => {
	const own = cancellable(context.scans, caseId, signal);
	try {
		return await scanPages(desk, {
			caseId,
			slotId,
			replace
		}, request, own);
	} finally {
		context.scans.delete(caseId);
	}
};
var cancelScan = ({ context }, { caseId }) => {
	context.scans.get(caseId)?.();
	return ok({});
};
var importFile = ({ desk }, { bytes, ...slot }) => importFile$1(desk, slot, bytes);
var arrange = ({ desk }, { pages, ...slot }) => arrangePages(desk, slot, pages);
var setOriginalSeen = ({ desk }, { seen, ...slot }) => setOriginalSeen$1(desk, slot, seen);
var thumbnail = async ({ desk }, { caseId, hash, side }) => {
	const content = await readContent(desk, caseId, hash);
	return content.ok ? ok({ jpeg: await desk.paper.thumbnail(content.value.bytes, side) }) : content;
};
var content = ({ desk }, { caseId, hash }) => readContent(desk, caseId, hash);
// src/core/services/ask-register.ts
var offlineSession = fault("gateway/unavailable", "retry", { why: "noConnection" });
/** A query is written into the case's log whatever it answers: whose data was asked for, by whom, when. */
var note = (deps, actor, caseId, register, subject, outcome) => deps.stores.transaction(() => record(deps, actor, caseId, {
	kind: "registerAsked",
	register,
	subject,
	outcome
}));
var notFoundOr = (failure) => failure.tag === "gateway/refused" && failure.code === "notFound" ? err(fault("register/notFound", "act")) : err(failure);
/** The register of natural persons (ЖТ МДҚ) about one IIN, with the same person's open cases of this service. */
async function askPerson$1(deps, session, actor, input) {
	const state = caseFor(deps, input.caseId, "registerAsked");
	if (!state.ok) return state;
	if (!readIin(input.iin).valid) return err(fault("register/badIin", "act"));
	const answer = session.staffToken === void 0 ? err(offlineSession) : await deps.gateway.person(session.staffToken, input.iin);
	if (!answer.ok) {
		const failure = notFoundOr(answer.error);
		note(deps, actor, input.caseId, "persons", input.iin, failure.error.tag === "register/notFound" ? "notFound" : "unavailable");
		return failure;
	}
	note(deps, actor, input.caseId, "persons", input.iin, "found");
	const { person, answeredAt, reference } = answer.value;
	const evidence = {
		outcome: "confirmed",
		register: "ЖТ МДҚ",
		answeredAt,
		reference
	};
	const openCases = deps.stores.cases.openCasesOf(input.iin, state.value.serviceId).filter((line) => line.caseId !== input.caseId);
	return ok({
		person,
		evidence,
		openCases
	});
}
/** The notaries' register (БНАЖ) about one power of attorney, judged for this case. */
async function askAuthority$1(deps, session, actor, input) {
	const state = caseFor(deps, input.caseId, "registerAsked");
	if (!state.ok) return state;
	const answer = session.staffToken === void 0 ? err(offlineSession) : await deps.gateway.authority(session.staffToken, input.number);
	if (!answer.ok) {
		const failure = notFoundOr(answer.error);
		note(deps, actor, input.caseId, "notaries", input.number, failure.error.tag === "register/notFound" ? "notFound" : "unavailable");
		return failure;
	}
	note(deps, actor, input.caseId, "notaries", input.number, "found");
	const { authority, answeredAt } = answer.value;
	const problems = problemsOf(authority, {
		serviceId: state.value.serviceId,
		principal: input.principal,
		representative: input.representative,
		today: almatyDate(deps.clock.instant())
	});
	return ok({
		authority,
		problems,
		evidence: {
			outcome: "confirmed",
			register: "БНАЖ",
			answeredAt
		}
	});
}
// src/core/services/end-intake.ts
/** Ends an intake without a request: reception refused (incomplete documents), or the person went away. The log keeps why. */
function endIntake(deps, actor, caseId, event) {
	const state = caseFor(deps, caseId, event.kind);
	if (!state.ok) return state;
	deps.stores.transaction(() => {
		record(deps, actor, caseId, event);
		deps.stores.drafts.remove(caseId);
	});
	deps.notices.caseChanged(caseId);
	return ok({});
}
// src/core/services/open-case.ts
/** Starts an intake at the counter. Services without steps at the centre cannot be received here. */
function openCase(deps, actor, input) {
	const definition = deps.stores.settings.catalogue()?.services.find((service) => service.id === input.serviceId);
	if (definition === void 0) return err(fault("catalogue/unknownService", "support"));
	if (definition.channels.centre === void 0) return err(fault("catalogue/notReceivable", "act"));
	const caseId = deps.random.uuid();
	const earlier = input.applicantOf === void 0 ? void 0 : applicantFrom(deps, input.applicantOf);
	const draft = {
		...emptyDraft(input.language),
		...earlier === void 0 ? {} : { applicant: earlier }
	};
	deps.stores.transaction(() => {
		record(deps, actor, caseId, {
			kind: "opened",
			serviceId: definition.id,
			serviceVersion: definition.version,
			channel: "centre"
		});
		deps.stores.drafts.save(caseId, draft, deps.clock.instant());
	});
	return ok({ caseId });
}
function applicantFrom(deps, caseId) {
	const kept = deps.stores.drafts.find(caseId);
	if (kept !== void 0) return kept.draft.applicant;
	const signed = deps.stores.cases.state(caseId)?.request?.applicant;
	if (signed === void 0) return void 0;
	const { name, iin, birthDate, sex, address, phone, email, evidence } = signed;
	return {
		iin,
		surname: name.surname,
		givenName: name.givenName,
		patronymic: name.patronymic ?? "",
		birthDate,
		sex,
		address,
		phone,
		email: email ?? "",
		evidence
	};
}
// src/core/services/reopen-case.ts
/** Takes a request that the gateway refused back to the counter: the draft is as it was, the refused job is closed and kept. */
function reopenCase(deps, actor, caseId) {
	const found = caseFor(deps, caseId, "reopened");
	if (!found.ok) return found;
	deps.stores.transaction(() => {
		record(deps, actor, caseId, { kind: "reopened" });
		for (const job of deps.stores.jobs.ofCase(caseId)) if (job.state === "rejected" || job.state === "stuck") deps.stores.jobs.update({
			...job,
			state: "cancelled",
			finishedAt: deps.clock.instant()
		});
	});
	deps.notices.caseChanged(caseId);
	deps.notices.queued();
	return ok({});
}
// src/main/api/handlers/intake.ts
var open$2 = ({ desk, actor }, input) => openCase(desk, actor, input);
var get = ({ desk }, { caseId }) => {
	const kept = findDraft(desk, caseId);
	if (!kept.ok) return kept;
	const { draft, savedAt, state } = kept.value;
	return ok({
		caseId,
		openedAt: state.openedAt,
		draft,
		savedAt,
		definition: definitionOf(desk, state),
		...state.rejection === void 0 ? {} : { rejection: state.rejection }
	});
};
var saveDraft = ({ desk }, { caseId, draft }) => saveTyped(desk, caseId, draft);
var askPerson = async ({ desk, session, actor }, input) => {
	const answer = await askPerson$1(desk, session, actor, input);
	return answer.ok ? ok({
		...answer.value,
		openCases: answer.value.openCases.map((line) => lineView(desk, line))
	}) : answer;
};
var askAuthority = async ({ desk, session, actor }, input) => {
	const answer = await askAuthority$1(desk, session, actor, input);
	return answer.ok ? ok({
		...answer.value,
		problems: [...answer.value.problems]
	}) : answer;
};
var refuse = ({ desk, actor }, { caseId, missingSlots, reason }) => endIntake(desk, actor, caseId, {
	kind: "receptionRefused",
	missingSlots,
	reason
});
var cancel = ({ desk, actor }, { caseId, reason }) => endIntake(desk, actor, caseId, {
	kind: "cancelled",
	reason
});
var reopen = ({ desk, actor }, { caseId }) => reopenCase(desk, actor, caseId);
// src/core/services/log-in.ts
var failuresToLock = 5;
var firstLock = 6e4;
var longestLock = 36e5;
var recordOf = (desk, login) => desk.stores.settings.findLogin(login) ?? {
	login,
	failures: 0
};
/** Every fifth failure locks, each time twice as long: 1, 2, 4 … 60 minutes. */
function afterFailure(record, now) {
	const failures = record.failures + 1;
	const { lockedUntil: _earlier, ...rest } = record;
	if (failures % failuresToLock !== 0) return {
		...rest,
		failures
	};
	const lock = Math.min(longestLock, firstLock * 2 ** (failures / failuresToLock - 1));
	return {
		...rest,
		failures,
		lockedUntil: new Date(now + lock).toISOString()
	};
}
var noteFailure = (desk, login) => {
	const next = afterFailure(recordOf(desk, login), desk.clock.now());
	desk.stores.settings.saveLogin(next);
	if (next.lockedUntil !== void 0) return err(fault("session/lockedOut", "act", { until: next.lockedUntil }));
	return err(fault("session/wrong", "act", { triesLeft: failuresToLock - next.failures % failuresToLock }));
};
var belongsHere = (desk, staff) => staff.organisationBin === desk.workplace.bin && worksAt(staff.role) === desk.workplace.kind;
async function logInOffline(desk, login, password) {
	const record = recordOf(desk, login);
	if (record.verifier === void 0 || record.staff === void 0) return err(fault("gateway/unavailable", "retry", { why: "noConnection" }));
	if (!await desk.passwords.verify(record.verifier, password)) return noteFailure(desk, login);
	desk.stores.settings.saveLogin({
		...record,
		failures: 0
	});
	return ok({
		staff: StaffMember.parse(JSON.parse(record.staff)),
		since: desk.clock.instant(),
		offline: true
	});
}
/**
* Login by name and password: the gateway decides; where it is silent, the password last verified online does (argon2id).
* `session/notHere`: the person is right, but works for another organisation than this desk's.
*/
async function logIn(desk, login, password) {
	const { lockedUntil, ...record } = recordOf(desk, login);
	if (lockedUntil !== void 0 && Date.parse(lockedUntil) > desk.clock.now()) return err(fault("session/lockedOut", "act", { until: lockedUntil }));
	const answer = await desk.gateway.login(login, password);
	if (answer.ok) {
		const { staff, token } = answer.value;
		if (!belongsHere(desk, staff)) return err(fault("session/notHere", "act"));
		const verifier = await desk.passwords.hash(password);
		desk.stores.settings.saveLogin({
			login,
			failures: 0,
			verifier,
			staff: JSON.stringify(staff),
			verifiedAt: desk.clock.instant()
		});
		return ok({
			staff,
			staffToken: token,
			since: desk.clock.instant(),
			offline: false
		});
	}
	if (answer.error.tag === "gateway/unavailable") return logInOffline(desk, login, password);
	switch (answer.error.code) {
		case "loginWrong": return noteFailure(desk, login);
		case "loginLocked": {
			const seconds = Number(answer.error.data["retryAfterSeconds"] ?? 60);
			const until = new Date(desk.clock.now() + seconds * 1e3).toISOString();
			desk.stores.settings.saveLogin({
				...record,
				lockedUntil: until
			});
			return err(fault("session/lockedOut", "act", { until }));
		}
		case "forbidden": return err(fault("session/notHere", "act"));
		default: return err(answer.error);
	}
}
/** Login by a certificate on a token: the gateway's nonce, signed as CAdES. */
async function logInWithToken(desk, certificateId, ticket) {
	const tokens = await desk.token.list();
	if (!tokens.ok) return tokens;
	const certificate = tokens.value.flatMap((token) => token.certificates).find((candidate) => candidate.certificateId === certificateId);
	if (certificate === void 0) return err(fault("token/certificateMissing", "act"));
	const challenge = await desk.gateway.challenge();
	if (!challenge.ok) return challenge;
	const { toBeSigned, finish } = desk.signing.prepare(challenge.value.nonce, certificate.der, certificate.keyType, desk.clock.instant());
	const signature = await desk.token.sign({
		certificateId,
		ticket,
		toBeSigned
	});
	if (!signature.ok) return signature;
	const answer = await desk.gateway.loginByCertificate(challenge.value.challengeId, finish(signature.value));
	if (!answer.ok) {
		if (answer.error.tag === "gateway/unavailable") return err(answer.error);
		if (answer.error.code === "loginWrong") return err(fault("session/wrong", "act"));
		if (answer.error.code === "forbidden") return err(fault("session/notHere", "act"));
		return err(fault("signing/certificateUnfit", "act", { reason: answer.error.code }));
	}
	const { staff, token } = answer.value;
	if (!belongsHere(desk, staff)) return err(fault("session/notHere", "act"));
	return ok({
		staff,
		staffToken: token,
		since: desk.clock.instant(),
		offline: false
	});
}
// src/main/api/handlers/session.ts
/**
* A machine of one organisation has one desk; a training machine has two. The desk where this login was right before is asked first, so that
* a wrong password counts once.
*/
var desksFor = (desks, login) => desks.toSorted((a, b) => Number(b.stores.settings.findLogin(login)?.staff !== void 0) - Number(a.stores.settings.findLogin(login)?.staff !== void 0));
var current = ({ holder, training, version }) => ok({
	training,
	version,
	...holder.seat === void 0 ? {} : { session: sessionView(holder.seat) }
});
var login = async ({ desks, holder }, input) => {
	for (const desk of desksFor(desks, input.login)) {
		const answer = await logIn(desk, input.login, input.password);
		if (answer.ok) return ok(sessionView(holder.begin(desk, answer.value)));
		if (answer.error.tag !== "session/notHere") return answer;
	}
	return err(fault("session/notHere", "act"));
};
var loginWithToken = async ({ desks, holder }, input) => {
	const [first] = desks;
	if (first === void 0) return err(fault("session/notHere", "support"));
	const tokens = await first.token.list();
	if (!tokens.ok) return tokens;
	const certificate = tokens.value.flatMap((token) => token.certificates).find((candidate) => candidate.certificateId === input.certificateId);
	const desk = desks.find((candidate) => candidate.workplace.bin === certificate?.summary.bin);
	if (desk === void 0) return err(fault("session/notHere", "act"));
	const answer = await logInWithToken(desk, input.certificateId, input.ticket);
	return answer.ok ? ok(sessionView(holder.begin(desk, answer.value))) : answer;
};
var logout = ({ context }) => {
	context.holder.end("loggedOut");
	return ok({});
};
var lock = ({ context }) => {
	context.holder.setLocked(true);
	return ok({});
};
var unlock = async ({ context, desk, session }, input) => {
	const answer = await logIn(desk, session.staff.login, input.password);
	if (!answer.ok) return answer;
	return ok(sessionView(context.holder.begin(desk, {
		...answer.value,
		since: session.since
	})));
};
var certificates = async ({ desks, holder }, { purpose }) => {
	const [first] = desks;
	const seat = holder.seat;
	const desk = seat?.desk ?? first;
	if (desk === void 0) return err(fault("session/notHere", "support"));
	const mine = seat === void 0 || purpose === "login" ? {} : { iin: seat.session.staff.iin };
	const bins = purpose === "login" ? desks.map((candidate) => candidate.workplace.bin) : [desk.workplace.bin];
	return await listCertificates(desk, {
		purpose,
		at: desk.clock.instant(),
		bins,
		...mine
	});
};
// src/core/domain/draft-problems.ts
var phonePattern = /^\+7\d{10}$/;
var emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
var isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
function applicantProblems(person) {
	const found = [];
	const need = (field) => {
		if (person[field] === "") found.push({
			field: `applicant.${field}`,
			code: "required"
		});
	};
	const reading = readIin(person.iin);
	if (person.iin === "") need("iin");
	else if (!reading.valid) found.push({
		field: "applicant.iin",
		code: `iin/${reading.problem}`
	});
	for (const field of [
		"surname",
		"givenName",
		"birthDate",
		"sex",
		"address",
		"phone"
	]) need(field);
	if (person.birthDate !== "" && !isDate(person.birthDate)) found.push({
		field: "applicant.birthDate",
		code: "date"
	});
	if (reading.valid) {
		const { birthDate, sex } = reading.facts;
		if (birthDate !== void 0 && isDate(person.birthDate) && person.birthDate !== birthDate) found.push({
			field: "applicant.birthDate",
			code: "birthDateDiffers"
		});
		if (sex !== void 0 && person.sex !== "" && person.sex !== sex) found.push({
			field: "applicant.sex",
			code: "sexDiffers"
		});
	}
	if (person.phone !== "" && !phonePattern.test(person.phone)) found.push({
		field: "applicant.phone",
		code: "phone"
	});
	if (person.email !== "" && !emailPattern.test(person.email)) found.push({
		field: "applicant.email",
		code: "email"
	});
	if (reading.valid && person.evidence === void 0) found.push({
		field: "applicant.iin",
		code: "notAsked"
	});
	return found;
}
function representativeProblems(person, principalIin, today) {
	const found = [];
	const reading = readIin(person.iin);
	if (!person.notarised) return [{
		field: "representative.notarised",
		code: "notNotarised"
	}];
	if (person.iin === "") found.push({
		field: "representative.iin",
		code: "required"
	});
	else if (!reading.valid) found.push({
		field: "representative.iin",
		code: `iin/${reading.problem}`
	});
	else if (person.iin === principalIin) found.push({
		field: "representative.iin",
		code: "samePerson"
	});
	for (const field of [
		"surname",
		"givenName",
		"authorityNumber",
		"issuedAt",
		"expiresAt"
	]) if (person[field] === "") found.push({
		field: `representative.${field}`,
		code: "required"
	});
	for (const field of ["issuedAt", "expiresAt"]) if (person[field] !== "" && !isDate(person[field])) found.push({
		field: `representative.${field}`,
		code: "date"
	});
	if (isDate(person.expiresAt) && person.expiresAt < today) found.push({
		field: "representative.expiresAt",
		code: "authorityExpired"
	});
	if (person.phone !== "" && !phonePattern.test(person.phone)) found.push({
		field: "representative.phone",
		code: "phone"
	});
	if (person.evidence === void 0) found.push({
		field: "representative.authorityNumber",
		code: "notAsked"
	});
	return found;
}
function answerProblem(field, text, today) {
	if (text.trim() === "") return field.required ? "required" : void 0;
	switch (field.type) {
		case "text":
			if (text.length > field.maxLength) return "tooLong";
			return field.pattern !== void 0 && !new RegExp(field.pattern, "u").test(text) ? "pattern" : void 0;
		case "bilingual": return text.length > field.maxLength ? "tooLong" : void 0;
		case "email": return emailPattern.test(text) ? void 0 : "email";
		case "date":
			if (!isDate(text)) return "date";
			return field.notAfterToday === true && text > today ? "dateInFuture" : void 0;
		case "choice": return field.options.some((option) => option.value === text) ? void 0 : "choice";
	}
}
/** Format-logical control of the service's form: every field that is shown. */
function formProblems(definition, answers, today) {
	return definition.form.flatMap((page) => page.fields).flatMap((field) => {
		if (!isShown(field.when, answers)) return [];
		const value = answers[field.id] ?? "";
		return (field.type !== "bilingual" ? [[`answers.${field.id}`, typeof value === "string" ? value : ""]] : ["kk", "ru"].map((language) => [`answers.${field.id}.${language}`, typeof value === "string" ? "" : value[language]])).flatMap(([path, text]) => {
			const code = answerProblem(field, text, today);
			return code === void 0 ? [] : [{
				field: path,
				code
			}];
		});
	});
}
/** The slots of the checklist that this draft has. */
var slotsOf = (definition, draft) => definition.documents.filter((slot) => isShown(slot.when, draft.answers) && (slot.forRepresentative !== true || draft.representative !== void 0));
function documentProblems(definition, draft) {
	return slotsOf(definition, draft).flatMap((slot) => {
		const filled = draft.slots.find((candidate) => candidate.slotId === slot.id);
		const field = `slots.${slot.id}`;
		const pages = filled?.pages.length ?? 0;
		if (pages === 0) return slot.required ? [{
			field,
			code: "missingPages"
		}] : [];
		if (pages > slot.maxPages) return [{
			field,
			code: "tooManyPages"
		}];
		return slot.original !== "copy" && filled?.originalSeen !== true ? [{
			field,
			code: "originalNotSeen"
		}] : [];
	});
}
/** Everything that keeps the draft from being signed, in the order of the steps. The page and the core ask this same function. */
function draftProblems(definition, draft, now) {
	const today = almatyDate(now);
	const representative = draft.representative === void 0 ? [] : representativeProblems(draft.representative, draft.applicant.iin, today);
	return [
		...[...applicantProblems(draft.applicant), ...representative].map((problem) => ({
			...problem,
			step: "applicant"
		})),
		...formProblems(definition, draft.answers, today).map((problem) => ({
			...problem,
			step: "form"
		})),
		...documentProblems(definition, draft).map((problem) => ({
			...problem,
			step: "documents"
		}))
	];
}
// src/core/services/prepare-request.ts
async function bindSlot(deps, slot, filled) {
	const contents = /* @__PURE__ */ new Map();
	const pages = [];
	for (const { source, rotation } of filled.pages) {
		const kept = contents.get(source.hash);
		const read = kept === void 0 ? await deps.documents.get(source.hash) : ok(kept);
		if (!read.ok) return read;
		contents.set(source.hash, read.value);
		pages.push(source.kind === "image" ? {
			kind: "image",
			jpeg: read.value,
			dpi: source.dpi,
			rotation
		} : {
			kind: "pdf",
			pdf: read.value,
			index: source.index,
			rotation
		});
	}
	const pdf = await deps.paper.assemble(pages, slot.title.kk);
	if (!pdf.ok) return pdf;
	const stored = await deps.documents.put(pdf.value);
	if (!stored.ok) return stored;
	const entry = {
		slotId: slot.id,
		title: slot.title,
		sha256: stored.value,
		bytes: pdf.value.length,
		pages: filled.pages.length,
		originalSeen: filled.originalSeen
	};
	return ok(entry);
}
/** Answers of the fields that are shown; what a condition hid is not sent. */
function shownAnswers(definition, answers) {
	const shown = definition.form.flatMap((page) => page.fields).filter((field) => isShown(field.when, answers));
	return Object.fromEntries(shown.flatMap((field) => {
		const value = answers[field.id];
		return value === void 0 || value === "" ? [] : [[field.id, value]];
	}));
}
var optional = (key, value) => value === "" ? {} : { [key]: value };
function applicantOf$1({ applicant: typed }) {
	const name = {
		surname: typed.surname.trim(),
		givenName: typed.givenName.trim(),
		...optional("patronymic", typed.patronymic.trim())
	};
	return {
		iin: typed.iin,
		name,
		birthDate: typed.birthDate,
		sex: typed.sex,
		address: typed.address.trim(),
		phone: typed.phone,
		...optional("email", typed.email.trim()),
		evidence: typed.evidence
	};
}
function representativeOf({ representative: typed }) {
	if (typed === void 0) return void 0;
	const name = {
		surname: typed.surname.trim(),
		givenName: typed.givenName.trim(),
		...optional("patronymic", typed.patronymic.trim())
	};
	const authority = {
		number: typed.authorityNumber.trim(),
		notary: typed.notary.trim(),
		issuedAt: typed.issuedAt,
		expiresAt: typed.expiresAt,
		evidence: typed.evidence
	};
	return {
		iin: typed.iin,
		name,
		...optional("phone", typed.phone),
		authority
	};
}
/** Desk and day and sequence: fourteen digits that no other desk and no later day gives (9, desk, yymmdd, sequence). */
function provisionalNumber(deps) {
	const day = almatyDate(deps.clock.instant());
	const sequence = deps.stores.transaction(() => deps.stores.settings.nextProvisional(day));
	return `9${String(deps.workplace.deskNumber).padStart(4, "0")}${day.slice(2).replaceAll("-", "")}${String(sequence).padStart(3, "0")}`;
}
/**
* Freezes the draft into the request that would be signed now: the documents bound and stored, everything in canonical form.
* `signing/incomplete` names the fields that are missing or wrong.
*/
async function prepareRequest$1(deps, session, caseId) {
	const kept = findDraft(deps, caseId);
	if (!kept.ok) return kept;
	const { draft, state } = kept.value;
	const definition = definitionOf(deps, state);
	const problems = draftProblems(definition, draft, deps.clock.instant());
	if (problems.length > 0) return err(fault("signing/incomplete", "act", { fields: problems.map((problem) => problem.field) }));
	const documents = [];
	for (const slot of slotsOf(definition, draft)) {
		const filled = draft.slots.find((candidate) => candidate.slotId === slot.id);
		if (filled === void 0 || filled.pages.length === 0) continue;
		const entry = await bindSlot(deps, slot, filled);
		if (!entry.ok) return entry;
		documents.push(entry.value);
	}
	const representative = representativeOf(draft);
	const content = ServiceRequest.parse({
		schema: "tereze.request/1",
		caseId,
		service: {
			id: definition.id,
			version: definition.version,
			name: definition.name
		},
		channel: state.channel,
		centre: {
			bin: deps.workplace.bin,
			name: deps.workplace.name,
			desk: deps.workplace.deskNumber
		},
		operator: {
			iin: session.staff.iin,
			fullName: session.staff.fullName
		},
		applicant: Applicant.parse(applicantOf$1(draft)),
		...representative === void 0 ? {} : { representative: Representative.parse(representative) },
		answers: shownAnswers(definition, draft.answers),
		documents,
		provisionalNumber: state.provisionalNumber ?? provisionalNumber(deps),
		language: draft.language,
		openedAt: state.openedAt,
		composedAt: deps.clock.instant()
	});
	const bytes = canonicalBytes(content);
	const preparation = {
		preparationId: deps.random.uuid(),
		purpose: "request",
		caseId,
		staffId: session.staff.staffId,
		madeAt: deps.clock.instant(),
		content,
		bytes,
		digest: hashOf$1(bytes)
	};
	keepPreparation(deps.preparations, preparation);
	return ok(preparation);
}
/** One preparation per case and purpose: a later one takes the place of the earlier. */
function keepPreparation(preparations, preparation) {
	for (const [id, earlier] of preparations) if (earlier.caseId === preparation.caseId && earlier.purpose === preparation.purpose) preparations.delete(id);
	preparations.set(preparation.preparationId, preparation);
}
// src/core/services/compose-result.ts
var positions = {
	head: {
		kk: "Бөлім бастығы",
		ru: "Начальник отдела"
	},
	executor: {
		kk: "Маман",
		ru: "Специалист"
	},
	chancellery: {
		kk: "Кеңсе қызметкері",
		ru: "Сотрудник канцелярии"
	}
};
var isEmpty = (value) => value === void 0 || (typeof value === "string" ? value.trim() === "" : value.kk.trim() === "" || value.ru.trim() === "");
function systemValue(field, definition, state, session, headName) {
	const { request } = state;
	switch (field.from) {
		case void 0: return;
		case "applicant.fullName": return request === void 0 ? void 0 : fullNameOf(request.applicant.name);
		case "applicant.iin": return request?.applicant.iin;
		case "form.presentedTo": return request?.answers["presentedTo"];
		case "system.headName": return headName;
		case "system.signerName": return session.staff.fullName;
		case "system.applicationDate": return state.registeredAt === void 0 ? void 0 : almatyDate(state.registeredAt);
		case "system.department": return definition.provider.department;
		case "system.region": return definition.region;
	}
}
/** The result that would be signed now. `signing/incomplete` names the fields of the blank without a value. */
function composeResult(deps, session, caseId, decision) {
	const found = caseFor(deps, caseId, "resultSigned");
	if (!found.ok) return found;
	const state = found.value;
	const { request, requestCms, number, registeredAt } = state;
	if (request === void 0 || requestCms === void 0 || number === void 0 || registeredAt === void 0) throw new Error("An arrived case has its request");
	const definition = definitionOf(deps, state);
	const form = definition.results.positive;
	const headName = session.staff.role === "head" ? session.staff.fullName : deps.workplace.headName ?? session.staff.fullName;
	const typed = decision.outcome === "positive" ? decision.fields : {};
	const fields = {};
	const missing = [];
	if (decision.outcome === "positive") for (const field of form.fields) {
		const value = field.source === "provider" && field.from === void 0 ? typed[field.id] : systemValue(field, definition, state, session, headName);
		if (isEmpty(value)) {
			if (field.required) missing.push(`fields.${field.id}`);
		} else if (value !== void 0) fields[field.id] = value;
	}
	else if (decision.groundIds.some((id) => !definition.refusalGrounds.some((ground) => ground.id === id))) missing.push("groundIds");
	if (missing.length > 0) return err(fault("signing/incomplete", "act", { fields: missing }));
	const grounds = decision.outcome === "refusal" ? definition.refusalGrounds.filter((ground) => decision.groundIds.includes(ground.id)).map(({ id, text }) => ({
		id,
		text
	})) : [];
	const document = ResultDocument.parse({
		schema: "tereze.result/1",
		caseId,
		number,
		service: {
			id: definition.id,
			version: definition.version,
			name: definition.name
		},
		applicant: {
			iin: request.applicant.iin,
			fullName: fullNameOf(request.applicant.name)
		},
		requestHash: hashOf$1(canonicalBytes(request)),
		requestedOn: almatyDate(registeredAt),
		provider: {
			bin: deps.workplace.bin,
			name: definition.provider.name,
			department: definition.provider.department,
			region: definition.region
		},
		decision,
		fields,
		grounds,
		signedBy: {
			iin: session.staff.iin,
			fullName: session.staff.fullName,
			position: positions[session.staff.role] ?? positions.executor
		},
		composedAt: deps.clock.instant()
	});
	return ok({
		document,
		definition
	});
}
function prepareResult$1(deps, session, caseId, decision) {
	const composed = composeResult(deps, session, caseId, decision);
	if (!composed.ok) return composed;
	const content = composed.value.document;
	const bytes = canonicalBytes(content);
	const preparation = {
		preparationId: deps.random.uuid(),
		purpose: "result",
		caseId,
		staffId: session.staff.staffId,
		madeAt: deps.clock.instant(),
		content,
		bytes,
		digest: hashOf$1(bytes)
	};
	keepPreparation(deps.preparations, preparation);
	return ok(preparation);
}
// src/main/api/handlers/signing.ts
var shown = (preparation) => {
	const { preparationId, digest, bytes } = preparation;
	const common = {
		preparationId,
		digest,
		bytes: bytes.length
	};
	return preparation.purpose === "request" ? {
		...common,
		purpose: preparation.purpose,
		content: preparation.content
	} : {
		...common,
		purpose: preparation.purpose,
		content: preparation.content
	};
};
var prepareRequest = async ({ desk, session }, { caseId }) => {
	const prepared = await prepareRequest$1(desk, session, caseId);
	return prepared.ok ? ok(shown(prepared.value)) : prepared;
};
var prepareResult = ({ desk, session }, { caseId, decision }) => {
	const prepared = prepareResult$1(desk, session, caseId, decision);
	return prepared.ok ? ok(shown(prepared.value)) : prepared;
};
var sign$1 = ({ desk, session, actor }, input) => {
	const purpose = desk.preparations.get(input.preparationId)?.purpose;
	if (purpose !== void 0 && !mayDo(session.staff.role, purpose === "request" ? "intake" : "providerSign")) return err(fault("right/missing", "act"));
	return signPrepared(desk, session, actor, input);
};
var previewResult = ({ desk, session }, { caseId, decision }) => {
	const composed = composeResult(desk, session, caseId, decision);
	return composed.ok ? draftPdf(desk, composed.value.definition, composed.value.document) : composed;
};
// src/main/api/dispatch.ts
var open$1 = {
	"session/current": current,
	"session/login": login,
	"session/loginWithToken": loginWithToken,
	"header/status": header$1,
	"signing/certificates": certificates
};
var seated = {
	"session/logout": logout,
	"session/lock": lock,
	"session/unlock": unlock,
	"catalogue/list": list,
	"catalogue/get": get$1,
	"catalogue/setFavourite": setFavourite,
	"intake/open": open$2,
	"intake/get": get,
	"intake/saveDraft": saveDraft,
	"intake/askPerson": askPerson,
	"intake/askAuthority": askAuthority,
	"intake/refuse": refuse,
	"intake/cancel": cancel,
	"documents/scanners": scanners,
	"documents/scan": scan,
	"documents/cancelScan": cancelScan,
	"documents/importFile": importFile,
	"documents/arrange": arrange,
	"documents/setOriginalSeen": setOriginalSeen,
	"documents/thumbnail": thumbnail,
	"documents/content": content,
	"signing/prepareRequest": prepareRequest,
	"signing/prepareResult": prepareResult,
	"signing/sign": sign$1,
	"receipt/preview": receiptPreview,
	"receipt/issue": receiptIssue,
	"printers/list": printers,
	"case/search": search,
	"case/get": get$2,
	"case/byNumber": byNumber,
	"case/resultPdf": resultPdf,
	"handOut/recheckAuthority": recheckAuthority,
	"handOut/complete": complete,
	"handOut/survey": survey,
	"outbox/list": outbox,
	"outbox/retryNow": retryNow,
	"outbox/reopen": reopen,
	"provider/accept": accept,
	"provider/saveDecision": saveDecision,
	"provider/previewResult": previewResult
};
var isOperation = (name) => Object.hasOwn(operations, name);
var isOpen = (name) => access[name] === "open";
/** The storage's own words for what went wrong with the disk. */
var storageFault = (problem) => problem.problem === "failed" ? fault("storage/failed", "support", { code: problem.code }) : fault(`storage/${problem.problem}`, problem.problem === "damaged" ? "support" : "act");
function seat(context, name, signal) {
	const { seat } = context.holder;
	if (seat === void 0) return err(fault("session/none", "act"));
	const needed = access[name];
	if (seat.locked && needed !== "locked") return err(fault("session/locked", "act"));
	if (Array.isArray(needed) && !needed.some((right) => mayDo(seat.session.staff.role, right))) return err(fault("right/missing", "act"));
	const { desk, session } = seat;
	return {
		ok: true,
		value: {
			context,
			desk,
			session,
			actor: actorOf(desk, session),
			signal
		}
	};
}
function run(context, name, input, signal) {
	if (isOpen(name)) return open$1[name](context, input, signal);
	const call = seat(context, name, signal);
	if (!call.ok) return call;
	return seated[name](call.value, input);
}
/**
* The one wrapper around every operation: checks the name, the input, who sits there and what they may do; turns disk trouble into faults and
* bugs into `core/bug` (logged without data). Nothing else reaches the page.
*/
var createDispatcher = (context) => async (name, rawInput, signal) => {
	if (!isOperation(name)) return err(fault("input/invalid", "support"));
	const input = operations[name].input.safeParse(rawInput);
	if (!input.success) {
		context.logger.warn("Input refused", {
			operation: name,
			code: input.error.issues[0]?.path.join(".") ?? ""
		});
		return err(fault("input/invalid", "support", { path: input.error.issues[0]?.path.join(".") ?? "" }));
	}
	const started = Date.now();
	try {
		const answer = await run(context, name, input.data, signal);
		if (!answer.ok) context.logger.info("Operation refused", {
			operation: name,
			tag: answer.error.tag
		});
		return answer;
	} catch (failure) {
		if (failure instanceof StorageProblem) {
			context.logger.error("Storage problem", {
				operation: name,
				code: failure.code
			});
			return err(storageFault(failure));
		}
		context.logger.error("Operation failed", {
			operation: name,
			failure: describeFailure(failure)
		});
		return err(fault("core/bug", "support"));
	} finally {
		context.logger.debug("Operation", {
			operation: name,
			milliseconds: Date.now() - started
		});
	}
};
// src/main/api/session-holder.ts
/** Who sits at this machine. One person at a time, whatever the number of windows; a page that reloads finds them still there. */
var SessionHolder = class {
	#seat;
	#ended = new Emitter();
	onDidEnd = this.#ended.on;
	get seat() {
		return this.#seat;
	}
	begin(desk, session) {
		this.#seat = {
			desk,
			session,
			locked: false
		};
		return this.#seat;
	}
	setLocked(locked) {
		if (this.#seat !== void 0) this.#seat = {
			...this.#seat,
			locked
		};
	}
	end(why) {
		if (this.#seat === void 0) return;
		this.#seat = void 0;
		this.#ended.emit(why);
	}
};
// src/main/adapters/token-client/answer-fault.ts
var remedy = z.enum([
	"retry",
	"act",
	"support"
]);
var plain$3 = (tag) => z.object({
	tag: z.literal(tag),
	remedy
});
var KnownFault = z.discriminatedUnion("tag", [
	plain$3("token/processDown"),
	plain$3("token/moduleMissing"),
	z.object({
		tag: z.literal("token/moduleFailed"),
		remedy,
		code: z.string()
	}),
	plain$3("token/absent"),
	plain$3("token/certificateMissing"),
	plain$3("token/noPin"),
	z.object({
		tag: z.literal("token/pinIncorrect"),
		remedy,
		triesLeft: z.int().min(0).exactOptional(),
		finalTry: z.boolean()
	}),
	plain$3("token/pinLocked"),
	plain$3("token/timeout"),
	plain$3("token/cancelled"),
	z.object({
		tag: z.literal("token/deviceError"),
		remedy,
		code: z.string()
	})
]);
/** A fault as the token process told it; one this version does not know becomes a device error under its own name. */
function answerFault(message) {
	const known = KnownFault.safeParse(message);
	return known.success ? known.data : fault("token/deviceError", "support", { code: message.tag });
}
// src/main/adapters/token-client/create-token-client.ts
/** The port Token for the core, over a channel to the token process. */
function createTokenClient({ signWithin = 6e4, listWithin = 3e4 } = {}) {
	const changed = new Emitter();
	let remote;
	const call = async (name, input, within, answer) => {
		if (remote === void 0) return err(fault("token/processDown", "retry"));
		const limit = new AbortController();
		let timer;
		const late = new Promise((resolve) => timer = setTimeout(() => resolve("late"), within));
		try {
			const value = await Promise.race([remote.call(name, input, limit.signal), late]);
			if (value === "late") {
				limit.abort();
				return err(fault("token/timeout", "retry"));
			}
			const parsed = answer.safeParse(value);
			if (!parsed.success) return err(fault("token/deviceError", "support", { code: "MALFORMED_ANSWER" }));
			return parsed.data.ok ? ok(parsed.data.value) : err(answerFault(parsed.data.error));
		} catch (failure) {
			if (failure instanceof RemoteGone) return err(fault("token/processDown", "retry"));
			throw failure;
		} finally {
			clearTimeout(timer);
		}
	};
	return {
		token: {
			list: () => call("list", void 0, listWithin, tokenCalls.list.answer),
			sign: (request) => call("sign", request, signWithin, tokenCalls.sign.answer),
			onDidChange: changed.on
		},
		attach: (channel) => {
			remote?.close();
			const attached = openRemote(channel, () => Promise.reject(/* @__PURE__ */ new Error("the token process calls nothing")));
			remote = attached;
			attached.onEvent(({ name }) => name === "changed" && changed.emit());
			attached.onClose(() => {
				if (remote !== attached) return;
				remote = void 0;
				changed.emit();
			});
			changed.emit();
		}
	};
}
// src/main/app/header.ts
/** The token as the header names it: the one with this person's certificate, else the first that is in. */
function tokenStatus(listing, iin, at) {
	if (listing === void 0) return { state: "absent" };
	if (!listing.ok) return { state: listing.error.tag === "token/processDown" ? "down" : "absent" };
	for (const token of listing.value) {
		const own = token.certificates.find((certificate) => iin !== void 0 && certificate.summary.iin === iin && certificate.hasPrivateKey);
		if (own !== void 0) return {
			state: "present",
			label: token.label,
			certificateName: own.summary.commonName,
			daysLeft: daysLeft(own.summary, at)
		};
	}
	const [first] = listing.value;
	if (first === void 0 || iin !== void 0) return { state: "absent" };
	return {
		state: "present",
		label: first.label
	};
}
/** Everything in the header, of the desk where someone sits, else of the first. */
function headerStatus(running, tokens, iin) {
	const { desk, connection, clockSkew } = running;
	const counts = desk.stores.jobs.counts();
	const skew = clockSkew();
	return {
		connection: connection.connection,
		outbox: {
			waiting: counts.ready + counts.running,
			stuck: counts.stuck + counts.rejected
		},
		token: tokenStatus(tokens, iin, desk.clock.instant()),
		inbox: desk.workplace.kind === "provider" ? desk.stores.cases.countByStage().registered ?? 0 : 0,
		training: desk.training,
		...skew === void 0 ? {} : { clockSkew: Math.round(skew) }
	};
}
// src/main/adapters/clock/system-clock.ts
/** Node fires a timer at once if its delay is longer than this. */
var longestDelay = 2 ** 31 - 1;
var systemClock = {
	now: () => Date.now(),
	instant: () => (/* @__PURE__ */ new Date()).toISOString(),
	after: (milliseconds, call) => {
		const timer = setTimeout(call, Math.min(longestDelay, Math.max(0, milliseconds)));
		return () => clearTimeout(timer);
	}
};
var steps = 2 ** 47;
var systemRandom = {
	uuid: () => randomUUID(),
	chance: () => randomInt(steps) / steps
};
// src/main/adapters/cups/run-program.ts
/** Runs a program without a shell. @returns undefined where there is no such program */
function runProgram(call) {
	return new Promise((resolve) => {
		const child = spawn(call.program, call.args, {
			env: call.environment,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			],
			timeout: call.timeout,
			killSignal: "SIGKILL"
		});
		const out = [];
		const errors = [];
		child.stdout.on("data", (chunk) => out.push(chunk));
		child.stderr.on("data", (chunk) => errors.push(chunk));
		child.stdin.on("error", () => void 0);
		child.on("error", (error) => {
			resolve(error.code === "ENOENT" ? void 0 : {
				exitCode: void 0,
				stdout: "",
				stderr: error.code ?? "spawn"
			});
		});
		child.on("close", (code) => {
			resolve({
				exitCode: code ?? void 0,
				stdout: Buffer.concat(out).toString("utf8"),
				stderr: Buffer.concat(errors).toString("utf8")
			});
		});
		child.stdin.end(call.input);
	});
}
// src/main/adapters/cups/create-cups-printer.ts
/** A stable code of what `lp` said; its sentences are for the system's language and never shown. */
function codeOf$1({ exitCode, stderr }) {
	if (exitCode === void 0) return stderr === "" ? "timeout" : stderr;
	if (/scheduler is not running|connection refused|bad file descriptor|unable to connect|no such file or directory/i.test(stderr)) return "schedulerUnreachable";
	return `exit${exitCode}`;
}
/** `lpstat -p -d`, in the C locale. */
function parsePrinters(stdout) {
	const byDefault = /^system default destination: (\S+)/m.exec(stdout)?.[1];
	return [...stdout.matchAll(/^printer (\S+) /gm)].flatMap(([, name]) => name === void 0 ? [] : [{
		name,
		isDefault: name === byDefault
	}]);
}
/** Printing by CUPS: the PDF goes to `lp` through its standard input, so nothing of it stays in a temporary file of ours. */
function createCupsPrinter(options = {}) {
	const { lp, lpstat } = options.programs ?? {
		lp: "lp",
		lpstat: "lpstat"
	};
	const call = (program, args, input) => runProgram({
		program,
		args,
		...input === void 0 ? {} : { input },
		environment: {
			...process.env,
			LANG: "C",
			LC_ALL: "C",
			LANGUAGE: "",
			...options.server === void 0 ? {} : { CUPS_SERVER: options.server }
		},
		timeout: options.timeout ?? 15e3
	});
	const listPrinters = async () => {
		const end = await call(lpstat, ["-p", "-d"]);
		if (end === void 0) return err(fault("printer/missingProgram", "support"));
		if (end.exitCode === 0 || /no destinations added/i.test(end.stderr)) return ok(parsePrinters(end.stdout));
		return err(fault("printer/failed", "retry", { code: codeOf$1(end) }));
	};
	return {
		listPrinters,
		print: async (pdf, { name, title }) => {
			const end = await call(lp, [
				...name === void 0 ? [] : ["-d", name],
				"-t",
				title
			], pdf);
			if (end === void 0) return err(fault("printer/missingProgram", "support"));
			const jobName = /request id is (\S+)/.exec(end.stdout)?.[1];
			if (end.exitCode === 0 && jobName !== void 0) return ok({ jobName });
			if (/no default destination|no destinations added/i.test(end.stderr)) {
				const listed = await listPrinters();
				return listed.ok ? err(fault("printer/none", "act")) : listed;
			}
			if (name !== void 0 && /printer or class does not exist|unknown destination/i.test(end.stderr)) return err(fault("printer/notFound", "act", { name }));
			return err(fault("printer/failed", "retry", { code: codeOf$1(end) }));
		}
	};
}
// src/main/adapters/folder-scanner/unreadable-sheet.ts
/** A file of the folder is not what its name says. */
var UnreadableSheet = class extends Error {
	name = "UnreadableSheet";
};
// src/main/adapters/folder-scanner/read-sheets.ts
var pictures = /* @__PURE__ */ new Set([
	".jpg",
	".jpeg",
	".png"
]);
var isPaperName = (name) => !name.startsWith(".") && (pictures.has(extname(name).toLowerCase()) || isPdf(name));
var isPdf = (name) => extname(name).toLowerCase() === ".pdf";
/** PDF's unit, 1/72 inch. */
var pointsPerInch = 72;
var a4LongSideInches = 297 / 25.4;
/** The file's pages as a scanner of that resolution would give them, one by one. Throws UnreadableSheet. */
async function* readSheets(path, dpi, mode) {
	const bytes = await readFile(path);
	if (!isPdf(path)) {
		yield await readPicture(bytes, dpi, mode);
		return;
	}
	const loading = getDocument({
		data: new Uint8Array(bytes),
		verbosity: 0
	});
	try {
		const pdf = await loading.promise.catch(() => {
			throw new UnreadableSheet();
		});
		for (let number = 1; number <= pdf.numPages; number += 1) yield await encode$2(await renderPage(pdf, number, dpi), dpi, mode);
	} finally {
		await loading.destroy();
	}
}
async function readPicture(bytes, dpi, mode) {
	const picture = sharp(bytes).autoOrient();
	const size = await picture.metadata().catch(() => {
		throw new UnreadableSheet();
	});
	const longer = Math.max(size.width, size.height);
	const ownDpi = size.density !== void 0 && size.density > pointsPerInch ? size.density : longer / a4LongSideInches;
	const width = Math.max(1, Math.round(size.autoOrient.width * dpi / ownDpi));
	return encode$2(picture.resize({ width }), dpi, mode);
}
async function renderPage(pdf, number, dpi) {
	const page = await pdf.getPage(number);
	const viewport = page.getViewport({ scale: dpi / pointsPerInch });
	const { canvas } = pdf.canvasFactory.create(Math.round(viewport.width), Math.round(viewport.height));
	await page.render({
		canvas,
		viewport
	}).promise;
	return sharp(canvas.toBuffer("image/png"));
}
async function encode$2(picture, dpi, mode) {
	const { data, info } = await picture.flatten({ background: "white" }).toColourspace(mode === "gray" ? "b-w" : "srgb").withExif({}).withDensity(dpi).jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true }).catch(() => {
		throw new UnreadableSheet();
	});
	return {
		jpeg: data,
		widthPx: info.width,
		heightPx: info.height,
		dpi
	};
}
// src/main/adapters/folder-scanner/folder-scanner.ts
var deviceId = "folder:0";
/** A scanner for machines without one (training): every scan takes the next file of a folder, and begins again after the last. */
function createFolderScanner(options, logger = silentLogger) {
	let next = 0;
	let busy = false;
	const listFiles = async () => {
		return (await readdir(options.folder).catch(() => [])).filter(isPaperName).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
	};
	const takeFiles = async (count) => {
		const files = await listFiles();
		const taken = Array.from({ length: Math.min(count, files.length) }, (_, offset) => files[(next + offset) % files.length]);
		next = files.length === 0 ? 0 : (next + taken.length) % files.length;
		return taken.filter((name) => name !== void 0);
	};
	const scan = async (request, onPage, signal) => {
		if (request.deviceId !== deviceId) return err(fault("scanner/notFound", "act"));
		if (busy) return err(fault("scanner/busy", "retry"));
		busy = true;
		let pagesKept = 0;
		try {
			if (signal.aborted) return err(fault("scanner/cancelled", "retry", { pagesKept }));
			const files = await takeFiles(request.source === "flatbed" ? 1 : options.filesPerFeed ?? 3);
			if (files.length === 0) return err(fault("scanner/feederEmpty", "act"));
			for (const name of files) {
				const sheets = readSheets(join(options.folder, name), request.dpi, request.mode);
				try {
					for await (const page of sheets) {
						await pause$1(options.sheetMs ?? 0);
						if (signal.aborted) return err(fault("scanner/cancelled", "retry", { pagesKept }));
						if (request.source === "flatbed" && pagesKept === 1) break;
						await onPage(page);
						pagesKept += 1;
					}
				} catch (failure) {
					if (!(failure instanceof UnreadableSheet)) throw failure;
					logger.warn("a paper of the folder cannot be read", { operation: "scan" });
					return err(fault("scanner/jammed", "act", { pagesKept }));
				}
			}
			return ok(pagesKept);
		} finally {
			busy = false;
		}
	};
	return {
		scan,
		listDevices: async () => ok((await listFiles()).length === 0 ? [] : [{
			id: deviceId,
			vendor: "Tereze",
			model: "Folder"
		}])
	};
}
var pause$1 = (milliseconds) => milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
// src/main/adapters/paper/image-dpi.ts
var a4$1 = {
	shortInches: 210 / 25.4,
	longInches: 297 / 25.4
};
/** Scanners write at least this; cameras and screenshots write 72 or 96 for want of anything better. */
var leastTrusted = 100;
var mostTrusted = 1200;
/** The longer side of A3, with a scanner's slack: a picture that claims to be larger does not know its size. */
var longestInches = 430 / 25.4;
/** The density to bind a picture with, whole dots per inch: its own where it can be true, else so that it fits on A4. */
function findImageDpi(picture) {
	const long = Math.max(picture.width, picture.height);
	const short = Math.min(picture.width, picture.height);
	const own = Math.round(picture.density ?? 0);
	if (own >= leastTrusted && own <= mostTrusted && long / own <= longestInches) return own;
	return Math.max(leastTrusted, Math.ceil(long / a4$1.longInches), Math.ceil(short / a4$1.shortInches));
}
// src/main/adapters/paper/read-images.ts
var { pagesPerFile, pixelsPerImage } = documentLimits;
/** Per page; a picture within the pixel limit takes about two. */
var secondsPerPage = 60;
/** Re-encodes an image file to JPEGs. Sizes are read from the headers and judged before a pixel is decoded. */
async function readImages(bytes) {
	try {
		const pages = (await sharp(bytes, { limitInputPixels: false }).metadata()).pages ?? 1;
		if (pages > pagesPerFile) return err(fault("document/tooManyPages", "act", {
			pages,
			limit: pagesPerFile
		}));
		const sizes = [];
		for (let page = 0; page < pages; page += 1) {
			const size = await sharp(bytes, {
				page,
				limitInputPixels: false
			}).metadata();
			if (size.width * size.height > pixelsPerImage) return err(fault("document/tooManyPixels", "act", { limit: pixelsPerImage }));
			sizes.push(size);
		}
		const images = [];
		for (const [page, size] of sizes.entries()) images.push(await encode$1(bytes, page, size));
		return ok({
			kind: "images",
			images
		});
	} catch {
		return err(fault("document/damaged", "act"));
	}
}
async function encode$1(bytes, page, size) {
	const dpi = findImageDpi(size);
	const gray = size.space === "b-w" || size.space === "grey16" || size.channels === 1;
	const { data, info } = await sharp(bytes, {
		page,
		limitInputPixels: pixelsPerImage,
		failOn: "error",
		sequentialRead: true
	}).timeout({ seconds: secondsPerPage }).autoOrient().flatten({ background: "white" }).toColourspace(gray ? "b-w" : "srgb").withExif({}).withDensity(dpi).jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true });
	return {
		jpeg: data,
		widthPx: info.width,
		heightPx: info.height,
		dpi
	};
}
// src/main/adapters/paper/run-pdf-task.ts
var memoryCheckMs = 100;
var mebibyte = 1048576;
/** Runs one task in a worker thread of its own, so that a hostile file takes neither the main thread nor the next file with it. */
function runPdfTask(task, limits, logger) {
	return new Promise((resolve) => {
		const began = performance.now();
		const before = process.memoryUsage.rss();
		const worker = new Worker(limits.worker, {
			workerData: task,
			env: {},
			stdout: true,
			stderr: true,
			resourceLimits: {
				maxOldGenerationSizeMb: Math.round(2 * limits.memoryBytes / mebibyte),
				maxYoungGenerationSizeMb: 8
			}
		});
		const finish = (answer, code) => {
			clearTimeout(deadline);
			clearInterval(watch);
			worker.removeAllListeners();
			worker.on("error", () => {});
			worker.terminate();
			logger.debug("PDF worked on", {
				operation: task.kind,
				code,
				milliseconds: Math.round(performance.now() - began)
			});
			resolve(answer);
		};
		const deadline = setTimeout(() => finish({ kind: "damaged" }, "timeout"), limits.milliseconds);
		const watch = setInterval(() => {
			if (process.memoryUsage.rss() - before > limits.memoryBytes) finish({ kind: "damaged" }, "memory");
		}, memoryCheckMs);
		worker.once("message", (answer) => finish(answer, answer.kind));
		worker.once("error", () => finish({ kind: "damaged" }, "error"));
		worker.once("exit", () => finish({ kind: "damaged" }, "exit"));
	});
}
// src/main/adapters/paper/thumbnail.ts
/** @param side the longer side's limit, pixels; a smaller picture is not enlarged */
async function makeThumbnail(jpeg, side) {
	return sharp(jpeg, { limitInputPixels: documentLimits.pixelsPerImage }).resize({
		width: side,
		height: side,
		fit: "inside",
		withoutEnlargement: true
	}).jpeg({ quality: 75 }).toBuffer();
}
// src/main/adapters/paper/paper.ts
/** Images by sharp, PDFs by pdf-lib in a worker thread with limits of time and memory: a file from outside is hostile until read. */
function createPaper(options = {}, logger = silentLogger) {
	const worker = options.worker ?? new URL(import.meta.url.endsWith(".ts") ? "./pdf-worker.ts" : "./pdf-worker.js", import.meta.url);
	const memoryBytes = options.memoryBytes ?? 1073741824;
	const readLimits = {
		worker,
		memoryBytes,
		milliseconds: options.readMs ?? 3e4
	};
	const assembleLimits = {
		worker,
		memoryBytes,
		milliseconds: options.assembleMs ?? 12e4
	};
	const readPdf = async (bytes) => {
		const answer = await runPdfTask({
			kind: "count",
			pdf: bytes
		}, readLimits, logger);
		switch (answer.kind) {
			case "counted":
				if (answer.pages === 0) return err(fault("document/empty", "act"));
				if (answer.pages > documentLimits.pagesPerFile) return err(fault("document/tooManyPages", "act", {
					pages: answer.pages,
					limit: documentLimits.pagesPerFile
				}));
				return ok({
					kind: "pdf",
					pdf: bytes,
					pages: answer.pages
				});
			case "encrypted": return err(fault("document/encrypted", "act"));
			default: return err(fault("document/damaged", "act"));
		}
	};
	return {
		readFile: async (bytes) => {
			if (bytes.byteLength === 0) return err(fault("document/empty", "act"));
			if (bytes.byteLength > documentLimits.fileBytes) return err(fault("document/tooLarge", "act", {
				bytes: bytes.byteLength,
				limit: documentLimits.fileBytes
			}));
			switch (await findMediaType(bytes)) {
				case "application/pdf": return readPdf(bytes);
				case "image/jpeg":
				case "image/png":
				case "image/tiff": return readImages(bytes);
				default: return err(fault("document/unknownType", "act"));
			}
		},
		thumbnail: makeThumbnail,
		assemble: async (pages, title) => {
			if (pages.length === 0) throw new RangeError("A document has at least one page");
			const answer = await runPdfTask({
				kind: "assemble",
				pages,
				title
			}, assembleLimits, logger);
			return answer.kind === "assembled" ? ok(answer.pdf) : err(fault("document/damaged", "act"));
		}
	};
}
/** By magic bytes alone: a name or a declared type proves nothing. */
async function findMediaType(bytes) {
	return (await fileTypeFromBuffer(bytes).catch(() => void 0))?.mime;
}
// src/main/adapters/passwords/argon2-passwords.ts
var parameters = {
	algorithm: 2,
	memoryCost: 65536,
	timeCost: 3,
	parallelism: 1
};
/** Unicode has several spellings of one letter; keyboards differ in which they send (RFC 8265, OpaqueString: NFC). */
var prepared = (password) => password.normalize("NFC");
var createPasswords = () => ({
	hash: (password) => hash(prepared(password), parameters),
	verify: async (verifier, password) => {
		try {
			return await verify$1(verifier, prepared(password));
		} catch {
			return false;
		}
	}
});
/** Only letters, digits, hyphen and space stay of a title: it becomes part of a file name on any system. */
var safe = (title) => title.replace(/[^\p{L}\p{N}\- ]+/gu, "_").slice(0, 80).trim();
var codeOf = (error) => error instanceof Error && "code" in error ? String(error.code) : "unknown";
/** The training mode's printer: each print becomes a PDF file named by time and title. A file appears only when it is whole. */
function createPdfPrinter(options) {
	let printed = 0;
	return {
		listPrinters: async () => ok([{
			name: "PDF",
			isDefault: true
		}]),
		print: async (pdf, { name, title }) => {
			if (name !== void 0 && name !== "PDF") return err(fault("printer/notFound", "act", { name }));
			printed += 1;
			const jobName = `${options.now().replace(/[:.]/g, "-")}-${String(printed).padStart(3, "0")} ${safe(title)}.pdf`;
			const part = join(options.folder, `.${randomUUID()}.part`);
			try {
				await mkdir(options.folder, {
					recursive: true,
					mode: 448
				});
				await writeFile(part, pdf, {
					mode: 384,
					flush: true
				});
				await rename(part, join(options.folder, jobName));
				return ok({ jobName });
			} catch (error) {
				await rm(part, { force: true }).catch(() => void 0);
				return err(fault("printer/failed", "retry", { code: codeOf(error) }));
			}
		}
	};
}
// src/main/adapters/sane/device-options.ts
/** Reads lines such as `    --mode Gray|Color [Gray]` and `    -x 0..215.9mm (in steps of 1) [80]`. */
function parseDeviceOptions(lines) {
	const options = /* @__PURE__ */ new Map();
	for (const line of lines) {
		const [, name, rest] = /^\s+--?([a-z][a-z0-9-]*)(?:\[=\(|\s+)(.+)$/i.exec(line) ?? [];
		if (name === void 0 || rest === void 0) continue;
		const at = rest.lastIndexOf(" [");
		if (at < 0 || !rest.endsWith("]") || rest.slice(at) === " [inactive]") continue;
		options.set(name, rest.slice(0, at).trim());
	}
	return options;
}
var choices = (values) => values.split("|").map((value) => value.trim());
/** The first choice that the earliest of the patterns fits. */
var pick = (values, patterns) => patterns.map((pattern) => values.find((value) => pattern.test(value))).find((value) => value !== void 0);
/** Names differ by back end: Flatbed, FlatBed, FB, Platen, Normal; ADF, ADF Front, ADF Simplex, Automatic Document Feeder(left aligned). */
var sourcePatterns = {
	flatbed: [
		/^flat ?bed$/i,
		/flat ?bed|platen|^fb$/i,
		/^normal$/i
	],
	feeder: [
		/^(adf|automatic document feeder)$/i,
		/^(?!.*(duplex|back|both)).*(adf|feeder)/i,
		/adf|feeder/i
	]
};
/** Gray, Grayscale, True Gray, 256 grays; Color, Colour, 24bit Color, RGB. Dithered modes only look gray. */
var modePatterns = {
	gray: [
		/^gr[ae]y$/i,
		/^gr[ae]yscale$/i,
		/^(?!.*(diffusion|halftone|dither)).*gr[ae]y/i
	],
	colour: [
		/^colou?r$/i,
		/^24.?bit colou?r$/i,
		/colou?r|rgb/i
	]
};
/** The nearest resolution that is not coarser than the one wanted, or the finest there is. */
function pickResolution(values, wanted) {
	const range = /^([\d.]+)\.\.([\d.]+)/.exec(values);
	if (range) return Math.round(Math.min(Math.max(wanted, Number(range[1])), Number(range[2])));
	const listed = choices(values).map((value) => Number.parseFloat(value)).filter((value) => value > 0).sort((a, b) => a - b);
	return Math.round(listed.find((value) => value >= wanted) ?? listed.at(-1) ?? wanted);
}
/** `-x` and `-y` for a sheet, cut to what the device has; nothing where it counts in pixels. */
function sheetArguments(options, sheet) {
	const upTo = (name, wanted) => {
		const most = /^[\d.]+\.\.([\d.]+)mm/.exec(options.get(name) ?? "")?.[1];
		return most === void 0 ? [] : [`-${name}`, String(Math.min(wanted, Number(most)))];
	};
	return [...upTo("x", sheet.widthMm), ...upTo("y", sheet.heightMm)];
}
/** The device's own names for what is wanted; nothing if it has no such source or mode. */
function findScanArguments(options, request, sheet) {
	const sources = options.get("source");
	const source = sources === void 0 ? void 0 : pick(choices(sources), sourcePatterns[request.source]);
	if (source === void 0 && (sources !== void 0 || request.source === "feeder")) return void 0;
	const modes = options.get("mode");
	const mode = modes === void 0 ? void 0 : pick(choices(modes), modePatterns[request.mode]);
	if (modes !== void 0 && mode === void 0) return void 0;
	const resolutions = options.get("resolution");
	const dpi = resolutions === void 0 ? request.dpi : pickResolution(resolutions, request.dpi);
	const depths = choices(options.get("depth") ?? "").map((value) => Number.parseInt(value, 10));
	return {
		dpi,
		args: [
			...source === void 0 ? [] : [`--source=${source}`],
			...mode === void 0 ? [] : [`--mode=${mode}`],
			...depths.includes(8) ? ["--depth=8"] : [],
			...resolutions === void 0 ? [] : [`--resolution=${dpi}`],
			...sheetArguments(options, sheet)
		]
	};
}
// src/main/adapters/sane/pnm-page.ts
var headerBytes = 256;
/**
* Reads a PNM whose pixels are all there. scanimage leaves a file with nothing but a header when a scan fails at once:
* such a file, or one cut short, is no page and gives nothing.
*/
function findWholePnm(file) {
	const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, headerBytes)).toString("latin1");
	const found = /^P([56])\s(?:#[^\n]*\n|\s)*(\d+)(?:\s|#[^\n]*\n)+(\d+)(?:\s|#[^\n]*\n)+255\s/.exec(head);
	if (!found) return void 0;
	const channels = found[1] === "6" ? 3 : 1;
	const widthPx = Number(found[2]);
	const heightPx = Number(found[3]);
	const start = found[0].length;
	const length = widthPx * heightPx * channels;
	if (length === 0 || file.byteLength < start + length) return void 0;
	return {
		widthPx,
		heightPx,
		channels,
		pixels: file.subarray(start, start + length)
	};
}
/** JPEG, quality 80; gray stays one channel, which sharp would otherwise make three. */
async function encodePage(pnm, dpi) {
	return {
		jpeg: await sharp(pnm.pixels, { raw: {
			width: pnm.widthPx,
			height: pnm.heightPx,
			channels: pnm.channels
		} }).toColourspace(pnm.channels === 1 ? "b-w" : "srgb").withDensity(dpi).jpeg({ quality: 80 }).toBuffer(),
		widthPx: pnm.widthPx,
		heightPx: pnm.heightPx,
		dpi
	};
}
// src/main/adapters/sane/private-folder.ts
var prefix = "tereze-scan-";
/** Runs with a folder that only this user may enter, and wipes it whatever happens. */
async function withPrivateFolder(parent, use) {
	const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
	try {
		return await use(folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	}
}
/** Wipes what a killed process left: scanned pages are personal data. */
async function removeAbandonedFolders(parent) {
	const abandoned = (await readdir(parent).catch(() => [])).filter((name) => {
		const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(12), 10) : NaN;
		return owner > 0 && !isAlive(owner);
	});
	await Promise.all(abandoned.map((name) => rm(join(parent, name), {
		recursive: true,
		force: true
	}).catch(() => {})));
}
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (failure) {
		return failure instanceof Error && "code" in failure && failure.code === "EPERM";
	}
}
/**
* A SANE configuration that loads only the given back ends, with their own settings still taken from the system.
* @returns the value of SANE_CONFIG_DIR: a trailing separator appends the system's folders (sane-dll(5))
*/
async function writeBackendList(folder, backends) {
	const config = join(folder, "sane.d");
	await mkdir(join(config, "dll.d"), { recursive: true });
	await writeFile(join(config, "dll.conf"), `${backends.join("\n")}\n`);
	return config + delimiter;
}
// src/main/adapters/sane/sane-status.ts
/** SANE_Status (SANE standard 1.06, 4.2.7). scanimage exits with it, except where it could not open the device or set an option: then with 1. */
var saneStatus = {
	good: 0,
	unsupported: 1,
	cancelled: 2,
	busy: 3,
	invalid: 4,
	endOfFile: 5,
	jammed: 6,
	noDocuments: 7,
	coverOpen: 8,
	inputOutput: 9,
	noMemory: 10,
	accessDenied: 11
};
/** What sane_strstatus prints; never translated. */
var texts = /* @__PURE__ */ new Map([
	["Success", saneStatus.good],
	["Operation not supported", saneStatus.unsupported],
	["Operation was canceled", saneStatus.cancelled],
	["Operation was cancelled", saneStatus.cancelled],
	["Device busy", saneStatus.busy],
	["Invalid argument", saneStatus.invalid],
	["End of file reached", saneStatus.endOfFile],
	["Document feeder jammed", saneStatus.jammed],
	["Document feeder out of documents", saneStatus.noDocuments],
	["Scanner cover is open", saneStatus.coverOpen],
	["Error during device I/O", saneStatus.inputOutput],
	["Out of memory", saneStatus.noMemory],
	["Access to resource has been denied", saneStatus.accessDenied]
]);
/** Reads `scanimage: sane_start: Device busy`, `scanimage: open of device x failed: …`, `… option --source failed (…)`. */
function findSaidStatus(line) {
	const opening = /: open of device .* failed: (.+)$/.exec(line)?.[1];
	const text = opening ?? /: sane_(?:start|read|get_parameters): (.+)$/.exec(line)?.[1] ?? /: setting of option .* failed \((.+)\)$/.exec(line)?.[1];
	const status = text === void 0 ? void 0 : texts.get(text.trim());
	return status === void 0 ? void 0 : {
		status,
		opening: opening !== void 0
	};
}
var failedOpening = (status) => {
	if (status === saneStatus.invalid) return fault("scanner/notFound", "act");
	if (status === saneStatus.inputOutput) return fault("scanner/noAnswer", "act", { pagesKept: 0 });
};
/**
* What a finished scan came to.
* @param pagesKept pages already handed over. "Out of documents" after one page or more is how a feeder ends.
*/
function concludeScan({ status, opening }, pagesKept) {
	const unopened = opening ? failedOpening(status) : void 0;
	if (unopened) return err(unopened);
	switch (status) {
		case saneStatus.good:
		case saneStatus.endOfFile:
		case saneStatus.noDocuments: return pagesKept > 0 ? ok(pagesKept) : err(fault("scanner/feederEmpty", "act"));
		case saneStatus.cancelled: return err(fault("scanner/cancelled", "retry", { pagesKept }));
		case saneStatus.busy: return err(fault("scanner/busy", "retry"));
		case saneStatus.jammed: return err(fault("scanner/jammed", "act", { pagesKept }));
		case saneStatus.coverOpen: return err(fault("scanner/coverOpen", "act"));
		case saneStatus.accessDenied: return err(fault("scanner/accessDenied", "support"));
		default: return err(fault("scanner/failed", status === saneStatus.inputOutput ? "retry" : "support", { code: status }));
	}
}
// src/main/adapters/sane/run-scanimage.ts
/**
* Runs scanimage to its end in a process group of its own. When the promise settles no process of the group is left.
* Never rejects: a child that cannot be started is `missing`.
*/
function runScanimage(run) {
	if (run.signal?.aborted) return Promise.resolve({ kind: "cancelled" });
	return new Promise((resolve) => {
		const child = spawn(run.program, run.args, {
			env: run.environment,
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			detached: true,
			windowsHide: true
		});
		let said;
		let stopped;
		let watchdog;
		let killer;
		const kill = (name) => {
			if (child.pid === void 0) return;
			try {
				process.kill(-child.pid, name);
			} catch {}
		};
		const stop = (why) => {
			if (stopped) return;
			stopped = why;
			clearTimeout(watchdog);
			kill("SIGINT");
			killer = setTimeout(() => kill("SIGKILL"), run.graceMs);
		};
		const feed = () => {
			if (stopped) return;
			clearTimeout(watchdog);
			watchdog = setTimeout(() => stop("silent"), said ? Math.min(run.graceMs, run.silenceMs) : run.silenceMs);
		};
		const cancel = () => stop("cancelled");
		const killOnExit = () => kill("SIGKILL");
		const finish = (end) => {
			clearTimeout(watchdog);
			clearTimeout(killer);
			run.signal?.removeEventListener("abort", cancel);
			process.off("exit", killOnExit);
			resolve(end);
		};
		run.signal?.addEventListener("abort", cancel, { once: true });
		process.once("exit", killOnExit);
		feed();
		child.stdout.on("data", feed);
		child.stderr.on("data", feed);
		createInterface({ input: child.stdout }).on("line", run.onLine);
		createInterface({ input: child.stderr }).on("line", (line) => {
			const found = findSaidStatus(line);
			if (!found || said) return;
			said = found;
			feed();
		});
		child.once("error", () => {
			if (child.pid === void 0) finish({ kind: "missing" });
		});
		child.once("exit", () => kill("SIGKILL"));
		child.once("close", (code, name) => {
			if (stopped === "cancelled") finish({ kind: "cancelled" });
			else if (stopped === "silent") finish({
				kind: "silent",
				said
			});
			else finish({
				kind: "exited",
				said: endStatus(code ?? 128 + constants.signals[name ?? "SIGKILL"], said)
			});
		});
	});
}
/** Exit code 1 stands for UNSUPPORTED and for every failure before the scan began: there the message knows more. */
var endStatus = (code, said) => code === 1 && said ? said : {
	status: code,
	opening: false
};
// src/main/adapters/sane/sane-scanner.ts
var a4 = {
	widthMm: 210,
	heightMm: 297
};
var pageName = /^page-\d+\.pnm$/;
/** Scanning by SANE's `scanimage` as a supervised child process: a back end that hangs or crashes takes nothing with it. */
function createSaneScanner(options = {}, logger = silentLogger) {
	const temporaryFolder = options.temporaryFolder ?? findRuntimeFolder() ?? tmpdir();
	const known = /* @__PURE__ */ new Map();
	const inUse = /* @__PURE__ */ new Set();
	const swept = removeAbandonedFolders(temporaryFolder);
	const inFolder = async (use) => {
		await swept;
		return withPrivateFolder(temporaryFolder, async (folder) => {
			const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("TEREZE_"));
			const environment = {
				...Object.fromEntries(inherited),
				LC_ALL: "C"
			};
			if (options.backends) environment["SANE_CONFIG_DIR"] = await writeBackendList(folder, options.backends);
			return use(folder, (args, onLine, signal) => runScanimage({
				program: options.program ?? "scanimage",
				args,
				environment,
				onLine,
				silenceMs: options.silenceMs ?? 3e4,
				graceMs: options.graceMs ?? 5e3,
				...signal ? { signal } : {}
			}));
		});
	};
	const queryOptions = async (deviceId, run, signal) => {
		const cached = known.get(deviceId);
		if (cached) return ok(cached);
		const lines = [];
		const end = await run([`--device-name=${deviceId}`, "--all-options"], (line) => lines.push(line), signal);
		if (end.kind !== "exited" || end.said.status !== saneStatus.good) {
			const conclusion = concludeEnd(end, 0);
			return conclusion.ok ? err(fault("scanner/failed", "support", { code: 0 })) : conclusion;
		}
		const found = parseDeviceOptions(lines);
		known.set(deviceId, found);
		return ok(found);
	};
	const scanInto = async (folder, request, chosen, run, onPage, signal) => {
		const stop = new AbortController();
		const relay = () => stop.abort();
		signal.addEventListener("abort", relay, { once: true });
		let pagesKept = 0;
		let broken = false;
		let thrown;
		let handing = Promise.resolve();
		const hand = async (path) => {
			if (stop.signal.aborted) return;
			const pnm = findWholePnm(await readFile(path));
			await rm(path);
			if (!pnm) {
				broken = true;
				stop.abort();
				return;
			}
			const page = await encodePage(pnm, chosen.dpi);
			if (stop.signal.aborted) return;
			await onPage(page);
			pagesKept += 1;
		};
		const onLine = (line) => {
			const name = basename(line);
			if (!pageName.test(name)) return;
			handing = handing.then(() => hand(join(folder, name))).catch((failure) => {
				thrown ??= { failure };
				stop.abort();
			});
		};
		const end = await run([
			`--device-name=${request.deviceId}`,
			"--format=pnm",
			"--progress",
			`--batch=${join(folder, "page-%04d.pnm").replaceAll(/%(?!04d\.pnm$)/g, "%%")}`,
			"--batch-print",
			...request.source === "flatbed" ? ["--batch-count=1"] : [],
			...chosen.args,
			...options.extraArguments ?? []
		], onLine, stop.signal);
		await handing;
		signal.removeEventListener("abort", relay);
		if (thrown) throw thrown.failure;
		if (broken) return err(fault("scanner/failed", "retry", { code: saneStatus.inputOutput }));
		if (signal.aborted) return err(fault("scanner/cancelled", "retry", { pagesKept }));
		return concludeEnd(end, pagesKept);
	};
	const scan = async (request, onPage, signal) => {
		if (signal.aborted) return err(fault("scanner/cancelled", "retry", { pagesKept: 0 }));
		if (request.deviceId.includes("\0")) return err(fault("scanner/notFound", "act"));
		if (inUse.has(request.deviceId)) return err(fault("scanner/busy", "retry"));
		inUse.add(request.deviceId);
		const began = performance.now();
		try {
			const result = await inFolder(async (folder, run) => {
				const offered = await queryOptions(request.deviceId, run, signal);
				if (!offered.ok) return offered;
				const chosen = findScanArguments(offered.value, request, options.sheet ?? a4);
				if (!chosen) return err(fault("scanner/failed", "act", { code: saneStatus.unsupported }));
				return scanInto(folder, request, chosen, run, onPage, signal);
			});
			if (!result.ok && result.error.tag === "scanner/failed") known.delete(request.deviceId);
			const milliseconds = Math.round(performance.now() - began);
			if (result.ok) logger.info("scanned", {
				operation: "scan",
				count: result.value,
				milliseconds
			});
			else logger.warn("scan failed", {
				operation: "scan",
				tag: result.error.tag,
				milliseconds
			});
			return result;
		} finally {
			inUse.delete(request.deviceId);
		}
	};
	return {
		scan,
		listDevices: () => inFolder(async (_folder, run) => {
			const lines = [];
			const end = await run(["--formatted-device-list=%d	%v	%m%n"], (line) => lines.push(line));
			if (end.kind === "exited" && end.said.status === saneStatus.good) return ok(lines.flatMap(parseDevice));
			const conclusion = concludeEnd(end, 0);
			return conclusion.ok ? ok([]) : conclusion;
		})
	};
}
/** A tmpfs of the user's own under systemd: pages on it never reach a disk. */
var findRuntimeFolder = () => [process.env["XDG_RUNTIME_DIR"]].find((folder) => folder !== void 0 && existsSync(folder));
/** Network back ends list a device before it has said its name. */
var parseDevice = (line) => {
	const [id, vendor, model, more] = line.split("	").map((field) => field.trim());
	return id && vendor !== void 0 && model !== void 0 && more === void 0 ? [{
		id,
		vendor,
		model
	}] : [];
};
function concludeEnd(end, pagesKept) {
	switch (end.kind) {
		case "missing": return err(fault("scanner/missingProgram", "support"));
		case "cancelled": return err(fault("scanner/cancelled", "retry", { pagesKept }));
		case "silent": return end.said ? concludeScan(end.said, pagesKept) : err(fault("scanner/noAnswer", "act", { pagesKept }));
		case "exited": return concludeScan(end.said, pagesKept);
	}
}
// src/main/adapters/typesetter/fonts.ts
/** Noto Sans (OFL 1.1): has every letter of the Kazakh alphabet. */
var files = {
	regular: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
	semiBold: "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
	bold: "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
	mono: "@expo-google-fonts/noto-sans-mono/600SemiBold/NotoSansMono_600SemiBold.ttf"
};
/** Reads the font files out of the installed packages, wherever the bundler has put this module. */
function loadFonts() {
	const { resolve } = createRequire(import.meta.url);
	const read = (name) => readFileSync(resolve(files[name]));
	return {
		regular: read("regular"),
		semiBold: read("semiBold"),
		bold: read("bold"),
		mono: read("mono")
	};
}
// src/main/adapters/typesetter/open-sheet.ts
var pointsPerMillimetre = 72 / 25.4;
/** Millimetres to PDF points. */
var mm = (millimetres) => millimetres * pointsPerMillimetre;
/**
* An empty document without pages. The PDF's dates and its id come from `createdAt` and `title` alone, so the same input gives the same bytes.
*/
function openSheet(fonts, options) {
	const createdAt = new Date(options.createdAt);
	const sheet = new PDFDocument({
		autoFirstPage: false,
		bufferPages: true,
		pdfVersion: "1.7",
		lang: options.language === "kk" ? "kk-KZ" : "ru-KZ",
		displayTitle: true,
		margin: 0,
		info: {
			Title: options.title,
			Creator: "Tereze",
			Producer: "Tereze",
			CreationDate: createdAt,
			ModDate: createdAt
		}
	});
	for (const name of Object.keys(fonts)) sheet.registerFont(name, fonts[name]);
	return sheet;
}
/** Closes the document and gathers its bytes. */
function bytesOf(sheet) {
	return new Promise((resolve, reject) => {
		const chunks = [];
		sheet.on("data", (chunk) => chunks.push(chunk));
		sheet.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
		sheet.on("error", reject);
		sheet.end();
	});
}
// src/main/adapters/typesetter/barcodes.ts
/** bwip-js changes the object it is given: every call gets one of its own. */
var encode = (bcid, text, options) => {
	const [symbol] = bwip.raw({
		bcid,
		text,
		...options
	});
	if (symbol === void 0) throw new Error(`No ${bcid} symbol`);
	return symbol;
};
/** ISO/IEC 15417 asks for ten modules of white on either side. */
var quietModules = 10;
/**
* Code 128, drawn as vectors.
* @param module width of the narrowest bar, points
* @param height of the bars, points
*/
function code128(sheet, text, place) {
	const symbol = encode("code128", text, {});
	if (!("sbs" in symbol)) throw new Error("Code 128 is a linear symbol");
	const modules = symbol.sbs.reduce((sum, width) => sum + width, 0) + 20;
	const module = Math.min(place.module, place.width / modules);
	return {
		height: place.height,
		draw: (y) => {
			const left = place.x + (place.width - modules * module) / 2;
			sheet.rect(left, y, modules * module, place.height).fill("white");
			let x = left + quietModules * module;
			for (const [index, width] of symbol.sbs.entries()) {
				if (index % 2 === 0) sheet.rect(x, y, width * module, place.height);
				x += width * module;
			}
			sheet.fill("black");
		}
	};
}
/** ISO/IEC 18004 asks for four modules of white all around. */
var qrQuietModules = 4;
/** A QR code with its quiet zone in a square of `side` points, error correction L: the content is a signature and proves itself. */
function qrCode(sheet, text, side) {
	const symbol = encode("qrcode", text, { eclevel: "L" });
	if (!("pixs" in symbol)) throw new Error("QR is a matrix symbol");
	const { pixs, pixx, pixy } = symbol;
	const module = side / (pixx + 8);
	return { draw: (left, top) => {
		sheet.rect(left, top, side, side).fill("white");
		const at = (origin, modules) => origin + (qrQuietModules + modules) * module;
		for (let row = 0; row < pixy; row++) for (let column = 0; column < pixx; column++) {
			if (pixs[row * pixx + column] !== 1) continue;
			let run = 1;
			while (column + run < pixx && pixs[row * pixx + column + run] === 1) run++;
			sheet.rect(at(left, column), at(top, row), run * module, module);
			column += run;
		}
		sheet.fill("black");
	} };
}
/** Narrowest bar that cheap scanners and 200 dpi printers take: half a millimetre. */
var receiptModule = mm(.5);
// src/main/adapters/typesetter/flow.ts
/** Sets blocks one under the other and begins a page whenever the next one does not fit. A block is never cut. */
function startFlow(frame) {
	let place = frame.begin(true);
	let y = place.top;
	const turn = () => {
		place = frame.begin(false);
		y = place.top;
	};
	const put = (block) => {
		if (y + block.height > place.bottom && y > place.top) turn();
		block.draw(y);
		y += block.height;
	};
	return {
		put: (...blocks) => {
			for (const block of blocks) put(block);
		},
		putAtFoot: (block) => {
			if (y + block.height > place.bottom && y > place.top) turn();
			y = Math.max(y, place.bottom - block.height);
			block.draw(y);
			y += block.height;
		}
	};
}
// src/main/adapters/typesetter/formats.ts
/** `22.11.2026` */
var writeDate = (date) => date.split("-").reverse().join(".");
/** `22.11.2026, 10:15` in Asia/Almaty. */
var writeInstant = (instant) => `${writeDate(almatyDate(instant))}, ${almatyTime(instant)}`;
/** `1234 5678 9012` */
var inGroups = (digits) => digits.replace(/(\d{4})(?=\d)/g, "$1 ");
/** `+7 701 234 56 78`; other shapes stay as they are. */
var writePhone = (phone) => phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, "+7 $1 $2 $3 $4");
// src/main/adapters/typesetter/paragraph.ts
var measure = (sheet, run, size) => sheet.font(run.font).fontSize(size).widthOfString(run.text);
/** Cuts a word that is wider than a line into pieces that fit. */
function chop(sheet, word, style) {
	if (measure(sheet, word, style.size) <= style.width) return [word];
	const pieces = [""];
	for (const letter of word.text) {
		const longer = `${pieces.at(-1) ?? ""}${letter}`;
		if (measure(sheet, {
			...word,
			text: longer
		}, style.size) <= style.width || longer.length === 1) pieces[pieces.length - 1] = longer;
		else pieces.push(letter);
	}
	return pieces.map((text) => ({
		...word,
		text
	}));
}
var widthOf = (sheet, line, size) => line.reduce((sum, run) => sum + measure(sheet, run, size), 0);
var append = (line, run) => {
	const last = line.at(-1);
	return last?.font === run.font ? [...line.slice(0, -1), {
		...last,
		text: last.text + run.text
	}] : [...line, run];
};
var withoutTrailingSpace = (line) => {
	const last = line.at(-1);
	return last === void 0 ? line : [...line.slice(0, -1), {
		...last,
		text: last.text.trimEnd()
	}];
};
function breakLines(sheet, runs, style) {
	const lines = [];
	let line = [];
	for (const run of runs) for (const token of run.text.match(/\n| +|[^ \n]+/g) ?? []) if (token === "\n") {
		lines.push(withoutTrailingSpace(line));
		line = [];
	} else if (token.startsWith(" ")) {
		if (line.length > 0) line = append(line, {
			...run,
			text: " "
		});
	} else for (const piece of chop(sheet, {
		...run,
		text: token
	}, style)) {
		const longer = append(line, piece);
		if (line.length > 0 && widthOf(sheet, longer, style.size) > style.width) {
			lines.push(withoutTrailingSpace(line));
			line = [piece];
		} else line = longer;
	}
	lines.push(withoutTrailingSpace(line));
	return lines;
}
/** Text of several fonts set in lines; `\n` breaks a line, a no-break space does not. One block per line, so that long paragraphs can go on over the page's end. */
function linesOf(sheet, runs, style) {
	const height = style.size * (style.leading ?? 1.3);
	const baseline = (height - style.size) / 2 + style.size * .86;
	return breakLines(sheet, runs, style).map((line) => ({
		height,
		draw: (y) => {
			const spare = style.width - widthOf(sheet, line, style.size);
			let x = style.x + (style.align === "center" ? spare / 2 : style.align === "right" ? spare : 0);
			for (const run of line) {
				const width = measure(sheet, run, style.size);
				if (run.text !== "") sheet.fillColor(style.color ?? "black").text(run.text, x, y + baseline, {
					lineBreak: false,
					baseline: "alphabetic"
				});
				x += width;
			}
		}
	}));
}
/** The same as one block. */
var paragraph = (sheet, runs, style) => stack(linesOf(sheet, runs, style));
var gap = (height) => ({
	height,
	draw: () => void 0
});
/** Blocks one under the other as one that stays together. */
function stack(blocks) {
	return {
		height: blocks.reduce((sum, block) => sum + block.height, 0),
		draw: (top) => {
			let y = top;
			for (const block of blocks) {
				block.draw(y);
				y += block.height;
			}
		}
	};
}
/** Blocks side by side, tops aligned. */
var besideEachOther = (...blocks) => ({
	height: Math.max(0, ...blocks.map((block) => block.height)),
	draw: (y) => {
		for (const block of blocks) block.draw(y);
	}
});
var rule = (sheet, x, width, thickness = .5, color = "#000000") => ({
	height: thickness,
	draw: (y) => {
		sheet.rect(x, y, width, thickness).fill(color);
	}
});
// src/main/adapters/typesetter/receipt-content.ts
var receiptTitle = {
	kk: "ТИІСТІ ҚҰЖАТТАРДЫҢ ҚАБЫЛДАНҒАНЫ ТУРАЛЫ ҚОЛХАТ",
	ru: "РАСПИСКА О ПРИЁМЕ СООТВЕТСТВУЮЩИХ ДОКУМЕНТОВ"
};
var numberLabel = {
	kk: "Сұратудың нөмірі",
	ru: "Номер запроса"
};
var provisionalSentence = {
	kk: "Нөмір алдын ала берілді. Тіркелген нөмір қосылған соң осы іске жазылады.",
	ru: "Номер предварительный. Регистрационный номер появится в деле после связи."
};
var collectSentence = {
	kk: "Дайын құжаттар осы қолхат және жеке басты куәландыратын құжат көрсетілгенде беріледі.",
	ru: "Готовые документы выдаются по этой расписке и документу, удостоверяющему личность."
};
var copyMark = (receipt) => receipt.copy > 1 ? `КӨШІРМЕ № ${receipt.copy} / КОПИЯ № ${receipt.copy}` : void 0;
var signatures = (receipt) => [{
	label: {
		kk: "Құжаттарды қабылдадым",
		ru: "Документы принял(а)"
	},
	name: receipt.operator
}, {
	label: {
		kk: "Қолхатты алдым",
		ru: "Расписку получил(а)"
	},
	name: receipt.representative ?? receipt.applicant
}];
var both = (text) => text.kk === text.ru ? [text.kk] : [text.kk, text.ru];
var whenToCollect = ({ on, fromTime }) => on === void 0 ? ["Күні тіркелгеннен кейін хабарланады / Дату сообщат после регистрации"] : [`${writeDate(on)}, сағат ${fromTime} бастап / с ${fromTime}`];
/** The fields of regulation 13, clause 9, in its order; labels are its words. */
function receiptRows(receipt) {
	const pages = receipt.documents.reduce((sum, document) => sum + document.pages, 0);
	const count = receipt.documents.length;
	const representative = receipt.representative === void 0 ? [] : [{
		label: {
			kk: "Өкілдің тегі, аты, әкесінің аты (бар болғанда)",
			ru: "Ф.И.О. (при наличии) представителя"
		},
		values: [receipt.representative]
	}];
	return [
		{
			label: {
				kk: "Сұратудың қабылданған күні",
				ru: "Дата приёма запроса"
			},
			values: [writeInstant(receipt.receivedAt)]
		},
		{
			label: {
				kk: "Сұратқан мемлекеттік көрсетілетін қызметтің түрі",
				ru: "Вид запрошенной государственной услуги"
			},
			values: both(receipt.service)
		},
		{
			label: {
				kk: "Көрсетілетін қызметті беруші",
				ru: "Услугодатель"
			},
			values: both(receipt.provider)
		},
		{
			label: {
				kk: "Қоса берілген құжаттардың саны мен атауы",
				ru: "Количество и названия приложенных документов"
			},
			values: [`Құжат: ${count}, бет: ${pages} / Документов: ${count}, страниц: ${pages}`],
			documents: receipt.documents.map((document) => ({
				title: document.title,
				pages: {
					kk: `${document.pages} бет`,
					ru: `${document.pages} стр.`
				}
			}))
		},
		{
			label: {
				kk: "Құжаттар берілетін күні (уақыты) және орны",
				ru: "Дата (время) и место выдачи документов"
			},
			values: [...whenToCollect(receipt.handOut), ...both(receipt.handOut.place)]
		},
		{
			label: {
				kk: "Өтінішті қабылдаған қызметкердің тегі, аты, әкесінің аты (бар болғанда)",
				ru: "Ф.И.О. (при наличии) работника, принявшего заявление"
			},
			values: [receipt.operator]
		},
		{
			label: {
				kk: "Көрсетілетін қызметті алушының тегі, аты, әкесінің аты (бар болғанда)",
				ru: "Ф.И.О. (при наличии) услугополучателя"
			},
			values: [receipt.applicant]
		},
		...representative,
		{
			label: {
				kk: "Байланыс телефондары",
				ru: "Контактные телефоны"
			},
			values: receipt.phones.length === 0 ? ["—"] : [receipt.phones.map(writePhone).join(", ")]
		}
	];
}
// src/main/adapters/typesetter/training-band.ts
var words = "ОҚУ РЕЖИМІ / УЧЕБНЫЙ РЕЖИМ";
/** The black band of the training mode across a page's width. */
function drawTrainingBand(sheet, place) {
	sheet.rect(0, place.y, place.width, place.height).fill("black");
	const size = Math.min(place.height * .56, place.width / 20);
	const text = paragraph(sheet, [{
		text: words,
		font: "bold"
	}], {
		x: 0,
		width: place.width,
		size,
		align: "center",
		color: "white"
	});
	text.draw(place.y + (place.height - text.height) / 2);
}
/** The same words faintly across the whole page, under the text: a cropped copy still shows them. */
function drawTrainingWatermark(sheet, width, height) {
	const size = width / 11;
	sheet.save();
	sheet.rotate(-52, { origin: [width / 2, height / 2] });
	for (const [line, text] of ["ОҚУ РЕЖИМІ", "УЧЕБНЫЙ РЕЖИМ"].entries()) paragraph(sheet, [{
		text,
		font: "bold"
	}], {
		x: 0,
		width,
		size,
		align: "center",
		color: "#e6e6e6"
	}).draw(height / 2 + (line - 1) * size * 1.4);
	sheet.restore();
}
// src/main/adapters/typesetter/receipt-a5.ts
var page$1 = {
	width: mm(148),
	height: mm(210)
};
var margin$2 = mm(12);
var inner$2 = page$1.width - 2 * margin$2;
var labelWidth = mm(49);
var columnGap = mm(3);
var valueX = margin$2 + labelWidth + columnGap;
var valueWidth = inner$2 - labelWidth - columnGap;
var grey$1 = "#555555";
var hairline = "#bbbbbb";
var full = {
	x: margin$2,
	width: inner$2,
	size: 8
};
var centred$1 = {
	...full,
	align: "center"
};
var plain$2 = (text) => [{
	text,
	font: "regular"
}];
var strong$2 = (text) => [{
	text,
	font: "semiBold"
}];
function heading$1(sheet, receipt) {
	const mark = copyMark(receipt);
	const copy = mark === void 0 ? [] : [gap(mm(1.5)), framed(sheet, [{
		text: mark,
		font: "bold"
	}], 9.5)];
	return stack([
		paragraph(sheet, strong$2(receipt.centre.name.kk), {
			...centred$1,
			size: 8.5
		}),
		paragraph(sheet, plain$2(receipt.centre.name.ru), {
			...centred$1,
			size: 8
		}),
		paragraph(sheet, plain$2(`${receipt.centre.address.kk} / ${receipt.centre.address.ru}`), {
			...centred$1,
			size: 7,
			color: grey$1
		}),
		gap(mm(2)),
		rule(sheet, margin$2, inner$2, .9),
		gap(mm(2.5)),
		paragraph(sheet, [{
			text: receiptTitle.kk,
			font: "bold"
		}], {
			...centred$1,
			size: 11
		}),
		paragraph(sheet, strong$2(receiptTitle.ru), {
			...centred$1,
			size: 9
		}),
		...copy,
		gap(mm(2.5))
	]);
}
function framed(sheet, runs, size) {
	const pad = mm(1.2);
	const text = paragraph(sheet, runs, {
		x: margin$2 + pad,
		width: inner$2 - 2 * pad,
		size,
		align: "center"
	});
	const height = text.height + 2 * pad;
	return {
		height,
		draw: (y) => {
			sheet.lineWidth(.9).strokeColor("black").rect(margin$2, y, inner$2, height).stroke();
			text.draw(y + pad);
		}
	};
}
function numberBlock(sheet, receipt) {
	const barcodeWidth = mm(66);
	const leftWidth = inner$2 - barcodeWidth - mm(2);
	const shown = inGroups(receipt.number);
	const left = stack([
		gap(mm(1)),
		paragraph(sheet, plain$2(`${numberLabel.kk} / ${numberLabel.ru}`), {
			x: margin$2,
			width: leftWidth,
			size: 7,
			color: grey$1
		}),
		gap(mm(.8)),
		paragraph(sheet, [{
			text: shown,
			font: "mono"
		}], {
			x: margin$2,
			width: leftWidth,
			size: Math.min(19, leftWidth / (shown.length * .605))
		})
	]);
	const x = page$1.width - margin$2 - barcodeWidth;
	const right = stack([
		code128(sheet, receipt.number, {
			x,
			width: barcodeWidth,
			module: receiptModule,
			height: mm(14)
		}),
		gap(mm(.6)),
		paragraph(sheet, [{
			text: shown,
			font: "mono"
		}], {
			x,
			width: barcodeWidth,
			size: 8.5,
			align: "center"
		})
	]);
	const provisional = receipt.provisional ? [gap(mm(2)), framed(sheet, [...strong$2(`${provisionalSentence.kk}\n`), ...plain$2(provisionalSentence.ru)], 8)] : [];
	return stack([
		besideEachOther(left, right),
		...provisional,
		gap(mm(2.5)),
		rule(sheet, margin$2, inner$2, .9)
	]);
}
var labelOf = (sheet, row) => stack([paragraph(sheet, plain$2(row.label.kk), {
	x: margin$2,
	width: labelWidth,
	size: 6.8,
	leading: 1.2
}), paragraph(sheet, plain$2(row.label.ru), {
	x: margin$2,
	width: labelWidth,
	size: 6.4,
	leading: 1.2,
	color: grey$1
})]);
var valuesOf$1 = (sheet, values) => stack(values.map((value, index) => paragraph(sheet, index === 0 ? strong$2(value) : plain$2(value), {
	x: valueX,
	width: valueWidth,
	size: index === 0 ? 8.2 : 7.6,
	leading: 1.22
})));
function documentsOf$1(sheet, documents) {
	const numberWidth = mm(5);
	const pagesWidth = mm(10);
	const titleStyle = {
		x: valueX + numberWidth,
		width: valueWidth - numberWidth - pagesWidth,
		leading: 1.22
	};
	const pagesStyle = {
		x: valueX + valueWidth - pagesWidth,
		width: pagesWidth,
		size: 7.5,
		align: "right",
		leading: 1.22
	};
	return documents.map(({ title, pages }, index) => stack([gap(mm(.5)), besideEachOther(paragraph(sheet, plain$2(`${index + 1}.`), {
		x: valueX,
		width: numberWidth,
		size: 7.5,
		leading: 1.22
	}), stack([paragraph(sheet, plain$2(title.kk), {
		...titleStyle,
		size: 7.5
	}), paragraph(sheet, plain$2(title.ru), {
		...titleStyle,
		size: 7,
		color: grey$1
	})]), stack([paragraph(sheet, plain$2(pages.kk), pagesStyle), paragraph(sheet, plain$2(pages.ru), {
		...pagesStyle,
		size: 7,
		color: grey$1
	})]))]));
}
/** A row may be cut only between documents. */
function rowBlocks(sheet, row) {
	const head = stack([gap(mm(.85)), besideEachOther(labelOf(sheet, row), valuesOf$1(sheet, row.values))]);
	const close = stack([gap(mm(.85)), rule(sheet, margin$2, inner$2, .4, hairline)]);
	if (row.documents === void 0) return [stack([head, close])];
	const [first, ...others] = documentsOf$1(sheet, row.documents);
	return [
		stack([gap(mm(.85)), besideEachOther(labelOf(sheet, row), stack([valuesOf$1(sheet, row.values), ...first === void 0 ? [] : [first]]))]),
		...others.slice(0, -1),
		stack([...others.slice(-1), close])
	];
}
function signatureBlock(sheet, receipt) {
	const width = (inner$2 - mm(8)) / 2;
	const columns = signatures(receipt).map(({ label, name }, index) => {
		const x = margin$2 + index * (width + mm(8));
		return stack([
			paragraph(sheet, plain$2(label.kk), {
				x,
				width,
				size: 7,
				leading: 1.2
			}),
			paragraph(sheet, plain$2(label.ru), {
				x,
				width,
				size: 6.5,
				leading: 1.2,
				color: grey$1
			}),
			gap(mm(5.5)),
			rule(sheet, x, width, .6),
			gap(mm(.6)),
			paragraph(sheet, plain$2(name), {
				x,
				width,
				size: 7.5,
				leading: 1.2
			})
		]);
	});
	return stack([
		gap(mm(2.5)),
		besideEachOther(...columns),
		gap(mm(1.8)),
		paragraph(sheet, plain$2(collectSentence.kk), {
			...centred$1,
			size: 7,
			leading: 1.25
		}),
		paragraph(sheet, plain$2(collectSentence.ru), {
			...centred$1,
			size: 6.5,
			leading: 1.25,
			color: grey$1
		})
	]);
}
/** The receipt on A5 portrait, going on over more pages where the documents are many. */
function setReceiptA5(fonts, receipt) {
	const sheet = openSheet(fonts, {
		title: receipt.number,
		createdAt: receipt.receivedAt,
		language: receipt.language
	});
	const band = receipt.training ? mm(8) : 0;
	const flow = startFlow({ begin: (first) => {
		sheet.addPage({
			size: [page$1.width, page$1.height],
			margin: 0
		});
		if (receipt.training) {
			drawTrainingWatermark(sheet, page$1.width, page$1.height);
			drawTrainingBand(sheet, {
				y: 0,
				height: band,
				width: page$1.width
			});
		}
		const top = band + mm(receipt.training ? 4 : 8);
		if (first) return {
			top,
			bottom: page$1.height - mm(11)
		};
		const running = stack([
			paragraph(sheet, [{
				text: inGroups(receipt.number),
				font: "mono"
			}], {
				...full,
				align: "right",
				size: 9
			}),
			gap(mm(1)),
			rule(sheet, margin$2, inner$2, .9)
		]);
		running.draw(top);
		return {
			top: top + running.height,
			bottom: page$1.height - mm(11)
		};
	} });
	flow.put(heading$1(sheet, receipt), numberBlock(sheet, receipt));
	for (const row of receiptRows(receipt)) flow.put(...rowBlocks(sheet, row));
	flow.put(signatureBlock(sheet, receipt));
	numberPages$1(sheet);
	return sheet;
}
function numberPages$1(sheet) {
	const { count } = sheet.bufferedPageRange();
	if (count === 1) return;
	for (let index = 0; index < count; index++) {
		sheet.switchToPage(index);
		paragraph(sheet, plain$2(`${index + 1} / ${count}`), {
			...centred$1,
			size: 7,
			color: grey$1
		}).draw(page$1.height - mm(8));
	}
}
// src/main/adapters/typesetter/receipt-roll.ts
/** Paper 80 mm, printed 72 mm. A thermal head knows no grey: everything is black. */
var width = mm(80);
var margin$1 = mm(4);
var inner$1 = width - 2 * margin$1;
var left = {
	x: margin$1,
	width: inner$1,
	size: 8,
	leading: 1.25
};
var centred = {
	...left,
	align: "center"
};
var plain$1 = (text) => [{
	text,
	font: "regular"
}];
var strong$1 = (text) => [{
	text,
	font: "semiBold"
}];
function documentsOf(sheet, documents) {
	const numberWidth = mm(6);
	const pagesWidth = mm(12);
	const title = {
		...left,
		x: margin$1 + numberWidth,
		width: inner$1 - numberWidth - pagesWidth,
		size: 7.5
	};
	const pagesAt = {
		...left,
		x: margin$1 + inner$1 - pagesWidth,
		width: pagesWidth,
		size: 7.5,
		align: "right"
	};
	return documents.map((document, index) => stack([gap(mm(.8)), besideEachOther(paragraph(sheet, plain$1(`${index + 1}.`), {
		...left,
		width: numberWidth,
		size: 7.5
	}), stack([paragraph(sheet, strong$1(document.title.kk), title), paragraph(sheet, plain$1(document.title.ru), title)]), stack([paragraph(sheet, plain$1(document.pages.kk), pagesAt), paragraph(sheet, plain$1(document.pages.ru), pagesAt)]))]));
}
var rowBlock = (sheet, row) => stack([
	gap(mm(1.2)),
	paragraph(sheet, plain$1(`${row.label.kk} / ${row.label.ru}`), {
		...left,
		size: 6.5
	}),
	...row.values.map((value, index) => paragraph(sheet, index === 0 ? strong$1(value) : plain$1(value), {
		...left,
		size: index === 0 ? 9 : 8.5
	})),
	...documentsOf(sheet, row.documents ?? []),
	gap(mm(1.2)),
	rule(sheet, margin$1, inner$1, .4)
]);
var signatureLines = (sheet, receipt) => stack(signatures(receipt).flatMap(({ label, name }) => [
	gap(mm(2)),
	paragraph(sheet, plain$1(`${label.kk} / ${label.ru}`), {
		...left,
		size: 7
	}),
	gap(mm(9)),
	rule(sheet, margin$1, inner$1, .7),
	gap(mm(.6)),
	paragraph(sheet, plain$1(name), {
		...left,
		size: 7.5
	})
]));
function contentOf(sheet, receipt) {
	const mark = copyMark(receipt);
	const shown = inGroups(receipt.number);
	return stack([
		paragraph(sheet, strong$1(receipt.centre.name.kk), centred),
		paragraph(sheet, plain$1(receipt.centre.name.ru), {
			...centred,
			size: 7.5
		}),
		paragraph(sheet, plain$1(receipt.centre.address.kk), {
			...centred,
			size: 7
		}),
		paragraph(sheet, plain$1(receipt.centre.address.ru), {
			...centred,
			size: 7
		}),
		gap(mm(2)),
		rule(sheet, margin$1, inner$1, .9),
		gap(mm(2)),
		paragraph(sheet, [{
			text: receiptTitle.kk,
			font: "bold"
		}], {
			...centred,
			size: 10
		}),
		paragraph(sheet, strong$1(receiptTitle.ru), {
			...centred,
			size: 8.5
		}),
		...mark === void 0 ? [] : [gap(mm(1.5)), paragraph(sheet, [{
			text: mark,
			font: "bold"
		}], {
			...centred,
			size: 11
		})],
		gap(mm(3)),
		paragraph(sheet, plain$1(`${numberLabel.kk} / ${numberLabel.ru}`), {
			...centred,
			size: 7
		}),
		paragraph(sheet, [{
			text: shown,
			font: "mono"
		}], {
			...centred,
			size: Math.min(22, inner$1 / (shown.length * .605))
		}),
		gap(mm(1.5)),
		code128(sheet, receipt.number, {
			x: margin$1,
			width: inner$1,
			module: receiptModule,
			height: mm(15)
		}),
		gap(mm(.6)),
		paragraph(sheet, [{
			text: shown,
			font: "mono"
		}], {
			...centred,
			size: 9
		}),
		...receipt.provisional ? [
			gap(mm(2)),
			paragraph(sheet, strong$1(provisionalSentence.kk), centred),
			paragraph(sheet, plain$1(provisionalSentence.ru), centred)
		] : [],
		gap(mm(2)),
		rule(sheet, margin$1, inner$1, .9),
		...receiptRows(receipt).map((row) => rowBlock(sheet, row)),
		signatureLines(sheet, receipt),
		gap(mm(3)),
		paragraph(sheet, plain$1(collectSentence.kk), {
			...centred,
			size: 7
		}),
		paragraph(sheet, plain$1(collectSentence.ru), {
			...centred,
			size: 7
		})
	]);
}
/** The receipt on a continuous strip: one page, exactly as long as its text. */
function setReceiptRoll(fonts, receipt) {
	const sheet = openSheet(fonts, {
		title: receipt.number,
		createdAt: receipt.receivedAt,
		language: receipt.language
	});
	const band = receipt.training ? mm(9) : 0;
	const margins = {
		top: band + mm(4),
		bottom: band + mm(8)
	};
	const content = contentOf(sheet, receipt);
	const height = margins.top + content.height + margins.bottom;
	sheet.addPage({
		size: [width, height],
		margin: 0
	});
	if (receipt.training) {
		drawTrainingBand(sheet, {
			y: 0,
			height: band,
			width
		});
		drawTrainingBand(sheet, {
			y: height - band,
			height: band,
			width
		});
	}
	content.draw(margins.top);
	return sheet;
}
var namespace = "http://barcodes.pdf.shep.nitec.kz/";
function cutIntoBlocks(base64, favorId, createdAt) {
	const amount = Math.max(1, Math.ceil(base64.length / 700));
	const size = Math.ceil(base64.length / amount);
	return Array.from({ length: amount }, (_, index) => ({
		favorId,
		number: index + 1,
		amount,
		createdAt,
		data: base64.slice(index * size, (index + 1) * size)
	}));
}
var writeBlock = (block) => `<?xml version="1.0" encoding="UTF-8"?><BarcodeElement xmlns="${namespace}"><creationDate>${block.createdAt}</creationDate><elementData>${block.data}</elementData><elementNumber>${block.number}</elementNumber><elementsAmount>${block.amount}</elementsAmount><FavorID>${block.favorId}</FavorID></BarcodeElement>`;
// src/main/adapters/typesetter/result-blocks.ts
/** The one file in the archive that the blocks add up to. */
var signedFileName = "result.p7m";
/** The time in the archive is always the same, so that the same signature always gives the same blocks; ZIP keeps local time. */
var archiveTime = new Date(1980, 0, 1);
/** The id that the blocks of one result share. */
var favorIdOf = (cms) => hashOf$1(cms).slice(0, 16);
/** The texts of the QR codes under a result: the CAdES signature, zipped, in parts (eGov's BarcodeElement). */
function resultBlockTexts(cms, signedAt) {
	const archive = zipSync({ [signedFileName]: cms }, {
		mtime: archiveTime,
		level: 9
	});
	return cutIntoBlocks(Buffer.from(archive).toString("base64"), favorIdOf(cms), signedAt).map(writeBlock);
}
// src/main/adapters/typesetter/result-foot.ts
/** Legal-equivalence clause, regulation 4354/1, annex 3. */
var legalClause = {
	kk: "Осы құжат «Электрондық құжат және электрондық цифрлық қолтаңба туралы» 2003 жылғы 7 қаңтардағы N 370-II ҚРЗ 7-бабының 1-тармағына сәйкес қағаз тасығыштағы құжатқа тең.",
	ru: "Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года «Об электронном документе и электронной цифровой подписи» равнозначен документу на бумажном носителе."
};
/** Barcode statement of the same annex; its Kazakh line holds Russian placeholders after the verb, here in Kazakh order. */
var barcodeStatement = (department, region) => ({
	kk: `* Штрих-код «Электрондық әкімдік» ақпараттық жүйесі ұсынған және ${department.kk} (${region.kk}) электрондық-цифрлық қолтаңбасымен қол қойылған деректерді қамтиды.`,
	ru: `Штрих-код содержит данные, предоставленные информационной системой «Электронный акимат» и подписанные электронно-цифровой подписью ${department.ru} (${region.ru}).`
});
/** Who signed electronically, in a frame: on paper the signature itself cannot be seen. */
function signatureNote(sheet, { document, signedAt }, column) {
	const pad = mm(2.5);
	const style = {
		x: column.x + pad,
		width: column.width - 2 * pad,
		size: 8,
		leading: 1.28
	};
	const { fullName, position } = document.signedBy;
	const time = writeInstant(signedAt);
	const text = stack([
		paragraph(sheet, [{
			text: "Электрондық цифрлық қолтаңбамен қол қойылды / Подписано электронной цифровой подписью",
			font: "semiBold"
		}], style),
		gap(mm(.8)),
		paragraph(sheet, [{
			text: fullName,
			font: "semiBold"
		}], {
			...style,
			size: 9
		}),
		paragraph(sheet, [{
			text: `${position.kk} / ${position.ru}`,
			font: "regular"
		}], style),
		paragraph(sheet, [{
			text: `Қол қойылған уақыты / Время подписания: ${time} (UTC+05:00)`,
			font: "regular"
		}], style)
	]);
	const height = text.height + 2 * pad;
	return {
		height,
		draw: (y) => {
			sheet.lineWidth(.8).strokeColor("#1f4e79").roundedRect(column.x, y, column.width, height, mm(1.2)).stroke();
			text.draw(y + pad);
		}
	};
}
/** Five of 36 mm fill the width of A4: a module is then 2.3 dots at 200 dpi, the least that scans surely. */
var codesPerRow = 5;
var codeSide = mm(36);
function codeRows(sheet, texts, column) {
	const codes = texts.map((text) => qrCode(sheet, text, codeSide));
	const rows = Math.ceil(codes.length / codesPerRow);
	const perRow = Math.ceil(codes.length / rows);
	return Array.from({ length: rows }, (_, row) => ({
		height: codeSide,
		draw: (y) => {
			const inRow = codes.slice(row * perRow, (row + 1) * perRow);
			const left = column.x + (column.width - inRow.length * codeSide) / 2;
			for (const [index, code] of inRow.entries()) code.draw(left + index * codeSide, y);
		}
	}));
}
/** The foot of a result: legal clause, QR rows, barcode statement, as the blank orders them. */
function resultFoot(sheet, result, column) {
	const { definition, document } = result;
	const { blank } = document.decision.outcome === "positive" ? definition.results.positive : definition.results.refusal;
	const style = {
		...column,
		size: 7.5,
		leading: 1.28
	};
	const both = (text) => stack([paragraph(sheet, [{
		text: text.kk,
		font: "regular"
	}], style), paragraph(sheet, [{
		text: text.ru,
		font: "regular"
	}], {
		...style,
		color: "#444444"
	})]);
	const clause = blank.legalClause ? [stack([
		rule(sheet, column.x, column.width, .6),
		gap(mm(1.5)),
		both(legalClause)
	])] : [];
	if (!blank.barcode) return clause;
	const statement = stack([gap(mm(.5)), both(barcodeStatement(document.provider.department, document.provider.region))]);
	return [
		...clause,
		gap(mm(1)),
		...codeRows(sheet, resultBlockTexts(result.cms, result.signedAt), column),
		statement
	];
}
// src/main/adapters/typesetter/result-values.ts
var same = (text) => ({
	kk: text,
	ru: text
});
var numbered = (texts) => texts.length === 1 ? texts[0] ?? "" : texts.map((text, index) => `${index + 1}) ${text}`).join("\n");
/** What the document itself knows of a field, for blanks whose values the provider did not write down (a refusal has no `fields`). */
function known(field, { document }) {
	const { decision, provider, signedBy } = document;
	if (decision.outcome === "refusal" && field.id === "explanation") return decision.explanation;
	if (field.id === "grounds") return {
		kk: numbered(document.grounds.map(({ text }) => text.kk)),
		ru: numbered(document.grounds.map(({ text }) => text.ru))
	};
	switch (field.from) {
		case "applicant.fullName": return document.applicant.fullName;
		case "applicant.iin": return document.applicant.iin;
		case "system.applicationDate": return document.requestedOn;
		case "system.department": return provider.department;
		case "system.region": return provider.region;
		case "system.signerName": return signedBy.fullName;
		default: return;
	}
}
/** A line without a value is closed by a dash, so that nothing can be written in afterwards. */
var empty = "—";
function print(field, value) {
	const { kk, ru } = typeof value === "object" ? value : same(value ?? "");
	const write = (text) => text.trim() === "" ? empty : field.type === "date" && /^\d{4}-\d\d-\d\d$/.test(text) ? writeDate(text) : text.trim();
	return {
		kk: write(kk),
		ru: write(ru)
	};
}
/** The printed value of each of the blank's fields in both languages; a value in one language only stands in both. */
function valuesOf(sheet) {
	const { definition, document } = sheet;
	const form = document.decision.outcome === "positive" ? definition.results.positive : definition.results.refusal;
	return new Map(form.fields.map((field) => [field.id, print(field, document.fields[field.id] ?? known(field, sheet))]));
}
// src/main/adapters/typesetter/result-a4.ts
var page = {
	width: mm(210),
	height: mm(297)
};
var margin = mm(15);
var inner = page.width - 2 * margin;
var column = {
	x: margin,
	width: inner
};
var grey = "#444444";
var plain = (text) => [{
	text,
	font: "regular"
}];
var strong = (text) => [{
	text,
	font: "semiBold"
}];
var easy = {
	size: 10,
	leading: 1.32,
	gap: mm(2.2),
	edge: mm(13)
};
var close = {
	size: 9.2,
	leading: 1.25,
	gap: mm(1.3),
	edge: mm(8)
};
/** A blank's line with its values; values stand out in semibold. */
function fill(template, locale, values, font = "regular") {
	return template.split(/(\{[A-Za-z0-9]+\})/).filter((part) => part !== "").map((part) => {
		const value = /^\{(.+)\}$/.exec(part)?.[1];
		return value === void 0 ? {
			text: part,
			font
		} : {
			text: values.get(value)?.[locale] ?? part,
			font: "semiBold"
		};
	});
}
function heading(sheet, { document, signedAt }, density) {
	const half = (inner - mm(8)) / 2;
	const style = {
		x: margin,
		width: half,
		size: 8.5,
		align: "center"
	};
	return stack([
		besideEachOther(paragraph(sheet, strong(document.provider.name.kk), style), paragraph(sheet, strong(document.provider.name.ru), {
			...style,
			x: margin + half + mm(8)
		})),
		gap(mm(2)),
		rule(sheet, margin, inner, 1),
		gap(mm(.5)),
		rule(sheet, margin, inner, .4),
		gap(mm(2)),
		besideEachOther(paragraph(sheet, [...plain("Нөмірі / Номер: "), {
			text: inGroups(document.number),
			font: "mono"
		}], {
			...column,
			size: 9
		}), paragraph(sheet, [...plain("Күні / Дата: "), ...strong(writeDate(almatyDate(signedAt)))], {
			...column,
			size: 9,
			align: "right"
		})),
		gap(density.gap * 2)
	]);
}
/** Label on the left, value on a ruled line on the right, as the blank's signature lines are. */
function signatureLine(sheet, line, values, density) {
	const labelWidth = mm(88);
	const withoutValue = (text) => plain(text.replace(/\{[A-Za-z0-9]+\}/g, "").trim());
	const named = /\{([A-Za-z0-9]+)\}/.exec(`${line.ru ?? ""}${line.kk ?? ""}`)?.[1];
	const style = {
		x: margin,
		width: labelWidth,
		size: density.size * .95,
		leading: 1.25
	};
	const labels = stack([line.kk, line.ru].flatMap((text, index) => text === void 0 ? [] : [paragraph(sheet, withoutValue(text), index === 0 ? style : {
		...style,
		color: grey
	})]));
	if (named === void 0) return stack([gap(density.gap * .5), labels]);
	const x = margin + labelWidth + mm(4);
	const width = inner - labelWidth - mm(4);
	const value = paragraph(sheet, strong(values.get(named)?.ru ?? ""), {
		x,
		width,
		size: density.size * .95,
		leading: 1.25,
		align: "center"
	});
	const ruled = stack([
		gap(Math.max(0, labels.height - value.height)),
		value,
		rule(sheet, x, width, .5)
	]);
	return stack([gap(density.gap * .5), besideEachOther(labels, ruled)]);
}
function captionUnderLine(sheet, text) {
	const labelWidth = mm(92);
	return paragraph(sheet, plain(text), {
		x: margin + labelWidth,
		width: inner - labelWidth,
		size: 6.5,
		align: "center",
		color: grey,
		leading: 1.2
	});
}
function blankLine(sheet, line, values, afterSignature, density) {
	const set = (style, font = "regular") => [...line.kk === void 0 ? [] : linesOf(sheet, fill(line.kk, "kk", values, font), style), ...line.ru === void 0 ? [] : linesOf(sheet, fill(line.ru, "ru", values, font), {
		...style,
		...font === "bold" ? { size: style.size * .9 } : { color: grey }
	})];
	switch (line.style) {
		case "title": return [stack(set({
			...column,
			size: density.size * 1.3,
			align: "center",
			leading: 1.35
		}, "bold")), gap(density.gap * 1.7)];
		case "body": return [...set({
			...column,
			size: density.size,
			leading: density.leading
		}), gap(density.gap)];
		case "signature": return [signatureLine(sheet, line, values, density)];
		case "small": return afterSignature && line.kk === void 0 && line.ru !== void 0 ? [captionUnderLine(sheet, line.ru)] : [...set({
			...column,
			size: 8,
			leading: 1.3
		}), gap(mm(2))];
	}
}
/** The result on A4: certificate or reasoned refusal, whichever was decided. */
function setResultA4(fonts, result) {
	const { definition, document, training } = result;
	const sheet = openSheet(fonts, {
		title: document.number,
		createdAt: result.signedAt,
		language: "kk"
	});
	const form = document.decision.outcome === "positive" ? definition.results.positive : definition.results.refusal;
	const values = valuesOf(result);
	const band = training ? mm(9) : 0;
	const body = (density) => [heading(sheet, result, density), ...form.blank.lines.flatMap((line, index) => blankLine(sheet, line, values, form.blank.lines[index - 1]?.style === "signature", density))];
	const foot = resultFoot(sheet, result, column);
	const closing = (density) => [
		gap(density.gap * 1.5),
		signatureNote(sheet, result, column),
		gap(density.gap),
		...foot
	];
	const edgeOf = (density) => band + (training ? density.edge * .6 : density.edge);
	const fits = (density) => stack([...body(density), ...closing(density)]).height <= page.height - 2 * edgeOf(density);
	const density = !fits(easy) && fits(close) ? close : easy;
	const edge = edgeOf(density);
	const flow = startFlow({ begin: (first) => {
		sheet.addPage({
			size: [page.width, page.height],
			margin: 0
		});
		if (training) {
			drawTrainingWatermark(sheet, page.width, page.height);
			drawTrainingBand(sheet, {
				y: 0,
				height: band,
				width: page.width
			});
			drawTrainingBand(sheet, {
				y: page.height - band,
				height: band,
				width: page.width
			});
		}
		const place = {
			top: edge,
			bottom: page.height - edge
		};
		if (first) return place;
		const running = paragraph(sheet, [{
			text: inGroups(document.number),
			font: "mono"
		}], {
			...column,
			size: 9,
			align: "right"
		});
		running.draw(place.top);
		return {
			...place,
			top: place.top + running.height + mm(3)
		};
	} });
	flow.put(...body(density));
	const last = stack(closing(density));
	if (last.height <= page.height - 2 * edge - mm(10)) flow.putAtFoot(last);
	else flow.put(...closing(density));
	numberPages(sheet, band);
	return sheet;
}
function numberPages(sheet, band) {
	const { count } = sheet.bufferedPageRange();
	if (count === 1) return;
	for (let index = 0; index < count; index++) {
		sheet.switchToPage(index);
		paragraph(sheet, plain(`${index + 1} / ${count}`), {
			...column,
			size: 7.5,
			align: "center",
			color: grey
		}).draw(page.height - band - mm(6.5));
	}
}
// src/main/adapters/typesetter/create-typesetter.ts
/** The typesetter over pdfkit and bwip-js. Fonts are read at first use and kept. */
function createTypesetter() {
	let loaded;
	const fonts = () => loaded ??= loadFonts();
	return {
		receipt: async (receipt, layout) => bytesOf(layout === "a5" ? setReceiptA5(fonts(), receipt) : setReceiptRoll(fonts(), receipt)),
		result: async (result) => bytesOf(setResultA4(fonts(), result))
	};
}
// src/main/app/machine.ts
/** Chooses the adapters for this machine's devices. */
function openMachine(config, logger) {
	const { scanner, printer } = config;
	return {
		clock: systemClock,
		random: systemRandom,
		passwords: createPasswords(),
		paper: createPaper({}, logger),
		typesetter: createTypesetter(),
		scanner: scanner.kind === "folder" ? createFolderScanner({ folder: scanner.folder }, logger) : createSaneScanner({
			...scanner.backends === void 0 ? {} : { backends: scanner.backends },
			...scanner.extraArguments === void 0 ? {} : { extraArguments: scanner.extraArguments }
		}, logger),
		printer: printer.kind === "pdf" ? createPdfPrinter({
			folder: printer.folder,
			now: systemClock.instant
		}) : createCupsPrinter()
	};
}
// src/main/adapters/files/error-code.ts
/** The operating system's name of a failure: `ENOSPC`, `EIO`. */
var findErrorCode = (failure) => failure instanceof Error && "code" in failure && typeof failure.code === "string" ? failure.code : "unknown";
// src/main/adapters/files/seal.ts
/** `TZD` and the version of the layout. */
var header = Uint8Array.of(84, 90, 68, 1);
var nonceBytes = 12;
var tagBytes = 16;
/**
* AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce for every file: safe for 2^32 files under one key. The header and the
* content's hash are authenticated too, so that files cannot be exchanged for one another. Web Crypto works off the main thread.
*/
function createSeal(key) {
	const imported = webcrypto.subtle.importKey("raw", new Uint8Array(key), "AES-GCM", false, ["encrypt", "decrypt"]);
	const parameters = (nonce, hash) => ({
		name: "AES-GCM",
		iv: new Uint8Array(nonce),
		additionalData: new Uint8Array(Buffer.concat([header, Buffer.from(hash, "hex")])),
		tagLength: 128
	});
	return {
		close: async (content, hash) => {
			const nonce = randomBytes(nonceBytes);
			const encrypted = await webcrypto.subtle.encrypt(parameters(nonce, hash), await imported, content);
			return Buffer.concat([
				header,
				nonce,
				new Uint8Array(encrypted)
			]);
		},
		findOpened: async (sealed, hash) => {
			const start = header.length + nonceBytes;
			if (sealed.byteLength < start + tagBytes || !header.every((byte, index) => sealed[index] === byte)) return void 0;
			try {
				const nonce = sealed.subarray(header.length, start);
				return new Uint8Array(await webcrypto.subtle.decrypt(parameters(nonce, hash), await imported, new Uint8Array(sealed.subarray(start))));
			} catch {
				return;
			}
		}
	};
}
// src/main/adapters/files/file-store.ts
/**
* Documents as encrypted files, `ab/abcdef….bin`. The name is HMAC-SHA256 of the content's hash under a key, so that a listing
* does not tell whether a known document is there. A file is written aside, synced and renamed: it is whole or it is not there.
*/
function createFileStore({ folder, key }) {
	if (key.byteLength !== 32) throw new RangeError("A store key has 32 bytes");
	const derive = (purpose) => new Uint8Array(hkdfSync("sha256", key, /* @__PURE__ */ new Uint8Array(), `tereze documents ${purpose}`, 32));
	const nameKey = derive("names");
	const seal = createSeal(derive("contents"));
	const incoming = join(folder, "incoming");
	/** The same content put twice at the same time is written once. */
	const writing = /* @__PURE__ */ new Map();
	const prepared = removeLeftovers(incoming).catch(() => {});
	const pathOf = (hash) => {
		const name = createHmac("sha256", nameKey).update(hash, "hex").digest("hex");
		return join(folder, name.slice(0, 2), `${name}.bin`);
	};
	const get = async (hash) => {
		let sealed;
		try {
			sealed = await readFile(pathOf(hash));
		} catch (failure) {
			const code = findErrorCode(failure);
			return err(code === "ENOENT" ? fault("storage/missing", "support") : fault("storage/failed", "support", { code }));
		}
		const content = await seal.findOpened(sealed, hash);
		return content && hashOf(content) === hash ? ok(content) : err(fault("storage/damaged", "support"));
	};
	const write = async (content, hash) => {
		if ((await get(hash)).ok) return ok(hash);
		const path = pathOf(hash);
		const temporary = join(incoming, `${randomUUID()}.part`);
		try {
			await makeFolder(incoming);
			await makeFolder(dirname(path));
			await writeSynced(temporary, await seal.close(content, hash));
			await rename(temporary, path);
			await syncFolder(dirname(path));
			return ok(hash);
		} catch (failure) {
			await rm(temporary, { force: true }).catch(() => {});
			return err(await faultOf(failure));
		}
	};
	const faultOf = async (failure) => {
		const code = findErrorCode(failure);
		switch (code) {
			case "ENOSPC":
			case "EDQUOT": return fault("storage/diskFull", "act", { freeBytes: await freeBytes() });
			case "EROFS":
			case "EACCES":
			case "EPERM": return fault("storage/readOnly", "support");
			default: return fault("storage/failed", "support", { code });
		}
	};
	const freeBytes = async () => {
		const { bavail, bsize } = await statfs(await nearestFolder(folder));
		return bavail * bsize;
	};
	return {
		get,
		freeBytes,
		put: async (given) => {
			const content = new Uint8Array(given);
			const hash = hashOf(content);
			await prepared;
			const running = writing.get(hash);
			if (running) return running;
			const started = write(content, hash).finally(() => writing.delete(hash));
			writing.set(hash, started);
			return started;
		},
		has: (hash) => stat(pathOf(hash)).then((found) => found.isFile(), () => false)
	};
}
var hashOf = (content) => ContentHash.parse(createHash("sha256").update(content).digest("hex"));
/** What a power cut or a kill left half written. */
async function removeLeftovers(incoming) {
	const names = await readdir(incoming);
	await Promise.all(names.filter((name) => name.endsWith(".part")).map((name) => rm(join(incoming, name), { force: true })));
}
async function writeSynced(path, bytes) {
	const file = await open(path, "wx", 384);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}
/** Makes the folder, and what is missing above it, and puts their entries on disk. Node's recursive mkdir hides EROFS behind ENOENT. */
async function makeFolder(path) {
	try {
		await mkdir(path, { mode: 448 });
	} catch (failure) {
		const code = findErrorCode(failure);
		if (code === "EEXIST") return;
		if (code !== "ENOENT" || dirname(path) === path) throw failure;
		await makeFolder(dirname(path));
		return makeFolder(path);
	}
	await syncFolder(dirname(path));
}
/** A rename is durable only when its folder is synced. Windows has no such call, and journals the rename itself. */
async function syncFolder(path) {
	if (process.platform === "win32") return;
	const folder = await open(path, "r");
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
async function nearestFolder(path) {
	return await stat(path).then(() => true, () => false) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
// src/main/adapters/gateway-client/gateway-clock.ts
/** An answer that was longer under way says too little of the time. */
var longestTrip = 5e3;
/** A Date header is half a second wrong on the average, and the way there is not always as long as the way back. */
var dateResolution = 1500;
function createGatewayClock() {
	let skew;
	const estimate = (time, started, ended) => Number.isNaN(time) || ended - started > longestTrip || ended < started ? void 0 : Math.round(time - (started + ended) / 2);
	return {
		noteTime: (time, started, ended) => {
			skew = estimate(Date.parse(time), started, ended) ?? skew;
		},
		noteDate: (date, started, ended) => {
			const found = date === void 0 ? void 0 : estimate(Date.parse(date) + 500, started, ended);
			if (found !== void 0 && (skew === void 0 || Math.abs(found - skew) > dateResolution)) skew = found;
		},
		skew: () => skew
	};
}
// src/core/wire/problem.ts
/**
* Body of every answer that is not a success (RFC 9457, `application/problem+json`). `code` is for programs: the page has a sentence for each.
*/
var ProblemCode = z.enum([
	"unauthorised",
	"forbidden",
	"notFound",
	"malformed",
	"unavailable",
	"tooLarge",
	"loginWrong",
	"loginLocked",
	"idempotencyMismatch",
	"signature/malformed",
	"signature/contentAltered",
	"signature/signatureBroken",
	"signature/chainUntrusted",
	"signature/expired",
	"signature/notYetValid",
	"signature/revoked",
	"signature/iinDiffers",
	"signature/binDiffers",
	"signature/roleDiffers",
	"signature/notForSignature",
	"signature/other",
	"request/invalid",
	"request/unknownService",
	"request/documentMissing",
	"request/documentDiffers",
	"request/applicantDeceased",
	"request/channelClosed",
	"result/invalid",
	"result/wrongProvider",
	"result/alreadyDecided"
]);
var Problem = z.object({
	code: ProblemCode,
	/** What the sentence needs: a slot's id, seconds to wait. Never personal data. */
	data: z.record(z.string(), z.union([
		z.string(),
		z.number(),
		z.boolean()
	])).default({})
});
// src/main/adapters/gateway-client/answer-fault.ts
var unavailable = (why, retryAfterMilliseconds) => fault("gateway/unavailable", "retry", {
	why,
	...retryAfterMilliseconds === void 0 ? {} : { retryAfterMilliseconds }
});
/**
* Retry-After (RFC 9110, 10.2.3) in milliseconds: whole seconds, or a date, which is counted from the answer's own Date so that a wrong
* device clock does not matter.
*/
function retryAfterOf(value, date, now) {
	if (value === void 0) return void 0;
	if (/^\d{1,7}$/.test(value.trim())) return Number(value) * 1e3;
	const until = Date.parse(value);
	if (Number.isNaN(until)) return void 0;
	const from = date === void 0 ? NaN : Date.parse(date);
	return Math.max(0, until - (Number.isNaN(from) ? now : from));
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** What an answer that is not a success means. Only the gateway's own problem document is a refusal; anything else is nobody we know. */
function faultOfAnswer({ status, header, text, now }) {
	if (status === 503 || status === 429) return unavailable("busy", retryAfterOf(header("retry-after"), header("date"), now));
	const problem = Problem.safeParse(parseJson(text));
	if (!problem.success || !/\bjson\b/.test(header("content-type") ?? "")) return unavailable("nonsense");
	if (status >= 500) return unavailable("busy", retryAfterOf(header("retry-after"), header("date"), now));
	if (status < 400) return unavailable("nonsense");
	return fault("gateway/refused", "act", {
		code: problem.data.code,
		data: problem.data.data
	});
}
// src/main/adapters/gateway-client/deadline.ts
/** One limit over the whole of a request: connecting, sending, waiting and every byte of the answer. */
function startDeadline(milliseconds, caller) {
	const controller = new AbortController();
	const abort = () => controller.abort();
	const timer = setTimeout(abort, milliseconds);
	if (caller?.aborted === true) abort();
	caller?.addEventListener("abort", abort, { once: true });
	return {
		signal: controller.signal,
		hasPassed: () => controller.signal.aborted,
		clear: () => {
			clearTimeout(timer);
			caller?.removeEventListener("abort", abort);
		}
	};
}
// src/main/adapters/gateway-client/transport.ts
var defaultLimit = 1e4;
/** The longest answer is a catalogue or a document. */
var longestAnswer = 67108864;
var pathOf = (route, params) => route.path.replace(/\{(\w+)\}/g, (_whole, name) => {
	const value = params[name];
	if (value === void 0) throw new Error(`${route.path} needs ${name}`);
	return encodeURIComponent(value);
});
var AnswerTooLong = class extends Error {};
async function collect(body) {
	const chunks = [];
	let length = 0;
	for await (const chunk of body) {
		if (!(chunk instanceof Uint8Array)) continue;
		length += chunk.length;
		if (length > longestAnswer) throw new AnswerTooLong();
		chunks.push(chunk);
	}
	return new Uint8Array(Buffer.concat(chunks));
}
/** Reads a success by the route's schema; anything that does not fit is not the gateway's (a captive portal, a proxy). */
function readSuccess(route, answer) {
	const type = answer.header("content-type") ?? "";
	if (route.bytes !== void 0) return type.startsWith(route.bytes) ? ok(answer.bytes) : err(unavailable("nonsense"));
	if (!/\bjson\b/.test(type)) return err(unavailable("nonsense"));
	const parsed = route.answer?.safeParse(parseJson(Buffer.from(answer.bytes).toString("utf8")));
	return parsed?.success === true ? ok(parsed.data) : err(unavailable("nonsense"));
}
/** Calls routes of the wire's table: one bounded request each, never a second try. */
function createTransport({ baseUrl, workplaceToken, logger, clock, now }) {
	const agent = new Agent({
		connect: { timeout: 8e3 },
		headersTimeout: 0,
		bodyTimeout: 0,
		keepAliveTimeout: 2e4,
		connections: 16
	});
	const base = baseUrl.replace(/\/+$/, "");
	const send = async (route, call, signal) => {
		const url = new URL(base + pathOf(route, call.params ?? {}));
		for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
		const token = route.access === "workplace" ? workplaceToken : route.access === "staff" ? call.staffToken : void 0;
		const response = await request(url, {
			method: route.method,
			dispatcher: agent,
			signal,
			headers: {
				accept: route.bytes ?? "application/json",
				...token === void 0 ? {} : { authorization: `Bearer ${token}` },
				...call.idempotencyKey === void 0 ? {} : { "idempotency-key": call.idempotencyKey },
				...call.body === void 0 ? {} : { "content-type": "application/json" }
			},
			...call.body === void 0 ? {} : { body: JSON.stringify(call.body) }
		});
		const header = (name) => [response.headers[name]].flat()[0];
		return {
			status: response.statusCode,
			header,
			bytes: await collect(response.body)
		};
	};
	const run = async (name, call) => {
		const route = routes[name];
		const deadline = startDeadline(call.limit ?? defaultLimit, call.signal);
		const started = now();
		try {
			const answer = await send(route, call, deadline.signal);
			const ended = now();
			const result = answer.status >= 200 && answer.status < 300 ? readSuccess(route, answer) : err(faultOfAnswer({
				...answer,
				text: Buffer.from(answer.bytes).toString("utf8"),
				now: ended
			}));
			if (result.ok || result.error.tag === "gateway/refused") clock.noteDate(answer.header("date"), started, ended);
			logger.debug("gateway answered", {
				operation: name,
				status: answer.status,
				milliseconds: ended - started,
				...result.ok ? {} : { tag: result.error.tag }
			});
			return result;
		} catch (failure) {
			const why = deadline.hasPassed() ? "timeout" : failure instanceof AnswerTooLong ? "nonsense" : "noConnection";
			const code = failure instanceof Error && "code" in failure ? String(failure.code) : void 0;
			logger.info("gateway did not answer", {
				operation: name,
				tag: why,
				milliseconds: now() - started,
				...code === void 0 ? {} : { code }
			});
			return err(unavailable(why));
		} finally {
			deadline.clear();
		}
	};
	return {
		call: async (name, call = {}) => await run(name, call),
		close: () => agent.destroy()
	};
}
// src/main/adapters/gateway-client/upload.ts
var chunkSize = 1048576;
var isDetailed = (failure) => "originalResponse" in failure;
/** 409: the offset differs, the answer to the last part was lost; 423: the earlier connection is still being wound up. Both pass. */
var passing$1 = [
	409,
	423,
	460
];
/** The upload is gone: expired, or of another gateway. The next one begins afresh. */
var gone = [404, 410];
function faultOf(failure, now) {
	const response = isDetailed(failure) ? failure.originalResponse : null;
	if (response === null) return {
		fault: unavailable("noConnection"),
		startAfresh: false
	};
	const status = response.getStatus();
	if (passing$1.includes(status)) return {
		fault: unavailable("busy"),
		startAfresh: false
	};
	if (gone.includes(status)) return {
		fault: unavailable("busy"),
		startAfresh: true
	};
	const fault = faultOfAnswer({
		status,
		header: (name) => response.getHeader(name) ?? void 0,
		text: response.getBody(),
		now
	});
	return {
		fault,
		startAfresh: fault.tag === "gateway/refused"
	};
}
/** Sends a document by tus 1.0.0 in parts of 1 MiB; what an earlier call sent is not sent again. Every part is bounded in time. */
function uploadDocument(options) {
	const { baseUrl, workplaceToken, uploads, hash, content, onProgress, signal, now, partLimit } = options;
	const endpoint = `${baseUrl.replace(/\/+$/, "")}${uploadsPath}`;
	const { origin } = new URL(endpoint);
	const isOurs = (url) => URL.canParse(url) && new URL(url).origin === origin;
	const kept = uploads.get(hash);
	const uploadUrl = kept !== void 0 && isOurs(kept) ? kept : null;
	return new Promise((resolve) => {
		let timer;
		let over = false;
		const end = (result) => {
			if (over) return;
			over = true;
			clearTimeout(timer);
			signal?.removeEventListener("abort", callOff);
			if (!result.ok) upload.abort().catch(() => {});
			resolve(result);
		};
		const callOff = () => end(err(unavailable("timeout")));
		const upload = new Upload(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
			endpoint,
			uploadUrl,
			chunkSize,
			retryDelays: null,
			storeFingerprintForResuming: false,
			metadata: { sha256: hash },
			headers: { authorization: `Bearer ${workplaceToken}` },
			onBeforeRequest: (request) => {
				if (!isOurs(request.getURL())) throw new Error("The upload is elsewhere");
				clearTimeout(timer);
				timer = setTimeout(callOff, partLimit);
			},
			onUploadUrlAvailable: () => {
				if (upload.url !== null && isOurs(upload.url)) uploads.set(hash, upload.url);
				else end(err(unavailable("nonsense")));
			},
			onProgress: (sent) => {
				if (!over) onProgress(sent);
			},
			onSuccess: () => {
				uploads.delete(hash);
				end(ok());
			},
			onError: (failure) => {
				const { fault, startAfresh } = faultOf(failure, now());
				if (startAfresh) uploads.delete(hash);
				end(err(fault));
			}
		});
		if (signal?.aborted === true) return callOff();
		signal?.addEventListener("abort", callOff, { once: true });
		upload.start();
	});
}
// src/main/adapters/gateway-client/gateway-client.ts
/** What a long poll may take beyond its own waiting, milliseconds. */
var pollMargin = 1e4;
var toBase64 = (bytes) => Buffer.from(bytes).toString("base64");
var fromBase64$1 = (text) => new Uint8Array(Buffer.from(text, "base64"));
var map = async (answer, change) => {
	const result = await answer;
	return result.ok ? ok(change(result.value)) : result;
};
/** The regional gateway over HTTP. A call that the caller calls off ends as `gateway/unavailable`, `timeout`. */
function createGatewayClient(options) {
	const { baseUrl, workplaceToken, uploads, logger = silentLogger, now = Date.now, limits = {
		call: 1e4,
		part: 6e4
	} } = options;
	const clock = createGatewayClock();
	const { call, close } = createTransport({
		baseUrl,
		workplaceToken,
		logger,
		clock,
		now
	});
	const limit = limits.call;
	const documentKnown = (sha256) => map(call("documentKnown", {
		params: { sha256 },
		limit
	}), ({ known }) => known);
	return {
		health: async () => {
			const started = now();
			const answer = await call("health", { limit });
			if (answer.ok) clock.noteTime(answer.value.time, started, now());
			return answer;
		},
		login: (login, password) => call("login", {
			body: {
				login,
				password
			},
			limit
		}),
		challenge: () => map(call("challenge", { limit }), ({ challengeId, nonce }) => ({
			challengeId,
			nonce: fromBase64$1(nonce)
		})),
		loginByCertificate: (challengeId, cms) => call("certificateLogin", {
			body: {
				challengeId,
				cms: toBase64(cms)
			},
			limit
		}),
		catalogue: () => call("catalogue", { limit }),
		calendar: () => call("calendar", { limit }),
		person: (staffToken, iin) => call("person", {
			params: { iin },
			staffToken,
			limit
		}),
		authority: (staffToken, number) => call("authority", {
			params: { number },
			staffToken,
			limit
		}),
		documentKnown,
		upload: async (hash, content, onProgress, signal) => {
			const known = await documentKnown(hash);
			if (!known.ok) return known;
			if (known.value) {
				uploads.delete(hash);
				onProgress(content.length);
				return ok();
			}
			return uploadDocument({
				baseUrl,
				workplaceToken,
				uploads,
				hash,
				content,
				onProgress,
				signal,
				now,
				partLimit: limits.part
			});
		},
		document: (sha256) => call("document", {
			params: { sha256 },
			limit: limits.part
		}),
		submit: (idempotencyKey, caseId, cms) => call("submit", {
			idempotencyKey,
			body: {
				caseId,
				cms: toBase64(cms)
			},
			limit
		}),
		request: (caseId) => call("request", {
			params: { caseId },
			limit: limits.part
		}),
		acceptance: (idempotencyKey, caseId, body) => call("acceptance", {
			idempotencyKey,
			params: { caseId },
			body,
			limit
		}),
		result: (idempotencyKey, caseId, cms) => call("result", {
			idempotencyKey,
			params: { caseId },
			body: { cms: toBase64(cms) },
			limit
		}),
		resultContent: (caseId) => call("resultContent", {
			params: { caseId },
			limit: limits.part
		}),
		feed: (cursor, waitSeconds, signal) => call("feed", {
			query: {
				cursor,
				waitSeconds
			},
			limit: waitSeconds * 1e3 + pollMargin,
			signal
		}),
		skew: clock.skew,
		close
	};
}
// src/pki/cades-build.ts
/**
* CAdES-B-B (ETSI EN 319 122-1, 6) with a signer that lives elsewhere: the token gets `toBeSigned` and gives the signature.
* @throws where the certificate is not one: it comes from a token that was read and checked before
*/
function prepareSignature(request) {
	const certificate = parseCertificate(request.certificate);
	if (certificate === void 0) throw new Error("prepareSignature: not a certificate");
	const plan = {
		contentType: oids.content.data,
		content: request.content,
		detached: request.detached ?? false,
		certificate,
		embedded: [request.certificate, ...request.chain ?? []],
		signingTime: new Date(request.signingTime)
	};
	const toBeSigned = signedAttributesOf(plan);
	return {
		toBeSigned,
		finish: (signature) => assembleSignedData(plan, toBeSigned, request.keyType === "EC" ? ecdsaSignatureOf(signature) : signature, request.keyType)
	};
}
// src/pki/ocsp.ts
/**
* DER of an OCSPRequest for one certificate, to be sent as application/ocsp-request.
* @param nonce RFC 8954: 1 to 32 octets, random; none where a stored answer will do
* @throws where one of the two is no certificate
*/
function buildOcspRequest(certificate, issuer, nonce) {
	const [subject, authority] = [parseCertificate(certificate), parseCertificate(issuer)];
	if (subject === void 0 || authority === void 0) throw new Error("buildOcspRequest: not a certificate");
	const requests = sequence(sequence(writeCertId(subject, authority)));
	const extensions = nonce === void 0 ? [] : [tagged(2, sequence(extension(oids.extension.ocspNonce, octetString(nonce))))];
	return sequence(sequence(requests, ...extensions));
}
var readBasicResponse = (response) => {
	const root = parseAsn1(response);
	if (parseAs(root, OCSPResponse) === void 0) return void 0;
	const bytes = childAt(root, 1, 0);
	const status = childAt(root, 0);
	const successful = status !== void 0 && sameBytes(rawOf(status), Uint8Array.of(10, 1, 0));
	const basic = parseAsn1(octetsOf(childAt(bytes, 1)) ?? /* @__PURE__ */ new Uint8Array());
	const data = childAt(basic, 0);
	const signature = bitsOf(childAt(basic, 2));
	if (!successful || oidOf(childAt(bytes, 0)) !== oids.ocspBasic || parseAs(basic, BasicOCSPResponse) === void 0 || data === void 0 || signature === void 0) return void 0;
	const certificates = childrenOf(childAt(contextChild(basic, 0), 0)).map((node) => parseCertificate(rawOf(node)));
	const fields = childrenOf(data);
	return {
		data,
		fields: isContext(fields[0], 0) ? fields.slice(1) : fields,
		algorithm: plainAlgorithmOid(childAt(basic, 1)),
		signature,
		certificates: certificates.filter((certificate) => certificate !== void 0)
	};
};
/** RFC 6960, 4.2.2.2: the issuer itself, or whom it certified for OCSPSigning; nobody else, however trusted. */
var isResponder = (candidate, issuer, at) => sameBytes(candidate.der, issuer.der) || candidate.extendedKeyUsage.includes(oids.purpose.ocspSigning) && !candidate.hasUnknownCritical && (candidate.keyUsage?.has("digitalSignature") ?? true) && isWithinValidity(candidate, at) && isIssuedBy(candidate, issuer);
/** ResponderID: [1] the name, or [2] the SHA-1 of the key. */
var isNamedResponder = (id, candidate) => {
	const inner = childAt(id, 0);
	if (inner === void 0) return false;
	if (isContext(id, 1)) return sameBytes(rawOf(inner), candidate.subject);
	const hash = octetsOf(inner);
	return isContext(id, 2) && hash !== void 0 && sameBytes(hash, digest("sha1", keyBitsOf(candidate.spki)));
};
var nonceOf = (fields) => {
	const extensions = childAt(fields.find((field) => isContext(field, 1) && field !== fields[0]), 0);
	const found = childrenOf(extensions).find((item) => oidOf(childAt(item, 0)) === oids.extension.ocspNonce);
	return octetsOf(parseAsn1(octetsOf(childAt(found, -1)) ?? /* @__PURE__ */ new Uint8Array()));
};
var tolerance = 3e5;
/** An answer that names no next update is of its moment (RFC 6960, 4.2.2.1); a day of it is more than kind. */
var longestWithoutNextUpdate = 864e5;
var badAnswer = {
	state: "unknown",
	why: "badAnswer"
};
var readStatus = (single, at) => {
	const [, status, thisNode, ...rest] = childrenOf(single);
	const thisUpdate = dateOf(thisNode);
	if (status === void 0 || thisUpdate === void 0 || thisUpdate.getTime() > at.getTime() + tolerance) return badAnswer;
	const nextNode = rest.find((node) => isContext(node, 0));
	const nextUpdate = nextNode === void 0 ? new Date(thisUpdate.getTime() + longestWithoutNextUpdate) : dateOf(childAt(nextNode, 0));
	if (nextUpdate === void 0) return badAnswer;
	if (nextUpdate.getTime() + tolerance < at.getTime()) return {
		state: "unknown",
		why: "stale"
	};
	if (isContext(status, 0)) return {
		state: "good",
		source: "ocsp",
		producedAt: thisUpdate.toISOString()
	};
	const revokedAt = isContext(status, 1) ? dateOf(childAt(status, 0)) : void 0;
	if (revokedAt === void 0) return badAnswer;
	const reasonNode = childAt(status, 1, 0);
	const reason = reasonNode !== void 0 && isUniversal(reasonNode, 10) ? reasonOfCode(contentsOf(reasonNode)[0]) : void 0;
	return {
		state: "revoked",
		source: "ocsp",
		revokedAt: revokedAt.toISOString(),
		...reason === void 0 ? {} : { reason }
	};
};
/** What a responder's answer says of a certificate, with its signature, its right to answer, its age and its nonce checked first. */
function revocationFromOcsp({ response, certificate, issuer, at, nonce }) {
	const [subject, authority] = [parseCertificate(certificate), parseCertificate(issuer)];
	const basic = readBasicResponse(response);
	if (subject === void 0 || authority === void 0 || basic === void 0) return badAnswer;
	const now = new Date(at);
	const { fields, data, algorithm, signature } = basic;
	const responder = [...basic.certificates, authority].find((candidate) => isNamedResponder(fields[0], candidate) && isResponder(candidate, authority, now));
	if (responder === void 0 || !isSignatureValid({
		algorithm,
		key: publicKeyOf(responder.spki),
		data: rawOf(data),
		signature
	})) return badAnswer;
	const repeated = nonceOf(fields);
	if (nonce !== void 0 && (repeated === void 0 || !sameBytes(repeated, nonce))) return badAnswer;
	const single = childrenOf(fields[2]).find((answer) => {
		const id = readCertId(childAt(answer, 0));
		return id?.serial === subject.serial && isOfIssuer(id, authority);
	});
	return single === void 0 ? badAnswer : readStatus(single, now);
}
// src/main/adapters/signature-format/der-over-http.ts
var agent = new Agent({
	connect: { timeout: 3e3 },
	maxResponseSize: 67108864
});
/** @returns undefined for no answer, a refusal, a redirect and for what is not of the wanted type: nothing can be said then */
async function fetchDer({ url, method, body, contentType, accept, signal }) {
	try {
		const response = await request(url, {
			method,
			signal,
			dispatcher: agent,
			headers: {
				accept,
				...contentType === void 0 ? {} : { "content-type": contentType }
			},
			...body === void 0 ? {} : { body }
		});
		const bytes = new Uint8Array(await response.body.arrayBuffer());
		const type = [response.headers["content-type"]].flat()[0] ?? "";
		return response.statusCode === 200 && type.startsWith(accept) ? bytes : void 0;
	} catch {
		return;
	}
}
// src/main/adapters/signature-format/revocation-client.ts
/** For OCSP and CRL together: the person at the counter waits no longer than this for a dead network, milliseconds. */
var revocationLimit = 3e3;
/** OCSP leaves some of it to the list. */
var ocspLimit = 2e3;
/** An answer is believed so long, and a list is not fetched more often, milliseconds. */
var keptFor = 3e5;
var noAnswer = {
	state: "unknown",
	why: "noAnswer"
};
/** OCSP, then the list, then "cannot say". */
function createRevocationClient({ baseUrl, crlCache, clock }) {
	const base = baseUrl.replace(/\/+$/, "");
	const answers = /* @__PURE__ */ new Map();
	const underWay = /* @__PURE__ */ new Map();
	let parsed;
	const askOcsp = async (certificate, issuer) => {
		const nonce = randomBytes(16);
		const response = await fetchDer({
			url: base + ocspPath,
			method: "POST",
			body: buildOcspRequest(certificate, issuer, nonce),
			contentType: "application/ocsp-request",
			accept: "application/ocsp-response",
			signal: AbortSignal.timeout(ocspLimit)
		});
		return response === void 0 ? noAnswer : revocationFromOcsp({
			response,
			certificate,
			issuer,
			at: clock.instant(),
			nonce
		});
	};
	/** Parsing a national list takes a while: once for each list. */
	const crlOf = (der) => {
		if (parsed?.der === der || parsed !== void 0 && Buffer.compare(parsed.der, der) === 0) return parsed.crl;
		const read = readCrl(der);
		if (!read.ok) return void 0;
		parsed = {
			der,
			crl: read.value
		};
		return read.value;
	};
	const judge = (der, certificate, issuer) => {
		const crl = crlOf(der);
		return crl === void 0 ? {
			state: "unknown",
			why: "badAnswer"
		} : revocationFromCrl({
			crl,
			certificate,
			issuer,
			at: clock.instant()
		});
	};
	const askList = async (certificate, issuer, signal) => {
		const kept = crlCache.get();
		const keptSays = kept === void 0 ? noAnswer : judge(kept.der, certificate, issuer);
		const age = kept === void 0 ? Infinity : clock.now() - Date.parse(kept.fetchedAt);
		if (keptSays.state !== "unknown" && age >= 0 && age < keptFor) return keptSays;
		const der = await fetchDer({
			url: base + routes.crl.path,
			method: "GET",
			accept: routes.crl.bytes,
			signal
		});
		if (der === void 0) return keptSays;
		const says = judge(der, certificate, issuer);
		if (says.state === "unknown") return keptSays.state === "unknown" ? says : keptSays;
		crlCache.set(der, clock.instant());
		return says;
	};
	const ask = async (certificate, issuer) => {
		const whole = AbortSignal.timeout(revocationLimit);
		const ocsp = await askOcsp(certificate, issuer);
		if (ocsp.state !== "unknown") return ocsp;
		const list = await askList(certificate, issuer, whole);
		if (list.state !== "unknown") return list;
		return list.why === "noAnswer" ? ocsp : list;
	};
	return (certificate, issuer) => {
		const name = `${sha256Name(certificate)} ${sha256Name(issuer)}`;
		const known = answers.get(name);
		if (known !== void 0 && known.until > clock.now() && known.until - clock.now() <= keptFor) return Promise.resolve(known.revocation);
		const running = underWay.get(name);
		if (running !== void 0) return running;
		const asking = ask(certificate, issuer).then((revocation) => {
			if (revocation.state !== "unknown" || revocation.why === "badAnswer") answers.set(name, {
				revocation,
				until: clock.now() + keptFor
			});
			return revocation;
		}).finally(() => underWay.delete(name));
		underWay.set(name, asking);
		return asking;
	};
}
// src/main/adapters/signature-format/signature-format.ts
/** CAdES (ETSI EN 319 122-1) over #pki, with revocation asked at the gateway's certification authority. */
function createSignatureFormat({ trustedRoots, intermediates, ...revocation }) {
	const trust = {
		roots: trustedRoots,
		intermediates
	};
	const revocationOf = createRevocationClient(revocation);
	const chainOf = (certificate, at) => {
		const parsed = parseCertificate(certificate);
		return parsed === void 0 ? void 0 : findChain(parsed, [], trust, new Date(at));
	};
	return {
		prepare: (content, certificate, keyType, signingTime) => {
			return prepareSignature({
				content,
				certificate,
				chain: chainOf(certificate, signingTime)?.slice(1, -1).map(({ der }) => der) ?? [],
				signingTime,
				keyType
			});
		},
		verify: async (cms, at, expected) => {
			const { report, content } = await verifyCades({
				cms,
				trust,
				at,
				revocationOf,
				...expected === void 0 ? {} : { expected }
			});
			return {
				report,
				...content === void 0 ? {} : { content }
			};
		},
		revocationOf: async (certificate) => {
			const issuer = chainOf(certificate, revocation.clock.instant())?.[1];
			return issuer === void 0 ? {
				state: "unknown",
				why: "notAsked"
			} : revocationOf(certificate, issuer.der);
		},
		isTrusted: async (certificate, at) => {
			const chain = chainOf(certificate, at);
			return chain !== void 0 && isWithinValidity(chain[0], new Date(at)) ? ok() : err(fault("certificate/untrusted", "support"));
		}
	};
}
// src/main/adapters/sqlite/fold-name.ts
/** Letters that are typed one for the other on a Russian keyboard. SQLite's own folding knows none of them. */
var alike = {
	ё: "е",
	ә: "а",
	қ: "к",
	ғ: "г",
	ң: "н",
	ө: "о",
	ұ: "у",
	ү: "у",
	һ: "х",
	і: "и"
};
/**
* The form in which names are stored for search and in which a search is compared: small letters by Kazakh rules, Kazakh letters by
* their Russian neighbours, words with one space between. «Әбілқасымов» and «Абилкасымов» give the same.
*/
function foldName(name) {
	return wordsOf(name.normalize("NFC").toLocaleLowerCase("kk").replace(/[ёәқғңөұүһі]/g, (letter) => alike[letter] ?? letter)).join(" ");
}
/** Words: runs of letters and digits, as FTS5's unicode61 cuts them too. */
var wordsOf = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
// src/main/adapters/sqlite/row.ts
/** Parses a row: a file that was altered or half restored must not reach the program as typed data. */
function parseRow(schema, row) {
	const parsed = schema.safeParse(row);
	if (!parsed.success) throw new StorageProblem("damaged", "ROW");
	return parsed.data;
}
/** Parses a JSON column. */
function parseBody(schema, text) {
	if (typeof text !== "string") throw new StorageProblem("damaged", "ROW");
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw new StorageProblem("damaged", "ROW");
	}
	return parseRow(schema, value);
}
// src/main/adapters/sqlite/case-index.ts
var Known = z.object({
	id: z.int(),
	name_folded: z.string().nullable()
});
/** Before signing, what was typed so far; afterwards what was signed. */
function applicantOf(state, draft) {
	if (state.stage === "draft" && draft !== void 0) {
		const { iin, surname, givenName, patronymic } = draft.applicant;
		const name = [
			surname,
			givenName,
			patronymic
		].map((part) => part.trim()).filter(Boolean).join(" ");
		return {
			iin: /^\d{12}$/.test(iin) ? iin : null,
			name: name === "" ? null : name
		};
	}
	const applicant = state.request?.applicant;
	return applicant === void 0 ? {
		iin: null,
		name: null
	} : {
		iin: applicant.iin,
		name: fullNameOf(applicant.name)
	};
}
/** The line of each case for lists and search: derived, never the truth. */
function createCaseIndex(db) {
	const known = db.prepare("SELECT id, name_folded FROM case_index WHERE case_id = ?");
	const upsert = db.prepare(`
    INSERT INTO case_index (case_id, side, stage, service_id, number, provisional_number, applicant_iin, applicant_name, name_folded, opened_at, updated_at, due_on, outcome)
    VALUES (@caseId, @side, @stage, @serviceId, @number, @provisionalNumber, @iin, @name, @folded, @openedAt, coalesce(@updatedAt, @openedAt), @dueOn, @outcome)
    ON CONFLICT (case_id) DO UPDATE SET stage = excluded.stage, number = excluded.number, provisional_number = excluded.provisional_number,
      applicant_iin = excluded.applicant_iin, applicant_name = excluded.applicant_name, name_folded = excluded.name_folded,
      updated_at = coalesce(@updatedAt, updated_at), due_on = excluded.due_on, outcome = excluded.outcome
    RETURNING id, name_folded`);
	const dropName = db.prepare("DELETE FROM case_name WHERE rowid = ?");
	const addName = db.prepare("INSERT INTO case_name (rowid, name) VALUES (?, ?)");
	return {
		put: (state, updatedAt, draft) => {
			const before = known.get(state.caseId);
			const earlier = before === void 0 ? void 0 : parseRow(Known, before);
			const { iin, name } = applicantOf(state, draft);
			const { id, name_folded: folded } = parseRow(Known, upsert.get({
				caseId: state.caseId,
				side: state.side,
				stage: state.stage,
				serviceId: state.serviceId,
				number: state.number ?? null,
				provisionalNumber: state.provisionalNumber ?? null,
				iin,
				name,
				folded: name === null ? null : foldName(name),
				openedAt: Date.parse(state.openedAt),
				updatedAt: updatedAt === void 0 ? null : Date.parse(updatedAt),
				dueOn: state.deadline?.dueOn ?? null,
				outcome: state.outcome ?? null
			}));
			if (earlier?.name_folded === folded) return;
			if (earlier !== void 0 && earlier.name_folded !== null) dropName.run(id);
			if (folded !== null) addName.run(id, folded);
		},
		clear: () => {
			db.exec("DELETE FROM case_index; INSERT INTO case_name (case_name) VALUES ('delete-all');");
		}
	};
}
// src/main/adapters/sqlite/recent.ts
/** The last so many values that were used, by key. */
var Recent = class {
	#limit;
	#values = /* @__PURE__ */ new Map();
	constructor(limit) {
		this.#limit = limit;
	}
	get(key) {
		const value = this.#values.get(key);
		if (value !== void 0) this.set(key, value);
		return value;
	}
	set(key, value) {
		this.#values.delete(key);
		this.#values.set(key, value);
		const oldest = this.#values.size > this.#limit ? this.#values.keys().next() : void 0;
		if (oldest !== void 0 && !oldest.done) this.#values.delete(oldest.value);
	}
};
// src/main/adapters/sqlite/case-log.ts
var Body$2 = z.object({ body: z.string() });
var Head = z.object({
	seq: z.int(),
	hash: z.string()
});
var Id$1 = z.object({ case_id: z.string() });
var statesKept = 300;
/** The append-only table of actions and the states it folds to. */
function createCaseLog(db) {
	const insert = db.prepare("INSERT INTO case_action (case_id, seq, id, hash, body) VALUES (?, ?, ?, ?, ?)");
	const all = db.prepare("SELECT body FROM case_action WHERE case_id = ? AND seq > ? ORDER BY seq");
	const head = db.prepare("SELECT seq, hash FROM case_action WHERE case_id = ? ORDER BY seq DESC LIMIT 1");
	const hashAt = db.prepare("SELECT seq, hash FROM case_action WHERE case_id = ? AND seq = ?");
	const lastBody = db.prepare("SELECT body FROM case_action WHERE case_id = ? ORDER BY seq DESC LIMIT 1");
	const ids = db.prepare("SELECT case_id FROM case_action WHERE seq = 1 ORDER BY position");
	const states = new Recent(statesKept);
	const read = (row) => parseBody(CaseAction, parseRow(Body$2, row).body);
	const headOf = (statement, ...key) => {
		const row = statement.get(...key);
		return row === void 0 ? void 0 : parseRow(Head, row);
	};
	const state = (caseId) => {
		const newest = headOf(head, caseId);
		if (newest === void 0) return void 0;
		const kept = states.get(caseId);
		const valid = kept !== void 0 && headOf(hashAt, caseId, kept.last.seq)?.hash === kept.last.hash ? kept : void 0;
		if (valid?.last.seq === newest.seq) return valid;
		let folded = valid;
		try {
			for (const row of all.all(caseId, valid?.last.seq ?? 0)) folded = applyAction(folded, read(row));
		} catch (failure) {
			if (failure instanceof StorageProblem) throw failure;
			throw new StorageProblem("damaged", "LOG");
		}
		if (folded !== void 0) states.set(caseId, folded);
		return folded;
	};
	return {
		append: (action) => {
			const newest = headOf(head, action.caseId);
			if (action.seq !== (newest?.seq ?? 0) + 1) throw new Error(`Action ${action.seq} does not follow ${newest?.seq ?? 0}`);
			if (action.previous !== (newest?.hash ?? firstPrevious)) throw new Error(`Action ${action.seq} is not linked to the one before`);
			const next = applyAction(state(action.caseId), action);
			insert.run(action.caseId, action.seq, action.id, action.hash, JSON.stringify(action));
			states.set(action.caseId, next);
			return next;
		},
		actions: (caseId) => all.all(caseId, 0).map(read),
		last: (caseId) => {
			const row = lastBody.get(caseId);
			return row === void 0 ? void 0 : read(row);
		},
		state,
		allIds: () => ids.all().map((row) => parseRow(Id$1, row).case_id)
	};
}
// src/main/adapters/sqlite/case-search.ts
var columns = "id, case_id, side, stage, service_id, number, provisional_number, applicant_iin, applicant_name, opened_at, updated_at, due_on, outcome";
var Row$2 = z.object({
	id: z.int(),
	case_id: CaseId,
	side: OrganisationKind,
	stage: z.enum(caseStages),
	service_id: z.string(),
	number: z.string().nullable(),
	provisional_number: z.string().nullable(),
	applicant_iin: z.string().nullable(),
	applicant_name: z.string().nullable(),
	opened_at: z.int(),
	updated_at: z.int(),
	due_on: z.string().nullable(),
	outcome: z.enum(["positive", "refusal"]).nullable()
});
function lineOf(found) {
	const row = parseRow(Row$2, found);
	const number = row.number ?? row.provisional_number;
	return {
		caseId: row.case_id,
		stage: row.stage,
		side: row.side,
		serviceId: row.service_id,
		openedAt: new Date(row.opened_at).toISOString(),
		updatedAt: new Date(row.updated_at).toISOString(),
		...number === null ? {} : { number },
		...row.applicant_name === null ? {} : { applicantName: row.applicant_name },
		...row.applicant_iin === null ? {} : { applicantIin: row.applicant_iin },
		...row.due_on === null ? {} : { dueOn: row.due_on },
		...row.outcome === null ? {} : { outcome: row.outcome }
	};
}
/** From so many digits on, the beginning of an IIN (a birth date) says enough to look for it. */
var iinPrefixLength = 6;
var uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The smallest text greater than all that begin with the prefix of digits. */
var after = (digits) => `${digits}:`;
/** So many cases are read one by one rather than searched: a rare stage among many cases would make the search long. */
var fewCases = 2e3;
var Few = z.object({ count: z.int() });
/** Lists and search. Newest first means last opened first: the order of `id`, which costs no sorting. */
function createCaseSearch(db) {
	const wanted = `side IN (SELECT value FROM json_each(@sides)) AND stage IN (SELECT value FROM json_each(@stages))`;
	const newest = db.prepare(`SELECT ${columns} FROM case_index WHERE @side IS NULL OR side = @side ORDER BY id DESC LIMIT @limit`);
	const ofStage = db.prepare(`SELECT ${columns} FROM case_index WHERE side = @side AND stage = @stage ORDER BY id DESC LIMIT @limit`);
	const byId = db.prepare(`SELECT ${columns} FROM case_index WHERE case_id = @text AND ${wanted}`);
	const count = db.prepare(`SELECT count(*) AS count FROM (SELECT 1 FROM case_index INDEXED BY case_index_stage WHERE ${wanted} LIMIT 2001)`);
	const amongFew = (condition) => db.prepare(`SELECT ${columns} FROM case_index INDEXED BY case_index_stage WHERE ${wanted} AND ${condition} ORDER BY id DESC LIMIT @limit`);
	const alsoWanted = wanted.replace("side IN", "+side IN").replace("stage IN", "+stage IN");
	const inRange = (column) => `SELECT * FROM (SELECT id FROM case_index WHERE ${column} >= @text AND ${column} < @end AND ${alsoWanted} ORDER BY ${column} DESC LIMIT @limit)`;
	const byDigits = db.prepare(`
    SELECT ${columns} FROM case_index WHERE id IN (
      ${inRange("number")} UNION ${inRange("provisional_number")} UNION SELECT * FROM (${inRange("applicant_iin")}) WHERE @iin
    ) ORDER BY id DESC LIMIT @limit`);
	const byDigitsAmongFew = amongFew(`(
    (number >= @text AND number < @end) OR (provisional_number >= @text AND provisional_number < @end) OR (@iin AND applicant_iin >= @text AND applicant_iin < @end))`);
	const byName = db.prepare(`
    SELECT ${columns} FROM case_name CROSS JOIN case_index ON case_index.id = case_name.rowid
    WHERE case_name MATCH @text AND ${wanted} ORDER BY case_name.rowid DESC LIMIT @limit`);
	const byNameAmongFew = amongFew(`name_folded IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM json_each(@words) AS word WHERE instr(' ' || name_folded, ' ' || word.value) = 0)`);
	const listed = ({ stages, side, limit }) => {
		if (stages === void 0) return newest.all({
			side: side ?? null,
			limit
		});
		return (side === void 0 ? OrganisationKind.options : [side]).flatMap((each) => [...new Set(stages)].flatMap((stage) => ofStage.all({
			side: each,
			stage,
			limit
		}))).toSorted((one, other) => parseRow(Row$2, other).id - parseRow(Row$2, one).id).slice(0, limit);
	};
	const found = (query) => {
		const text = query.text.trim();
		if (text === "") return listed(query);
		const filter = {
			stages: JSON.stringify(query.stages ?? caseStages),
			sides: JSON.stringify(query.side === void 0 ? OrganisationKind.options : [query.side])
		};
		const { limit } = query;
		if (uuid.test(text)) return byId.all({
			...filter,
			text: text.toLowerCase()
		});
		const areFew = query.stages !== void 0 && parseRow(Few, count.get(filter)).count <= fewCases;
		const digits = text.replace(/[\s-]/g, "");
		if (/^\d+$/.test(digits)) {
			const range = {
				...filter,
				limit,
				text: digits,
				end: after(digits),
				iin: digits.length >= iinPrefixLength ? 1 : 0
			};
			return (areFew ? byDigitsAmongFew : byDigits).all(range);
		}
		const words = foldName(text).split(" ").filter(Boolean);
		if (words.length === 0) return [];
		if (areFew) return byNameAmongFew.all({
			...filter,
			limit,
			words: JSON.stringify(words)
		});
		return byName.all({
			...filter,
			limit,
			text: words.map((word) => `"${word}"*`).join(" AND ")
		});
	};
	return { search: (query) => found(query).map(lineOf) };
}
// src/main/adapters/sqlite/case-store.ts
var Id = z.object({ case_id: CaseId });
var StageCount = z.object({
	stage: z.enum(caseStages),
	count: z.int()
});
/** When the last thing happened that was more than a look. */
var updatedAtOf = (actions) => actions.findLast((action) => action.event.kind !== "viewed")?.at;
/** @param draftOf the case's draft, for the name typed so far */
function createCaseStore(db, draftOf) {
	const log = createCaseLog(db);
	const index = createCaseIndex(db);
	const { search } = createCaseSearch(db);
	const withNumber = db.prepare("SELECT case_id FROM case_index WHERE number = @number UNION ALL SELECT case_id FROM case_index WHERE provisional_number = @number LIMIT 1");
	const openOf = db.prepare(`
    SELECT * FROM case_index WHERE applicant_iin = ? AND service_id = ?
      AND (stage IN ('draft', 'queued', 'rejected', 'registered', 'inWork') OR (stage = 'completed' AND side = 'centre')) ORDER BY id DESC`);
	const stageCounts = db.prepare("SELECT stage, count(*) AS count FROM case_index GROUP BY stage");
	const append = db.transaction((action) => {
		const state = log.append(action);
		if (action.event.kind === "viewed") return;
		index.put(state, action.at, state.stage === "draft" ? draftOf(action.caseId) : void 0);
	});
	const rebuild = db.transaction(() => {
		index.clear();
		const ids = log.allIds();
		for (const caseId of ids) {
			const state = log.state(caseId);
			if (state === void 0) continue;
			index.put(state, updatedAtOf(log.actions(caseId)), state.stage === "draft" ? draftOf(caseId) : void 0);
		}
		return ids.length;
	});
	return {
		append: (action) => void append.immediate(action),
		actions: log.actions,
		last: log.last,
		state: log.state,
		search,
		byNumber: (number) => {
			const row = withNumber.get({ number });
			return row === void 0 ? void 0 : parseRow(Id, row).case_id;
		},
		openCasesOf: (iin, serviceId) => openOf.all(iin, serviceId).map(lineOf),
		countByStage: () => {
			const counts = {};
			for (const row of stageCounts.all()) {
				const { stage, count } = parseRow(StageCount, row);
				counts[stage] = count;
			}
			return counts;
		},
		allIds: log.allIds,
		rebuildIndex: () => rebuild.immediate(),
		reindex: (caseId) => {
			const state = log.state(caseId);
			if (state?.stage === "draft") index.put(state, void 0, draftOf(caseId));
		}
	};
}
// src/main/adapters/sqlite/storage-problem.ts
var startsWithOneOf = (code, names) => names.some((name) => code === name || code.startsWith(`${name}_`));
/** @returns undefined where the failure is a bug (a broken constraint, wrong SQL) and must stay as it is */
function storageProblemOf(failure) {
	if (failure instanceof StorageProblem) return failure;
	if (!(failure instanceof Database.SqliteError)) return void 0;
	const { code } = failure;
	if (startsWithOneOf(code, ["SQLITE_FULL"])) return new StorageProblem("diskFull", code);
	if (startsWithOneOf(code, ["SQLITE_READONLY", "SQLITE_PERM"])) return new StorageProblem("readOnly", code);
	if (startsWithOneOf(code, ["SQLITE_CORRUPT", "SQLITE_NOTADB"])) return new StorageProblem("damaged", code);
	if (startsWithOneOf(code, [
		"SQLITE_IOERR",
		"SQLITE_CANTOPEN",
		"SQLITE_BUSY",
		"SQLITE_LOCKED",
		"SQLITE_NOMEM",
		"SQLITE_AUTH",
		"SQLITE_PROTOCOL"
	])) return new StorageProblem("failed", code);
}
/** Runs it; a failure of the disk or the file is thrown as StorageProblem, a bug as it is. */
function guarded(work) {
	try {
		return work();
	} catch (failure) {
		throw storageProblemOf(failure) ?? failure;
	}
}
/** The same store with every method guarded. */
function guardMethods(store) {
	const methods = Object.entries(store).map(([name, method]) => [name, (...input) => guarded(() => method(...input))]);
	return Object.fromEntries(methods);
}
// src/main/adapters/sqlite/connect.ts
/** SQLite up to 3.51.2 can corrupt a database when a WAL is reset (sqlite.org/wal.html, "WAL-reset bug"). */
var oldestSqlite = [
	3,
	51,
	3
];
function assertSqliteVersion(version) {
	const parts = version.split(".").map(Number);
	const differing = oldestSqlite.findIndex((wanted, index) => parts[index] !== wanted);
	if (differing >= 0 && !((parts[differing] ?? 0) > (oldestSqlite[differing] ?? 0))) throw new Error(`SQLite ${version} is older than ${oldestSqlite.join(".")}`);
}
/** Opening failures as faults; undefined for bugs. A wrong key and a damaged first page look the same: both fail authentication. */
function connectFaultOf(failure) {
	const problem = storageProblemOf(failure);
	if (problem === void 0) return void 0;
	if (problem.code.startsWith("SQLITE_BUSY")) return fault("storage/inUse", "act");
	switch (problem.problem) {
		case "damaged": return fault("storage/damaged", "support", { code: problem.code });
		case "diskFull": return fault("storage/diskFull", "act");
		case "readOnly": return fault("storage/readOnly", "support");
		case "failed": return fault("storage/failed", "support", { code: problem.code });
	}
}
/**
* Opens or makes the encrypted file as this process's alone. The lock is the kernel's (`locking_mode=EXCLUSIVE` keeps it from the first
* access on), so it is gone with the process however that ended.
*/
function connect({ file, key, waitMilliseconds }) {
	if (key.length !== 32) throw new Error("The key has 32 bytes");
	let db;
	try {
		mkdirSync(dirname(file), {
			recursive: true,
			mode: 448
		});
		db = new Database(file, { timeout: waitMilliseconds });
		chmodSync(file, 384);
		db.pragma("cipher = 'chacha20'");
		db.pragma(`key = "raw:${Buffer.from(key).toString("hex")}"`);
		assertSqliteVersion(String(db.prepare("SELECT sqlite_version()").pluck().get()));
		db.pragma("locking_mode = EXCLUSIVE");
		db.pragma("temp_store = MEMORY");
		db.pragma("foreign_keys = ON");
		db.pragma("trusted_schema = OFF");
		db.pragma("recursive_triggers = ON");
		db.pragma("user_version");
		if (db.pragma("journal_mode = WAL", { simple: true }) !== "wal") throw new Error("No WAL");
		db.pragma("synchronous = FULL");
		return ok(db);
	} catch (failure) {
		db?.close();
		const expected = connectFaultOf(failure) ?? fileFaultOf(failure);
		if (expected === void 0) throw failure;
		return err(expected);
	}
}
var fileFaultOf = (failure) => {
	const code = failure instanceof Error && "code" in failure && typeof failure.code === "string" ? failure.code : void 0;
	if (code === void 0 || code.startsWith("SQLITE")) return void 0;
	if (code === "ENOSPC") return fault("storage/diskFull", "act");
	return code === "EROFS" || code === "EACCES" || code === "EPERM" ? fault("storage/readOnly", "support") : fault("storage/failed", "support", { code });
};
// src/main/adapters/sqlite/draft-store.ts
var Row$1 = z.object({
	saved_at: z.int(),
	body: z.string()
});
/** @param onDidSave told after each change, within the same transaction, so that lists can show the name typed so far */
function createDraftStore(db, onDidSave) {
	const put = db.prepare("INSERT INTO draft (case_id, saved_at, body) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body");
	const get = db.prepare("SELECT saved_at, body FROM draft WHERE case_id = ?");
	const drop = db.prepare("DELETE FROM draft WHERE case_id = ?");
	const save = db.transaction((caseId, draft, savedAt) => {
		put.run(caseId, savedAt, JSON.stringify(draft));
		onDidSave(caseId);
	});
	return {
		save: (caseId, draft, at) => void save.immediate(caseId, draft, Date.parse(at)),
		find: (caseId) => {
			const found = get.get(caseId);
			if (found === void 0) return void 0;
			const row = parseRow(Row$1, found);
			return {
				draft: parseBody(IntakeDraft, row.body),
				savedAt: new Date(row.saved_at).toISOString()
			};
		},
		remove: (caseId) => void drop.run(caseId)
	};
}
// src/main/adapters/sqlite/job-store.ts
var Body$1 = z.object({ body: z.string() });
var Count = z.object({
	state: JobState,
	count: z.int()
});
var Next = z.object({ next_at: z.int().nullable() });
/** Ready, and nothing unfinished of the same case was added before: what waits for an operator holds up what came after it. */
var heads = `
  FROM job WHERE state = 'ready' AND NOT EXISTS (
    SELECT 1 FROM job AS earlier
    WHERE earlier.case_id = job.case_id AND earlier.position < job.position AND earlier.state NOT IN ('done', 'cancelled')
  )`;
function createJobStore(db) {
	const insert = db.prepare("INSERT INTO job (id, case_id, state, next_at, body) VALUES (?, ?, ?, ?, ?)");
	const change = db.prepare("UPDATE job SET state = ?, next_at = ?, body = ? WHERE id = ? AND case_id = ?");
	const byId = db.prepare("SELECT body FROM job WHERE id = ?");
	const byCase = db.prepare("SELECT body FROM job WHERE case_id = ? ORDER BY position");
	const dueHeads = db.prepare(`SELECT body ${heads} AND next_at <= ? ORDER BY position LIMIT ?`);
	const nextHead = db.prepare(`SELECT min(next_at) AS next_at ${heads}`);
	const count = db.prepare("SELECT state, count(*) AS count FROM job GROUP BY state");
	const running = db.prepare("SELECT body FROM job WHERE state = 'running'");
	const inStates = db.prepare("SELECT body FROM job WHERE state IN (SELECT value FROM json_each(?)) ORDER BY position DESC LIMIT ?");
	const read = (row) => parseBody(Job, parseRow(Body$1, row).body);
	const update = (job) => {
		const { changes } = change.run(job.state, Date.parse(job.nextAt), JSON.stringify(job), job.id, job.caseId);
		if (changes !== 1) throw new Error(`No job ${job.id}`);
	};
	const recover = db.transaction((now) => {
		const left = running.all().map(read);
		for (const job of left) update({
			...job,
			state: "ready",
			nextAt: now
		});
		return left.length;
	});
	return {
		add: (job) => void insert.run(job.id, job.caseId, job.state, Date.parse(job.nextAt), JSON.stringify(job)),
		update,
		find: (id) => {
			const row = byId.get(id);
			return row === void 0 ? void 0 : read(row);
		},
		due: (now, limit) => dueHeads.all(Date.parse(now), limit).map(read),
		nextAt: () => {
			const { next_at: next } = parseRow(Next, nextHead.get());
			return next === null ? void 0 : new Date(next).toISOString();
		},
		list: (states, limit) => inStates.all(JSON.stringify(states), limit).map(read),
		ofCase: (caseId) => byCase.all(caseId).map(read),
		counts: () => {
			const counts = {
				ready: 0,
				running: 0,
				stuck: 0,
				rejected: 0,
				done: 0,
				cancelled: 0
			};
			for (const row of count.all()) {
				const { state, count: number } = parseRow(Count, row);
				counts[state] = number;
			}
			return counts;
		},
		recover: (now) => recover.immediate(now)
	};
}
// src/main/adapters/sqlite/migrations/0010-cases.ts
var _0010_cases_exports = /* @__PURE__ */ __exportAll({
	sql: () => sql$3,
	version: () => 10
});
var sql$3 = `
CREATE TABLE case_action (
  position INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (case_id, seq)
) STRICT;

CREATE TRIGGER case_action_never_updated BEFORE UPDATE ON case_action
BEGIN SELECT RAISE(ABORT, 'case_action is append-only'); END;
CREATE TRIGGER case_action_never_deleted BEFORE DELETE ON case_action
BEGIN SELECT RAISE(ABORT, 'case_action is append-only'); END;

CREATE TABLE case_index (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  side TEXT NOT NULL,
  stage TEXT NOT NULL,
  service_id TEXT NOT NULL,
  number TEXT,
  provisional_number TEXT,
  applicant_iin TEXT,
  applicant_name TEXT,
  name_folded TEXT,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  due_on TEXT,
  outcome TEXT
) STRICT;
CREATE INDEX case_index_stage ON case_index (side, stage, id);
CREATE INDEX case_index_number ON case_index (number, side, stage) WHERE number IS NOT NULL;
CREATE INDEX case_index_provisional ON case_index (provisional_number, side, stage) WHERE provisional_number IS NOT NULL;
CREATE INDEX case_index_iin ON case_index (applicant_iin, side, stage) WHERE applicant_iin IS NOT NULL;

CREATE VIRTUAL TABLE case_name USING fts5 (
  name, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='unicode61 remove_diacritics 0'
);

CREATE TABLE draft (
  case_id TEXT PRIMARY KEY,
  saved_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
// src/main/adapters/sqlite/migrations/0020-jobs.ts
var _0020_jobs_exports = /* @__PURE__ */ __exportAll({
	sql: () => sql$2,
	version: () => 20
});
var sql$2 = `
CREATE TABLE job (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'stuck', 'rejected', 'done', 'cancelled')),
  next_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX job_state ON job (state, position);
CREATE INDEX job_case ON job (case_id, position);
CREATE INDEX job_unfinished ON job (case_id, position) WHERE state NOT IN ('done', 'cancelled');
`;
// src/main/adapters/sqlite/migrations/0030-settings.ts
var _0030_settings_exports = /* @__PURE__ */ __exportAll({
	sql: () => sql$1,
	version: () => 30
});
var sql$1 = `
CREATE TABLE service_definition (
  service_id TEXT NOT NULL,
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (service_id, version)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE login (
  login TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE provisional_sequence (
  day TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation_list (
  name TEXT PRIMARY KEY,
  der BLOB NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT;
`;
// src/main/adapters/sqlite/migrations/0040-uploads.ts
var _0040_uploads_exports = /* @__PURE__ */ __exportAll({
	sql: () => sql,
	version: () => 40
});
var sql = `
CREATE TABLE upload (
  hash TEXT PRIMARY KEY,
  url TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
// src/main/adapters/sqlite/migrations/all.ts
/** Every step in order. A released step is never changed; docs/schema-changelog.md has a line for each. */
var migrations = [
	_0010_cases_exports,
	_0020_jobs_exports,
	_0030_settings_exports,
	_0040_uploads_exports
];
// src/main/adapters/sqlite/migrate.ts
/**
* Brings the schema up to date: all pending steps and the new `user_version` in one transaction, so a crash leaves the old version whole.
* Always writes (the version at least), so that what holds after a first write can be asserted by the caller.
* @returns the version found; a database from a newer program is left alone
*/
function migrate(db, migrations$1 = migrations) {
	const found = Number(db.pragma("user_version", { simple: true }));
	const newest = migrations$1.at(-1)?.version ?? 0;
	if (found > newest) return err(fault("storage/newerVersion", "support", {
		fileVersion: found,
		programVersion: newest
	}));
	db.transaction(() => {
		for (const { version, sql } of migrations$1) if (version > found) db.exec(sql);
		db.pragma(`user_version = ${newest}`);
	}).immediate();
	return ok(found);
}
// src/main/adapters/sqlite/settings-store.ts
var Value = z.object({ value: z.string() });
var Body = z.object({ body: z.string() });
var Last = z.object({ last: z.int().positive() });
var Crl = z.object({
	der: z.instanceof(Uint8Array),
	fetched_at: z.int()
});
var CatalogueIndex = z.object({
	version: z.string(),
	services: z.array(z.object({
		id: z.string(),
		version: z.string()
	}))
});
var Login = z.object({
	login: z.string(),
	failures: z.int().nonnegative(),
	lockedUntil: Instant.exactOptional(),
	verifier: z.string().exactOptional(),
	staff: z.string().exactOptional(),
	verifiedAt: Instant.exactOptional()
});
function createSettingsStore(db) {
	const keyed = (table) => {
		const get = db.prepare(`SELECT value FROM ${table} WHERE key = ?`);
		const put = db.prepare(`INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
		return {
			get: (key) => {
				const row = get.get(key);
				return row === void 0 ? void 0 : parseRow(Value, row).value;
			},
			put: (key, value) => void put.run(key, value)
		};
	};
	const setting = keyed("setting");
	const preference = keyed("preference");
	const getDefinition = db.prepare("SELECT body FROM service_definition WHERE service_id = ? AND version = ?");
	const putDefinition = db.prepare("INSERT INTO service_definition (service_id, version, body) VALUES (?, ?, ?) ON CONFLICT (service_id, version) DO UPDATE SET body = excluded.body");
	const getLogin = db.prepare("SELECT body FROM login WHERE login = ?");
	const putLogin = db.prepare("INSERT INTO login (login, body) VALUES (?, ?) ON CONFLICT (login) DO UPDATE SET body = excluded.body");
	const nextOfDay = db.prepare("INSERT INTO provisional_sequence (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last");
	const getCrl = db.prepare("SELECT der, fetched_at FROM revocation_list WHERE name = 'issuing'");
	const putCrl = db.prepare("INSERT INTO revocation_list (name, der, fetched_at) VALUES ('issuing', ?, ?) ON CONFLICT (name) DO UPDATE SET der = excluded.der, fetched_at = excluded.fetched_at");
	const definition = (serviceId, version) => {
		const row = getDefinition.get(serviceId, version);
		return row === void 0 ? void 0 : parseBody(ServiceDefinition, parseRow(Body, row).body);
	};
	const saveCatalogue = db.transaction((version, services) => {
		for (const service of services) putDefinition.run(service.id, service.version, JSON.stringify(service));
		setting.put("catalogue", JSON.stringify({
			version,
			services: services.map((service) => ({
				id: service.id,
				version: service.version
			}))
		}));
	});
	return {
		catalogue: () => {
			const text = setting.get("catalogue");
			if (text === void 0) return void 0;
			const { version, services } = parseBody(CatalogueIndex, text);
			return {
				version,
				services: services.map((service) => definition(service.id, service.version)).filter((found) => found !== void 0)
			};
		},
		saveCatalogue: (version, services) => void saveCatalogue.immediate(version, services),
		definition,
		calendar: () => {
			const text = setting.get("calendar");
			return text === void 0 ? void 0 : parseBody(WorkCalendar, text);
		},
		saveCalendar: (calendar) => setting.put("calendar", JSON.stringify(calendar)),
		feedCursor: () => setting.get("feedCursor") ?? "",
		saveFeedCursor: (cursor) => setting.put("feedCursor", cursor),
		findLogin: (login) => {
			const row = getLogin.get(login);
			return row === void 0 ? void 0 : parseBody(Login, parseRow(Body, row).body);
		},
		saveLogin: (record) => void putLogin.run(record.login, JSON.stringify(record)),
		nextProvisional: (day) => parseRow(Last, nextOfDay.get(day)).last,
		preference: preference.get,
		savePreference: preference.put,
		rememberCrl: (der, fetchedAt) => void putCrl.run(Buffer.from(der), Date.parse(fetchedAt)),
		crl: () => {
			const row = getCrl.get();
			if (row === void 0) return void 0;
			const { der, fetched_at: fetchedAt } = parseRow(Crl, row);
			return {
				der: new Uint8Array(der),
				fetchedAt: new Date(fetchedAt).toISOString()
			};
		}
	};
}
// src/main/adapters/sqlite/upload-store.ts
var Row = z.object({ url: z.string() });
function createUploadStore(db) {
	const get = db.prepare("SELECT url FROM upload WHERE hash = ?");
	const put = db.prepare("INSERT INTO upload (hash, url) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET url = excluded.url");
	const drop = db.prepare("DELETE FROM upload WHERE hash = ?");
	return {
		get: (hash) => Row.safeParse(get.get(hash)).data?.url,
		set: (hash, url) => void put.run(hash, url),
		delete: (hash) => void drop.run(hash)
	};
}
// src/main/adapters/sqlite/open-stores.ts
var storesOf = (db) => {
	const drafts = createDraftStore(db, (caseId) => cases.reindex(caseId));
	const cases = createCaseStore(db, (caseId) => drafts.find(caseId)?.draft);
	const transaction = (work) => guarded(() => db.transaction(work).immediate());
	return {
		cases: guardMethods(cases),
		drafts: guardMethods(drafts),
		jobs: guardMethods(createJobStore(db)),
		settings: guardMethods(createSettingsStore(db)),
		uploads: guardMethods(createUploadStore(db)),
		transaction,
		rebuildIndex: () => guarded(cases.rebuildIndex),
		close: () => void db.close()
	};
};
/**
* The workplace's database: opened, checked, brought up to date.
* @returns `storage/damaged` for a wrong key as for a damaged file; `storage/inUse` while another process has it
*/
function openStores({ file, key, logger = silentLogger, waitMilliseconds = 2e3 }) {
	const connected = connect({
		file,
		key,
		waitMilliseconds
	});
	if (!connected.ok) return connected;
	const db = connected.value;
	try {
		const started = performance.now();
		if (db.pragma("quick_check(1)", { simple: true }) !== "ok") {
			db.close();
			return err(fault("storage/damaged", "support", { code: "QUICK_CHECK" }));
		}
		logger.info("database checked", { milliseconds: Math.round(performance.now() - started) });
		const migrated = migrate(db);
		if (!migrated.ok) {
			db.close();
			return migrated;
		}
		if (db.pragma("synchronous", { simple: true }) !== 2) throw new Error("synchronous is not FULL after the first write");
		logger.info("database open", {
			version: String(db.pragma("user_version", { simple: true })),
			code: String(migrated.value)
		});
		return ok(storesOf(db));
	} catch (failure) {
		db.close();
		const expected = connectFaultOf(failure);
		if (expected === void 0) throw failure;
		return err(expected);
	}
}
// src/core/base/backoff.ts
var defaultBackoff = {
	first: 1e3,
	factor: 1.9,
	cap: 9e5,
	jitter: .25
};
/**
* Delay before the next try.
* @param attempts how many tries have failed, from 1
* @param chance a number in [0, 1), from the caller, so that tests decide it
* @returns whole milliseconds
*/
function backoffDelay(attempts, chance, policy = defaultBackoff) {
	const plain = Math.min(policy.cap, policy.first * policy.factor ** Math.max(0, attempts - 1));
	return Math.round(plain * (1 + policy.jitter * (2 * chance - 1)));
}
// src/core/jobs/job-transitions.ts
var instantOf = (milliseconds) => new Date(milliseconds).toISOString();
/** A run begins. */
var begun = (job) => {
	const { progress: _progress, ...rest } = job;
	return {
		...rest,
		state: "running",
		attempts: job.attempts + 1
	};
};
/**
* What a run came to. A wait that the gateway named is kept exactly, and is kept with the fault, so that nothing but the operator shortens it.
* @param now when the run ended, milliseconds since 1970
* @param chance for the jitter of the own delay, [0, 1)
*/
function ended(job, outcome, now, chance) {
	switch (outcome.kind) {
		case "done": {
			const { lastFault: _lastFault, ...rest } = job;
			return {
				...rest,
				state: "done",
				finishedAt: instantOf(now)
			};
		}
		case "retry": {
			if (outcome.after === void 0) return {
				...job,
				state: "ready",
				nextAt: instantOf(now + backoffDelay(job.attempts, chance)),
				lastFault: outcome.fault
			};
			const after = Math.max(0, Math.ceil(outcome.after));
			return {
				...job,
				state: "ready",
				nextAt: instantOf(now + after),
				lastFault: {
					tag: outcome.fault.tag,
					data: {
						...outcome.fault.data,
						retryAfterMilliseconds: after
					}
				}
			};
		}
		case "needsOperator": return {
			...job,
			state: "stuck",
			lastFault: outcome.fault
		};
		case "rejected": return {
			...job,
			state: "rejected",
			lastFault: outcome.fault,
			finishedAt: instantOf(now)
		};
		default: return assertNever(outcome);
	}
}
/** A run that was broken off because the program ends: as if it had not begun. */
var interrupted = (job, now) => ({
	...job,
	state: "ready",
	nextAt: instantOf(now),
	attempts: Math.max(0, job.attempts - 1)
});
var cancelled = (job, now) => ({
	...job,
	state: "cancelled",
	finishedAt: instantOf(now)
});
/** The operator wants it tried now. */
var wanted = (job, now) => {
	const { finishedAt: _finishedAt, ...rest } = job;
	return {
		...rest,
		state: "ready",
		nextAt: instantOf(now)
	};
};
/** Whether it waits by our own choice: such a wait may be cut short when the connection is back. */
var waitsByChoice = (job, now) => job.state === "ready" && Date.parse(job.nextAt) > now && job.lastFault?.data["retryAfterMilliseconds"] === void 0;
// src/core/jobs/engine.ts
/** The disk is full or away: how long until writing is tried again, milliseconds. */
var storagePause = 5e3;
/** The clock of the device is looked at again at least so often, however far the next job is, milliseconds. */
var longestTimer = 6e4;
/** Progress is written at most so often, milliseconds. */
var progressInterval = 500;
/** How many waiting jobs are looked at to cut their waiting short. */
var manyJobs = 1e5;
/** Runs durable jobs: between cases in parallel, within a case in order. The store decides what is due; the engine decides when to ask. */
function createJobEngine(deps) {
	const { jobs, transaction, clock, random, handlers, logger, onDidChange, maxParallel } = deps;
	const runs = /* @__PURE__ */ new Map();
	/** Outcomes that could not be written yet, oldest first. Nothing new starts before they are. */
	let unwritten = [];
	let phase = "off";
	let recovered = false;
	let callOffTimer = () => {};
	let paused = false;
	const wakeIn = (milliseconds) => {
		callOffTimer();
		callOffTimer = clock.after(milliseconds, () => {
			paused = false;
			pump();
		});
	};
	const pause = (problem) => {
		logger.error("storage problem, jobs pause", {
			code: problem.code,
			tag: problem.problem,
			milliseconds: storagePause
		});
		paused = true;
		wakeIn(storagePause);
	};
	/** @returns false where the disk would not have it; anything else that fails is a bug and thrown */
	const write = (work) => {
		try {
			transaction(work);
			return true;
		} catch (failure) {
			if (!(failure instanceof StorageProblem)) throw failure;
			pause(failure);
			return false;
		}
	};
	const writeOrKeep = (work) => {
		if (unwritten.length > 0 || !write(work)) unwritten.push(work);
		else onDidChange();
	};
	const settle = (job, run, outcome) => {
		const current = jobs.find(job.id) ?? job;
		const now = clock.now();
		const final = outcome?.kind === "done" || outcome?.kind === "rejected";
		if (run.cancelWanted && !final) return cancelled(current, now);
		if (phase !== "on" && (outcome === void 0 || outcome.kind === "retry")) return interrupted(current, now);
		return ended(current, outcome ?? {
			kind: "needsOperator",
			fault: {
				tag: "job/failed",
				data: {}
			}
		}, now, random.chance());
	};
	const reporter = (id) => {
		let written = -Infinity;
		return (progress) => {
			if (clock.now() - written < progressInterval && progress.done < progress.total) return;
			written = clock.now();
			const current = jobs.find(id);
			if (current?.state === "running" && write(() => jobs.update({
				...current,
				progress
			}))) onDidChange();
		};
	};
	const perform = async (job, run) => {
		const fields = {
			jobId: job.id,
			jobKind: job.kind,
			caseId: job.caseId,
			attempt: job.attempts
		};
		let outcome;
		try {
			outcome = await handlers[job.kind](job, reporter(job.id), run.abort);
			logger.info(`job ${outcome.kind}`, {
				...fields,
				..."fault" in outcome ? { tag: outcome.fault.tag } : {}
			});
		} catch (failure) {
			if (failure instanceof StorageProblem) {
				pause(failure);
				outcome = {
					kind: "retry",
					fault: {
						tag: "storage/failed",
						data: { code: failure.code }
					},
					after: storagePause
				};
			} else if (phase === "on" && !run.cancelWanted) logger.error("job handler failed", {
				...fields,
				tag: "job/failed",
				failure: describeFailure(failure)
			});
		}
		if (runs.get(job.id) !== run) return;
		const next = settleSafely(job, run, outcome);
		writeOrKeep(() => jobs.update(next));
		runs.delete(job.id);
		pump();
	};
	/** The store may be unreadable at this very moment: then the job as it began is what counts. */
	const settleSafely = (job, run, outcome) => {
		try {
			return settle(job, run, outcome);
		} catch (failure) {
			if (!(failure instanceof StorageProblem)) throw failure;
			const now = clock.now();
			return outcome === void 0 ? interrupted(job, now) : ended(job, outcome, now, random.chance());
		}
	};
	const launch = (job) => {
		const running = begun(job);
		if (!write(() => jobs.update(running))) return false;
		let finish = () => {};
		const run = {
			abort: new Abort(),
			cancelWanted: false,
			ended: new Promise((resolve) => finish = resolve)
		};
		runs.set(job.id, run);
		perform(running, run).finally(finish);
		return true;
	};
	const startDue = () => {
		const free = maxParallel - runs.size;
		if (free <= 0) return;
		let changed = false;
		for (const job of jobs.due(clock.instant(), free)) {
			if (!launch(job)) break;
			changed = true;
		}
		if (changed) onDidChange();
		const nextAt = paused || runs.size >= maxParallel ? void 0 : jobs.nextAt();
		if (nextAt !== void 0) wakeIn(Math.min(longestTimer, Math.max(0, Date.parse(nextAt) - clock.now())));
	};
	const pump = () => {
		if (phase !== "on" || paused) return;
		callOffTimer();
		try {
			while (unwritten[0] !== void 0) {
				if (!write(unwritten[0])) return;
				unwritten.shift();
				onDidChange();
			}
			if (!recovered) {
				const count = transaction(() => jobs.recover(clock.instant()));
				recovered = true;
				if (count > 0) logger.warn("jobs were left running", { count });
			}
			startDue();
		} catch (failure) {
			if (!(failure instanceof StorageProblem)) throw failure;
			pause(failure);
		}
	};
	const hurry = (candidates) => {
		const now = clock.now();
		const waiting = candidates.filter((job) => waitsByChoice(job, now));
		if (waiting.length > 0) write(() => waiting.forEach((job) => jobs.update(wanted(job, now))));
		pump();
	};
	return {
		start: () => {
			if (phase !== "off") return;
			phase = "on";
			pump();
		},
		stop: async (limitMilliseconds = 5e3) => {
			phase = "stopping";
			callOffTimer();
			for (const run of runs.values()) run.abort.abort();
			const all = Promise.all([...runs.values()].map((run) => run.ended));
			await new Promise((resolve) => {
				const callOff = clock.after(limitMilliseconds, resolve);
				all.then(() => {
					callOff();
					resolve();
				});
			});
			const late = unwritten;
			unwritten = [];
			for (const work of late) write(work);
			callOffTimer();
			runs.clear();
			recovered = false;
			paused = false;
			phase = "off";
		},
		poke: (caseId) => caseId === void 0 ? pump() : hurry(jobs.ofCase(caseId)),
		connectionReturned: () => hurry(jobs.list(["ready"], manyJobs)),
		retryNow: (id) => {
			const job = jobs.find(id);
			if (job === void 0 || ![
				"ready",
				"stuck",
				"rejected"
			].includes(job.state)) return false;
			transaction(() => jobs.update(wanted(job, clock.now())));
			onDidChange();
			pump();
			return true;
		},
		cancel: (id) => {
			const run = runs.get(id);
			if (run !== void 0) {
				run.cancelWanted = true;
				run.abort.abort();
				return "asked";
			}
			const job = jobs.find(id);
			if (job === void 0 || ![
				"ready",
				"stuck",
				"rejected"
			].includes(job.state)) return "tooLate";
			transaction(() => jobs.update(cancelled(job, clock.now())));
			onDidChange();
			pump();
			return "cancelled";
		}
	};
}
// src/core/jobs/outcome.ts
/** Refusals that pass by themselves: the same request may be taken later. */
var passing = [
	"unavailable",
	"unauthorised",
	"notFound",
	"request/documentMissing"
];
/** What a gateway's fault means for the job that met it. */
function outcomeOf(failure) {
	if (failure.tag === "gateway/unavailable") {
		const fault = {
			tag: failure.tag,
			data: { why: failure.why }
		};
		return failure.retryAfterMilliseconds === void 0 ? {
			kind: "retry",
			fault
		} : {
			kind: "retry",
			fault,
			after: failure.retryAfterMilliseconds
		};
	}
	const fault = {
		tag: failure.tag,
		data: {
			...failure.data,
			code: failure.code
		}
	};
	return passing.includes(failure.code) ? {
		kind: "retry",
		fault
	} : {
		kind: "rejected",
		fault
	};
}
// src/core/jobs/handlers.ts
var done = { kind: "done" };
async function submitRequest(deps, job, report, signal) {
	const state = deps.stores.cases.state(job.caseId);
	if (state?.requestCms === void 0 || state.request === void 0) return {
		kind: "needsOperator",
		fault: {
			tag: "job/nothingToSend",
			data: {}
		}
	};
	if (state.number !== void 0) return done;
	const total = state.request.documents.reduce((sum, document) => sum + document.bytes, 0);
	let sent = 0;
	for (const document of state.request.documents) {
		const content = await deps.documents.get(document.sha256);
		if (!content.ok) return {
			kind: "needsOperator",
			fault: {
				tag: content.error.tag,
				data: { document: document.title.kk }
			}
		};
		const uploaded = await deps.gateway.upload(document.sha256, content.value, (part) => report({
			done: sent + part,
			total
		}), signal);
		if (!uploaded.ok) return outcomeOf(uploaded.error);
		sent += document.bytes;
		report({
			done: sent,
			total
		});
	}
	const cms = await deps.documents.get(state.requestCms);
	if (!cms.ok) return {
		kind: "needsOperator",
		fault: {
			tag: cms.error.tag,
			data: {}
		}
	};
	const answer = await deps.gateway.submit(job.idempotencyKey, job.caseId, cms.value);
	if (!answer.ok) {
		const outcome = outcomeOf(answer.error);
		if (outcome.kind === "rejected") {
			deps.stores.transaction(() => record(deps, systemActor(deps), job.caseId, {
				kind: "sendingRejected",
				code: String(outcome.fault.data["code"] ?? outcome.fault.tag)
			}));
			deps.notices.caseChanged(job.caseId);
		}
		return outcome;
	}
	const { number, registeredAt, deadline, acknowledgement } = answer.value;
	deps.stores.transaction(() => {
		record(deps, systemActor(deps), job.caseId, {
			kind: "registered",
			number,
			registeredAt,
			deadline,
			acknowledgement
		});
		deps.stores.drafts.remove(job.caseId);
	});
	deps.notices.caseChanged(job.caseId);
	return done;
}
/** When the provider's employee took the request, and who: from the log, so that a late delivery tells the true time. */
function acceptanceOf(deps, caseId) {
	const accepted = deps.stores.cases.actions(caseId).find((action) => action.event.kind === "accepted");
	return accepted === void 0 ? void 0 : {
		acceptedAt: accepted.at,
		executor: accepted.author.fullName
	};
}
async function deliverAcceptance(deps, job) {
	const body = acceptanceOf(deps, job.caseId);
	if (body === void 0) return {
		kind: "needsOperator",
		fault: {
			tag: "job/nothingToSend",
			data: {}
		}
	};
	const answer = await deps.gateway.acceptance(job.idempotencyKey, job.caseId, body);
	return answer.ok ? done : outcomeOf(answer.error);
}
async function deliverResult(deps, job) {
	const state = deps.stores.cases.state(job.caseId);
	if (state?.resultCms === void 0) return {
		kind: "needsOperator",
		fault: {
			tag: "job/nothingToSend",
			data: {}
		}
	};
	if (state.resultDelivered) return done;
	const cms = await deps.documents.get(state.resultCms);
	if (!cms.ok) return {
		kind: "needsOperator",
		fault: {
			tag: cms.error.tag,
			data: {}
		}
	};
	const answer = await deps.gateway.result(job.idempotencyKey, job.caseId, cms.value);
	if (!answer.ok) return outcomeOf(answer.error);
	deps.stores.transaction(() => record(deps, systemActor(deps), job.caseId, {
		kind: "resultDelivered",
		acknowledgement: answer.value.acknowledgement
	}));
	deps.notices.caseChanged(job.caseId);
	return done;
}
/** The work of each kind of job. None sleeps and none retries by itself. */
var jobHandlers = (deps) => ({
	submitRequest: (job, report, signal) => submitRequest(deps, job, report, signal),
	deliverAcceptance: (job) => deliverAcceptance(deps, job),
	deliverResult: (job) => deliverResult(deps, job)
});
// src/main/app/connection.ts
/** Whether the gateway answers, told by the calls that are made anyway. */
var ConnectionWatch = class {
	#clock;
	#changed = new Emitter();
	onDidChange = this.#changed.on;
	#connection;
	constructor(clock) {
		this.#clock = clock;
		this.#connection = {
			state: "connecting",
			since: clock.instant()
		};
	}
	get connection() {
		return this.#connection;
	}
	/** A refusal is an answer, and so is "busy": someone is there. */
	note(answer) {
		const state = answer.ok || answer.error.tag === "gateway/refused" || answer.error.why === "busy" ? "online" : "offline";
		if (state === this.#connection.state) return;
		this.#connection = {
			state,
			since: this.#clock.instant()
		};
		this.#changed.emit(this.#connection);
	}
};
/** The same gateway, every answer noted. */
function watchedGateway(gateway, watch) {
	const watched = Object.entries(gateway).map(([name, call]) => [name, async (...input) => {
		const answer = await call(...input);
		watch.note(answer);
		return answer;
	}]);
	return Object.fromEntries(watched);
}
// src/main/app/derive-key.ts
/** HKDF-SHA-256 (RFC 5869) of the master key: one key per workplace and use, 32 bytes. */
var deriveKey = (masterKey, workplaceId, use) => new Uint8Array(hkdfSync("sha256", masterKey, "tereze", `${workplaceId}/${use}`, 32));
// src/core/services/apply-feed.ts
async function requestArrived(deps, item) {
	const cms = await deps.gateway.request(item.caseId);
	if (!cms.ok) return cms;
	const { report, content } = await deps.signing.verify(cms.value, item.registeredAt);
	const parsed = ServiceRequest.safeParse(content === void 0 ? void 0 : readJson(content));
	if (!parsed.success) {
		deps.logger.error("A request of the feed cannot be read", { caseId: item.caseId });
		return ok();
	}
	const request = parsed.data;
	const judged = report.signer?.iin === request.operator.iin && report.signer.bin === request.centre.bin ? report : {
		...report,
		accepted: false,
		problems: [...report.problems, "iinDiffers"]
	};
	const stored = await deps.documents.put(cms.value);
	if (!stored.ok) return stored;
	const { number, registeredAt, deadline, eventId, caseId } = item;
	deps.stores.transaction(() => record(deps, systemActor(deps), caseId, {
		kind: "requestArrived",
		request,
		cms: stored.value,
		report: judged,
		number,
		registeredAt,
		deadline,
		eventId
	}));
	return ok();
}
async function resultReady(deps, item) {
	const cms = await deps.gateway.resultContent(item.caseId);
	if (!cms.ok) return cms;
	const { report, content } = await deps.signing.verify(cms.value, item.at);
	const document = parseResult(content);
	if (document === void 0 || content === void 0 || document.caseId !== item.caseId || hashOf$1(content) !== item.resultHash) {
		deps.logger.error("A result of the feed cannot be read", { caseId: item.caseId });
		return ok();
	}
	const judged = report.signer?.bin === document.provider.bin ? report : {
		...report,
		accepted: false,
		problems: [...report.problems, "binDiffers"]
	};
	const stored = await deps.documents.put(cms.value);
	if (!stored.ok) return stored;
	deps.stores.transaction(() => record(deps, systemActor(deps), item.caseId, {
		kind: "resultReceived",
		cms: stored.value,
		outcome: document.decision.outcome,
		report: judged,
		eventId: item.eventId
	}));
	return ok();
}
/**
* Applies one event of the feed to its case. The same event again changes nothing; an event for a case that is not here, or that comes too late
* to matter, is passed over. A failure means: ask again later, from the same cursor.
*/
async function applyFeedItem(deps, item) {
	const state = deps.stores.cases.state(item.caseId);
	if (item.kind === "requestArrived") {
		if (state !== void 0) return ok({ changed: false });
		const applied = await requestArrived(deps, item);
		return applied.ok ? ok({ changed: true }) : applied;
	}
	const event = item.kind === "statusChanged" ? "statusReceived" : "resultReceived";
	if (state === void 0 || state.eventIds.includes(item.eventId) || !mayFollow(state.stage, event)) return ok({ changed: false });
	if (item.kind === "resultReady") {
		const applied = await resultReady(deps, item);
		return applied.ok ? ok({ changed: true }) : applied;
	}
	const { status, at, eventId } = item;
	deps.stores.transaction(() => record(deps, systemActor(deps), item.caseId, {
		kind: "statusReceived",
		status,
		at,
		eventId
	}));
	return ok({ changed: true });
}
// src/main/app/follow-feed.ts
var waitSeconds = 25;
/** A lost gateway is asked for again often: a person stands at the counter. */
var policy = {
	first: 500,
	factor: 1.7,
	cap: 1e4,
	jitter: .25
};
var pause = (milliseconds, signal) => new Promise((resolve) => {
	const timer = setTimeout(resolve, milliseconds);
	signal.addEventListener("abort", () => {
		clearTimeout(timer);
		resolve();
	});
});
/**
* Follows the gateway's feed of one workplace by long poll until stopped. The cursor is saved only after every event of an answer was applied,
* so an event may come twice (harmless) but is never missed.
*/
function followFeed(desk) {
	const stopping = new Abort();
	const round = async (wait) => {
		const answer = await desk.gateway.feed(desk.stores.settings.feedCursor(), wait, stopping);
		if (!answer.ok) return false;
		for (const item of answer.value.events) {
			const applied = await applyFeedItem(desk, item);
			if (!applied.ok) return false;
			if (applied.value.changed) desk.notices.caseChanged(item.caseId);
		}
		desk.stores.settings.saveFeedCursor(answer.value.cursor);
		return true;
	};
	const follow = async () => {
		let failures = 0;
		let wait = 0;
		while (!stopping.aborted) {
			const good = await round(wait).catch((failure) => {
				desk.logger.error("Feed failed", { failure: describeFailure(failure) });
				return false;
			});
			failures = good ? 0 : failures + 1;
			wait = good ? waitSeconds : 0;
			if (!good && !stopping.aborted) await pause(backoffDelay(failures, desk.random.chance(), policy), stopping);
		}
	};
	follow();
	return { stop: () => stopping.abort() };
}
// src/main/app/sync-official.ts
/** Brings catalogue and calendar up to date; what is here stays in force while the gateway is silent. */
async function syncOfficial(desk) {
	const [catalogue, calendar] = await Promise.all([desk.gateway.catalogue(), desk.gateway.calendar()]);
	if (catalogue.ok && desk.stores.settings.catalogue()?.version !== catalogue.value.version) {
		desk.stores.settings.saveCatalogue(catalogue.value.version, catalogue.value.services);
		desk.logger.info("Catalogue taken over", {
			version: catalogue.value.version,
			count: catalogue.value.services.length
		});
	}
	if (calendar.ok && desk.stores.settings.calendar()?.version !== calendar.value.version) desk.stores.settings.saveCalendar(calendar.value);
	return catalogue.ok && calendar.ok;
}
// src/main/app/open-desk.ts
var parallelJobs = 3;
var officialEvery = 36e5;
var fromBase64 = (text) => new Uint8Array(Buffer.from(text, "base64"));
/** Opens one organisation's workplace: its database, documents and gateway, each under keys of its own. */
function openDesk({ enrolment, dataFolder, masterKey, training, machine, token, logger, notices }) {
	const { workplace } = enrolment;
	const folder = join(dataFolder, workplace.id);
	mkdirSync(folder, {
		recursive: true,
		mode: 448
	});
	const opened = openStores({
		file: join(folder, "tereze.db"),
		key: deriveKey(masterKey, workplace.id, "database"),
		logger
	});
	if (!opened.ok) return opened;
	const stores = opened.value;
	const connection = new ConnectionWatch(machine.clock);
	const { skew, close: closeGateway, ...calls } = createGatewayClient({
		baseUrl: enrolment.gatewayUrl,
		workplaceToken: enrolment.workplaceToken,
		uploads: stores.uploads,
		logger
	});
	const gateway = watchedGateway(calls, connection);
	const signing = createSignatureFormat({
		trustedRoots: enrolment.trustedRoots.map(fromBase64),
		intermediates: enrolment.intermediates.map(fromBase64),
		baseUrl: enrolment.gatewayUrl,
		crlCache: {
			get: stores.settings.crl,
			set: stores.settings.rememberCrl
		},
		clock: machine.clock
	});
	const { outboxChanged, ...told } = notices(workplace.id);
	const desk = {
		...machine,
		workplace,
		training,
		stores,
		gateway,
		signing,
		token,
		logger,
		documents: createFileStore({
			folder: join(folder, "documents"),
			key: deriveKey(masterKey, workplace.id, "documents")
		}),
		preparations: /* @__PURE__ */ new Map(),
		gatewayInstant: () => {
			const ahead = skew();
			return ahead === void 0 ? void 0 : new Date(machine.clock.now() + ahead).toISOString();
		},
		notices: {
			...told,
			queued: () => engine.poke()
		},
		retryNow: (jobId) => engine.retryNow(jobId)
	};
	const engine = createJobEngine({
		jobs: stores.jobs,
		transaction: stores.transaction,
		clock: machine.clock,
		random: machine.random,
		handlers: jobHandlers(desk),
		logger,
		onDidChange: outboxChanged,
		maxParallel: parallelJobs
	});
	let feed;
	let timer;
	const sync = () => void syncOfficial(desk);
	connection.onDidChange(({ state }) => {
		if (state !== "online") return;
		sync();
		engine.connectionReturned();
	});
	return ok({
		desk,
		connection,
		clockSkew: skew,
		start: () => {
			engine.start();
			feed = followFeed(desk);
			timer = setInterval(sync, officialEvery);
		},
		stop: async () => {
			clearInterval(timer);
			feed?.stop();
			await engine.stop();
			await closeGateway();
			stores.close();
		}
	});
}
// src/main/app/start-core.ts
/** Header news is gathered for so long, so that a busy queue does not flood the page, milliseconds. */
var headerDelay = 50;
/**
* Puts the workstation's core together and starts it: desks, queue, feed, API. It is plain Node and knows no transport.
* @returns the fault of a database that cannot be opened; nothing runs then
*/
function startCore(config, logger) {
	const machine = openMachine(config, logger);
	const tokens = createTokenClient();
	const pages = /* @__PURE__ */ new Set();
	const holder = new SessionHolder();
	const desks = [];
	let listing;
	let headerTimer;
	const tell = (name, value) => {
		for (const page of pages) page.emit(name, value);
	};
	const isSeatedAt = (deskId) => holder.seat?.desk.workplace.id === deskId;
	const seated = () => {
		const found = desks.find((candidate) => candidate.desk === holder.seat?.desk) ?? desks[0];
		if (found === void 0) throw new Error("A machine has a desk");
		return found;
	};
	const header = () => headerStatus(seated(), listing, holder.seat?.session.staff.iin);
	const headerChanged = () => {
		headerTimer ??= setTimeout(() => {
			headerTimer = void 0;
			tell("header/changed", header());
		}, headerDelay);
	};
	const readTokens = async () => {
		listing = await tokens.token.list();
		tell("token/changed", {});
		headerChanged();
	};
	for (const enrolment of config.enrolments) {
		const opened = openDesk({
			enrolment,
			machine,
			logger,
			token: tokens.token,
			dataFolder: config.dataFolder,
			masterKey: config.masterKey,
			training: config.training,
			notices: (deskId) => ({
				caseChanged: (caseId) => {
					if (isSeatedAt(deskId)) tell("case/changed", { caseId });
					headerChanged();
				},
				slotsChanged: (caseId, slots) => isSeatedAt(deskId) && tell("documents/changed", {
					caseId,
					slots: [...slots]
				}),
				outboxChanged: () => {
					if (isSeatedAt(deskId)) tell("outbox/changed", {});
					headerChanged();
				}
			})
		});
		if (!opened.ok) {
			Promise.all(desks.map((running) => running.stop()));
			return err(opened.error);
		}
		opened.value.connection.onDidChange(headerChanged);
		desks.push(opened.value);
	}
	const dispatch = createDispatcher({
		desks: desks.map((running) => running.desk),
		holder,
		header,
		training: config.training,
		version: config.version,
		logger,
		scans: /* @__PURE__ */ new Map()
	});
	tokens.token.onDidChange(() => void readTokens());
	holder.onDidEnd((why) => tell("session/ended", { why }));
	for (const running of desks) running.start();
	return ok({
		servePage: (channel) => {
			const page = openRemote(channel, async (name, input, signal) => {
				const answer = await dispatch(name, input, signal);
				if (name.startsWith("session/")) headerChanged();
				return answer;
			}, (failure) => logger.error("Page call failed", { failure: describeFailure(failure) }));
			pages.add(page);
			page.onClose(() => pages.delete(page));
		},
		attachToken: tokens.attach,
		stop: async () => {
			clearTimeout(headerTimer);
			await Promise.all(desks.map((running) => running.stop()));
		}
	});
}
// src/main/hosts/core/main.ts
var core;
/** Why there is no core: the page must be able to say it in a sentence. */
var failure;
var early = [];
function attach(name, channel) {
	if (name.startsWith("page:")) {
		if (core !== void 0) core.servePage(channel);
		else if (failure !== void 0) openRemote(channel, () => Promise.resolve(err(failure)));
	} else if (name === "token") core?.attachToken(channel);
}
async function start(rawConfig) {
	const config = CoreConfig.parse(rawConfig);
	const logger = createPinoLogger({
		level: "info",
		...config.logFile === void 0 ? {} : { file: config.logFile }
	});
	process.on("uncaughtException", (thrown) => {
		logger.error("Uncaught exception", { failure: describeFailure(thrown) });
		process.exit(70);
	});
	const started = startCore(config, logger);
	if (started.ok) core = started.value;
	else failure = started.error;
	for (const { name, channel } of early.splice(0)) attach(name, channel);
	logger.info("Core started", {
		version: config.version,
		process: "core"
	});
	return started.ok ? { ok: true } : {
		ok: false,
		error: started.error
	};
}
async function stop() {
	await core?.stop();
	process.exit(0);
}
listenToHost((name, channel) => {
	if (name === "host") openRemote(channel, (call, input) => call === "start" ? start(input) : stop());
	else if (core === void 0 && failure === void 0) early.push({
		name,
		channel
	});
	else attach(name, channel);
});
process.on("SIGTERM", () => void stop());
export {};

//# sourceMappingURL=core.js.map