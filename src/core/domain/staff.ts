import { z } from 'zod'
import { Bin, Iin } from '#core/domain/iin.ts'
import { PinPolicy } from '#core/domain/pin-policy.ts'
import { LocalText } from '#core/domain/text.ts'

/**
 * Roles. At the centre (ХҚКО): operator (оператор), courier (курьер), manager (басшы).
 * At the provider (қызмет көрсетуші): chancellery (кеңсе), head (басшы), executor (қызметкер).
 */
export const Role = z.enum(['operator', 'courier', 'manager', 'chancellery', 'head', 'executor'])
export type Role = z.infer<typeof Role>

export const OrganisationKind = z.enum(['centre', 'provider'])
export type OrganisationKind = z.infer<typeof OrganisationKind>

/** The organisation a workplace belongs to. */
export const Workplace = z.object({
  id: z.string().min(1),
  kind: OrganisationKind,
  bin: Bin,
  name: LocalText,
  address: LocalText,
  region: LocalText,
  /** Head of the organisation, as blanks name them. */
  headName: z.string().min(1).optional(),
  /** Number of this desk within the organisation, 1…9999: part of provisional numbers. */
  deskNumber: z.int().min(1).max(9999),
  /** Without it the PIN is asked for each signature. */
  pinPolicy: PinPolicy.optional(),
})
export type Workplace = z.infer<typeof Workplace>

export const StaffMember = z.object({
  staffId: z.string().min(1),
  login: z.string().min(1),
  iin: Iin,
  /** Surname, name, patronymic. */
  fullName: z.string().min(1),
  role: Role,
  organisationBin: Bin,
  phone: z.string().optional(),
})
export type StaffMember = z.infer<typeof StaffMember>

/** Who did an action, as it is written into the case's log; `system` for what the queue and the feed bring. */
export const Actor = z.object({
  staffId: z.string(),
  fullName: z.string(),
  role: z.union([Role, z.literal('system')]),
  organisationBin: z.string(),
  deskNumber: z.int(),
})
export type Actor = z.infer<typeof Actor>

const centreRights = { operator: true, courier: true, manager: true, chancellery: false, head: false, executor: false } as const

export const worksAt = (role: Role): OrganisationKind => (centreRights[role] ? 'centre' : 'provider')

/** What a role may do. One table; the page asks it as the core does. */
export const Right = z.enum(['intake', 'handOut', 'search', 'outbox', 'providerInbox', 'providerAccept', 'providerDecide', 'providerSign'])
export type Right = z.infer<typeof Right>

const rights: Readonly<Record<Role, readonly Right[]>> = {
  operator: ['intake', 'handOut', 'search', 'outbox'],
  manager: ['intake', 'handOut', 'search', 'outbox'],
  courier: ['search'],
  chancellery: ['intake', 'handOut', 'providerInbox', 'providerAccept', 'search', 'outbox'],
  executor: ['intake', 'handOut', 'providerInbox', 'providerAccept', 'providerDecide', 'providerSign', 'search', 'outbox'],
  head: ['intake', 'handOut', 'providerInbox', 'providerAccept', 'providerDecide', 'providerSign', 'search', 'outbox'],
}

export const rightsOf = (role: Role): readonly Right[] => rights[role]
export const mayDo = (role: Role, right: Right): boolean => rights[role].includes(right)
