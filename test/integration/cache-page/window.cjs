// The smallest program that shows one page: `electron <this folder> <address> <data folder>`.
const { app, BrowserWindow } = require('electron')

const [address, dataFolder] = process.argv.slice(-2)
app.setPath('userData', dataFolder)
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } })
  return window.loadURL(address)
})
