import { z } from 'zod'
import { Problem } from '#core/wire/problem.ts'
import { type Route, type RouteAccess, type RouteName, routes } from '#core/wire/routes.ts'
import { uploadsPath } from '#core/wire/routes.ts'
import { pathParameters } from '#gateway/http/handler.ts'
import { caPaths } from '#gateway/http/register-ca.ts'

/** As they travel: what a schema makes of a value after reading it does not concern the other side. */
const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}

const securityOf: Readonly<Record<RouteAccess, readonly object[]>> = {
  open: [],
  workplace: [{ workplaceToken: [] }],
  staff: [{ staffToken: [] }],
}

const parametersOf = (route: Route): object[] => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as keyof typeof pathParameters)
  const query = route.query instanceof z.ZodObject ? Object.entries(route.query.shape as Record<string, z.ZodType>) : []
  return [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: schemaOf(pathParameters[name]) })),
    ...query.map(([name, schema]) => ({ name, in: 'query', required: false, schema: schemaOf(schema) })),
    ...(route.idempotent === true ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ]
}

const operationOf = (name: RouteName, route: Route) => ({
  operationId: name,
  summary: route.summary,
  ...(route.training === true ? { tags: ['training'] } : {}),
  security: securityOf[route.access],
  parameters: parametersOf(route),
  ...(route.body === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } } }),
  responses: {
    200: {
      description: route.summary,
      content:
        route.bytes === undefined
          ? { 'application/json': { schema: route.answer === undefined ? {} : schemaOf(route.answer) } }
          : { [route.bytes]: {} },
    },
    default: { $ref: '#/components/responses/Problem' },
  },
})

const derPost = (operationId: string, summary: string, from: string, to: string) => ({
  post: {
    operationId,
    summary,
    security: [],
    requestBody: { required: true, content: { [from]: {} } },
    responses: { 200: { description: summary, content: { [to]: {} } } },
  },
})
const derGet = (operationId: string, summary: string) => ({
  get: { operationId, summary, security: [], responses: { 200: { description: summary, content: { 'application/pkix-cert': {} } } } },
})
const tus = (operationId: string, summary: string, status: number) => ({
  operationId,
  summary,
  security: securityOf.workplace,
  responses: { [status]: { description: summary }, default: { $ref: '#/components/responses/Problem' } },
})

/** The interface of a region's gateway as OpenAPI 3.1, generated from the table of routes. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const name of Object.keys(routes) as readonly RouteName[]) {
    const route: Route = routes[name]
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  paths[uploadsPath] = { post: tus('uploadCreate', 'tus 1.0.0: begin an upload; metadata sha256', 201) }
  paths[`${uploadsPath}/{uploadId}`] = {
    parameters: [{ name: 'uploadId', in: 'path', required: true, schema: { type: 'string' } }] as unknown as object,
    head: tus('uploadOffset', 'tus 1.0.0: how much is here', 200),
    patch: tus('uploadAppend', 'tus 1.0.0: go on; after the last byte the content is checked against sha256', 204),
  }
  paths[caPaths.ocsp] = derPost('ocsp', 'OCSP (RFC 6960)', 'application/ocsp-request', 'application/ocsp-response')
  paths[caPaths.timestamp] = derPost('timestamp', 'Time stamp (RFC 3161)', 'application/timestamp-query', 'application/timestamp-reply')
  paths[caPaths.root] = derGet('rootCertificate', 'Root certificate, DER')
  paths[caPaths.issuing] = derGet('issuingCertificate', "Issuing authority's certificate, DER")
  return {
    openapi: '3.1.0',
    info: { title: 'Tereze: regional gateway (ЭҮАШ)', version: '1' },
    paths,
    components: {
      securitySchemes: {
        workplaceToken: { type: 'http', scheme: 'bearer', description: "The workplace's own token" },
        staffToken: { type: 'http', scheme: 'bearer', description: 'Token of a session' },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', minLength: 8, maxLength: 255 },
          description: 'The same key with the same body gives the same answer, for ever; with another body 422 idempotencyMismatch',
        },
      },
      responses: { Problem: { description: 'RFC 9457', content: { 'application/problem+json': { schema: schemaOf(Problem) } } } },
    },
  }
}
