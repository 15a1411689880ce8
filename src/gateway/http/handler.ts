import { z } from 'zod'
import { CaseId, ContentHash } from '#core/domain/ids.ts'
import { Bin, Iin } from '#core/domain/iin.ts'
import type { RouteName, Routes } from '#core/wire/routes.ts'
import type { CallerOf } from './authenticate.ts'

/** What each `{parameter}` of a path must be. */
export const pathParameters = {
  iin: Iin,
  bin: Bin,
  /** Either of them. */
  id: z.union([Iin, Bin]),
  number: z.string().min(1).max(100),
  reference: z.string().min(1).max(100),
  sha256: ContentHash,
  caseId: CaseId,
} as const

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type ParamsOf<Path extends string> = {
  readonly [Name in NamesIn<Path> & keyof typeof pathParameters]: z.output<(typeof pathParameters)[Name]>
}
type OutputOf<Route, Part extends string> = Route extends { readonly [Key in Part]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined

export interface CallContext {
  readonly now: Date
  /** Fires when the caller went away or the gateway stops. */
  readonly signal: AbortSignal
}
export type Call<Name extends RouteName> = {
  readonly params: ParamsOf<Routes[Name]['path']>
  readonly query: OutputOf<Routes[Name], 'query'>
  readonly body: OutputOf<Routes[Name], 'body'>
} & CallerOf<Routes[Name]['access']> &
  CallContext

/** Bytes go out as they are: held in memory, or a file to be streamed. */
export type BytesAnswer = Uint8Array | { readonly file: string }
type PlainAnswer<Name extends RouteName> = Routes[Name] extends { readonly answer: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : BytesAnswer

/**
 * An idempotent route's answer is a commit: it runs synchronously in one transaction with the idempotency key's row; `after` runs once
 * that is on the disk.
 */
export interface Commit<Answer> {
  readonly commit: () => Answer
  readonly after?: () => void
}
export type AnswerOf<Name extends RouteName> = Routes[Name] extends { readonly idempotent: true }
  ? Commit<PlainAnswer<Name>>
  : PlainAnswer<Name>

export type Handler<Name extends RouteName> = (call: Call<Name>) => Promise<AnswerOf<Name>> | AnswerOf<Name>
export type Handlers = { readonly [Name in RouteName]: Handler<Name> }
