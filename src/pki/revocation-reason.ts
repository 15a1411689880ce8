/** CRLReason of RFC 5280, 5.3.1; the value 7 is not used. */
const reasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const
export type RevocationReason = Exclude<(typeof reasons)[number], undefined>

export const reasonOfCode = (code: number | undefined): RevocationReason | undefined => (code === undefined ? undefined : reasons[code])
export const codeOfReason = (reason: RevocationReason): number => reasons.indexOf(reason)
