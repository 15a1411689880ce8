import { z } from "zod";
// src/core/domain/ids.ts
var uuid = () => z.uuid().transform((text) => text);
var CaseId = uuid();
var ActionId = uuid();
var JobId = uuid();
uuid();
var PageId = uuid();
/** Lower-case words with hyphens, as the file name of the service's definition. */
var ServiceId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).transform((text) => text);
/** SHA-256 of content, 64 lower-case hexadecimal digits: the content's name everywhere. */
var ContentHash = z.string().regex(/^[0-9a-f]{64}$/).transform((text) => text);
/** An instant, ISO 8601 in UTC with milliseconds. */
var Instant = z.iso.datetime();
/** A calendar date, ISO 8601, in Asia/Almaty. */
var DateOnly = z.iso.date();
// src/core/domain/iin.ts
var firstWeights = [
	1,
	2,
	3,
	4,
	5,
	6,
	7,
	8,
	9,
	10,
	11
];
var secondWeights = [
	3,
	4,
	5,
	6,
	7,
	8,
	9,
	10,
	11,
	1,
	2
];
var weighted = (digits, weights) => weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
/**
* The twelfth digit for the first eleven: weights 1…11 modulo 11; where that gives 10, weights 3…11,1,2.
* @returns undefined where both passes give 10: such a number is never issued
*/
function checkDigitOf(elevenDigits) {
	const first = weighted(elevenDigits, firstWeights);
	const digit = first === 10 ? weighted(elevenDigits, secondWeights) : first;
	return digit === 10 ? void 0 : digit;
}
var Sex = z.enum(["male", "female"]);
var isRealDate = (year, month, day) => {
	const days = [
		31,
		year % 4 === 0 && year % 100 !== 0 || year % 400 === 0 ? 29 : 28,
		31,
		30,
		31,
		30,
		31,
		31,
		30,
		31,
		30,
		31
	][month - 1];
	return days !== void 0 && day >= 1 && day <= days;
};
var twelveDigits = /^\d{12}$/;
/** Reads an IIN as typed: form, birth date, century and sex, check digit, in that order. */
function readIin(text) {
	if (!twelveDigits.test(text)) return {
		valid: false,
		problem: "notTwelveDigits"
	};
	const century = Number(text[6]);
	if (century > 6) return {
		valid: false,
		problem: "centuryDigitImpossible"
	};
	const yearInCentury = Number(text.slice(0, 2));
	const month = Number(text.slice(2, 4));
	const day = Number(text.slice(4, 6));
	const known = century > 0;
	const year = known ? 1800 + 100 * Math.floor((century - 1) / 2) + yearInCentury : 2e3 + yearInCentury;
	if (!isRealDate(year, month, day)) return {
		valid: false,
		problem: "birthDateImpossible"
	};
	if (checkDigitOf(text.slice(0, 11)) !== Number(text[11])) return {
		valid: false,
		problem: "checkDigit"
	};
	const iin = text;
	if (!known) return {
		valid: true,
		facts: { iin }
	};
	return {
		valid: true,
		facts: {
			iin,
			birthDate: `${year}-${text.slice(2, 4)}-${text.slice(4, 6)}`,
			sex: century % 2 === 1 ? "male" : "female"
		}
	};
}
var isBin = (text) => twelveDigits.test(text) && Number(text[4]) >= 4 && Number(text[4]) <= 6 && checkDigitOf(text.slice(0, 11)) === Number(text[11]);
var Iin = z.string().refine((text) => readIin(text).valid, "iin").transform((text) => text);
var Bin = z.string().refine(isBin, "bin").transform((text) => text);
// src/core/domain/text.ts
var Locale = z.enum(["kk", "ru"]);
/** A text in both languages of the country; Kazakh first. */
var LocalText = z.object({
	kk: z.string().min(1),
	ru: z.string().min(1)
});
// src/core/domain/person.ts
var PersonName = z.object({
	surname: z.string().min(1),
	givenName: z.string().min(1),
	patronymic: z.string().optional()
});
var fullNameOf = (name) => [
	name.surname,
	name.givenName,
	name.patronymic
].filter(Boolean).join(" ");
/** A person as the register of natural persons (ЖТ МДҚ) knows them. */
var RegisteredPerson = z.object({
	iin: Iin,
	name: PersonName,
	birthDate: DateOnly,
	sex: Sex,
	address: LocalText,
	identityDocument: z.object({
		kind: z.enum([
			"idCard",
			"passport",
			"birthCertificate",
			"residencePermit"
		]),
		number: z.string(),
		issuedAt: DateOnly,
		expiresAt: DateOnly.optional()
	}),
	/** Date of death, where the register records one. */
	diedAt: DateOnly.optional(),
	/** IINs of a minor's parents. */
	parents: z.array(Iin).optional()
});
/** An organisation as the register of legal persons (ЗТ МДҚ) knows it. */
var RegisteredOrganisation = z.object({
	bin: Bin,
	name: LocalText,
	address: LocalText,
	head: z.object({
		iin: Iin,
		name: PersonName
	}),
	registeredAt: DateOnly
});
/** What a register said, kept with when and by which register, or that it was silent and the data were declared at the counter. */
var RegisterEvidence = z.discriminatedUnion("outcome", [z.object({
	outcome: z.literal("confirmed"),
	register: z.string(),
	answeredAt: Instant,
	reference: z.string()
}), z.object({
	outcome: z.literal("declared"),
	register: z.string(),
	declaredAt: Instant,
	why: z.literal("unavailable")
})]);
/** Алушы: the person who asks. */
var Applicant = z.object({
	iin: Iin,
	name: PersonName,
	birthDate: DateOnly,
	sex: Sex,
	address: z.string().min(1),
	phone: z.string().regex(/^\+7\d{10}$/),
	email: z.email().optional(),
	evidence: RegisterEvidence
});
// src/core/domain/authority.ts
/** A notarised power of attorney (сенімхат) as the notaries' register (БНАЖ) knows it. */
var RegisteredAuthority = z.object({
	number: z.string().min(1),
	notary: z.string().min(1),
	issuedAt: DateOnly,
	expiresAt: DateOnly,
	principal: Iin,
	representative: Iin,
	representativeName: PersonName,
	/** Services it covers; `all` for a general one. */
	scope: z.union([z.literal("all"), z.array(z.string())]),
	revokedAt: DateOnly.optional()
});
var AuthorityProblem = z.enum([
	"expired",
	"notYetValid",
	"revoked",
	"wrongScope",
	"wrongPrincipal",
	"wrongRepresentative"
]);
/** The representative and the paper they act by, as checked. */
var Representative = z.object({
	iin: Iin,
	name: PersonName,
	phone: z.string().regex(/^\+7\d{10}$/).optional(),
	authority: z.object({
		number: z.string().min(1),
		notary: z.string(),
		issuedAt: DateOnly,
		expiresAt: DateOnly,
		evidence: z.discriminatedUnion("outcome", [z.object({
			outcome: z.literal("confirmed"),
			register: z.literal("БНАЖ"),
			answeredAt: Instant
		}), z.object({
			outcome: z.literal("declared"),
			register: z.literal("БНАЖ"),
			declaredAt: Instant,
			why: z.literal("unavailable")
		})])
	})
});
/**
* Every reason why a power of attorney does not serve here, none where it does.
* @param today calendar date in Asia/Almaty
*/
function problemsOf(authority, use) {
	const problems = [];
	if (authority.revokedAt !== void 0 && authority.revokedAt <= use.today) problems.push("revoked");
	if (authority.expiresAt < use.today) problems.push("expired");
	if (authority.issuedAt > use.today) problems.push("notYetValid");
	if (authority.scope !== "all" && !authority.scope.includes(use.serviceId)) problems.push("wrongScope");
	if (authority.principal !== use.principal) problems.push("wrongPrincipal");
	if (authority.representative !== use.representative) problems.push("wrongRepresentative");
	return problems;
}
// src/core/domain/calendar.ts
/** Working days as data: days off and the yearly orders' transfers. A deadline names the version it was computed with. */
var WorkCalendar = z.object({
	version: z.string().min(1),
	/** Dates that are off though they fall on a working weekday. */
	daysOff: z.array(DateOnly),
	/** Saturdays and Sundays that are worked by an order of transfer. */
	workedWeekends: z.array(DateOnly),
	/** First and last date the table speaks of; outside it deadlines cannot be computed. */
	from: DateOnly,
	to: DateOnly
});
/** The rule of a service's term (мерзім). */
var DeadlineRule = z.object({
	days: z.int().positive(),
	unit: z.enum(["workingDays", "calendarDays"]),
	/** The day of reception is not counted: counting begins the day after. */
	receptionDayExcluded: z.boolean(),
	/** The day of issue is not counted: the result is given out on the working day after the term. */
	issueDayExcluded: z.boolean()
});
var Deadline = z.object({
	/** Last day the provider has. */
	dueOn: DateOnly,
	/** From this day the applicant can fetch the result. */
	issueFrom: DateOnly,
	calendarVersion: z.string()
});
var dayMilliseconds = 864e5;
var shift = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
/** Asia/Almaty has been UTC+05:00 without summer time since 1 March 2024. */
var almatyOffsetMilliseconds = 18e6;
/** The calendar date in Asia/Almaty of an instant. */
var almatyDate = (instant) => new Date(Date.parse(instant) + almatyOffsetMilliseconds).toISOString().slice(0, 10);
/** The time of day in Asia/Almaty of an instant, `HH:MM`. */
var almatyTime = (instant) => new Date(Date.parse(instant) + almatyOffsetMilliseconds).toISOString().slice(11, 16);
function isWorkingDay(calendar, date) {
	if (calendar.workedWeekends.includes(date)) return true;
	if (calendar.daysOff.includes(date)) return false;
	const weekday = (/* @__PURE__ */ new Date(`${date}T00:00:00Z`)).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}
function nextWorkingDay(calendar, date) {
	let day = shift(date, 1);
	while (!isWorkingDay(calendar, day)) day = shift(day, 1);
	return day;
}
/**
* The deadline of a request received on a date.
* @returns undefined where the calendar does not reach that far
*/
function deadlineOf(calendar, rule, receivedOn) {
	let due = rule.receptionDayExcluded ? receivedOn : shift(receivedOn, -1);
	for (let counted = 0; counted < rule.days; counted++) due = rule.unit === "workingDays" ? nextWorkingDay(calendar, due) : shift(due, 1);
	if (!isWorkingDay(calendar, due)) due = nextWorkingDay(calendar, due);
	const issueFrom = rule.issueDayExcluded ? nextWorkingDay(calendar, due) : due;
	if (receivedOn < calendar.from || issueFrom > calendar.to) return void 0;
	return {
		dueOn: due,
		issueFrom,
		calendarVersion: calendar.version
	};
}
// src/core/domain/service.ts
/** When a field or slot is there: another field of the form has one of these values. */
var Condition = z.object({
	field: z.string(),
	oneOf: z.array(z.string()).min(1)
});
var fieldBase = {
	id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
	label: LocalText,
	help: LocalText.optional(),
	required: z.boolean(),
	when: Condition.optional(),
	/** Filled from what is already known; the operator may change it. */
	fill: z.enum([
		"applicant.address",
		"applicant.email",
		"applicant.phone",
		"applicant.fullName"
	]).optional(),
	assumed: z.boolean().optional()
};
/** A field of a service's form. Values are strings; a bilingual text is two. */
var FormField = z.discriminatedUnion("type", [
	z.object({
		...fieldBase,
		type: z.literal("text"),
		maxLength: z.int().positive(),
		multiline: z.boolean().optional(),
		pattern: z.string().optional()
	}),
	z.object({
		...fieldBase,
		type: z.literal("bilingual"),
		maxLength: z.int().positive(),
		multiline: z.boolean().optional()
	}),
	z.object({
		...fieldBase,
		type: z.literal("email")
	}),
	z.object({
		...fieldBase,
		type: z.literal("date"),
		notAfterToday: z.boolean().optional()
	}),
	z.object({
		...fieldBase,
		type: z.literal("choice"),
		options: z.array(z.object({
			value: z.string(),
			label: LocalText
		})).min(2)
	})
]);
var FormPage = z.object({
	id: z.string(),
	title: LocalText,
	fields: z.array(FormField)
});
var AnswerValue = z.union([z.string(), z.object({
	kk: z.string(),
	ru: z.string()
})]);
var Answers = z.record(z.string(), AnswerValue);
var DocumentSlot = z.object({
	id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
	title: LocalText,
	help: LocalText.optional(),
	required: z.boolean(),
	when: Condition.optional(),
	/** Needed only where a representative acts. */
	forRepresentative: z.boolean().optional(),
	original: z.enum([
		"shown",
		"left",
		"copy"
	]),
	maxPages: z.int().positive(),
	scan: z.object({
		dpi: z.int().positive(),
		mode: z.enum(["gray", "colour"])
	}),
	assumed: z.boolean().optional()
});
var Step = z.object({
	step: z.string(),
	clause: z.string(),
	actor: LocalText,
	text: LocalText,
	norm: LocalText.optional(),
	normSeconds: z.int().positive().optional(),
	/** Between which actions of a case's log the step is measured against its norm. */
	measure: z.object({
		from: z.string(),
		to: z.string()
	}).optional()
});
/** One printed line pair of a blank; `{field}` stands for a field's value in that language. */
var BlankLine = z.object({
	kk: z.string().optional(),
	ru: z.string().optional(),
	style: z.enum([
		"title",
		"body",
		"signature",
		"small"
	]).default("body")
});
var Blank = z.object({
	lines: z.array(BlankLine).min(1),
	/** Legal-equivalence clause and barcode statement are printed (seed texts H1, H2). */
	legalClause: z.boolean(),
	barcode: z.boolean(),
	ours: z.boolean().optional()
});
/** Where a blank's field comes from. */
var BlankFieldSource = z.enum([
	"applicant",
	"form",
	"provider",
	"system"
]);
var BlankField = z.object({
	id: z.string(),
	source: BlankFieldSource,
	label: LocalText,
	type: z.enum([
		"text",
		"bilingual",
		"date"
	]),
	required: z.boolean(),
	/** What the program fills it from when the source is not the provider. */
	from: z.enum([
		"applicant.fullName",
		"applicant.iin",
		"form.presentedTo",
		"system.headName",
		"system.signerName",
		"system.applicationDate",
		"system.department",
		"system.region"
	]).optional()
});
var ResultForm = z.object({
	title: LocalText,
	fields: z.array(BlankField),
	blank: Blank
});
var RefusalGround = z.object({
	id: z.string(),
	text: LocalText,
	clause: z.string().optional(),
	assumed: z.boolean().optional()
});
var ServiceNote = z.object({
	about: z.string(),
	text: LocalText,
	decided: z.boolean()
});
/** Everything official about one service, as data: resources/services/<id>.json. */
var ServiceDefinition = z.object({
	id: ServiceId,
	version: z.string().min(1),
	name: LocalText,
	synonyms: z.object({
		kk: z.array(z.string()),
		ru: z.array(z.string())
	}),
	category: LocalText,
	provider: z.object({
		bin: z.string().regex(/^\d{12}$/),
		name: LocalText,
		department: LocalText
	}),
	region: LocalText,
	legalBasis: z.array(z.object({
		text: LocalText,
		clauses: z.string().optional()
	})),
	automation: LocalText,
	channels: z.object({
		centre: z.array(Step).optional(),
		provider: z.array(Step).optional(),
		portal: z.array(Step).optional()
	}),
	applicants: z.array(z.enum(["person", "organisation"])).min(1),
	representation: z.object({
		allowed: z.boolean(),
		notarisedOnly: z.boolean()
	}),
	registers: z.array(z.enum([
		"persons",
		"organisations",
		"notaries",
		"civilActs",
		"payments"
	])),
	form: z.array(FormPage),
	documents: z.array(DocumentSlot),
	fee: LocalText.optional(),
	term: z.object({
		rule: DeadlineRule,
		text: LocalText
	}),
	/** Minutes a person may wait and be served. */
	waiting: z.object({
		queueMinutes: z.int(),
		servingMinutes: z.int()
	}),
	results: z.object({
		positive: ResultForm,
		refusal: ResultForm
	}),
	refusalGrounds: z.array(RefusalGround).min(1),
	handOut: z.array(z.enum(["inPerson", "email"])).min(1),
	survey: z.enum([
		"G-1",
		"G-2",
		"G-3"
	]),
	notes: z.array(ServiceNote)
});
var isShown = (when, answers) => {
	if (when === void 0) return true;
	const value = answers[when.field];
	return typeof value === "string" && when.oneOf.includes(value);
};
// src/core/domain/staff.ts
/**
* Roles. At the centre (ХҚКО): operator (оператор), courier (курьер), manager (басшы).
* At the provider (қызмет көрсетуші): chancellery (кеңсе), head (басшы), executor (қызметкер).
*/
var Role = z.enum([
	"operator",
	"courier",
	"manager",
	"chancellery",
	"head",
	"executor"
]);
var OrganisationKind = z.enum(["centre", "provider"]);
/** The organisation a workplace belongs to. */
var Workplace = z.object({
	id: z.string().min(1),
	kind: OrganisationKind,
	bin: Bin,
	name: LocalText,
	address: LocalText,
	region: LocalText,
	/** Head of the organisation, as blanks name them. */
	headName: z.string().min(1).optional(),
	/** Number of this desk within the organisation, 1…9999: part of provisional numbers. */
	deskNumber: z.int().min(1).max(9999)
});
var StaffMember = z.object({
	staffId: z.string().min(1),
	login: z.string().min(1),
	iin: Iin,
	/** Surname, name, patronymic. */
	fullName: z.string().min(1),
	role: Role,
	organisationBin: Bin,
	phone: z.string().optional()
});
/** Who did an action, as it is written into the case's log; `system` for what the queue and the feed bring. */
var Actor = z.object({
	staffId: z.string(),
	fullName: z.string(),
	role: z.union([Role, z.literal("system")]),
	organisationBin: z.string(),
	deskNumber: z.int()
});
var centreRights = {
	operator: true,
	courier: true,
	manager: true,
	chancellery: false,
	head: false,
	executor: false
};
var worksAt = (role) => centreRights[role] ? "centre" : "provider";
/** What a role may do. One table; the page asks it as the core does. */
var Right = z.enum([
	"intake",
	"handOut",
	"search",
	"outbox",
	"providerInbox",
	"providerAccept",
	"providerDecide",
	"providerSign"
]);
var rights = {
	operator: [
		"intake",
		"handOut",
		"search",
		"outbox"
	],
	manager: [
		"intake",
		"handOut",
		"search",
		"outbox"
	],
	courier: ["search"],
	chancellery: [
		"providerInbox",
		"providerAccept",
		"search",
		"outbox"
	],
	executor: [
		"providerInbox",
		"providerAccept",
		"providerDecide",
		"providerSign",
		"search",
		"outbox"
	],
	head: [
		"providerInbox",
		"providerAccept",
		"providerDecide",
		"providerSign",
		"search",
		"outbox"
	]
};
var rightsOf = (role) => rights[role];
var mayDo = (role, right) => rights[role].includes(right);
// src/core/wire/messages.ts
/** Binary in JSON: base64 (RFC 4648 section 4). */
var Base64 = z.base64();
var Health = z.object({
	name: z.literal("tereze-gateway"),
	version: z.string(),
	time: Instant,
	training: z.boolean()
});
var LoginBody = z.object({
	login: z.string().min(1).max(100),
	password: z.string().min(1).max(200)
});
var Challenge = z.object({
	challengeId: z.uuid(),
	/** Bytes to be signed, base64. */ nonce: Base64,
	expiresAt: Instant
});
var CertificateLoginBody = z.object({
	challengeId: z.uuid(),
	/** CAdES over the nonce, encapsulated, DER. */ cms: Base64
});
/** A staff member proved who they are. The token is for calls in their name, until `expiresAt`. */
var LoginAnswer = z.object({
	staff: StaffMember,
	token: z.string().min(20),
	expiresAt: Instant
});
var Catalogue = z.object({
	version: z.string(),
	services: z.array(ServiceDefinition)
});
var CalendarAnswer = WorkCalendar;
/** A register's answer, with the reference under which the register logged the query. */
var PersonAnswer = z.object({
	person: RegisteredPerson,
	answeredAt: Instant,
	reference: z.string()
});
var OrganisationAnswer = z.object({
	organisation: RegisteredOrganisation,
	answeredAt: Instant,
	reference: z.string()
});
var AuthorityAnswer = z.object({
	authority: RegisteredAuthority,
	answeredAt: Instant,
	reference: z.string()
});
/** POST /v1/requests, with header `Idempotency-Key`. */
var SubmitBody = z.object({
	caseId: CaseId,
	cms: Base64
});
var SubmitAnswer = z.object({
	caseId: CaseId,
	/** Twelve digits. */
	number: z.string().regex(/^\d{12}$/),
	registeredAt: Instant,
	deadline: Deadline,
	/** The gateway's receipt for this submission: opaque, kept with the case. */
	acknowledgement: z.string().min(1)
});
/** What happened to a case, in the order it happened. `eventId` is unique for ever; hashes are of the signed content. */
var FeedEvent = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("statusChanged"),
		eventId: z.uuid(),
		caseId: CaseId,
		status: z.enum(["inWork", "completed"]),
		at: Instant
	}),
	z.object({
		kind: z.literal("resultReady"),
		eventId: z.uuid(),
		caseId: CaseId,
		resultHash: ContentHash,
		at: Instant
	}),
	z.object({
		kind: z.literal("requestArrived"),
		eventId: z.uuid(),
		caseId: CaseId,
		number: z.string(),
		registeredAt: Instant,
		deadline: Deadline,
		requestHash: ContentHash,
		at: Instant
	})
]);
/** GET /v1/feed?cursor=&waitSeconds= : events after the cursor; waits up to `waitSeconds` for the first one. */
var FeedAnswer = z.object({
	events: z.array(FeedEvent),
	cursor: z.string()
});
/** POST /v1/requests/{caseId}/acceptance and /v1/requests/{caseId}/result, with header `Idempotency-Key`. */
var AcceptanceBody = z.object({
	acceptedAt: Instant,
	executor: z.string()
});
var ResultBody = z.object({ cms: Base64 });
var ProviderAnswer = z.object({
	acknowledgement: z.string().min(1),
	at: Instant
});
/** What a workplace needs to reach its gateway; written by the gateway's training set-up, by the administrator in earnest. */
var WorkplaceEnrolment = z.object({
	workplace: Workplace,
	gatewayUrl: z.url(),
	/** The workplace's own bearer token, for work that no person stands behind (queue, feed). */
	workplaceToken: z.string().min(20),
	/** Trusted roots, DER in base64. */
	trustedRoots: z.array(Base64).min(1),
	intermediates: z.array(Base64),
	training: z.boolean()
});
/** POST /training/certificates: a certificate for a key made on a token. Training gateways only. */
var TrainingCertificateBody = z.object({
	staffId: z.string(),
	/** PKCS#10, DER, base64. */
	csr: Base64,
	/** Deliberately wrong certificates, for exercises and tests. */
	flaw: z.enum([
		"expired",
		"notYetValid",
		"otherIin",
		"otherBin",
		"notForSignature"
	]).optional()
});
var TrainingCertificateAnswer = z.object({
	certificate: Base64,
	serial: z.string(),
	chain: z.array(Base64)
});
/** POST /training/revocations */
var TrainingRevocationBody = z.object({ serial: z.string() });
/** PUT /training/faults: how the gateway misbehaves from now on. */
var TrainingFaults = z.object({
	delayMilliseconds: z.int().min(0).max(6e4).default(0),
	/** Answers 503 with Retry-After of so many seconds. */
	refuseRetryAfterSeconds: z.int().min(0).optional(),
	/** Answers 200 with HTML, as a captive portal does. */
	nonsense: z.boolean().default(false),
	/** Every n-th request: the connection is cut after the work was done and before the answer. */
	dropAfterEvery: z.int().min(1).optional(),
	/** Only paths that start so. */
	onlyPath: z.string().optional(),
	/** Registers answer 503. */
	registersDown: z.boolean().default(false)
});
/** GET /training/staff: the fictitious staff with their training passwords and PINs. */
var TrainingStaff = z.array(StaffMember.extend({
	password: z.string(),
	pin: z.string()
}));
/** GET /training/workplaces: enrolments of the two training workplaces, centre and provider. */
var TrainingWorkplaces = z.array(WorkplaceEnrolment);
export { Bin as $, Workplace as A, almatyTime as B, TrainingWorkplaces as C, Right as D, OrganisationKind as E, ServiceDefinition as F, problemsOf as G, AuthorityProblem as H, isShown as I, RegisteredOrganisation as J, Applicant as K, Deadline as L, rightsOf as M, worksAt as N, Role as O, Answers as P, Locale as Q, WorkCalendar as R, TrainingStaff as S, Actor as T, RegisteredAuthority as U, deadlineOf as V, Representative as W, fullNameOf as X, RegisteredPerson as Y, LocalText as Z, SubmitBody as _, CertificateLoginBody as a, ContentHash as at, TrainingFaults as b, FeedEvent as c, JobId as ct, LoginBody as d, Iin as et, OrganisationAnswer as f, SubmitAnswer as g, ResultBody as h, Catalogue as i, CaseId as it, mayDo as j, StaffMember as k, Health as l, PageId as lt, ProviderAnswer as m, AuthorityAnswer as n, readIin as nt, Challenge as o, DateOnly as ot, PersonAnswer as p, RegisterEvidence as q, CalendarAnswer as r, ActionId as rt, FeedAnswer as s, Instant as st, AcceptanceBody as t, checkDigitOf as tt, LoginAnswer as u, ServiceId as ut, TrainingCertificateAnswer as v, WorkplaceEnrolment as w, TrainingRevocationBody as x, TrainingCertificateBody as y, almatyDate as z };

//# sourceMappingURL=messages-ClGTNyKP.js.map