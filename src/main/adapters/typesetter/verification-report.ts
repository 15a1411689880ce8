import type { Locale } from '#core/domain/text.ts'
import type { Verdict, VerificationReport } from '#core/domain/verification.ts'
import { type Fact, writeVerification } from '#core/domain/written-verification.ts'
import { startFlow } from './flow.ts'
import type { Fonts } from './fonts.ts'
import { mm, openSheet, type Sheet } from './open-sheet.ts'
import { besideEachOther, type Block, gap, keepTogether, paragraph, rule, stack } from './paragraph.ts'
import { translateIn } from './verification-texts.ts'

const page = { width: mm(210), height: mm(297) }
const margin = mm(20)
const inner = page.width - 2 * margin
const labelWidth = mm(48)
const grey = '#555555'
/** Dark enough for print; the words say it too. */
const colors: Readonly<Record<Verdict, string>> = { accepted: '#1b5e20', uncertain: '#7a4f00', notAccepted: '#9b1c1c' }

function factBlock(sheet: Sheet, { label, value }: Fact): Block {
  const style = { size: 9, leading: 1.35 }
  return stack([
    besideEachOther(
      paragraph(sheet, [{ text: label, font: 'regular' }], { ...style, x: margin, width: labelWidth - mm(3), color: grey }),
      paragraph(sheet, [{ text: value, font: 'regular' }], { ...style, x: margin + labelWidth, width: inner - labelWidth }),
    ),
    gap(mm(0.8)),
  ])
}

/** A4: what the screen says of a signature, on paper. */
export function setVerificationReport(fonts: Fonts, report: VerificationReport, language: Locale): Sheet {
  const written = writeVerification(report, translateIn(language))
  const sheet = openSheet(fonts, { title: written.title, createdAt: report.checkedAt, language })
  const flow = startFlow({
    begin: () => {
      sheet.addPage({ size: [page.width, page.height], margin: 0 })
      return { top: mm(18), bottom: page.height - mm(16) }
    },
  })
  const line = (text: string, size: number, color?: string): Block =>
    paragraph(sheet, [{ text, font: 'semiBold' }], { x: margin, width: inner, size, ...(color === undefined ? {} : { color }) })
  const note = (text: string): Block =>
    stack([paragraph(sheet, [{ text: `– ${text}`, font: 'regular' }], { x: margin, width: inner, size: 9, leading: 1.35 }), gap(mm(0.6))])

  flow.put(line(written.title, 15), gap(mm(3)), line(written.headline, 12, colors[written.verdict]), gap(mm(3)))
  flow.put(...written.facts.map((fact) => factBlock(sheet, fact)), ...written.notes.map(note))
  for (const signer of written.signers) {
    const [first, ...facts] = signer.facts.map((fact) => factBlock(sheet, fact))
    const head = [gap(mm(3)), rule(sheet, margin, inner), gap(mm(3)), line(signer.headline, 11, colors[signer.verdict]), gap(mm(2))]
    // A name does not stand alone at the foot of a page.
    flow.put(...keepTogether([stack([...head, ...(first === undefined ? [] : [first])])]), ...facts, gap(mm(1)), ...signer.notes.map(note))
  }
  return sheet
}
