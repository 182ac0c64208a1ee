// Does what Electron's own default application does: runs the application folder named on the command line.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = resolve(process.argv.slice(1).find((text) => !text.startsWith('-')) ?? '.')
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

app.setName(description.productName ?? description.name)
app.setVersion(description.version)
app.setAppPath(folder)
app.setPath('userData', join(app.getPath('appData'), app.getName()))
await import(pathToFileURL(join(folder, description.main)).href)
