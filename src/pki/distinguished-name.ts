import { ia5String, objectIdentifier, printableString, sequence, setOf, utf8String } from './der.ts'
import { oids } from './oids.ts'

const attributes = oids.name

/** In the order written. C and serialNumber are PrintableString and e-mail IA5String (RFC 5280, appendix A), all others UTF8String. */
export type NameParts = readonly (readonly [keyof typeof attributes, string])[]

const valueOf = (attribute: keyof typeof attributes, text: string): Uint8Array => {
  if (attribute === 'country' || attribute === 'serialNumber') return printableString(text)
  return attribute === 'email' ? ia5String(text) : utf8String(text)
}

/** DER of a Name. */
export const distinguishedName = (parts: NameParts): Uint8Array =>
  sequence(...parts.map(([attribute, text]) => setOf(sequence(objectIdentifier(attributes[attribute]), valueOf(attribute, text)))))
