import type { FastifyError, FastifyInstance } from 'fastify'
import { apiFailure, sendFailure, type ApiFailure } from './failure.ts'

/** SQLSTATEs that mean "not now": the same request may succeed a moment later. */
const passingStates = /^(08|40|53|57P|55P)/
/** What the PostgreSQL client says, without any code, when its connection broke amid a request or just before it. */
const brokenConnection = /^(Connection terminated|Client has encountered a connection error)/

/** Makes every error of the framework, the database or a bug one of the answers that `apiFault` describes. */
export function handleErrors(application: FastifyInstance, report: (line: string) => void): void {
  application.setErrorHandler(async (error: FastifyError, request, reply) => {
    const failure = failureOf(error)
    // A body that could not even be read is worth a line when it should have changed something.
    if (failure.status >= 500 || request.method === 'POST') {
      const what = `${request.method} ${request.routeOptions.url ?? request.url}`
      report(`${what} refused: ${failure.error.code}: ${error.message}`)
    }
    await sendFailure(reply, failure)
  })
  application.setNotFoundHandler(async (request, reply) => {
    const failure = apiFailure(
      'not-found',
      `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}.`,
      'Check the address; server/README.md lists what there is.',
    )
    await sendFailure(reply, failure)
  })
}

function failureOf(error: FastifyError): ApiFailure {
  if (error.statusCode === 413) {
    return apiFailure(
      'too-large',
      'The body of the request is larger than this centre takes.',
      'Send less at a time; split a CSV file into several.',
    )
  }
  if (error.statusCode === 415) {
    return apiFailure(
      'malformed',
      'The content type of the request is not the one expected here.',
      'Send application/json to stations’ endpoints, text/csv to the intake, and a picture as image/png, image/jpeg or image/webp.',
    )
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return apiFailure('malformed', `The request cannot be read: ${error.message}.`, remedyOfReading)
  }
  if (isPassing(error)) {
    return apiFailure(
      'busy',
      'The database cannot take this now.',
      'Try again in a moment; nothing was changed.',
    )
  }
  return apiFailure(
    'internal',
    'The centre failed while it worked on this request; nothing was changed.',
    'Try again. If it happens again, look at the centre’s output.',
  )
}

function isPassing({ code, message }: FastifyError): boolean {
  return passingStates.test(code) || /^ECONN/.test(code) || brokenConnection.test(message)
}

const remedyOfReading = 'Send well-formed JSON as the protocol describes it.'
