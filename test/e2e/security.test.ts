import { expect, test } from './host.ts'

test.describe('what the page may not do', () => {
  test('it has no Node, no Electron and no generic channel', async ({ host: { page } }) => {
    const reach = await page.evaluate(() => ({
      process: typeof (globalThis as Record<string, unknown>)['process'],
      require: typeof (globalThis as Record<string, unknown>)['require'],
      bridge: Object.keys(((globalThis as Record<string, unknown>)['tereze'] as object | undefined) ?? {}).toSorted(),
    }))
    const kind = test.info().project.name
    expect(reach).toEqual({
      process: 'undefined',
      require: 'undefined',
      bridge: kind === 'electron' ? ['api', 'host', 'leavePin', 'onConnection', 'onEvent'] : [],
    })
  })

  test('its policy stops inline script, eval, foreign pictures and foreign connections', async ({ host: { page } }) => {
    const blocked = await page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI}`))
      const script = document.createElement('script')
      script.textContent = 'globalThis.planted = true'
      document.body.append(script)
      // In a timer it is the page's own code; what a debugger evaluates, the policy does not see.
      setTimeout('globalThis.evaluated = true')
      const image = new Image()
      image.src = 'http://127.0.0.1:9/x.png'
      await fetch('http://127.0.0.1:9/').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { planted: 'planted' in globalThis || 'evaluated' in globalThis, violations: [...new Set(violations)].toSorted() }
    })
    expect(blocked).toEqual({
      planted: false,
      violations: ['connect-src http://127.0.0.1:9/', 'img-src http://127.0.0.1:9/x.png', 'script-src eval', 'script-src-elem inline'],
    })
  })

  test('it can open no window and go nowhere else', async ({ host: { page } }) => {
    test.skip(test.info().project.name === 'web', 'In a browser of the user’s own these are the browser’s business')
    const before = page.url()
    expect(await page.evaluate(() => window.open('https://example.kz') === null)).toBe(true)
    await page.evaluate(() => {
      location.href = 'https://example.kz/'
    })
    await page.waitForTimeout(500)
    expect(page.url()).toBe(before)
  })

  test('it is given no permission', async ({ host: { page } }) => {
    test.skip(test.info().project.name === 'web', 'In a browser of the user’s own these are the browser’s business')
    const states = await page.evaluate(async () =>
      Promise.all(
        (['geolocation', 'camera', 'microphone', 'notifications'] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      ),
    )
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
  })
})
