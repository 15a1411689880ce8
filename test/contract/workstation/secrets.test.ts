import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageId } from '#core/domain/ids.ts'
import { applicant, caseUntil, logIn, must, password, serviceId, typeApplicant } from '#test/harness/journey.ts'
import { type IssuedExercise, makeExerciseToken } from '#test/fixtures/exercise-token.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { makePdf } from '#test/builders/papers.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { filesBelow, startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const marker = (name: string): string => `${name}-${randomBytes(12).toString('hex')}`
/** Every program below this one: command line and environment, as any other program of the user can read them. */
function seenOfChildren(root: number): readonly string[] {
  const children = new Map<number, number[]>()
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'latin1')
    } catch {
      // It ended meanwhile.
      return ''
    }
  }
  for (const pid of pids) {
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0)
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)]
  return below(root).map((pid) => read(`/proc/${pid}/cmdline`) + read(`/proc/${pid}/environ`))
}

describe.skipIf(softhsm === undefined || process.platform !== 'linux')('secrets, after a whole journey (SoftHSM2, /proc)', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let data: string
  // Longer than the training PINs, so that a find is no accident.
  const pins = { operator1: marker('pin').slice(0, 24), executor1: marker('nip').slice(0, 24) }
  const scanned = marker('scan')
  const presentedTo = { kk: `мектепке ${marker('answer')}`, ru: `в школу ${marker('answer')}` }
  const wrongPassword = marker('password')
  const phone = '+77019876543'
  const email = `${marker('mail')}@example.kz`
  const documentNumber = marker('document')
  const seen = new Set<string>()

  const sign = async (preparationId: string, { certificateId }: IssuedExercise, pin: string): Promise<void> => {
    const ticket = randomUUID()
    expect(await workstation.bridge.leavePin(ticket, new TextEncoder().encode(pin))).toBe(true)
    expect(await workstation.bridge.api['signing/sign']({ preparationId, certificateId, ticket })).toMatchObject({ ok: true })
  }

  beforeAll(async () => {
    data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    const staffIdOf = (login: string): string => gateway.staff.find((member) => member.login === login)?.staffId ?? ''
    const token = (login: keyof typeof pins) =>
      makeExerciseToken({
        label: `${login}-secret`,
        folder: join(data, 'tokens'),
        gatewayUrl: gateway.url,
        pin: pins[login],
        certificates: { own: { staffId: staffIdOf(login) } },
      })
    const operator = await token('operator1')
    const executor = await token('executor1')
    delete process.env['SOFTHSM2_CONF']
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    const { bridge } = workstation
    const watching = setInterval(() => seenOfChildren(workstation.hostPid).forEach((text) => seen.add(text)), 25)

    expect((await bridge.api['session/login']({ login: 'operator1', password: wrongPassword })).ok).toBe(false)
    await logIn(bridge, 'operator1')
    const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
    const draft = await typeApplicant(bridge, caseId)
    await must(bridge, 'intake/saveDraft', {
      caseId,
      draft: { ...draft, applicant: { ...draft.applicant, phone, email }, answers: { ...draft.answers, presentedTo } },
    })
    // The file as it was imported is kept whole, so this comment at its end is what a search would find of a paper.
    const paper = Buffer.concat([await makePdf({ pages: 1 }), Buffer.from(`\n%${scanned}\n`)])
    for (const slotId of ['application', 'identity']) {
      await must(bridge, 'documents/importFile', { caseId, slotId, bytes: paper })
      await must(bridge, 'documents/setOriginalSeen', { caseId, slotId, seen: true })
    }
    // The scanner's program lives for an instant: it is started until a look at the processes has met it.
    const wasSeen = (): boolean => [...seen].some((text) => text.includes('scanimage'))
    let replace: PageId | undefined
    for (let tries = 0; tries < 20 && (tries === 0 || !wasSeen()); tries++) {
      const { slots } = await must(bridge, 'documents/scan', {
        ...{ caseId, slotId: 'identity', deviceId: 'test:0', source: 'flatbed', mode: 'gray', dpi: 75 },
        ...(replace === undefined ? {} : { replace }),
      })
      replace = slots.find(({ slotId }) => slotId === 'identity')?.pages.at(-1)?.id
    }
    const request = await must(bridge, 'signing/prepareRequest', { caseId })
    await sign(request.preparationId, operator.own, pins.operator1)
    await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    await must(bridge, 'receipt/issue', { caseId, layout: 'a5', way: 'print' })
    await logIn(bridge, 'executor1')
    await caseUntil(bridge, caseId, ({ side }) => side === 'provider')
    await must(bridge, 'provider/accept', { caseId })
    const decision = {
      outcome: 'positive' as const,
      form: 'certificate',
      fields: { registeredInfo: { kk: '2026 жылғы 10 қарашадан бастап', ru: 'с 10 ноября 2026 года' } },
    }
    await must(bridge, 'provider/saveDecision', { caseId, decision })
    const result = await must(bridge, 'signing/prepareResult', { caseId, decision })
    await sign(result.preparationId, executor.own, pins.executor1)
    await caseUntil(bridge, caseId, ({ resultDelivered }) => resultDelivered)
    await logIn(bridge, 'operator1')
    await caseUntil(bridge, caseId, (view) => view.result !== undefined)
    await must(bridge, 'handOut/complete', {
      caseId,
      to: 'applicant',
      identityDocument: { kind: 'idCard', number: documentNumber },
      receiptShown: true,
      way: 'save',
    })
    clearInterval(watching)
    await workstation.killChild('core')
  })
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
    rmSync(data, { recursive: true, force: true })
  })

  const named = () => ({
    surname: applicant.name.surname,
    surnameInCapitals: applicant.name.surname.toLocaleUpperCase('kk'),
    givenName: applicant.name.givenName,
    patronymic: applicant.name.patronymic ?? 'none',
    address: applicant.address.kk,
    iin: applicant.iin,
    operatorsIin: gateway.staff.find(({ login }) => login === 'operator1')?.iin ?? 'none',
    phone,
    email,
    documentNumber,
    answer: presentedTo.kk,
    answerInRussian: presentedTo.ru,
    scan: scanned,
  })
  const secret = () => ({
    ...pins,
    password,
    wrongPassword,
    ...Object.fromEntries(gateway.workplaces.map(({ workplace, workplaceToken }) => [`token of ${workplace.id}`, workplaceToken])),
  })

  const encodings = (text: string): readonly Buffer[] => {
    const wide = Buffer.from(text, 'utf16le')
    return [Buffer.from(text, 'utf8'), wide, Buffer.from(wide).swap16()]
  }
  const found = (content: Buffer, texts: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(texts).flatMap(([name, text]) => (encodings(text).some((bytes) => content.includes(bytes)) ? [name] : []))
  const topOf = (file: string): string => relative(data, file).split(sep)[0] ?? ''

  /**
   * Everything the workstation keeps, but: the gateway's folder, which stands for another machine; SoftHSM's, which stands for a token; the prints,
   * which are the paper in the applicant's hand.
   */
  const kept = (): readonly string[] => filesBelow(data).filter((file) => !['gateway', 'tokens', 'prints'].includes(topOf(file)))

  it('no name, number, answer, scan, PIN, password or token is in any file that the workstation keeps', () => {
    const files = kept()
    expect([...new Set(files.map(topOf))].sort()).toEqual(
      ['key', 'logs', 'training.bin', ...gateway.workplaces.map(({ workplace }) => workplace.id)].sort(),
    )
    expect(files.length).toBeGreaterThan(10)
    const hits = files.flatMap((file) =>
      found(readFileSync(file), { ...named(), ...secret() }).map((name) => `${name} in ${relative(data, file)}`),
    )
    expect(hits).toEqual([])
  })

  it('the search would have found them: it does, where they may be', () => {
    const atGateway = filesBelow(join(data, 'gateway')).map((file) => readFileSync(file))
    const hits = new Set(atGateway.flatMap((content) => found(content, named())))
    expect([...hits]).toEqual(
      expect.arrayContaining(['surname', 'givenName', 'iin', 'operatorsIin', 'phone', 'email', 'answer', 'answerInRussian']),
    )
    expect(found(Buffer.from(`x${scanned}`, 'utf16le').subarray(0), { scan: scanned })).toEqual(['scan'])
    expect(filesBelow(join(data, 'prints'))).toHaveLength(1)
  })

  it('no child has a PIN, a password, a token, the key or a person on its command line or in its environment', () => {
    const key = readFileSync(join(data, 'key'))
    const watched = [...seen].join('\n')
    // Host, core, token process and the scanner's program were all seen.
    for (const program of ['web.js', 'core.js', 'token.js', 'scanimage']) expect(watched).toContain(program)
    const secrets = {
      ...named(),
      ...secret(),
      keyInHex: key.toString('hex'),
      keyInBase64: key.toString('base64').replace(/=+$/, ''),
      keyInBase64url: key.toString('base64url'),
    }
    expect(
      Object.entries(secrets).flatMap(([name, text]) => (watched.includes(Buffer.from(text, 'utf8').toString('latin1')) ? [name] : [])),
    ).toEqual([])
  })

  it('the key is the owner’s alone and in no other file; so are the databases', () => {
    const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)
    const key = readFileSync(join(data, 'key'))
    const forms = [key, Buffer.from(key.toString('hex')), Buffer.from(key.toString('base64').replace(/=+$/, ''))]
    const others = filesBelow(data).filter((file) => file !== join(data, 'key'))
    expect({
      key: modeOf(join(data, 'key')),
      databases: others.filter((file) => file.endsWith('tereze.db')).map(modeOf),
      documents: [...new Set(others.filter((file) => file.endsWith('.bin')).map(modeOf))],
      logs: [...new Set(others.filter((file) => topOf(file) === 'logs').map(modeOf))],
      elsewhere: others.filter((file) => forms.some((form) => readFileSync(file).includes(form))),
    }).toEqual({ key: '600', databases: gateway.workplaces.map(() => '600'), documents: ['600'], logs: ['600'], elsewhere: [] })
  })

  it('what the host printed names nobody and no secret but the one-time link', () => {
    expect(found(Buffer.from(workstation.output()), { ...named(), ...secret() })).toEqual([])
  })
})
