import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LoginAnswer } from '#core/wire/messages.ts'
import { unknownIin, wellKnownAuthorityNumbers, wellKnownPeople } from '#gateway/population/well-known.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner } from '#test/harness/software-signer.ts'

let gateway: StartedGateway
let token: string
let staffToken: string
const login = (name: string, password: string, at = token) =>
  call(gateway, 'POST', '/v1/sessions', { token: at, body: { login: name, password } })
const member = (name: string) => gateway.staff.find((one) => one.login === name)!

beforeAll(async () => {
  gateway = await startGateway({ training: true })
  token = gateway.centre.workplaceToken
  staffToken = LoginAnswer.parse((await login('operator1', member('operator1').password)).body).token
}, 30_000)
afterAll(async () => {
  expect(await gateway.stop()).toBe(0)
})

describe('health and access', () => {
  it('answers health to anybody', async () => {
    const { status, body } = await call(gateway, 'GET', '/health')
    expect({ status, body }).toEqual({
      status: 200,
      body: { name: 'tereze-gateway', version: expect.any(String), time: expect.any(String), training: true },
    })
  })

  it('wants the workplace token, and for registers a staff token', async () => {
    const answers = await Promise.all([
      call(gateway, 'GET', '/v1/catalogue'),
      call(gateway, 'GET', '/v1/catalogue', { token: 'A'.repeat(43) }),
      call(gateway, 'GET', `/v1/registers/persons/${wellKnownPeople.woman.iin}`, { token }),
      call(gateway, 'GET', '/v1/catalogue', { token }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200])
  })

  it('refuses a foreign Host header, so that no page can reach it by rebinding a name', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${gateway.url}/health`, { headers: { host: 'evil.example' } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })
})

describe('login', () => {
  it('opens a session for the right password', async () => {
    const { status, body } = await login('Operator2', member('operator2').password)
    expect(status).toBe(200)
    expect(LoginAnswer.parse(body).staff).toMatchObject({
      login: 'operator2',
      role: 'operator',
      organisationBin: gateway.centre.workplace.bin,
    })
  })

  it('refuses a wrong password, a stranger and a wrong password of another organisation alike', async () => {
    const answers = [await login('operator2', 'wrong'), await login('nobody', 'wrong'), await login('head', 'wrong')]
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      Array(3).fill({ status: 401, body: { code: 'loginWrong', data: {} } }),
    )
  })

  it('tells who gives the right password of another organisation that they work elsewhere', async () => {
    const { status, body } = await login('head', member('head').password)
    expect({ status, body }).toEqual({ status: 403, body: { code: 'forbidden', data: {} } })
  })

  it('locks after five failures, also when they come at once, even for the right password', async () => {
    const failures = await Promise.all(Array.from({ length: 8 }, () => login('operator3', 'wrong')))
    expect(failures.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
    const { status, body, headers } = await login('operator3', member('operator3').password)
    expect({ status, body }).toEqual({ status: 429, body: { code: 'loginLocked', data: { retryAfterSeconds: expect.any(Number) } } })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('login by certificate', () => {
  const challenge = async () =>
    (await call(gateway, 'POST', '/v1/sessions/challenges', { token })).body as { challengeId: string; nonce: string }
  const answer = (challengeId: string, cms: Uint8Array) =>
    call(gateway, 'POST', '/v1/sessions/certificate', { token, body: { challengeId, cms: Buffer.from(cms).toString('base64') } })

  it('opens a session for the signed challenge, once', async () => {
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
    const { challengeId, nonce } = await challenge()
    const cms = await signer.sign(Buffer.from(nonce, 'base64'))
    const first = await answer(challengeId, cms)
    expect(LoginAnswer.parse(first.body).staff.login).toBe('operator1')
    expect(await answer(challengeId, cms)).toMatchObject({ status: 401, body: { code: 'loginWrong' } })
  })

  it('refuses another nonce, another organisation and a stranger', async () => {
    const [own, head, stranger] = await Promise.all([
      createSoftwareSigner(gateway.url, 'staff-operator1'),
      createSoftwareSigner(gateway.url, 'staff-head'),
      createSoftwareSigner(gateway.url, 'staff-operator1', 'otherIin'),
    ])
    const codes = []
    for (const [signer, other] of [
      [own, true],
      [head, false],
      [stranger, false],
    ] as const) {
      const { challengeId, nonce } = await challenge()
      codes.push((await answer(challengeId, await signer.sign(other ? Buffer.alloc(32) : Buffer.from(nonce, 'base64')))).body)
    }
    expect(codes).toMatchObject([{ code: 'signature/contentAltered' }, { code: 'signature/binDiffers' }, { code: 'signature/iinDiffers' }])
  })
})

describe('registers', () => {
  it('answer with time and reference', async () => {
    const { woman } = wellKnownPeople
    const person = await call(gateway, 'GET', `/v1/registers/persons/${woman.iin}`, { token: staffToken })
    expect(person).toMatchObject({ status: 200, body: { person: woman, answeredAt: expect.any(String), reference: expect.any(String) } })
    const organisation = await call(gateway, 'GET', `/v1/registers/organisations/${gateway.centre.workplace.bin}`, { token: staffToken })
    expect(organisation).toMatchObject({ status: 200, body: { organisation: { name: gateway.centre.workplace.name } } })
    const authority = await call(gateway, 'GET', `/v1/registers/authorities/${wellKnownAuthorityNumbers.revoked}`, { token: staffToken })
    expect(authority).toMatchObject({ status: 200, body: { authority: { principal: woman.iin, revokedAt: expect.any(String) } } })
  })

  it('say that they do not know, and tell apart what is no IIN at all', async () => {
    expect(await call(gateway, 'GET', `/v1/registers/persons/${unknownIin}`, { token: staffToken })).toMatchObject({
      status: 404,
      body: { code: 'notFound' },
    })
    expect(await call(gateway, 'GET', '/v1/registers/persons/123456789012', { token: staffToken })).toMatchObject({
      status: 400,
      body: { code: 'malformed', data: { field: 'iin' } },
    })
    expect(await call(gateway, 'GET', '/v1/registers/authorities/0', { token: staffToken })).toMatchObject({ status: 404 })
  })

  it('are unavailable when the training says so', async () => {
    await gateway.misbehave({ registersDown: true })
    expect(await call(gateway, 'GET', `/v1/registers/persons/${wellKnownPeople.man.iin}`, { token: staffToken })).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    })
    await gateway.misbehave({})
  })
})

describe('training faults', () => {
  it('delay, refuse with Retry-After, and talk nonsense, only where they shall', async () => {
    await gateway.misbehave({ delayMilliseconds: 300, refuseRetryAfterSeconds: 7, onlyPath: '/v1/catalogue' })
    const before = performance.now()
    const refused = await call(gateway, 'GET', '/v1/catalogue', { token })
    expect(performance.now() - before).toBeGreaterThanOrEqual(290)
    expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 503, after: '7' })
    expect((await call(gateway, 'GET', '/v1/staff', { token })).status).toBe(200)

    await gateway.misbehave({ nonsense: true })
    const nonsense = await call(gateway, 'GET', '/v1/staff', { token })
    expect({ status: nonsense.status, type: nonsense.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    })
    await gateway.misbehave({})
  })

  it('cut every second connection before the answer', async () => {
    await gateway.misbehave({ dropAfterEvery: 2, onlyPath: '/v1/staff' })
    const outcomes = []
    for (let index = 0; index < 4; index++)
      outcomes.push(
        await call(gateway, 'GET', '/v1/staff', { token }).then(
          ({ status }) => status,
          () => 'cut',
        ),
      )
    await gateway.misbehave({})
    expect(outcomes).toEqual([200, 'cut', 200, 'cut'])
  })
})

it('writes no personal data into its log', async () => {
  const people = [
    ...Object.values(wellKnownPeople).map(({ iin, name }) => [iin, name.surname]),
    ...gateway.staff.map(({ iin, fullName, password }) => [iin, fullName, password]),
  ].flat()
  expect(gateway.log()).toContain('GET /v1/registers/persons/:iin')
  expect(people.filter((text) => gateway.log().includes(text))).toEqual([])
})
