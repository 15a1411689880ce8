import { ClipboardCheck, FileCheck, HandHelping, Inbox, type LucideIcon, Search, Send } from 'lucide-react'
import type { Right } from '#core/domain/staff.ts'
import type { Screen } from './navigation.ts'

/** A desk of the rail. */
export interface Place {
  readonly name: 'services' | 'search' | 'outbox' | 'handOut' | 'provider' | 'verification'
  readonly right: Right
  readonly icon: LucideIcon
  /** Screens that belong to it besides its own. */
  readonly also: readonly Screen['name'][]
}

const places: readonly Place[] = [
  // A provider's staff begin with what came to them, and take requests in beside it.
  { name: 'provider', right: 'providerInbox', icon: Inbox, also: ['providerCase', 'groupSigning'] },
  { name: 'services', right: 'intake', icon: ClipboardCheck, also: ['intake'] },
  { name: 'search', right: 'search', icon: Search, also: ['case'] },
  { name: 'outbox', right: 'outbox', icon: Send, also: [] },
  { name: 'handOut', right: 'handOut', icon: HandHelping, also: [] },
  { name: 'verification', right: 'search', icon: FileCheck, also: [] },
]

/** The desks a person has, in the order of Alt+1…8. */
export const placesFor = (rights: readonly Right[]): readonly Place[] => places.filter((place) => rights.includes(place.right))

export const isAt = (place: Place, screen: Screen): boolean => screen.name === place.name || place.also.includes(screen.name)

/** Where a person begins. */
export const firstScreen = (rights: readonly Right[]): Screen => ({ name: placesFor(rights)[0]?.name ?? 'search' })

const needed: Readonly<Record<Screen['name'], Right>> = {
  services: 'intake',
  intake: 'intake',
  search: 'search',
  case: 'search',
  outbox: 'outbox',
  handOut: 'handOut',
  provider: 'providerInbox',
  providerCase: 'providerInbox',
  verification: 'search',
  groupSigning: 'providerSign',
  check: 'search',
}

export const mayShow = (screen: Screen, rights: readonly Right[]): boolean => rights.includes(needed[screen.name])
