import { parseArgs } from 'node:util'
import { z } from 'zod'

const loopback = ['127.0.0.1', '::1', 'localhost']

export const GatewayOptions = z.object({
  /** Folder of the database, the documents and the authority's keys. */
  data: z.string().min(1),
  /** 0: any free port. */
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Loopback only: this gateway has no TLS and is for the machine it runs on. */
  host: z
    .string()
    .refine((host) => loopback.includes(host), 'loopback only')
    .default('127.0.0.1'),
  training: z.boolean().default(false),
  /** Keys of the certification authority that the first start makes, and of what training issues by it: the national one has both. */
  authority: z.enum(['RSA', 'GOST']).default('RSA'),
  /** Where results by e-mail go: `smtp://host:port` (or `smtps:`, with a user and password where asked). Absent: into files in the data folder, `mail/`. */
  smtp: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of results by e-mail. */
  mailFrom: z.email().default('tereze@gateway.invalid'),
  /** Folder of services, calendar and texts; found from the program's place where absent. */
  resources: z.string().min(1).optional(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})
export type GatewayOptions = z.infer<typeof GatewayOptions>

/**
 * Options from the command line, then from the environment (TEREZE_GATEWAY_DATA, _PORT, _HOST, _TRAINING, _AUTHORITY, _SMTP, _MAIL_FROM, _RESOURCES, _LOG_LEVEL).
 * @throws ZodError, or TypeError for an unknown option
 */
export function readOptions(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): GatewayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      training: { type: 'boolean' },
      authority: { type: 'string' },
      smtp: { type: 'string' },
      'mail-from': { type: 'string' },
      resources: { type: 'string' },
      'log-level': { type: 'string' },
    },
  })
  const named = (name: string) => environment[`TEREZE_GATEWAY_${name}`]
  return GatewayOptions.parse({
    data: values.data ?? named('DATA'),
    port: values.port ?? named('PORT'),
    host: values.host ?? named('HOST'),
    training: values.training ?? named('TRAINING') === '1',
    authority: values.authority ?? named('AUTHORITY'),
    smtp: values.smtp ?? named('SMTP'),
    mailFrom: values['mail-from'] ?? named('MAIL_FROM'),
    resources: values.resources ?? named('RESOURCES'),
    logLevel: values['log-level'] ?? named('LOG_LEVEL'),
  })
}
