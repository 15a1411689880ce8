// RC2 (RFC 2268), decryption only: key files of НУЦ РК hide their certificates with 40 bits of it, and OpenSSL 3 has it no more.

/** PITABLE of RFC 2268, 2. */
const substitution = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
)
const rotations = [1, 2, 3, 5]
const blockLength = 8

/** Sixty-four words of sixteen bits (RFC 2268, 2); the effective length is the key's own. */
function expand(key: Uint8Array): Uint16Array {
  const octets = new Uint8Array(128)
  octets.set(key)
  const at = (index: number): number => octets[index] ?? 0
  for (let index = key.length; index < 128; index++) octets[index] = substitution[(at(index - 1) + at(index - key.length)) & 0xff] ?? 0
  octets[128 - key.length] = substitution[at(128 - key.length)] ?? 0
  for (let index = 127 - key.length; index >= 0; index--) octets[index] = substitution[at(index + 1) ^ at(index + key.length)] ?? 0
  return Uint16Array.from({ length: 64 }, (_, word) => at(2 * word) | (at(2 * word + 1) << 8))
}

/** RFC 2268, 4: five, six and five rounds backwards, with a mash between them. */
function decryptBlock(words: Uint16Array, keys: Uint16Array): void {
  const word = (index: number): number => words[index & 3] ?? 0
  let next = 63
  for (let round = 0; round < 16; round++) {
    if (round === 5 || round === 11) for (let index = 3; index >= 0; index--) words[index] = word(index) - (keys[word(index + 3) & 63] ?? 0)
    for (let index = 3; index >= 0; index--) {
      const rotation = rotations[index] ?? 0
      const turned = (word(index) >>> rotation) | (word(index) << (16 - rotation))
      words[index] = turned - (keys[next--] ?? 0) - (word(index + 3) & word(index + 2)) - (~word(index + 3) & word(index + 1))
    }
  }
}

/**
 * RC2 in CBC with the padding of PKCS#7.
 * @param key 5 or 16 octets
 * @returns undefined where the padding says that the key is wrong
 */
export function decryptRc2(encrypted: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array | undefined {
  if (encrypted.length === 0 || encrypted.length % blockLength !== 0) return undefined
  const keys = expand(key)
  const out = Buffer.alloc(encrypted.length)
  const input = Buffer.concat([iv, encrypted])
  for (let offset = 0; offset < encrypted.length; offset += blockLength) {
    const words = Uint16Array.from({ length: 4 }, (_, index) => input.readUInt16LE(offset + blockLength + 2 * index))
    decryptBlock(words, keys)
    for (const [index, value] of words.entries()) out.writeUInt16LE(value ^ input.readUInt16LE(offset + 2 * index), offset + 2 * index)
  }
  const padding = out.at(-1) ?? 0
  const isPadded = padding >= 1 && padding <= blockLength && out.subarray(-padding).every((octet) => octet === padding)
  return isPadded ? new Uint8Array(out.subarray(0, -padding)) : undefined
}
