/**
 * The import law: which module may import what. This table is the one place where it is written for machines; the table
 * in ARCHITECTURE.md is the same law for people. What a row does not name is refused.
 *
 * - `module`: a folder or one file; the longest one that holds a file is its row. A file may always import its own row.
 * - `mayImport`: other folders or files of this project.
 * - `typesOnly`: folders of which only types may be imported.
 * - `packages`: packages, with all their sub-paths; `*` stands for any.
 * - `node`: whether Node's own modules may be imported.
 * - `filesOnly`: the row holds only the files right in its folder, not the folders below it.
 * - `apart`: folders below this one know nothing of each other, except those named in `joins`.
 */
export const importLaw = [
  { module: 'shared/domain' },
  { module: 'shared/check', packages: ['zod'] },
  {
    module: 'shared/label',
    // The Result constructors are part of that type.
    mayImport: ['shared/domain/result.ts', 'shared/check'],
    typesOnly: ['shared/domain'],
    packages: ['bwip-js', 'zod'],
  },
  { module: 'shared/protocol', mayImport: ['shared/domain', 'shared/ipc'], packages: ['zod'] },
  { module: 'shared/ipc', mayImport: ['shared/domain', 'shared/protocol'], packages: ['zod'] },
  {
    module: 'electron/main',
    mayImport: ['shared', 'resources'],
    packages: [
      'electron',
      'serialport',
      '@serialport',
      '@napi-rs/canvas',
      '@expo-google-fonts',
      'iconv-lite',
      'koffi',
      'node-thermal-printer',
      'pngjs',
      'ws',
      'zod',
    ],
    node: true,
  },
  {
    // The one place that forks the central API.
    module: 'electron/main/embedded-centre/centre-process.ts',
    mayImport: ['electron/main', 'server', 'shared'],
    packages: ['electron', 'zod'],
    node: true,
  },
  { module: 'electron/preload', mayImport: ['shared/ipc'], packages: ['electron'] },
  { module: 'renderer/store', mayImport: ['shared/domain'], packages: ['dexie'] },
  { module: 'renderer/sync', mayImport: ['renderer/store', 'shared/protocol', 'shared/domain'] },
  { module: 'renderer/ipc', mayImport: ['shared'] },
  { module: 'renderer/wedge', typesOnly: ['shared'] },
  { module: 'renderer/station', mayImport: ['renderer/store', 'renderer/ipc', 'shared'] },
  { module: 'renderer/state', typesOnly: ['shared'], packages: ['zustand'] },
  {
    module: 'renderer/i18n',
    typesOnly: ['shared', 'renderer/station'],
    packages: ['i18next', 'react-i18next'],
  },
  { module: 'renderer/theme', mayImport: ['resources'], packages: ['@expo-google-fonts'] },
  {
    module: 'renderer/components',
    mayImport: ['renderer/theme', 'renderer/i18n', 'resources'],
    packages: ['react', 'react-dom', 'react-i18next', '@tanstack'],
  },
  {
    module: 'renderer/screens',
    mayImport: [
      ...['renderer/components', 'renderer/store', 'renderer/station', 'renderer/state'],
      ...['renderer/i18n', 'renderer/theme', 'shared/domain', 'shared/ipc', 'shared/protocol'],
    ],
    packages: ['react', 'react-dom', 'react-i18next', 'i18next', 'zustand', '@tanstack'],
    apart: true,
    // The shell is the frame that shows the other screens.
    joins: ['renderer/screens/shell'],
  },
  {
    // Files right in renderer/ are the composition root of the window.
    module: 'renderer',
    mayImport: ['renderer', 'shared', 'resources'],
    packages: ['react', 'react-dom', 'react-i18next', 'i18next', 'zustand', 'dexie'],
    filesOnly: true,
  },
  {
    // The composition root's own parts, kept apart so that each stays small.
    module: 'renderer/composition',
    mayImport: ['renderer', 'shared'],
  },
  {
    module: 'server',
    // What a carrier's label may be is one rule: asked where it comes in, and where it is printed.
    mayImport: [
      ...['shared/domain', 'shared/protocol', 'shared/label/carrier-document.ts'],
      'resources',
    ],
    packages: [
      '@electric-sql/pglite',
      'csv-parse',
      'image-size',
      'fastify',
      '@fastify',
      'kysely',
      'pg',
      'zod',
    ],
    node: true,
  },
  {
    module: 'test',
    mayImport: ['electron', 'renderer', 'server', 'shared', 'resources', 'scripts'],
    packages: ['*'],
    node: true,
  },
  { module: 'scripts', packages: ['*'], node: true },
]
