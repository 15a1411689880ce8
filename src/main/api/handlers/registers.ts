import { ok } from '#core/base/result.ts'
import { askAuthority } from '#core/services/ask-authority.ts'
import { askFamily } from '#core/services/ask-family.ts'
import { askOrganisation } from '#core/services/ask-organisation.ts'
import { askPayment } from '#core/services/ask-payment.ts'
import { askPerson } from '#core/services/ask-person.ts'
import type { SeatedHandler } from '#api/context.ts'
import { lineView } from '#api/views.ts'

export const person: SeatedHandler<'intake/askPerson'> = async ({ desk, session, actor }, input) => {
  const answer = await askPerson(desk, session, actor, input)
  return answer.ok ? ok({ ...answer.value, openCases: answer.value.openCases.map((line) => lineView(desk, line)) }) : answer
}

export const authority: SeatedHandler<'intake/askAuthority'> = async ({ desk, session, actor }, input) => {
  const answer = await askAuthority(desk, session, actor, input)
  return answer.ok ? ok({ ...answer.value, problems: [...answer.value.problems] }) : answer
}

export const organisation: SeatedHandler<'intake/askOrganisation'> = ({ desk, session, actor }, input) =>
  askOrganisation(desk, session, actor, input)

export const family: SeatedHandler<'intake/askFamily'> = ({ desk, session, actor }, input) => askFamily(desk, session, actor, input)

export const payment: SeatedHandler<'intake/askPayment'> = async ({ desk, session, actor }, input) => {
  const answer = await askPayment(desk, session, actor, input)
  return answer.ok ? ok({ ...answer.value, problems: [...answer.value.problems] }) : answer
}
