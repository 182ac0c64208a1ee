// The reference: Chromium loads a label as a page and prints it to PDF. `electron <this folder> <page> <times to write> <runs>`.
const { writeFileSync } = require('node:fs')
const { app, BrowserWindow } = require('electron')

const [page, answer, runs] = process.argv.slice(-3)

async function measure() {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  const times = []
  // The first run is not counted: it starts the page's process.
  for (let run = 0; run <= Number(runs); run += 1) {
    const began = performance.now()
    await window.loadFile(page)
    await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
    if (run > 0) times.push(performance.now() - began)
  }
  writeFileSync(answer, JSON.stringify(times))
}

void app
  .whenReady()
  .then(measure)
  .finally(() => app.quit())
