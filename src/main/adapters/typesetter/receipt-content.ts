import { writeDate, writeNumber } from '#core/domain/printed-value.ts'
import type { Receipt } from '#core/domain/receipt.ts'
import type { LocalText } from '#core/domain/text.ts'
import { inGroups, writeInstant, writePhone } from './formats.ts'

/** One line of a receipt. `values` are set under each other; the first of a pair in both languages is Kazakh. */
export interface ReceiptRow {
  readonly label: LocalText
  readonly values: readonly string[]
  readonly documents?: readonly { readonly title: LocalText; readonly pages: LocalText }[]
}

export const receiptTitle: LocalText = {
  kk: 'ТИІСТІ ҚҰЖАТТАРДЫҢ ҚАБЫЛДАНҒАНЫ ТУРАЛЫ ҚОЛХАТ',
  ru: 'РАСПИСКА О ПРИЁМЕ СООТВЕТСТВУЮЩИХ ДОКУМЕНТОВ',
}
export const numberLabel: LocalText = { kk: 'Сұратудың нөмірі', ru: 'Номер запроса' }
export const provisionalLabel: LocalText = { kk: 'Алдын ала нөмірі', ru: 'Предварительный номер' }
export const provisionalSentence: LocalText = {
  kk: 'Нөмір алдын ала берілді. Тіркелген нөмір қосылған соң осы іске жазылады.',
  ru: 'Номер предварительный. Регистрационный номер появится в деле после связи.',
}
/** Both numbers belong to one request: whoever holds the first receipt knows the other one. */
export const provisionalLine = ({ provisionalNumber }: Receipt): string | undefined =>
  provisionalNumber === undefined ? undefined : `${provisionalLabel.kk} / ${provisionalLabel.ru}: ${inGroups(provisionalNumber)}`
export const collectSentence: LocalText = {
  kk: 'Дайын құжаттар осы қолхат және жеке басты куәландыратын құжат көрсетілгенде беріледі.',
  ru: 'Готовые документы выдаются по этой расписке и документу, удостоверяющему личность.',
}
export const copyMark = (receipt: Receipt): string | undefined =>
  receipt.copy > 1 ? `КӨШІРМЕ № ${receipt.copy} / КОПИЯ № ${receipt.copy}` : undefined

const both = (text: LocalText): readonly string[] => (text.kk === text.ru ? [text.kk] : [text.kk, text.ru])

const applicantRow = ({ applicant, organisation }: Receipt): ReceiptRow =>
  organisation === undefined
    ? {
        label: { kk: 'Көрсетілетін қызметті алушының тегі, аты, әкесінің аты (бар болғанда)', ru: 'Ф.И.О. (при наличии) услугополучателя' },
        values: [applicant],
      }
    : {
        label: { kk: 'Көрсетілетін қызметті алушы – заңды тұлға', ru: 'Услугополучатель – юридическое лицо' },
        values: [...both(organisation.name), `БСН / БИН: ${organisation.bin}`, `Басшысы / Руководитель: ${applicant}`],
      }

const paymentRow = ({ payment }: Receipt): readonly ReceiptRow[] =>
  payment === undefined
    ? []
    : [
        {
          label: { kk: 'Төлем сомасы және төлем құжатының нөмірі', ru: 'Сумма оплаты и номер платёжного документа' },
          values: [`${writeNumber(String(payment.tenge))} теңге / тенге, № ${payment.reference}`],
        },
      ]

const correctionRow = ({ corrects }: Receipt): readonly ReceiptRow[] =>
  corrects === undefined
    ? []
    : [
        {
          label: { kk: 'Бас тартылған сұратудың орнына, нөмірі', ru: 'Взамен запроса, в котором отказано, номер' },
          values: [inGroups(corrects)],
        },
      ]

export const signatures = (receipt: Receipt): readonly { readonly label: LocalText; readonly name: string }[] => [
  { label: { kk: 'Құжаттарды қабылдадым', ru: 'Документы принял(а)' }, name: receipt.operator },
  { label: { kk: 'Қолхатты алдым', ru: 'Расписку получил(а)' }, name: receipt.representative ?? receipt.applicant },
]

const whenToCollect = ({ on, fromTime }: Receipt['handOut']): readonly string[] =>
  on === undefined
    ? ['Күні тіркелгеннен кейін хабарланады / Дату сообщат после регистрации']
    : [`${writeDate(on)}, сағат ${fromTime} бастап / с ${fromTime}`]

/** The fields of regulation 13, clause 9, in its order; labels are its words. */
export function receiptRows(receipt: Receipt): readonly ReceiptRow[] {
  const pages = receipt.documents.reduce((sum, document) => sum + document.pages, 0)
  const count = receipt.documents.length
  const representative: readonly ReceiptRow[] =
    receipt.representative === undefined
      ? []
      : [
          {
            label: { kk: 'Өкілдің тегі, аты, әкесінің аты (бар болғанда)', ru: 'Ф.И.О. (при наличии) представителя' },
            values: [receipt.representative],
          },
        ]
  return [
    { label: { kk: 'Сұратудың қабылданған күні', ru: 'Дата приёма запроса' }, values: [writeInstant(receipt.receivedAt)] },
    {
      label: { kk: 'Сұратқан мемлекеттік көрсетілетін қызметтің түрі', ru: 'Вид запрошенной государственной услуги' },
      values: both(receipt.service),
    },
    { label: { kk: 'Көрсетілетін қызметті беруші', ru: 'Услугодатель' }, values: both(receipt.provider) },
    ...correctionRow(receipt),
    ...paymentRow(receipt),
    {
      label: { kk: 'Қоса берілген құжаттардың саны мен атауы', ru: 'Количество и названия приложенных документов' },
      values: [`Құжат: ${count}, бет: ${pages} / Документов: ${count}, страниц: ${pages}`],
      documents: receipt.documents.map((document) => ({
        title: document.title,
        pages: { kk: `${document.pages} бет`, ru: `${document.pages} стр.` },
      })),
    },
    {
      label: { kk: 'Құжаттар берілетін күні (уақыты) және орны', ru: 'Дата (время) и место выдачи документов' },
      values: [...whenToCollect(receipt.handOut), ...both(receipt.handOut.place)],
    },
    {
      label: {
        kk: 'Өтінішті қабылдаған қызметкердің тегі, аты, әкесінің аты (бар болғанда)',
        ru: 'Ф.И.О. (при наличии) работника, принявшего заявление',
      },
      values: [receipt.operator],
    },
    applicantRow(receipt),
    ...representative,
    {
      label: { kk: 'Байланыс телефондары', ru: 'Контактные телефоны' },
      values: receipt.phones.length === 0 ? ['—'] : [receipt.phones.map(writePhone).join(', ')],
    },
  ]
}
