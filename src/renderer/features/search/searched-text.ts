/** A number as it is kept, though it was typed in groups; a name without blanks around it. */
export const searchedText = (text: string): string => (/^[\d\s]+$/.test(text) ? text.replace(/\s/g, '') : text.trim())
