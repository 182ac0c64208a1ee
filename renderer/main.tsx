// Composition root of the window: the bridge, the cache, the station and the screens meet here and nowhere else.
import { renderApp, renderSetup } from './app.tsx'
import { createSoundPlayer } from './components/sounds.ts'
import { createSpeaker } from './components/voice.ts'
import { composeWindow } from './composition/compose-window.ts'
import { attachIdleLock } from './composition/idle-lock.ts'
import { bridge } from './ipc/client.ts'
import { attachWedge } from './wedge/attach-wedge.ts'
import { awaitSetup } from './composition/await-setup.ts'

const syncStartsWithinMs = 500

async function start(element: Element): Promise<void> {
  const main = bridge()
  const setup = await awaitSetup(main, (shown) => renderSetup(element, shown))
  const composed = await composeWindow(main)
  setup.end()
  if (!composed.ok) {
    renderSetup(element, setup.hindered(composed.error))
    return
  }
  const { services, station, store } = composed.value
  renderApp(element, {
    ...services,
    play: createSoundPlayer(() => new AudioContext()),
    speak: createSpeaker(speechSynthesis, (text) => new SpeechSynthesisUtterance(text)),
  })
  const { keyboardWedge, doubleReadMs } = services.description
  // Before the wedge, which keeps the keys of a scanner to itself.
  attachIdleLock(
    { window, subscribe: (listener) => main.subscribe('scan.received', listener) },
    () => station.lock(),
    services.description.idleLockMinutes,
    {
      later: (run, afterMs) => setTimeout(run, afterMs),
      cancel: (timer) => clearTimeout(timer as number),
    },
  )
  if (keyboardWedge) attachWedge(window, station, doubleReadMs, () => crypto.randomUUID())
  station.start()
  // What the station already holds is shown first; a pull may take the processor after that.
  requestIdleCallback(() => store.startSync(), { timeout: syncStartsWithinMs })
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
void start(root)
