import { expect, it } from 'vitest'
import { SessionHolder } from '#api/session-holder.ts'
import { createFakeDesk, sessionOf } from '#test/fakes/desk.ts'

it('one person sits at the machine; leaving is told once, and locking ends with the next login', () => {
  const desk = createFakeDesk()
  const session = sessionOf()
  const holder = new SessionHolder()
  const ended: string[] = []
  holder.onDidEnd((why) => ended.push(why))
  holder.setLocked(true)
  holder.end('loggedOut')
  const empty = holder.seat
  holder.begin(desk, session)
  holder.setLocked(true)
  const locked = holder.seat
  const again = holder.begin(desk, session)
  holder.end('expired')
  holder.end('expired')
  expect({ empty, locked, again, after: holder.seat, ended }).toEqual({
    empty: undefined,
    locked: { desk, session, locked: true },
    again: { desk, session, locked: false },
    after: undefined,
    ended: ['expired'],
  })
})
