import { readdirSync, readFileSync } from 'node:fs'
import { ServiceDefinition } from '#core/domain/service.ts'
import { trainingCentre } from '#gateway/population/centre-staff.ts'
import { providerSketches } from '#gateway/population/provider-staff.ts'
import { trainingColleagues } from '#gateway/population/staff.ts'
import { betweenMarks } from './between-marks.js'
import { inRoot } from './paths.js'

const roles = {
  operator: "centre's operator",
  courier: 'courier',
  manager: "centre's manager",
  chancellery: "provider's chancellery",
  head: "provider's head",
  executor: "provider's executor",
}

/** Short names of the organisations, by BIN. */
function organisations(): ReadonlyMap<string, string> {
  const folder = inRoot('resources', 'services')
  const definitions = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ServiceDefinition.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))))
  const departments = definitions.map(({ provider }): [string, string] => [provider.bin, provider.department.ru])
  return new Map([...departments.reverse(), [trainingCentre.bin, trainingCentre.name.ru]])
}

function table(): string {
  const names = organisations()
  const rows = trainingColleagues(providerSketches.map(({ bin }) => bin)).map(
    ({ member, pin }) =>
      `| \`${member.login}\` | \`${pin}\` | ${roles[member.role]} | ${names.get(member.organisationBin) ?? ''} | ${member.fullName} |`,
  )
  return ['| login | PIN of the token | role | organisation | name |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

/** README.md with the current table of the training staff. */
export const withStaffTable = (text: string): string => betweenMarks(text, 'staff', table())
