import { extname, join, normalize, sep } from 'node:path'
import type { Protocol } from 'electron'
import { securityHeaders } from './content-policy.ts'

/** The scheme and host of everything that the window shows. */
const appScheme = 'app'
const appHost = 'holdfast'
const appOrigin = `${appScheme}://${appHost}`

/** Where the window starts. */
export const appEntryUrl = `${appOrigin}/`

/** What the app's own protocol asks of its surroundings. */
export interface AppProtocolPorts {
  /** Folder of the built window, absolute. */
  readonly rendererFolder: string
  /** Bytes of a file, or null when there is no such file. */
  readonly readFile: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>
  /** Answers requests under `/v1/`: the centre, with the station's token added in main. */
  readonly forward: (request: Request) => Promise<Response>
}

/** Makes `app://` a real origin (storage, fetch, workers, streams). Must run before Electron is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ])
}

/** Serves `app://holdfast/` from now on. Call once, after Electron is ready. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, ports: AppProtocolPorts): void {
  protocol.handle(appScheme, createAppHandler(ports))
}

/** Answers one request of the window: `/v1/` from the centre, all else from the renderer's folder. */
export function createAppHandler(ports: AppProtocolPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    if (url.host !== appHost) return refuse(404, 'No such host.')
    if (url.pathname.startsWith('/v1/')) return withSecurityHeaders(await ports.forward(request))
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Read only.')
    const path = fileFor(ports.rendererFolder, url.pathname)
    const bytes = path === null ? null : await ports.readFile(path)
    if (path === null || bytes === null) return refuse(404, 'No such file.')
    const body = request.method === 'HEAD' ? null : bytes
    return new Response(body, {
      headers: { ...securityHeaders, 'content-type': mediaType(path), 'cache-control': 'no-cache' },
    })
  }
}

/**
 * The file that a path of a URL names, or null when the path leaves the folder. The URL parser has already resolved
 * plain dots; encoded slashes (and a system's backslashes) only appear after decoding, so the check comes after it.
 */
function fileFor(folder: string, pathname: string): string | null {
  const wanted = decoded(pathname)
  if (wanted === null || wanted.includes('\0')) return null
  const path = normalize(join(folder, wanted === '/' ? 'index.html' : wanted))
  return path.startsWith(normalize(folder + sep)) ? path : null
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

function mediaType(path: string): string {
  return mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream'
}

function refuse(status: number, message: string): Response {
  const headers = { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' }
  return new Response(message, { status, headers })
}

function withSecurityHeaders(response: Response): Response {
  // The headers of a fetched answer are frozen, so the answer is wrapped; its body still streams.
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value)
  const { status, statusText } = response
  return new Response(response.body, { status, statusText, headers })
}
