import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** What a component does with a task. */
export type ComponentHabit =
  | 'prints'
  | 'prints-by-document'
  | 'refuses'
  | 'draws-and-fails'
  | 'prints-and-is-silent'
  | 'goes-away'
  | 'babbles'

/** A task as it came. */
export interface ComponentTask {
  readonly taskID: string
  readonly printer: string
  /** The text between `"documents":[` and the end. */
  readonly documents: string
}

/** The print component of a platform, as its makers describe it, on a port of this machine. */
export interface PrintComponent {
  readonly port: number
  tasks(): readonly ComponentTask[]
  behave(habit: ComponentHabit): void
  stop(): Promise<void>
}

interface Asked {
  readonly cmd: string
  readonly requestID: string
  readonly task?: { readonly taskID: string; readonly printer: string }
}

/** Starts one that has these printers. */
export async function startPrintComponent(printers: readonly string[]): Promise<PrintComponent> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const tasks: ComponentTask[] = []
  let habit: ComponentHabit = 'prints'
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8')
      const asked = JSON.parse(text) as Asked
      const say = (message: object): void => socket.send(JSON.stringify(message))
      const { requestID, task } = asked
      if (asked.cmd === 'getPrinters') {
        const list = printers.map((name) => ({ name }))
        say({ cmd: 'getPrinters', requestID, defaultPrinter: printers[0], printers: list })
      }
      if (asked.cmd !== 'print' || !task) return
      const documents = text.slice(text.indexOf('"documents":[') + 13, -3)
      tasks.push({ ...task, documents })
      answer(habit, { requestID, taskID: task.taskID }, say, socket)
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    tasks: () => tasks,
    behave: (next) => (habit = next),
    async stop() {
      for (const socket of server.clients) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(
  habit: ComponentHabit,
  of: { readonly requestID: string; readonly taskID: string },
  say: (message: object) => void,
  socket: WebSocket,
): void {
  if (habit === 'goes-away') return socket.terminate()
  if (habit === 'refuses')
    return say({ cmd: 'print', ...of, status: 'failed', msg: 'bad signature' })
  say({ cmd: 'print', ...of, status: 'success' })
  if (habit === 'prints-and-is-silent') return
  const other = { requestID: 'another', taskID: 'another' }
  if (habit === 'babbles') {
    socket.send('no JSON')
    say({ cmd: 'notifyPrintResult', ...other, taskStatus: 'printed' })
    return
  }
  say({ cmd: 'notifyDocResult', ...of, status: 'rendered', code: 0 })
  if (habit === 'draws-and-fails')
    return say({ cmd: 'notifyDocResult', ...of, status: 'rendered', code: 8, detail: 'template' })
  if (habit === 'prints-by-document')
    return say({ cmd: 'notifyDocResult', ...of, status: 'printed', code: 0 })
  say({ cmd: 'notifyPrintResult', ...of, taskStatus: 'printed', printStatus: [] })
}
