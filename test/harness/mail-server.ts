import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  readonly url: string
  /** What was taken, parsed, in the order it came. */
  readonly letters: readonly Email[]
  /** Answers to RCPT TO for these addresses (RFC 5321): `{ 'a@b.kz': 550 }`. */
  readonly refuse: (replies: Readonly<Record<string, number>>) => void
  /** Answers the letter itself so from now on; undefined takes it again. */
  readonly refuseData: (reply: number | undefined) => void
  readonly stop: () => Promise<void>
}

const reply = (code: number): Error => Object.assign(new Error(`Says ${code}`), { responseCode: code })

/** A real SMTP server on a free port that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const letters: Email[] = []
  let refused: Readonly<Record<string, number>> = {}
  let dataReply: number | undefined
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, callback) => {
      const code = refused[address]
      callback(code === undefined ? null : reply(code))
    },
    onData: (stream, _session, callback) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (dataReply !== undefined) return callback(reply(dataReply))
        void PostalMime.parse(Buffer.concat(parts)).then((letter) => {
          letters.push(letter)
          callback(null)
        }, callback)
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse: (replies) => {
      refused = replies
    },
    refuseData: (code) => {
      dataReply = code
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** An attachment's bytes. */
export const attachmentOf = (letter: Email | undefined, name: string): Buffer => {
  const content = letter?.attachments.find(({ filename }) => filename === name)?.content
  if (content === undefined || typeof content === 'string') throw new Error(`No ${name} in the letter`)
  return Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content)
}
