/** Words that mix Latin and Cyrillic letters: look-alikes that searching and sorting do not forgive. */
export const mixedWords = (text: string): readonly string[] =>
  (text.match(/[\p{Script=Cyrillic}\p{Script=Latin}]+/gu) ?? []).filter(
    (word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word),
  )
