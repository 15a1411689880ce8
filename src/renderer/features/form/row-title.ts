import type { TFunction } from 'i18next'
import type { RepeatField } from '#core/domain/service-form.ts'
import { localText } from '#renderer/i18n/format.ts'

/** «1-бала», «Ребёнок 1». @param index from 0 */
export function rowTitle(t: TFunction<'form'>, { itemLabel }: Pick<RepeatField, 'itemLabel'>, index: number): string {
  const title = t('row', { number: index + 1, item: localText(itemLabel) })
  return title.slice(0, 1).toLocaleUpperCase('kk') + title.slice(1)
}
