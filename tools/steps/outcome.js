/**
 * What a suite comes to.
 * @typedef {{ readonly name: string, readonly why: string }} Failure `why`: what it said, any number of lines
 * @typedef {{ readonly passed: number, readonly failures: readonly Failure[], readonly skipped: readonly string[] }} Outcome
 */

/** A suite that could not be counted test by test. @param {string} name @param {string} [why] @returns {Outcome} */
export const failedWhole = (name, why = '') => ({ passed: 0, failures: [{ name, why }], skipped: [] })
