import type { FastifyInstance } from 'fastify'
import {
  endpoints,
  jsonSchemaOf,
  type Content,
  type Endpoint,
} from '../../shared/protocol/endpoints.ts'
import { apiFault } from '../../shared/protocol/fault.ts'
import { protocolHeader, protocolVersion } from '../../shared/protocol/version.ts'

/** `GET /v1/openapi.json`: the central API as OpenAPI 3.1, made from the schemas that check every message. */
export function addOpenApiRoute(application: FastifyInstance): void {
  let document: unknown
  application.get('/v1/openapi.json', (_request, reply) => {
    document ??= openApiDocument()
    return reply.send(document)
  })
}

function openApiDocument(): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints)
    (paths[endpoint.path] ??= {})[endpoint.method] = operationOf(endpoint)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast central API',
      version: String(protocolVersion),
      description: `Stations say the version that they speak in the header ${protocolHeader}.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Fault: withoutDialect(jsonSchemaOf(apiFault)) },
      securitySchemes: {
        station: { type: 'http', scheme: 'bearer', description: 'The token from enrolment.' },
        admin: { type: 'http', scheme: 'bearer', description: 'The admin token of the centre.' },
      },
      responses: {
        Fault: {
          description: 'The request was not taken, and nothing was changed.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } },
        },
      },
    },
  }
}

function operationOf(endpoint: Endpoint): unknown {
  const { method, path, summary, caller, body, status, answer } = endpoint
  return {
    summary,
    operationId: `${method}${path.replaceAll(/[^A-Za-z]+(.)/g, (_found, first: string) => first.toUpperCase())}`,
    security: caller === 'anybody' ? [] : [{ [caller]: [] }],
    parameters: parametersOf(endpoint),
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: {
      [status]: { description: 'Done.', content: contentOf(answer) },
      default: { $ref: '#/components/responses/Fault' },
    },
  }
}

function contentOf({ type, schema }: Content): unknown {
  return { [type]: { schema: withoutDialect(jsonSchemaOf(schema)) } }
}

function parametersOf({ path, query, caller }: Endpoint): readonly unknown[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query', required: !schema.safeParse(undefined).success },
    schema: withoutDialect(jsonSchemaOf(schema)),
  }))
  const spoken = { name: protocolHeader, in: 'header', required: true, schema: { type: 'integer' } }
  return [...(caller === 'station' ? [spoken] : []), ...inPath, ...inQuery]
}

/** OpenAPI 3.1 says once for all that its schemas are JSON Schema 2020-12. */
function withoutDialect(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema'))
}
