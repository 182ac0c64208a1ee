/** A set-up failure that names the remedy; shown to people without a stack. */
export class SetUpError extends Error {}

/** One line about what set-up is doing. */
export function say(line) {
  console.log(`[holdfast] ${line}`)
}

/** Runs a script's main function; a named failure is printed plainly, anything else with its stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    console.error(error instanceof SetUpError ? `[holdfast] ${error.message}` : error)
    process.exitCode = 1
  }
}
