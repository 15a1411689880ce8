import { readFileSync } from 'node:fs'
import { Bin } from '#core/domain/iin.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { trainingColleagues, trainingProvider } from '#gateway/population/staff.ts'
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

function table(): string {
  const { provider, region } = ServiceDefinition.parse(
    JSON.parse(readFileSync(inRoot('resources', 'services', 'unemployed-cert.json'), 'utf8')),
  )
  const rows = trainingColleagues(trainingProvider(Bin.parse(provider.bin), provider.name, region)).map(
    ({ member, pin }) => `| \`${member.login}\` | \`${pin}\` | ${roles[member.role]} | ${member.fullName} |`,
  )
  return ['| login | PIN of the token | role | name |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** README.md with the current table of the training staff. */
export const withStaffTable = (text: string): string => betweenMarks(text, 'staff', table())
