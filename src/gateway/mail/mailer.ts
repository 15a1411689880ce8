import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { Refusal } from '#gateway/http/problem.ts'

export interface Letter {
  /** Without brackets; the same letter has the same, so that a mail server can tell a repetition. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly date: Date
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: Uint8Array }[]
}

export interface Mailer {
  /** @throws Refusal `email/addressRefused`, `email/refused`, or `unavailable` where trying again may help */
  readonly send: (letter: Letter) => Promise<void>
}

export interface MailerOptions {
  /** `smtp://host:port`, or `smtps:`; letters are written to files where there is none. */
  readonly smtp: string | undefined
  readonly from: string
  /** Where letters are written as files (RFC 5322, `.eml`). */
  readonly folder: string
}

/** Every step of the SMTP dialogue, milliseconds: less than a desk waits for the answer. */
const connectionTimeout = 10_000
const socketTimeout = 20_000

/** As nodemailer throws them: the server's reply (RFC 5321, 4.2) and the command that it was to. */
const SmtpFailure = z.object({ code: z.string().optional(), responseCode: z.int().optional(), command: z.string().optional() })

/** 5xx is for good: of the address, or of the letter. Everything else may pass by itself. */
export function refusalOf(failure: unknown): Refusal {
  const { code, responseCode = 0, command } = SmtpFailure.safeParse(failure).data ?? {}
  if (responseCode >= 500 && command === 'RCPT TO') return new Refusal('email/addressRefused', { smtpCode: responseCode })
  if (responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) return new Refusal('email/refused', { smtpCode: responseCode })
  return new Refusal('unavailable', { reason: 'mail' })
}

const messageOf = ({ messageId, ...letter }: Letter, from: string) => ({
  ...letter,
  messageId: `<${messageId}>`,
  from: { name: 'Терезе', address: from },
  // RFC 3834: so that nobody's absence note answers it.
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: letter.attachments.map(({ content, ...attachment }) => ({ ...attachment, content: Buffer.from(content) })),
  disableFileAccess: true,
  disableUrlAccess: true,
})

function smtpMailer(smtp: string, from: string): Mailer {
  const transport = createTransport({ url: smtp, connectionTimeout, greetingTimeout: connectionTimeout, socketTimeout })
  return {
    send: async (letter) => {
      try {
        await transport.sendMail(messageOf(letter, from))
      } catch (failure) {
        throw refusalOf(failure)
      }
    },
  }
}

function fileMailer(folder: string, from: string): Mailer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (letter) => {
      const { message } = await transport.sendMail(messageOf(letter, from))
      if (!Buffer.isBuffer(message)) throw new Error('A buffered letter was asked for')
      await writeFile(join(folder, `${letter.messageId.replace(/@.*/, '')}.eml`), message, { mode: 0o600 })
    },
  }
}

/** Sends letters by SMTP, or where no server is named puts them into a folder as files, which any mail program opens. */
export const createMailer = ({ smtp, from, folder }: MailerOptions): Mailer =>
  smtp === undefined ? fileMailer(folder, from) : smtpMailer(smtp, from)
