import { Linter } from 'eslint'
import { parser } from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { importLawRule } from '../../scripts/lint/import-law-rule.js'
import { importLaw } from '../../scripts/lint/import-law.js'

const linter = new Linter({ cwd: '/project' })
const configuration: Linter.Config = {
  files: ['**/*.{ts,tsx,js,mjs}'],
  languageOptions: { parser },
  plugins: { holdfast: { rules: { 'import-law': importLawRule } } },
  rules: { 'holdfast/import-law': 'error' },
}

/** What the law says about one statement in a file that need not exist. */
function breaches(file: string, statement: string): string[] {
  return linter.verify(statement, configuration, `/project/${file}`).map(({ message }) => message)
}

const forbidden: Record<string, readonly (readonly [file: string, statement: string])[]> = {
  'shared/domain': [
    ['shared/domain/order.ts', "import { z } from 'zod'"],
    ['shared/domain/rules/pack.ts', "import { push } from '../../protocol/push.ts'"],
    ['shared/domain/order.ts', "import { readFileSync } from 'node:fs'"],
    ['shared/domain/order.ts', "import type { Push } from '../protocol/push.ts'"],
  ],
  'shared/check': [
    ['shared/check/schema-problems.ts', "import { order } from '../domain/order.ts'"],
    ['shared/check/schema-problems.ts', "import { readFileSync } from 'node:fs'"],
  ],
  'shared/label': [
    ['shared/label/draw.ts', "import { readFileSync } from 'fs'"],
    ['shared/label/draw.ts', "import { decide } from '../domain/decide.ts'"],
    ['shared/label/draw.ts', "import { createCanvas } from '@napi-rs/canvas'"],
    ['shared/label/draw.ts', "import type { Route } from '../ipc/routes.ts'"],
  ],
  'shared/protocol': [
    ['shared/protocol/push.ts', "import { randomUUID } from 'node:crypto'"],
    ['shared/protocol/push.ts', "import { app } from 'electron'"],
  ],
  'shared/ipc': [
    ['shared/ipc/routes.ts', "import { ipcMain } from 'electron'"],
    ['shared/ipc/routes.ts', "export { start } from '../../server/index.ts'"],
  ],
  'electron/main': [
    ['electron/main/index.ts', "import { startServer } from '../../server/index.ts'"],
    ['electron/main/journal/journal.ts', "import { Dexie } from 'dexie'"],
    ['electron/main/window/window.ts', "import { store } from '../../../renderer/store/store.ts'"],
    ['electron/main/index.ts', "const server = await import('../../server/index.ts')"],
  ],
  'electron/main/embedded-centre/centre-process.ts': [
    ['electron/main/embedded-centre/centre-process.ts', "import { h } from '../../../test/h.ts'"],
    ['electron/main/embedded-centre/centre-process.ts', "import { Dexie } from 'dexie'"],
    ['electron/main/embedded-centre/other.ts', "import { a } from '../../../server/index.ts'"],
  ],
  'electron/preload': [
    ['electron/preload/index.ts', "import { z } from 'zod'"],
    ['electron/preload/index.ts', "import { log } from '../main/log/log.ts'"],
    ['electron/preload/index.ts', "import { decide } from '../../shared/domain/decide.ts'"],
  ],
  'renderer/store': [
    ['renderer/store/store.ts', "import { useState } from 'react'"],
    ['renderer/store/store.ts', "import { ipc } from '../ipc/client.ts'"],
    ['renderer/store/store.ts', "import { pull } from '../sync/pull.ts'"],
    ['renderer/store/store.ts', "type Screen = import('../screens/queue/columns.tsx').Screen"],
  ],
  'renderer/sync': [
    ['renderer/sync/pull.ts', "import { useState } from 'react'"],
    ['renderer/sync/pull.ts', "import { Queue } from '../screens/queue/queue-screen.tsx'"],
    ['renderer/sync/pull.ts', "import { Dexie } from 'dexie'"],
  ],
  'renderer/ipc': [['renderer/ipc/client.ts', "import { store } from '../store/store.ts'"]],
  'renderer/station': [
    ['renderer/station/station.ts', "import { Dexie } from 'dexie'"],
    ['renderer/station/station.ts', "import { Queue } from '../screens/queue/queue-screen.tsx'"],
  ],
  'renderer/state': [
    ['renderer/state/preferences.ts', "import type { Rows } from '../store/queries.ts'"],
    ['renderer/state/preferences.ts', "import { ipc } from '../ipc/client.ts'"],
    ['renderer/state/preferences.ts', "import { pull } from '../sync/pull.ts'"],
  ],
  'renderer/wedge': [
    ['renderer/wedge/attach-wedge.ts', "import { station } from '../station/station.ts'"],
    ['renderer/wedge/attach-wedge.ts', "import { useState } from 'react'"],
  ],
  'renderer/i18n': [
    ['renderer/i18n/texts.ts', "import { station } from '../station/station.ts'"],
    ['renderer/i18n/texts.ts', "import { Button } from '../components/button.tsx'"],
  ],
  'renderer/theme': [['renderer/theme/theme.ts', "import { useState } from 'react'"]],
  'renderer/components': [
    ['renderer/components/button.tsx', "import { rows } from '../store/queries.ts'"],
    ['renderer/components/button.tsx', "import { ipc } from '../ipc/client.ts'"],
    ['renderer/components/button.tsx', "import { pull } from '../sync/pull.ts'"],
    ['renderer/components/button.tsx', "import type { View } from '../station/view.ts'"],
  ],
  'renderer/screens': [
    ['renderer/screens/queue/columns.tsx', "import { bench } from '../bench/bench-screen.tsx'"],
    ['renderer/screens/queue/columns.tsx', "import { Dexie } from 'dexie'"],
    ['renderer/screens/queue/columns.tsx', "import { ipc } from '../../ipc/client.ts'"],
  ],
  'renderer/composition': [
    ['renderer/composition/compose-window.ts', "import { app } from 'electron'"],
    ['renderer/composition/compose-window.ts', "import { readFileSync } from 'node:fs'"],
    ['renderer/composition/compose-window.ts', "import { Dexie } from 'dexie'"],
  ],
  renderer: [
    ['renderer/main.tsx', "import { app } from 'electron'"],
    ['renderer/main.tsx', "import { log } from '../electron/main/log/log.ts'"],
    ['renderer/main.tsx', "import { readFileSync } from 'node:fs'"],
  ],
  server: [
    ['server/index.ts', "import { app } from 'electron'"],
    ['server/http/app.ts', "import { store } from '../../renderer/store/store.ts'"],
    ['server/http/app.ts', "import { routes } from '../../shared/ipc/routes.ts'"],
  ],
  test: [['test/unit/a.test.ts', "import config from '../../eslint.config.js'"]],
  scripts: [['scripts/start.mjs', "import { decide } from '../shared/domain/decide.ts'"]],
}

const allowed: readonly (readonly [file: string, statement: string])[] = [
  ['shared/domain/rules/pack.ts', "import { ok } from '../result.ts'"],
  ['shared/label/draw.ts', "import type { Waybill } from '../domain/waybill.ts'"],
  ['shared/label/barcode.ts', "import { raw } from 'bwip-js/generic'"],
  ['shared/check/schema-problems.ts', "import type { z } from 'zod'"],
  ['shared/label/printer-profile.ts', "import { z } from 'zod'"],
  ['shared/label/template/read-template.ts', "import { p } from '../../check/schema-problems.ts'"],
  ['shared/protocol/push.ts', "import { z } from 'zod'"],
  ['shared/ipc/routes.ts', "import { version } from '../protocol/version.ts'"],
  ['electron/main/devices/serial.ts', "import { SerialPort } from 'serialport'"],
  ['electron/main/index.ts', "import { decide } from '../../shared/domain/decide.ts'"],
  ['electron/main/index.ts', "import { join } from 'node:path'"],
  [
    'electron/main/embedded-centre/centre-process.ts',
    "import { start } from '../../../server/index.ts'",
  ],
  ['electron/preload/index.ts', "import { channel } from '../../shared/ipc/faults.ts'"],
  ['renderer/store/store.ts', "import { Dexie } from 'dexie'"],
  ['renderer/sync/pull.ts', "import { store } from '../store/store.ts'"],
  ['renderer/ipc/client.ts', "import type { Bridge } from '../../shared/ipc/bridge.ts'"],
  ['renderer/station/station.ts', "import { ipc } from '../ipc/client.ts'"],
  ['renderer/state/preferences.ts', "import { createStore } from 'zustand/vanilla'"],
  ['renderer/i18n/texts.ts', "import type { View } from '../station/view.ts'"],
  ['renderer/theme/theme.ts', "import './tokens.css'"],
  ['renderer/components/table.tsx', "import { useTable } from '@tanstack/react-table'"],
  ['renderer/screens/queue/columns.tsx', "import { columns } from '../../components/table.tsx'"],
  ['renderer/screens/queue/columns.tsx', "import { useServices } from '../services.ts'"],
  ['renderer/screens/shell/shell.tsx', "import { Queue } from '../queue/queue-screen.tsx'"],
  ['renderer/main.tsx', "import { openStore } from './store/store.ts'"],
  ['server/database/open.ts', "import { Kysely } from 'kysely'"],
  ['test/e2e/outage.test.ts', "import { start } from '../../server/index.ts'"],
  ['scripts/start.mjs', "import { run } from './set-up/process.mjs'"],
]

describe('the import law', () => {
  it('is proven for every row of its table', () => {
    const rows = importLaw.map(({ module }) => module)
    expect(Object.keys(forbidden).sort()).toEqual([...rows].sort())
  })

  for (const [row, cases] of Object.entries(forbidden)) {
    it.each(cases)(`${row} is kept: %s refuses %s`, (file, statement) => {
      const found = breaches(file, statement)
      expect(found).toHaveLength(1)
      expect(found[0]).toContain('DESIGN import law (ARCHITECTURE.md)')
      expect(found[0]).toContain('Row "')
    })
  }

  it.each(allowed)('%s may say %s', (file, statement) => {
    expect(breaches(file, statement)).toEqual([])
  })

  it('wants a row for a new folder', () => {
    expect(breaches('shared/clever/new.ts', "import { z } from 'zod'")[0]).toContain('no row')
  })
})
