import { isBuiltin } from 'node:module'
import { dirname, relative, resolve, sep } from 'node:path'
import { importLaw } from './import-law.js'

const law = 'DESIGN import law (ARCHITECTURE.md)'

function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`)
}

function isWithinAny(path, folders = []) {
  return folders.some((folder) => isWithin(path, folder))
}

function holds(row, path) {
  if (!isWithin(path, row.module)) return false
  return !row.filesOnly || !path.slice(row.module.length + 1).includes('/')
}

/** The row of the table that a file of the project falls under: the longest that holds it. */
function rowOf(path) {
  return importLaw
    .filter((row) => holds(row, path))
    .sort((a, b) => b.module.length - a.module.length)[0]
}

/** Whether a file lies where the law rules; configuration files in the root do not. */
function isGoverned(path) {
  return /^(electron|renderer|server|shared|test|scripts)\//.test(path)
}

function allowsPackage(row, specifier) {
  if (isBuiltin(specifier)) return row.node === true
  const packages = row.packages ?? []
  return packages.includes('*') || isWithinAny(specifier, packages)
}

/** The folder right below a row in which a path lies; undefined for the files that lie in the row itself. */
function partOf(row, path) {
  const parts = path.slice(row.module.length + 1).split('/')
  return parts.length > 1 ? `${row.module}/${parts[0]}` : undefined
}

function allowsOwn(row, from, to) {
  if (!row.apart) return true
  const [source, target] = [partOf(row, from), partOf(row, to)]
  return target === undefined || source === target || (row.joins ?? []).includes(source)
}

function allowsFile(row, from, to, isType) {
  if (rowOf(to) === row) return allowsOwn(row, from, to)
  return isWithinAny(to, row.mayImport) || (isType && isWithinAny(to, row.typesOnly))
}

function describe(row) {
  const allowed = [
    ...(row.mayImport ?? []),
    ...(row.typesOnly ?? []).map((folder) => `types of ${folder}`),
    ...(row.packages ?? []),
    ...(row.node ? ['Node'] : []),
  ]
  return allowed.length === 0 ? 'itself' : `itself, ${allowed.join(', ')}`
}

/** The message for a forbidden import, or undefined when the law allows it. Paths are relative to the root, with `/`. */
function breach(from, specifier, isType) {
  const row = rowOf(from)
  if (row === undefined) {
    return `${from} falls under no row of the table in scripts/lint/import-law.js; add one. ${law}`
  }
  const bare = specifier.replace(/[?#].*$/, '')
  const isFile = /^[./]/.test(bare)
  const to = isFile
    ? relative('/', resolve('/', dirname(from), bare))
        .split(sep)
        .join('/')
    : bare
  const allowed = isFile ? allowsFile(row, from, to, isType) : allowsPackage(row, bare)
  if (allowed) return undefined
  return `Row "${row.module}" may import ${describe(row)}; not "${to}". ${law}`
}

function visitors(context, from) {
  const check = (node, source, isType) => {
    if (typeof source?.value !== 'string') return
    const message = breach(from, source.value, isType)
    if (message !== undefined) context.report({ node, message })
  }
  return {
    ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
    ImportExpression: (node) => check(node, node.source, false),
    TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
  }
}

/** The lint rule that refuses every import that the table does not allow. */
export const importLawRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join('/')
    return isGoverned(from) ? visitors(context, from) : {}
  },
}
