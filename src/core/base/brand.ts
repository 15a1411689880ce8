declare const brand: unique symbol

/** A string or number that was checked once and is told apart by the type system from then on. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
