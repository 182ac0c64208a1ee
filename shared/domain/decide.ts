import type { Command } from './command.ts'
import type { Context, Facts, Ruling } from './decision.ts'
import { claimOrder, putBackOrder, takeOverOrder } from './rules/claim.ts'
import { chooseCarton } from './rules/carton.ts'
import { countBin } from './rules/count.ts'
import { damageItem } from './rules/damage.ts'
import { handOver } from './rules/hand-over.ts'
import { confirmLabel, reprintLabel } from './rules/label.ts'
import { closeParcel, packItem } from './rules/pack.ts'
import { pickItem, unpickItem } from './rules/pick.ts'
import { relabelParcel } from './rules/relabel.ts'
import { shortLine } from './rules/short.ts'
import { substituteLine } from './rules/substitute.ts'
import { completeTask } from './rules/task.ts'
import { unpackItem } from './rules/unpack.ts'
import { voidNumber } from './rules/void.ts'

/**
 * Answers a command with the facts it makes true, or with the reason why not. Pure: the same facts, command and context
 * give the same ruling on station and server.
 */
export function decide(facts: Facts, command: Command, context: Context): Ruling {
  switch (command.type) {
    case 'claimOrder':
      return claimOrder(facts, context)
    case 'takeOverOrder':
      return takeOverOrder(facts, command, context)
    case 'putBackOrder':
      return putBackOrder(facts, context)
    case 'completeTask':
      return completeTask(facts, command, context)
    case 'pickItem':
      return pickItem(facts, command, context)
    case 'unpickItem':
      return unpickItem(facts, command, context)
    case 'packItem':
      return packItem(facts, command, context)
    case 'unpackItem':
      return unpackItem(facts, command, context)
    case 'damageItem':
      return damageItem(facts, command, context)
    case 'shortLine':
      return shortLine(facts, command, context)
    case 'chooseCarton':
      return chooseCarton(facts, command, context)
    case 'substituteLine':
      return substituteLine(facts, command, context)
    case 'countBin':
      return countBin(facts, command, context)
    case 'closeParcel':
      return closeParcel(facts, command, context)
    default:
      return decideOfBox(facts, command, context)
  }
}

type BoxCommand = Extract<
  Command,
  { type: 'relabelParcel' | 'reprintLabel' | 'voidNumber' | 'confirmLabel' | 'handOver' }
>

/** What is done to a box that is closed. */
function decideOfBox(facts: Facts, command: BoxCommand, context: Context): Ruling {
  switch (command.type) {
    case 'relabelParcel':
      return relabelParcel(facts, command, context)
    case 'reprintLabel':
      return reprintLabel(facts, command, context)
    case 'voidNumber':
      return voidNumber(facts, command, context)
    case 'confirmLabel':
      return confirmLabel(facts, command, context)
    case 'handOver':
      return handOver(facts, command, context)
  }
}
