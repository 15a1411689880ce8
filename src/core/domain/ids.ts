import { z } from 'zod'
import type { Brand } from '#core/base/brand.ts'

const uuid = <Name extends string>() => z.uuid().transform((text) => text as Brand<string, Name>)

export const CaseId = uuid<'CaseId'>()
export type CaseId = Brand<string, 'CaseId'>
export const ActionId = uuid<'ActionId'>()
export type ActionId = Brand<string, 'ActionId'>
export const JobId = uuid<'JobId'>()
export type JobId = Brand<string, 'JobId'>

export const PageId = uuid<'PageId'>()
export type PageId = Brand<string, 'PageId'>

/** Lower-case words with hyphens, as the file name of the service's definition. */
export const ServiceId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .transform((text) => text as Brand<string, 'ServiceId'>)
export type ServiceId = Brand<string, 'ServiceId'>

/** SHA-256 of content, 64 lower-case hexadecimal digits: the content's name everywhere. */
export const ContentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Brand<string, 'ContentHash'>)
export type ContentHash = Brand<string, 'ContentHash'>

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime()
export type Instant = string
/** A calendar date, ISO 8601, in Asia/Almaty. */
export const DateOnly = z.iso.date()
export type DateOnly = string
