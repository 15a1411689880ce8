// Sends requests of fictitious citizens by the portal's way to a running training gateway: `npm run portal -- --service kindergarten-queue`,
// with `--count 3`, `--iin` or a BIN, `--flaw expired|revoked|otherIin|unpaid`, `--gateway URL` (default: the gateway of this user's training).
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Problem } from '#core/wire/problem.ts'
import { SubmitAnswer, TrainingPortalBody } from '#core/wire/messages.ts'
import { routes } from '#core/wire/routes.ts'
import { findRunningGateway } from './running-gateway.ts'

const Arguments = TrainingPortalBody.pick({ iin: true, flaw: true }).extend({
  service: z.string().min(1),
  count: z.coerce.number().int().min(1).max(1_000).default(1),
  gateway: z.url().optional(),
})

async function send(url: string, body: z.input<typeof TrainingPortalBody>): Promise<boolean> {
  const response = await fetch(url + routes.trainingPortal.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  })
  const answer: unknown = await response.json()
  if (response.ok) {
    const { number, caseId, deadline } = SubmitAnswer.parse(answer)
    console.log(`${number}  ${caseId}  ${deadline.dueOn}`)
  } else {
    const { code, data } = Problem.parse(answer)
    console.error(`${code} ${JSON.stringify(data)}`)
  }
  return response.ok
}

const options = {
  service: { type: 'string' },
  count: { type: 'string' },
  iin: { type: 'string' },
  flaw: { type: 'string' },
  gateway: { type: 'string' },
} as const
const { service, count, gateway, ...rest } = Arguments.parse({ ...parseArgs({ options, strict: true }).values })
const url = gateway ?? findRunningGateway()
if (url === undefined) {
  console.error('No training gateway is running: start the program (npm start), or give --gateway URL.')
  process.exitCode = 1
} else {
  try {
    for (let sent = 0; sent < count; sent++) if (!(await send(url, { serviceId: service, ...rest }))) process.exitCode = 1
  } catch (failure) {
    console.error(`No gateway answers at ${url}: ${failure instanceof Error ? failure.message : 'unknown'}`)
    process.exitCode = 1
  }
}
