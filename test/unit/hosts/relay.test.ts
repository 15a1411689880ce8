import { expect, it } from 'vitest'
import { relay } from '#hosts/common/relay.ts'
import { channelPair } from '#test/fakes/channel.ts'

const soon = () => new Promise((resolve) => setTimeout(resolve, 10))

it.each(['first', 'last'] as const)('a relay carries both ways, and when the %s end goes the other goes too', async (which) => {
  const [first, middleA] = channelPair()
  const [middleB, last] = channelPair()
  const heard: unknown[] = []
  first.onMessage((message) => heard.push(['first', message]))
  last.onMessage((message) => heard.push(['last', message]))
  first.onClose(() => heard.push('first closed'))
  last.onClose(() => heard.push('last closed'))
  first.post('early')
  relay(middleA, middleB)
  last.post({ bytes: new Uint8Array([1]) })
  await soon()
  expect(heard.splice(0)).toEqual(
    expect.arrayContaining([
      ['last', 'early'],
      ['first', { bytes: new Uint8Array([1]) }],
    ]),
  )
  const gone = which === 'first' ? first : last
  gone.close()
  await soon()
  expect(heard.sort()).toEqual(['first closed', 'last closed'])
})
