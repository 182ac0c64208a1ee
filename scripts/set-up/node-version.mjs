const oldestMajor = 20
const oldestMinor = 19

/**
 * Ends the process with a clear message on a Node that cannot run the set-up. It is the first call of every script, and
 * this file uses nothing newer than Node 14, so that even an old Node reaches the message.
 */
export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  console.error(
    `Holdfast needs Node ${oldestMajor}.${oldestMinor} or newer; this is Node ${process.versions.node}.\n` +
      'Install a current Node (for instance `nvm install 24`) and run the same command again.',
  )
  process.exit(1)
}
