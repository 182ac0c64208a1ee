/** What it takes to start the prepared Electron: put `extraArguments` before the application folder. */
export interface ElectronRuntime {
  readonly executablePath: string
  readonly extraArguments: readonly string[]
}

/** The prepared Electron runtime; throws with the remedy when set-up has not run. */
export function electronRuntime(): ElectronRuntime
