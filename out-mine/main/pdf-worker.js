import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, ParseSpeeds, degrees } from "@cantoo/pdf-lib";
// src/main/adapters/paper/load-pdf.ts
/**
* Opens a PDF strictly. pdf-lib reads objects wherever it finds them and so "repairs" a file cut short by leaving pages out:
* a paper with pages missing must not pass, so the end mark has to be there (ISO 32000-1, 7.5.5; readers look for it in the
* last 1,024 bytes) and an object that cannot be read is a fault.
*/
async function loadPdf(bytes) {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (!file.subarray(-1024).includes("%%EOF")) return { kind: "damaged" };
	try {
		return {
			kind: "loaded",
			pdf: await PDFDocument.load(bytes, {
				updateMetadata: false,
				parseSpeed: ParseSpeeds.Fastest,
				throwOnInvalidObject: true,
				warnOnInvalidObjects: false
			})
		};
	} catch (failure) {
		return { kind: failure instanceof EncryptedPDFError || /\/Encrypt\s+\d+\s+\d+\s+R/.test(file.toString("latin1")) ? "encrypted" : "damaged" };
	}
}
// src/main/adapters/paper/strip-page.ts
/** Annotations that show nothing on paper, or carry files, programs and films. */
var unwanted = /* @__PURE__ */ new Set([
	"Link",
	"Popup",
	"FileAttachment",
	"Movie",
	"Sound",
	"Screen",
	"RichMedia",
	"3D",
	"TrapNet"
]);
/** What acts by itself, and what points to other pages: copying follows it and would take pages along that were left out. */
var annotationEntries = [
	"A",
	"AA",
	"PA",
	"Dest",
	"P",
	"Parent",
	"Popup",
	"IRT",
	"StructParent"
];
var pageEntries = [
	"AA",
	"B",
	"PieceInfo",
	"Metadata",
	"Thumb",
	"StructParents",
	"PresSteps",
	"SubNavigation",
	"AF"
];
/** Leaves of a page what is seen on it (ISO 32000-1, 7.7.3.3 and 12.5). To be done before the page is copied. */
function stripPage(page) {
	for (const name of pageEntries) page.node.delete(PDFName.of(name));
	const annotations = page.node.lookupMaybe(PDFName.Annots, PDFArray);
	if (!annotations) return;
	const kept = annotations.asArray().filter((entry) => {
		const annotation = page.node.context.lookupMaybe(entry, PDFDict);
		const subtype = annotation?.lookupMaybe(PDFName.of("Subtype"), PDFName)?.decodeText();
		if (!annotation || subtype === void 0 || unwanted.has(subtype)) return false;
		for (const name of annotationEntries) annotation.delete(PDFName.of(name));
		return true;
	});
	page.node.set(PDFName.Annots, page.node.context.obj(kept));
}
// src/main/adapters/paper/assemble-pdf.ts
/** PDF's unit, 1/72 inch. */
var pointsPerInch = 72;
/**
* Binds the pages. The bytes depend on nothing but the pages and the title: no dates, producer or file id, object numbers in
* the order of making, and no helper of pdf-lib that invents random names (drawImage does).
*/
async function assemblePdf(pages, title) {
	const target = await PDFDocument.create({ updateMetadata: false });
	try {
		const copies = await copyPages(target, pages);
		for (const [at, page] of pages.entries()) if (page.kind === "image") await addImage(target, page);
		else {
			const copy = copies.get(at);
			if (!copy) return { kind: "damaged" };
			const angle = Math.round((copy.getRotation().angle + page.rotation) / 90) * 90;
			copy.setRotation(degrees((angle % 360 + 360) % 360));
			target.addPage(copy);
		}
		target.setTitle(title);
		return {
			kind: "assembled",
			pdf: await target.save({
				useObjectStreams: false,
				addDefaultPage: false,
				updateFieldAppearances: false
			})
		};
	} catch {
		return { kind: "damaged" };
	}
}
/** Copies by source file, so that fonts and pictures shared by its pages are taken once. Position in the binding → page. */
async function copyPages(target, pages) {
	const wanted = pages.flatMap((page, at) => page.kind === "pdf" ? [{
		at,
		page
	}] : []);
	const sources = Map.groupBy(wanted, ({ page }) => createHash("sha256").update(page.pdf).digest("hex"));
	const copies = /* @__PURE__ */ new Map();
	for (const parts of sources.values()) {
		const source = await openSource(parts.map(({ page }) => page));
		const copied = await target.copyPages(source, parts.map(({ page }) => page.index));
		for (const [order, { at }] of parts.entries()) {
			const copy = copied[order];
			if (copy) copies.set(at, copy);
		}
	}
	return copies;
}
async function openSource(pages) {
	const [first] = pages;
	const loaded = first ? await loadPdf(first.pdf) : void 0;
	if (loaded?.kind !== "loaded") throw new RangeError("The source cannot be read");
	for (const index of new Set(pages.map((page) => page.index))) stripPage(loaded.pdf.getPage(index));
	return loaded.pdf;
}
/** A page of the picture's physical size, filled by it. The JPEG goes in as it is, without a second loss. */
async function addImage(target, { jpeg, dpi, rotation }) {
	const image = await target.embedJpg(jpeg);
	const [width, height] = [image.width, image.height].map((pixels) => pixels * pointsPerInch / dpi);
	const page = target.addPage([width, height]);
	page.setRotation(degrees(rotation));
	page.node.setXObject(PDFName.of("Picture"), image.ref);
	const contents = target.context.stream(`q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`);
	page.node.set(PDFName.Contents, target.context.register(contents));
}
// src/main/adapters/paper/count-pages.ts
/** Counts the pages and sees that each has a size and that its contents are in the file. */
async function countPages(bytes) {
	const loaded = await loadPdf(bytes);
	if (loaded.kind !== "loaded") return loaded;
	try {
		const pages = loaded.pdf.getPages();
		return pages.every(isWhole) ? {
			kind: "counted",
			pages: pages.length
		} : { kind: "damaged" };
	} catch {
		return { kind: "damaged" };
	}
}
function isWhole(page) {
	const { width, height } = page.getSize();
	if (!(width > 0 && height > 0)) return false;
	if (!page.node.has(PDFName.Contents)) return true;
	const contents = page.node.Contents();
	return contents instanceof PDFArray ? contents.asArray().every((part) => page.node.context.lookup(part) !== void 0) : contents !== void 0;
}
// src/main/adapters/paper/pdf-worker.ts
async function answer(task) {
	switch (task.kind) {
		case "count": return countPages(task.pdf);
		case "assemble": return assemblePdf(task.pages, task.title);
	}
}
parentPort?.postMessage(await answer(workerData));
export {};

//# sourceMappingURL=pdf-worker.js.map