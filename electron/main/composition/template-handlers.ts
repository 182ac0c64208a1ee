import { succeed } from '../../../shared/domain/result.ts'
import type { IpcAnswer } from '../../../shared/ipc/faults.ts'
import type { IpcOutput } from '../../../shared/ipc/routes.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { IpcHandlers } from '../ipc/router.ts'
import { readyTemplate } from '../print/label-templates.ts'
import { readDraft } from '../print/template-shelf.ts'
import { refuse, type AtWork, type WorkingStation } from './working-station.ts'

type TemplateRoutes = Extract<keyof IpcHandlers, `templates.${string}`>

/** The handlers of the workshop in which people change labels. */
export function createTemplateHandlers(working: AtWork): Pick<IpcHandlers, TemplateRoutes> {
  return {
    'templates.list': () =>
      working(async ({ templates }) => {
        const broken = await templates.load()
        return succeed({ templates: [...templates.list()], broken: broken.map(ofWire) })
      }),
    'templates.read': ({ name }) =>
      working(async ({ templates }) => succeed({ text: await templates.read(name) })),
    'templates.preview': ({ text, row }) => working((station) => preview(station, text, row)),
    'templates.save': ({ text }) =>
      working(async ({ templates }) => {
        const saved = await templates.save(text)
        return succeed({ problems: saved.ok ? [] : [...saved.error] })
      }),
    'templates.restore': ({ name }) =>
      working(async ({ templates }) => {
        await templates.restore(name)
        return succeed({})
      }),
  }
}

function ofWire({
  file,
  problems,
}: {
  readonly file: string
  readonly problems: readonly { readonly field: string; readonly cause: string }[]
}) {
  return { file, problems: [...problems] }
}

async function preview(
  { renderer, printing }: WorkingStation,
  text: string,
  row: unknown,
): Promise<IpcAnswer<IpcOutput<'templates.preview'>>> {
  const draft = readDraft(text)
  if (!draft.ok) return succeed({ pictures: [], problems: [...draft.error] })
  // Everything that is wrong with the data at once, and not only what a label would be refused for first.
  const checked = readyTemplate(draft.value).checkData(row)
  if (!checked.ok) {
    const problems = checked.error.map(({ field, cause }) => ({ field, cause }))
    return succeed({ pictures: [], problems })
  }
  const sheet = { template: draft.value.name, data: row }
  const drawn = await renderer.renderSheet(sheet, printing.profileForPreview(), draft.value)
  if (drawn.ok)
    return succeed({ pictures: drawn.value.flatMap(({ picture }) => picture ?? []), problems: [] })
  if (drawn.error.code === 'renderer-stopped') return refuse('internal', drawn.error.detail)
  const { field, code } = drawn.error
  return succeed({ pictures: [], problems: [{ field, code, cause: detailOf(drawn.error) }] })
}

/** What is known beyond code and field. */
function detailOf(fault: LabelFault): string {
  if ('detail' in fault) return fault.detail
  return fault.code === 'missing-glyph' ? fault.character : ''
}
