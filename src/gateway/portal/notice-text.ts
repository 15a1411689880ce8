import { assertNever } from '#core/base/assert-never.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import type { LocalText } from '#core/domain/text.ts'

/** What a notice tells of: «Хабарламалар өтінішті орындау мәртебесінің өзгеру шегіне қарай немесе мерзім ұзартылған жағдайда беріледі» (001/4, annex 3). */
export type Told =
  | { readonly kind: 'registered'; readonly number: string; readonly dueOn: DateOnly }
  | { readonly kind: 'inWork' }
  | { readonly kind: 'extended'; readonly dueOn: DateOnly; readonly reason: LocalText }
  | { readonly kind: 'intermediate' | 'completed' | 'refused' }

const shown = (date: DateOnly): string => date.split('-').reverse().join('.')

/** The notice's free line, in both languages. */
export function noticeText(told: Told): LocalText {
  switch (told.kind) {
    case 'registered':
      return {
        kk: `Өтінішіңіз тіркелді, нөмірі ${told.number}. Қызмет көрсету мерзімі: ${shown(told.dueOn)} күніне дейін.`,
        ru: `Ваше заявление зарегистрировано, номер ${told.number}. Срок оказания услуги: до ${shown(told.dueOn)}.`,
      }
    case 'inWork':
      return { kk: 'Өтінішіңіз жұмысқа алынды.', ru: 'Ваше заявление принято в работу.' }
    case 'extended':
      return {
        kk: `Қызмет көрсету мерзімі ${shown(told.dueOn)} күніне дейін ұзартылды. Себебі: ${told.reason.kk}`,
        ru: `Срок оказания услуги продлён до ${shown(told.dueOn)}. Причина: ${told.reason.ru}`,
      }
    case 'intermediate':
      return {
        kk: 'Өтінішіңіз бойынша аралық құжат дайын. Қызмет көрсету жалғасуда.',
        ru: 'По Вашему заявлению готов промежуточный документ. Оказание услуги продолжается.',
      }
    case 'completed':
      return { kk: 'Қызмет көрсетілді: нәтижесі дайын.', ru: 'Услуга оказана: результат готов.' }
    case 'refused':
      return {
        kk: 'Қызмет көрсетуден бас тартылды: дәлелді жауап дайын.',
        ru: 'В оказании услуги отказано: мотивированный ответ готов.',
      }
    default:
      return assertNever(told)
  }
}
