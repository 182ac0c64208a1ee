import type { SystemTexts } from '../texts.ts'

/** Devices, the centre and the program itself, in English. */
export const system: SystemTexts = {
  device: {
    ok: { title: 'Ready', next: 'Nothing to do.' },
    opening: { title: 'Connecting', next: 'Wait a moment.' },
    'port-missing': {
      title: 'Not found',
      next: 'Plug the device in. If it is plugged in, check its port in the settings.',
    },
    'port-in-use': {
      title: 'Port taken',
      next: 'Another program uses this port. Close it; Holdfast then connects by itself.',
    },
    'port-denied': {
      title: 'No permission',
      next: 'The system denies this port. Let the administrator allow this user to use it.',
    },
    unplugged: {
      title: 'Unplugged',
      next: 'Plug the cable back in. Holdfast connects by itself.',
    },
    'printer-unreachable': {
      title: 'Not reachable',
      next: "Check the printer's power and network cable, then print again.",
    },
    'printer-stalled': {
      title: 'Stopped midway',
      next: 'Check paper, ribbon and lid. Then look whether the label came out.',
    },
    'printer-reset': {
      title: 'Connection cut',
      next: 'Look whether the label came out: if yes, scan it; if no, reprint.',
    },
    'printer-refused': {
      title: 'The print component refused',
      next: 'Look at its own window for the cause. If the label came out, scan it; if not, reprint.',
    },
    'printer-paper-out': {
      title: 'Out of labels',
      next: 'Load a new roll and close the cover: the label then prints by itself.',
    },
    'printer-head-open': {
      title: 'Cover open',
      next: 'Close the cover of the printer: the label then prints by itself.',
    },
    'printer-ribbon-out': {
      title: 'Ribbon used up',
      next: 'Put in a new ribbon and close the cover: the label then prints by itself.',
    },
    'printer-paper-jam': {
      title: 'Paper jam',
      next: 'Open the cover, take out the jammed paper and close it: the label then prints by itself.',
    },
    'printer-paused': {
      title: 'Printer paused',
      next: 'Press pause or feed on the printer: the label then prints by itself.',
    },
    'printer-too-hot': {
      title: 'Print head too hot',
      next: 'Wait a little: it goes on by itself when it has cooled down.',
    },
    'printer-cutter-fault': {
      title: 'Cutter stuck',
      next: 'Switch the printer off, take the paper out of the cutter, switch it on again.',
    },
    'printer-memory-full': {
      title: 'Printer memory full',
      next: 'Switch the printer off and on: labels that did not come out print by themselves.',
    },
    'printer-needs-service': {
      title: 'Printer reports a fault',
      next: 'Switch it off and on. If it stays, call the supervisor.',
    },
    'label-not-drawable': {
      title: 'Label not drawable',
      next: 'A character on this label cannot be printed. Set the order aside and call the supervisor.',
    },
  },
  deviceState: { ready: 'Ready', busy: 'Busy', missing: 'Missing', fault: 'Fault' },
  virtualDevice: {
    scanner: 'Virtual scanner',
    printer: 'Virtual printer',
    scale: 'Virtual scale',
  },
  contact: {
    never: {
      title: 'No contact yet',
      next: 'Keep working: everything is saved here and sent later.',
    },
    online: { title: 'Online', next: 'Everything is sent as you work.' },
    offline: { title: 'Offline', next: 'Keep working: everything is saved here and sent later.' },
    refused: {
      title: 'Refused',
      next: 'The centre does not accept this bench. Call the supervisor.',
    },
  },
  centre: {
    malformed: {
      title: 'Request not understood',
      next: 'Update this program; its data is safe here meanwhile.',
    },
    'too-large': {
      title: 'Request too large',
      next: 'Update this program; its data is safe here meanwhile.',
    },
    unauthorized: {
      title: 'Token not accepted',
      next: 'Pair this bench again with a new pairing code from the centre.',
    },
    'unknown-station': {
      title: 'Bench not known',
      next: 'Pair this bench again with a new pairing code from the centre.',
    },
    'wrong-station': {
      title: 'Token of another bench',
      next: 'Pair this bench again with its own pairing code.',
    },
    'pairing-code-invalid': {
      title: 'Pairing code not valid',
      next: 'Ask for a new pairing code at the centre.',
    },
    'protocol-unsupported': {
      title: 'Versions do not match',
      next: 'Update the older side: this program or the centre.',
    },
    gap: {
      title: 'Centre lacks earlier work',
      next: 'It is being sent again by itself. Nothing to do.',
    },
    fenced: {
      title: 'An older copy of this bench',
      next: 'Stop working here. Use the newer installation, and call the supervisor.',
    },
    diverged: {
      title: 'Histories differ',
      next: 'Stop working here and call the supervisor. Do not delete anything.',
    },
    reset: {
      title: 'Orders are loaded anew',
      next: 'Wait until the queue is complete. Nothing of your work is lost.',
    },
    'not-found': {
      title: 'Address not found',
      next: 'Check the address of the centre in the settings.',
    },
    'request-reused': {
      title: 'Request sent twice with another content',
      next: 'Nothing was changed. Try again; if it stays, update this program.',
    },
    busy: { title: 'Centre is busy', next: 'It is tried again by itself. Keep working.' },
    internal: {
      title: 'Error at the centre',
      next: 'It is tried again by itself. If it stays, call the administrator.',
    },
  },
  ipc: {
    'untrusted-sender': { title: 'Window not trusted', next: 'Close Holdfast and start it again.' },
    'unknown-route': { title: 'Program parts do not match', next: 'Install Holdfast again.' },
    'malformed-input': {
      title: 'Request not understood',
      next: 'Close Holdfast and start it again.',
    },
    'journal-stopped': {
      title: 'Scans cannot be saved',
      next: 'Stop scanning and call the supervisor.',
    },
    'turned-away': {
      title: 'The centre takes nothing from this computer any more',
      next: 'Stop working here and call the supervisor. Do not delete anything.',
    },
    'disk-used-up': {
      title: 'Disk almost full',
      next: 'Finish what is begun, then free up space on this computer.',
    },
    'print-refused': {
      title: 'Print refused',
      next: 'Look whether the label exists: scan it, or reprint with a reason.',
    },
    'centre-unreachable': {
      title: 'No answer from the centre',
      next: 'Go on with what this bench has; try again once it is online.',
    },
    'not-available': { title: 'Not available here', next: 'Switch it on in the settings.' },
    internal: { title: 'Error in the program', next: 'Close Holdfast and start it again.' },
  },
  setup: {
    starting: { title: 'Starting', next: 'Wait a moment.' },
    'preparing-centre': {
      title: 'Preparing the centre on this computer',
      next: 'The first start can take a minute. Nothing to do.',
    },
    'centre-failed': {
      title: 'The centre on this computer did not start',
      next: 'Close Holdfast and start it again. If it stays, call the administrator with the line below.',
    },
    'centre-unreachable': {
      title: 'The centre cannot be reached',
      next: 'Check the network cable and the address of the centre in the settings. It is tried again by itself.',
    },
    enrolling: { title: 'Pairing this bench', next: 'Wait a moment.' },
    'pairing-code-needed': {
      title: 'Pair this bench with the centre',
      next: 'Ask for a pairing code at the centre and type it here.',
    },
    'pairing-code-refused': {
      title: 'The pairing code was not accepted',
      next: 'A code works once and not for long. Ask for a new one at the centre and type it here.',
    },
    'protocol-unsupported': {
      title: 'This program and the centre do not match',
      next: 'Update the older of the two, then start Holdfast again.',
    },
    'settings-invalid': {
      title: 'The settings file has a mistake',
      next: 'Correct what the line below says, then start Holdfast again.',
    },
    'journal-damaged': {
      title: 'The records of this bench are damaged',
      next: 'Do not delete anything: the damaged part was kept aside. Call the administrator.',
    },
    'journal-locked': {
      title: 'Holdfast already runs on this folder',
      next: 'Use the window that is open, or start this one with another --data-dir.',
    },
    ready: { title: 'Ready', next: 'Opening the queue.' },
  },
}
