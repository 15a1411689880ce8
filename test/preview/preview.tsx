import { startPage } from '#renderer/app/start.tsx'
import { go, type Screen } from '#renderer/app/navigation.ts'
import { setBridge } from '#renderer/bridge/bridge.ts'
import { makePageBridge, type PageBridge } from '#test/fakes/page-bridge.ts'
import type { Scene } from '#test/fakes/page/world.ts'

declare global {
  interface Window {
    preview?: { readonly bridge: PageBridge; readonly go: (screen: Screen) => void }
  }
}

// The scene and the language come as JSON in the query: ?scene={"role":"operator"}&language=ru
const query = new URLSearchParams(location.search)
localStorage.setItem('tereze.language', query.get('language') ?? 'kk')
localStorage.setItem('tereze.theme', query.get('theme') ?? 'light')
const bridge = makePageBridge(JSON.parse(query.get('scene') ?? '{"role":"operator"}') as Scene)
setBridge(bridge)
window.preview = { bridge, go }
startPage()
