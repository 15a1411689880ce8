import { expect, it } from 'vitest'
import { createPasswords } from '#adapters/passwords/argon2-passwords.ts'

const passwords = createPasswords()

it('verifies the password it hashed, and no other', async () => {
  const verifier = await passwords.hash('Құпия сөз 1')
  expect(verifier).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect([
    await passwords.verify(verifier, 'Құпия сөз 1'),
    await passwords.verify(verifier, 'Құпия сөз 2'),
    await passwords.verify(verifier, ''),
  ]).toEqual([true, false, false])
  expect(await passwords.hash('Құпия сөз 1')).not.toBe(verifier)
})

it('takes both spellings of a letter for one', async () => {
  const verifier = await passwords.hash('Алёнка й'.normalize('NFD'))
  expect(await passwords.verify(verifier, 'Алёнка й'.normalize('NFC'))).toBe(true)
})

it('is false for a verifier that cannot be read', async () => {
  expect([
    await passwords.verify('', 'x'),
    await passwords.verify('$argon2id$v=19$m=1', 'x'),
    await passwords.verify('plain', 'plain'),
  ]).toEqual([false, false, false])
})
