import { readdirSync, readFileSync } from 'node:fs'
import { ServiceDefinition } from '#core/domain/service.ts'
import { trainingCentre } from '#gateway/population/centre-staff.ts'
import { providerSketches } from '#gateway/population/provider-staff.ts'
import { trainingColleagues } from '#gateway/population/staff.ts'
import { betweenMarks } from './between-marks.js'
import { inRoot } from './paths.js'

/** Organisations by BIN, with the numbers of the services they decide on. */
function organisations(): ReadonlyMap<string, { readonly name: string; readonly services: readonly number[] }> {
  const folder = inRoot('resources', 'services')
  const found = new Map([[String(trainingCentre.bin), { name: trainingCentre.name.ru, services: [] as number[] }]])
  const definitions = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ServiceDefinition.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))))
    .sort((a, b) => a.number - b.number)
  for (const { provider, number } of definitions) {
    const known = found.get(provider.bin) ?? { name: provider.department.ru, services: [] }
    known.services.push(number)
    found.set(provider.bin, known)
  }
  return found
}

function table(): string {
  const colleagues = trainingColleagues(providerSketches.map(({ bin }) => bin))
  const rows = [...organisations()].map(([bin, { name, services }]) => {
    const logins = colleagues.filter(({ member }) => member.organisationBin === bin).map(({ member, pin }) => `\`${member.login}\` ${pin}`)
    return `| ${name} | ${services.join(', ') || 'reception'} | ${logins.join(' · ')} |`
  })
  return ['| organisation | services | logins and PINs |', '| --- | --- | --- |', ...rows].join('\n')
}

/** README.md with the current table of the training staff. */
export const withStaffTable = (text: string): string => betweenMarks(text, 'staff', table())
