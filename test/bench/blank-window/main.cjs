// The reference: a window of the station's size and settings that shows next to nothing. `electron <this folder> <data folder>`.
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.argv.at(-1))
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, spellcheck: false, backgroundThrottling: false },
  })
  window.once('ready-to-show', () => window.show())
  return window.loadFile(join(__dirname, 'blank.html'))
})
