import type { FastifyInstance } from 'fastify'
import { uploadsPath } from '#core/wire/routes.ts'
import type { Uploads } from '#gateway/documents/uploads.ts'
import type { Authenticate } from './authenticate.ts'

/** Hands the tus protocol's requests over to the upload server, once the workplace has proved itself. */
export function registerUploads(app: FastifyInstance, uploads: Uploads, authenticate: Authenticate): void {
  // The body is a stream that the upload server reads itself.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  const both = [uploadsPath, `${uploadsPath}/:id`]
  for (const url of both) {
    app.route({
      method: ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      handler: async (request, reply) => {
        const { workplace } = authenticate.workplace(request.headers.authorization)
        reply.hijack()
        await uploads.handle(workplace, request.raw, reply.raw)
      },
    })
  }
}
