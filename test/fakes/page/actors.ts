import type { Actor } from '#core/domain/staff.ts'
import { rightsOf, type Role } from '#core/domain/staff.ts'
import type { SessionView } from '#core/contract/views.ts'

const staff: Readonly<Record<Role, string>> = {
  operator: 'Бекмағамбетова Әсем Қуанышқызы',
  courier: 'Тілеубеков Самат Ерланұлы',
  manager: 'Оразалина Меруерт Болатқызы',
  chancellery: 'Ниязова Динара Маратқызы',
  head: 'Қасымжанов Ерболат Серікұлы',
  executor: 'Жақсылықова Әлия Нұрланқызы',
}

const isCentre = (role: Role): boolean => role === 'operator' || role === 'courier' || role === 'manager'

export const actorOf = (role: Role): Actor => ({
  staffId: role,
  fullName: staff[role],
  role,
  organisationBin: isCentre(role) ? '020240000555' : '990240001237',
  deskNumber: isCentre(role) ? 7 : 2,
})
export const systemActor: Actor = { staffId: 'system', fullName: 'Терезе', role: 'system', organisationBin: '020240000555', deskNumber: 7 }

export const sessionOf = (role: Role, since: string): SessionView => ({
  staff: { staffId: role, login: role === 'operator' ? 'operator1' : role, fullName: staff[role], role },
  workplace: isCentre(role)
    ? {
        kind: 'centre',
        deskNumber: 7,
        name: {
          kk: 'Өскемен қаласының № 1 халыққа қызмет көрсету орталығы',
          ru: 'Центр обслуживания населения № 1 города Усть-Каменогорска',
        },
        address: { kk: 'Өскемен қаласы, Белинский көшесі, 37а', ru: 'г. Усть-Каменогорск, ул. Белинского, 37а' },
      }
    : {
        kind: 'provider',
        deskNumber: 2,
        name: {
          kk: 'Өскемен қаласының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі',
          ru: 'Отдел занятости и социальных программ города Усть-Каменогорска',
        },
        address: { kk: 'Өскемен қаласы, Пермитин көшесі, 17', ru: 'г. Усть-Каменогорск, ул. Пермитина, 17' },
      },
  rights: [...rightsOf(role)],
  since,
  offline: false,
  locked: false,
})
