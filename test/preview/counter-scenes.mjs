// Scenes of the counter's screens. What the in-memory core does not do by itself is put into it here.

const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(6, '0')}aaaaaa`
const show = (page, screen) => page.evaluate((to) => window.preview.go(to), screen)
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Puts other answers into the core. The functions run in the page. */
const patch = (page, install, data) => page.evaluate(install, data)

/** Documents that come from a scanner: pictures drawn in the page, arranged as the page says. */
const withScanner = (page, options = {}) =>
  patch(
    page,
    (given) => {
      const { api, emit } = window.preview.bridge
      const slots = new Map()
      let next = 1
      const list = () => [...slots.values()]
      const slotOf = (slotId) => {
        if (!slots.has(slotId)) slots.set(slotId, { slotId, originalSeen: false, pages: [] })
        return slots.get(slotId)
      }
      const hashOf = (number) => number.toString(16).padStart(64, '0')
      const put = (slotId) => {
        const number = next++
        const slot = slotOf(slotId)
        slots.set(slotId, {
          ...slot,
          pages: [
            ...slot.pages,
            {
              id: `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
              rotation: 0,
              origin: 'scan',
              source: { kind: 'image', hash: hashOf(number), widthPx: 1240, heightPx: 1754, dpi: 150 },
            },
          ],
        })
      }
      const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
      let stopped = false
      Object.assign(api, {
        'documents/scan': async ({ caseId, slotId }) => {
          stopped = false
          for (let page = 0; page < (given.pages ?? 3) && !stopped; page++) {
            await wait(given.pace ?? 10)
            put(slotId)
            emit('documents/changed', { caseId, slots: list() })
          }
          if (given.fault !== undefined) return { ok: false, error: given.fault }
          return stopped
            ? { ok: false, error: { tag: 'scanner/cancelled', remedy: 'retry' } }
            : { ok: true, value: { slots: list(), scanned: given.pages ?? 3 } }
        },
        'documents/cancelScan': async () => {
          stopped = true
          return { ok: true, value: {} }
        },
        'documents/arrange': async ({ slotId, pages }) => {
          slots.set(slotId, { ...slotOf(slotId), pages })
          return { ok: true, value: { slots: list() } }
        },
        'documents/setOriginalSeen': async ({ slotId, seen }) => {
          slots.set(slotId, { ...slotOf(slotId), originalSeen: seen })
          return { ok: true, value: { slots: list() } }
        },
        'documents/thumbnail': async ({ hash, side }) => {
          const canvas = document.createElement('canvas')
          const number = Number.parseInt(hash, 16)
          canvas.width = (side * 1240) / 1754
          canvas.height = side
          const paper = canvas.getContext('2d')
          paper.scale(side / 1754, side / 1754)
          paper.fillStyle = '#fffdf8'
          paper.fillRect(0, 0, 1240, 1754)
          paper.fillStyle = '#333'
          paper.font = '48px sans-serif'
          paper.fillText(`№ ${number} ЖЕКЕ КУӘЛІК`, 120, 180)
          for (let line = 0; line < 22; line++) paper.fillRect(120, 260 + line * 60, line % 4 === 3 ? 520 : 1000, 14)
          const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
          return { ok: true, value: { jpeg: new Uint8Array(await blob.arrayBuffer()) } }
        },
      })
    },
    options,
  )

/** The first person, taken from the register, with a phone: the applicant step is whole. */
const applicant = async (page) => {
  await show(page, { name: 'intake', caseId: id(6) })
  const iin = page.locator('[id="field-applicant.iin"]')
  await iin.waitFor()
  const value = (await iin.inputValue()).replaceAll(' ', '')
  await iin.fill(value.slice(0, 11))
  await iin.focus()
  await press(page, 'End', value.slice(11))
  await page.waitForTimeout(150)
  return value
}
const take = async (page) => {
  await applicant(page)
  await press(page, 'F7')
}
const form = async (page) => {
  await take(page)
  await press(page, 'Control+Enter')
  await page.locator('[id="field-answers.address"]').waitFor()
}
const documents = async (page, options) => {
  await withScanner(page, options)
  await form(page)
  await page.locator('[id="field-answers.presentedTo.kk"]').fill('Әлеуметтік көмек тағайындау үшін жергілікті атқарушы органға')
  await page.locator('[id="field-answers.presentedTo.ru"]').fill('В местный исполнительный орган для назначения социальной помощи')
  await page.locator('[id="field-answers.handOutWay"] .choice-option').first().click()
  await press(page, 'Control+Enter')
  await page.locator('.slot-list').waitFor()
}
const scanned = async (page, options) => {
  await documents(page, options)
  await press(page, 'F4')
  await page.waitForTimeout(250)
}
const review = async (page) => {
  await scanned(page, { pages: 2 })
  await page.locator('.slot-head .checkbox').click()
  await page.locator('.slot').nth(1).click()
  await press(page, 'F4')
  await page.waitForTimeout(200)
  await page.locator('.slot-head .checkbox').click()
  await press(page, 'Control+Enter')
  await page.locator('.signing').waitFor()
}

const toBottom = (page) => page.evaluate(() => document.querySelector('.intake-work')?.scrollTo(0, 1e6))

const certificate = (name, patched) => ({
  certificateId: name,
  fits: true,
  reasons: [],
  daysLeft: 212,
  summary: {
    fingerprint: 'a'.repeat(64),
    serial: '3a',
    commonName: name,
    organisation: 'ӨСКЕМЕН ҚАЛАСЫНЫҢ № 1 ХҚКО',
    issuer: 'ҰКО (RSA)',
    role: 'employee',
    forSignature: true,
    forAuthentication: true,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2026-10-01T00:00:00.000Z',
  },
  ...patched,
})
const withTokens = (page, pinState) =>
  patch(
    page,
    ({ tokens }) =>
      Object.assign(window.preview.bridge.api, { 'signing/certificates': async () => ({ ok: true, value: { tokens, hindrances: [] } }) }),
    {
      tokens: [
        {
          tokenId: 't1',
          label: 'KAZTOKEN',
          kind: 'pkcs11',
          manufacturer: 'Kaztoken',
          pinState,
          certificates: [
            certificate('БЕКМАҒАМБЕТОВА ӘСЕМ', {}),
            certificate('ТІЛЕУБЕКОВ САМАТ', { fits: false, reasons: ['otherPerson'] }),
          ],
        },
        {
          tokenId: 't2',
          label: 'eToken 5110',
          kind: 'pkcs11',
          manufacturer: 'SafeNet',
          pinState: 'ok',
          certificates: [
            certificate('БЕКМАҒАМБЕТОВА ӘСЕМ', {
              certificateId: 'old',
              fits: false,
              reasons: ['expired', 'notForSignature'],
              daysLeft: -51,
            }),
          ],
        },
      ],
    },
  )
const failSigning = (page, fault) =>
  patch(page, (error) => Object.assign(window.preview.bridge.api, { 'signing/sign': async () => ({ ok: false, error }) }), fault)

const handOut = async (page, number = 1) => {
  await show(page, { name: 'handOut', caseId: id(number) })
  await page.waitForTimeout(300)
}
/** The case has a representative. */
const withRepresentative = (page, recheck) =>
  patch(
    page,
    (answer) => {
      const { api } = window.preview.bridge
      const get = api['case/get']
      api['case/get'] = async (input) => {
        const found = await get(input)
        const { request } = found.value
        const representative = {
          iin: request.applicant.iin,
          name: { surname: 'Сейтқали', givenName: 'Ерлан' },
          authority: {
            number: '2045',
            notary: 'Қасымова Ж. Т.',
            issuedAt: '2026-02-01',
            expiresAt: '2027-02-01',
            evidence: { outcome: 'confirmed', register: 'БНАЖ', answeredAt: request.openedAt },
          },
        }
        return { ok: true, value: { ...found.value, request: { ...request, representative } } }
      }
      api['handOut/recheckAuthority'] = async () => answer
    },
    recheck,
  )

const operator = { role: 'operator' }
const unavailable = { tag: 'gateway/unavailable', remedy: 'retry', why: 'timeout' }
const failing = (operation, error) => ({ role: 'operator', fail: { [operation]: error } })

export const counterScenes = [
  { name: 'applicant-differs', scene: operator, act: applicant },
  { name: 'applicant-taken', scene: operator, act: take },
  { name: 'applicant-not-found', scene: failing('intake/askPerson', { tag: 'register/notFound', remedy: 'act' }), act: applicant },
  { name: 'applicant-register-down', scene: failing('intake/askPerson', unavailable), act: applicant },
  {
    name: 'applicant-deceased',
    scene: operator,
    act: async (page) => {
      await patch(page, () => {
        const { api } = window.preview.bridge
        const ask = api['intake/askPerson']
        api['intake/askPerson'] = async (input) => {
          const answer = await ask(input)
          return { ok: true, value: { ...answer.value, person: { ...answer.value.person, diedAt: '2025-03-14' } } }
        }
      })
      await applicant(page)
    },
  },
  {
    name: 'applicant-errors',
    scene: operator,
    act: async (page) => {
      await show(page, { name: 'intake', caseId: id(6) })
      await page.locator('[id="field-applicant.iin"]').fill('870514 400 031')
      await page.locator('[id="field-applicant.birthDate"]').fill('15.04.1988')
      await page.locator('[id="field-applicant.email"]').fill('gulsim@')
      await press(page, 'Control+Enter')
    },
  },
  {
    name: 'applicant-representative',
    scene: operator,
    act: async (page) => {
      await take(page)
      await page.locator('[id=\"field-representative\"]').focus()
      await press(page, 'Space')
      await page.locator('[id=\"field-representative.notarised\"]').focus()
      await press(page, 'Space')
      await page.locator('[id="field-representative.iin"]').fill('900203300478')
      await page.evaluate(() => {
        window.preview.bridge.api['intake/askAuthority'] = async ({ number, principal, representative }) => ({
          ok: true,
          value: {
            authority: {
              number,
              notary: 'Қасымова Жанар Тілеуқызы',
              issuedAt: '2025-02-01',
              expiresAt: '2026-02-01',
              principal,
              representative,
              representativeName: { surname: 'Серікбаев', givenName: 'Нұрлан', patronymic: 'Қайратұлы' },
              scope: ['archive-cert'],
              revokedAt: '2025-11-11',
            },
            problems: ['revoked', 'expired', 'wrongScope'],
            evidence: { outcome: 'confirmed', register: 'БНАЖ', answeredAt: new Date().toISOString() },
          },
        })
      })
      await page.locator('[id="field-representative.authorityNumber"]').fill('2045')
      await press(page, 'Tab')
      await page.waitForTimeout(200)
      await toBottom(page)
    },
  },
  {
    name: 'applicant-authority-down',
    scene: operator,
    act: async (page) => {
      await take(page)
      await page.locator('[id=\"field-representative\"]').focus()
      await press(page, 'Space')
      await page.locator('[id=\"field-representative.notarised\"]').focus()
      await press(page, 'Space')
      await page.locator('[id="field-representative.iin"]').fill('900203300478')
      await page.locator('[id="field-representative.authorityNumber"]').fill('2045')
      await press(page, 'Tab')
      await page.waitForTimeout(200)
      await toBottom(page)
    },
  },
  { name: 'form', scene: operator, act: form },
  {
    name: 'form-errors',
    scene: operator,
    act: async (page) => {
      await form(page)
      await page.locator('[id="field-answers.handOutWay"] .choice-option').nth(1).click()
      await page.locator('[id="field-answers.email"]').fill('жоқ')
      await press(page, 'Control+Enter')
    },
  },
  { name: 'documents-empty', scene: operator, act: (page) => documents(page) },
  { name: 'documents-scanned', scene: operator, act: (page) => scanned(page) },
  {
    name: 'documents-turned',
    scene: operator,
    act: async (page) => {
      await scanned(page, { pages: 8 })
      await page.locator('.page-thumb').nth(3).click()
      await press(page, 'r', 'Alt+ArrowLeft')
    },
  },
  {
    name: 'documents-scanning',
    scene: operator,
    act: async (page) => {
      await documents(page, { pages: 9, pace: 350 })
      await press(page, 'F4')
      await page.waitForTimeout(900)
    },
  },
  {
    name: 'documents-jam',
    scene: operator,
    act: (page) => scanned(page, { pages: 2, fault: { tag: 'scanner/jammed', remedy: 'act', pagesKept: 2 } }),
  },
  {
    name: 'documents-no-scanner',
    scene: { role: 'operator', fail: { 'documents/scanners': { tag: 'scanner/missingProgram', remedy: 'support' } } },
    act: documents,
  },
  {
    name: 'documents-missing',
    scene: operator,
    act: async (page) => {
      await documents(page)
      await press(page, 'Control+Enter')
    },
  },
  {
    name: 'documents-refuse',
    scene: operator,
    act: async (page) => {
      await documents(page)
      await page.locator('.slot-list .button-danger').click()
    },
  },
  { name: 'review', scene: operator, act: review },
  {
    name: 'review-sign',
    scene: operator,
    act: async (page) => {
      await withTokens(page, 'ok')
      await review(page)
      await toBottom(page)
    },
  },
  {
    name: 'review-content',
    scene: operator,
    act: async (page) => {
      await review(page)
      await page.locator('.what-you-sign summary').last().click()
      await toBottom(page)
    },
  },
  {
    name: 'review-final-try',
    scene: operator,
    act: async (page) => {
      await withTokens(page, 'finalTry')
      await review(page)
      await toBottom(page)
    },
  },
  {
    name: 'review-locked',
    scene: operator,
    act: async (page) => {
      await withTokens(page, 'locked')
      await review(page)
      await toBottom(page)
    },
  },
  {
    name: 'review-no-token',
    scene: { role: 'operator', token: 'absent' },
    act: async (page) => {
      await review(page)
      await toBottom(page)
    },
  },
  {
    name: 'review-wrong-pin',
    scene: operator,
    act: async (page) => {
      await withTokens(page, 'countLow')
      await failSigning(page, { tag: 'token/pinIncorrect', remedy: 'act', triesLeft: 2 })
      await review(page)
      await page.locator('#field-pin').fill('1234')
      await press(page, 'F8')
      await page.waitForTimeout(200)
      await toBottom(page)
    },
  },
  {
    name: 'review-working',
    scene: operator,
    act: async (page) => {
      await patch(page, () => Object.assign(window.preview.bridge.api, { 'signing/sign': () => new Promise(() => {}) }))
      await review(page)
      await page.locator('#field-pin').fill('1234')
      await press(page, 'Enter')
      await page.waitForTimeout(200)
      await toBottom(page)
    },
  },
  {
    name: 'review-ncalayer',
    scene: { ...operator, ncalayer: true },
    size: { width: 1366, height: 1100 },
    act: async (page) => {
      await patch(page, () => Object.assign(window.preview.bridge.api, { 'signing/signWithNcalayer': () => new Promise(() => {}) }))
      await review(page)
      await toBottom(page)
    },
  },
  {
    name: 'review-ncalayer-refused',
    scene: { ...operator, ncalayer: true },
    size: { width: 1366, height: 1100 },
    act: async (page) => {
      const refused = { tag: 'ncalayer/refused', remedy: 'act', code: 'SIGNING_FAILURE' }
      await patch(
        page,
        (error) => Object.assign(window.preview.bridge.api, { 'signing/signWithNcalayer': async () => ({ ok: false, error }) }),
        refused,
      )
      await review(page)
      await page.locator('.signing-ncalayer button').click()
      await page.waitForTimeout(200)
      await toBottom(page)
    },
  },
  {
    name: 'review-problems',
    scene: operator,
    act: async (page) => {
      await applicant(page)
      await page.locator('.intake-steps .step').nth(3).click()
    },
  },
  {
    name: 'sent',
    scene: operator,
    act: async (page) => {
      await show(page, { name: 'intake', caseId: id(2) })
      await page.waitForTimeout(700)
    },
  },
  {
    name: 'sent-registered',
    scene: operator,
    act: async (page) => {
      await show(page, { name: 'intake', caseId: id(3) })
      await page.waitForTimeout(700)
      await press(page, 'F9')
    },
  },
  {
    name: 'sent-rejected',
    scene: operator,
    act: async (page) => {
      await show(page, { name: 'intake', caseId: id(4) })
      await page.waitForTimeout(700)
    },
  },
  {
    name: 'sent-no-printer',
    scene: { role: 'operator', fail: { 'printers/list': { tag: 'printer/none', remedy: 'act' } } },
    act: async (page) => {
      await show(page, { name: 'intake', caseId: id(2) })
      await page.waitForTimeout(700)
    },
  },
  { name: 'handout', scene: operator, act: (page) => show(page, { name: 'handOut' }) },
  {
    name: 'handout-missing',
    scene: operator,
    act: async (page) => {
      await show(page, { name: 'handOut' })
      await page.keyboard.type('100299999999', { delay: 60 })
      await press(page, 'Enter')
    },
  },
  { name: 'handout-ready', scene: operator, act: (page) => handOut(page) },
  {
    name: 'handout-open',
    scene: operator,
    act: async (page) => {
      await handOut(page)
      await page.locator('.panel .button').last().click()
      await page.waitForTimeout(500)
    },
  },
  { name: 'handout-not-ready', scene: operator, act: (page) => handOut(page, 3) },
  {
    name: 'handout-revoked',
    scene: operator,
    act: async (page) => {
      await withRepresentative(page, { ok: true, value: { outcome: 'confirmed', problems: ['revoked'] } })
      await handOut(page)
    },
  },
  {
    name: 'handout-declared',
    scene: operator,
    act: async (page) => {
      await withRepresentative(page, { ok: true, value: { outcome: 'declared', problems: [] } })
      await handOut(page)
    },
  },
  {
    name: 'handout-survey',
    scene: operator,
    act: async (page) => {
      await handOut(page)
      await page.locator('[id="field-handout.identity"]').fill('041234567')
      await press(page, 'F9')
      await page.waitForTimeout(300)
      await press(page, '3')
    },
  },
]
