// Scenes of the verification: a file brought, with its document and without, and a paper of a case.

const caseId = '00000000-0000-4000-8000-000001aaaaaa'
const show = (page, screen) => page.evaluate((to) => window.preview.go(to), screen)

const bring = async (page) => {
  await show(page, { name: 'verification' })
  await page.locator('.file-pick').waitFor()
}
const pick = async (page) => {
  await bring(page)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'decision.p7s', mimeType: 'application/pkcs7-signature', buffer: Buffer.from('x') })
  await page.locator('.notice').first().waitFor()
}

export const verificationScenes = [
  { name: 'verification-empty', act: bring },
  { name: 'verification-apart', act: pick },
  {
    name: 'verification-case',
    act: async (page) => {
      await show(page, { name: 'verification', of: { caseId, paper: 'result' } })
      await page.locator('.definition').first().waitFor()
    },
  },
]
