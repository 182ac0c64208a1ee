import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { cache, inCache } from './places.mjs'
import { say } from './say.mjs'

const lock = inCache('set-up.lock')

function tryTake() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function holderIsAlive() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

function letGo() {
  rmSync(lock, { force: true })
}

/** Runs set-up work while no other Holdfast command sets up the same folder; the lock of a dead process is taken over. */
export async function alone(work) {
  mkdirSync(cache, { recursive: true })
  for (let tries = 0; !tryTake(); tries += 1) {
    if (tries === 0) say('Waiting for another Holdfast set-up in this folder.')
    await wait(200)
    if (!holderIsAlive()) letGo()
  }
  process.once('exit', letGo)
  try {
    return await work()
  } finally {
    process.off('exit', letGo)
    letGo()
  }
}
