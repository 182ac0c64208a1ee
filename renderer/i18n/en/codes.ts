import type { CodeTexts } from '../texts.ts'

/** What scans and steps answer, in English. */
export const codes: CodeTexts = {
  refusal: {
    'unknown-code': {
      title: 'Unknown code, nothing counted',
      next: 'Scan it again. If it stays unknown, put the item aside and call the supervisor.',
    },
    'unreadable-scan': {
      title: 'Scan not readable, nothing counted',
      next: 'Wipe the code and the scanner window, hold steady, scan again.',
    },
    'typed-card': {
      title: 'Cards and badges are scanned, not typed',
      next: 'Nothing was done. Scan the card, or press its button or key.',
    },
    'typed-label': {
      title: 'A label counts only when it is scanned',
      next: 'If no scanner reads it, the courier’s will not either: print it again, then scan the new one.',
    },
    'unknown-order': {
      title: 'No such order at this bench',
      next: 'Check the number. If the order is new, scan it again once the centre is online.',
    },
    'wrong-item': {
      title: 'Wrong item: not in this order',
      next: 'Put it back. Still missing: {{missing}}',
    },
    'already-complete': {
      title: 'This order is already complete',
      next: 'Take the item out of the box. Nothing more belongs to {{orderNumber}}.',
    },
    'already-packed': {
      title: '{{orderNumber}} is packed and labelled already',
      next: "It was not opened again. Put its parcel into the courier's cage and scan the next order.",
    },
    'over-quantity': {
      title: 'Too many: {{name}}',
      next: 'Only {{ordered}} ordered, nothing was counted. Put the surplus back. Still missing: {{missing}}',
    },
    held: {
      title: 'Stop: {{orderNumber}} is on hold',
      next: 'Reason: {{reason}}. Put it on the hold shelf, then scan the next order.',
    },
    cancelled: {
      title: 'Stop: {{orderNumber}} is cancelled',
      next: 'Do not ship it. Put the goods back into their bins, then scan the next order.',
    },
    exception: {
      title: '{{orderNumber}} needs sorting out',
      next: 'Do its task on the queue screen (F1) before anything else happens to it.',
    },
    'not-yours': {
      title: '{{orderNumber}} belongs to {{station}}',
      next: 'Bring it to that bench, or scan another order.',
    },
    'not-claimed': {
      title: '{{orderNumber}} is not open here yet',
      next: 'Scan the order number first, then its items.',
    },
    'no-waybill': {
      title: 'No waybill for {{orderNumber}} yet',
      next: 'What you packed is kept. Put the box aside and scan the order again once the centre is online.',
    },
    'nothing-to-undo': {
      title: 'Nothing to undo',
      next: 'The box is closed, or nothing was packed since it was opened. If the wrong goods are in it, call the supervisor.',
    },
    'nothing-packed': {
      title: 'The box is still empty',
      next: 'Scan at least one item before you close the box.',
    },
    'other-order-open': {
      title: 'Another order is still open',
      next: 'Finish {{openOrder}} first, or scan the Later card to set it aside.',
    },
    'no-order-open': {
      title: 'No order is open',
      next: 'Scan an order number first. By itself this article is for no order of this bench.',
    },
    'label-already-confirmed': {
      title: 'Label {{waybillNumber}} was scanned before, nothing counted',
      next: '{{prompt}}',
    },
    'label-not-requested': {
      title: 'This parcel has no label yet',
      next: 'Open its order on the bench and finish packing, then the label prints.',
    },
    'wrong-waybill': {
      title: "Wrong label: another parcel's",
      next: 'Do not stick it on this box. Look for the right label and scan that one.',
    },
    'already-shipped': {
      title: '{{orderNumber}} is already handed over',
      next: "It was not counted again. If the parcel is still here, put it into the courier's cage.",
    },
    'not-packed': {
      title: '{{orderNumber}} is not packed yet',
      next: 'Do not hand it over. Bring it to a bench and finish packing.',
    },
    'void-needs-reason': {
      title: 'Say why the number is given up',
      next: 'Choose a reason on the labels screen (F9).',
    },
    'reprint-needs-reason': {
      title: 'A reprint needs a reason',
      next: 'Choose why the label is printed again.',
    },
    'void-waybill': {
      title: 'Stop: number {{waybillNumber}} is void',
      next: 'This label must not leave. Put the parcel aside and look at the tasks on the queue screen (F1).',
    },
    'task-first': {
      title: 'Stop: {{orderNumber}} has a task',
      next: '{{taskNext}} When it is done, scan the same code again.',
    },
    'no-task': {
      title: 'Nothing to undo for {{orderNumber}}',
      next: 'The task is done, or it is another bench’s. Scan the next code.',
    },
    'already-begun': {
      title: '{{orderNumber}} is begun and stays here',
      next: 'Pack it. Only orders of which nothing was picked can be put back.',
    },
    'already-packed-there': {
      title: '{{orderNumber}} is packed already, at {{station}}',
      next: 'There is nothing left to take over. Scan another order.',
    },
    'take-over-needs-reason': {
      title: 'A take-over needs a reason',
      next: 'Choose why this bench takes the order.',
    },
    'numbers-used-up': {
      title: 'No waybill numbers of {{carrier}} are left here',
      next: 'What you packed is kept. Set the box aside: new numbers come by themselves once the centre is online.',
    },
    'carton-needed': {
      title: 'Nobody has said which carton it is',
      next: 'Scan the code on the carton. If the goods go in their own box, scan the Own box card.',
    },
    'weight-needed': {
      title: 'This box has to be weighed first',
      next: 'Put it on the scale. If the scale does not work, have a supervisor scan the Accept card.',
    },
    'weight-too-light': {
      title: 'Too light: {{grams}} g instead of about {{expected}} g',
      next: 'Something is missing. Check the box, take it off the scale and put it on again.',
    },
    'weight-misses-item': {
      title: 'Too light: one {{name}} is probably missing',
      next: '{{grams}} g instead of about {{expected}} g. Check the box, take it off the scale and put it on again.',
    },
    'weight-too-heavy': {
      title: 'Too heavy: {{grams}} g instead of about {{expected}} g',
      next: 'Something is in the box that does not belong there. Check it, then weigh it again.',
    },
    'wrong-carrier': {
      title: 'Wrong courier: this is a parcel of {{carrierName}}',
      next: 'It was not counted. Put it back into its cage; here is {{courierName}}.',
    },
    'nothing-handed-over': {
      title: 'Nothing was handed over yet',
      next: 'Scan the parcels first, then print the list.',
    },
    expired: {
      title: 'Expired: {{name}}',
      next: 'Good until {{expiresOn}}, nothing was counted. Put it on the quarantine shelf and take a fresh one.',
    },
    'serial-twice': {
      title: 'This very unit is in the box already',
      next: 'Serial number {{serial}} was counted before. Scan another unit of {{name}}.',
    },
    'serial-counts-one': {
      title: 'A serial number is one unit',
      next: 'Scan each unit of {{name}} by itself. Nothing was counted.',
    },
    'gs1-unreadable': {
      title: 'Code with a mistake in it, nothing counted',
      next: 'Element ({{ai}}): {{gs1Words}}. Scan the plain barcode of the goods, or put the item aside.',
    },
    'no-walk': {
      title: 'Nothing to pick here',
      next: 'Claim a wave first (F6, or the Next wave card), then open the walk again.',
    },
    'unknown-wave': {
      title: 'Wave {{waveNumber}} is not at this bench',
      next: 'Another bench has it, or everything of it is packed. Bring the list to the supervisor.',
    },
    'not-in-walk': {
      title: 'Not needed: {{quantity}}\u00a0×\u00a0{{name}}',
      next: 'No order of wave {{waveNumber}} lacks so many. Put it back. {{stop}}',
    },
    'bin-not-in-walk': {
      title: 'Nothing to take from {{bin}}',
      next: 'This walk needs nothing from it, or all of it is taken. {{stop}}',
    },
    'tote-first': {
      title: 'First the tote',
      next: 'Put what is in your hand into an empty tote and scan the tote. Scan the Undo card to put it back.',
    },
    'tote-taken': {
      title: 'Tote {{tote}} is taken',
      next: 'The goods of {{orderNumber}} are in it. Scan OK, then an empty tote.',
    },
    'tote-empty': {
      title: 'Tote {{tote}} is empty here',
      next: 'No order of this bench has goods in it. Scan the tote that you brought, or an order number.',
    },
    'wrong-tote': {
      title: 'Not that tote: it belongs in {{tote}}',
      next: 'Move what you just put down into tote {{tote}} ({{orderNumber}}).',
    },
    'not-supervisor': {
      title: 'Badge {{badge}} is not a supervisor’s',
      next: 'Nothing was approved. Call a supervisor, scan the card again, then the badge.',
    },
    'nothing-to-substitute': {
      title: 'Nothing of it is missing',
      next: 'Every unit of this line is picked or packed already. If one is broken, scan it and then the Damaged card; then another article can go in.',
    },
    'same-article': {
      title: 'That is {{name}} itself',
      next: 'If it is there, scan the Undo card and pack it. Else scan the article that goes in instead.',
    },
    'substitute-first': {
      title: 'First the article that goes in instead',
      next: 'Scan the barcode on it. Scan the Undo card to leave the order as it is.',
    },
    'substitute-needs-reason': {
      title: 'Another article needs a reason',
      next: 'Choose why it goes in instead.',
    },
    'no-profiles': {
      title: 'This bench has no profiles',
      next: 'Nothing changed. Profiles are entered in station.json (“profiles”); then start again.',
    },
    'unknown-profile': {
      title: 'There is no profile {{profile}} here',
      next: 'Nothing changed. This bench has: {{names}}. Scan the card of one of them.',
    },
    'profile-order-open': {
      title: 'Finish {{orderNumber}} first',
      next: 'The profile stays while a parcel is open. Pack it, or put it aside with the Later card; then scan the profile again.',
    },
    'profile-walk-open': {
      title: 'Finish the walk of {{waveNumber}} first',
      next: 'Goods are on the cart. Pick the rest, or say what is short; then scan the profile again.',
    },
    'not-expected-here': {
      title: 'Not expected now, nothing counted',
      next: '{{prompt}}',
    },
  },
  fault: {
    'profile-not-kept': {
      title: 'The profile could not be kept',
      next: 'Nothing changed. Check the disk of this computer, then scan the card again.',
    },
    'sheet-not-printed': {
      title: 'The list was not printed',
      next: 'Nothing is lost. See to the printer on the labels screen (F9), then print again.',
    },
    'disk-used-up': {
      title: 'Disk almost full: this order was not begun',
      next: 'Finish what is begun. Call the supervisor: free up space on this computer, then scan the order again.',
    },
    'turned-away': {
      title: 'Stop: this computer may not pack any more',
      next: 'Another copy of this bench works at the centre. Nothing counts or prints here. Call the supervisor and use the other one.',
    },
    'journal-stopped': {
      title: 'Stop: scans cannot be saved',
      next: 'Nothing counts any more. Call the supervisor. Everything that was green is safe.',
    },
    'main-unreachable': {
      title: 'No answer from the program',
      next: 'This scan did not count. Close Holdfast, start it again, and scan once more.',
    },
    'program-fault': {
      title: 'A fault in the program stopped this scan',
      next: 'Look at the counts on the screen before you scan it again. If it comes back, call the supervisor.',
    },
    'centre-needed': {
      title: 'The centre does not answer',
      next: 'A wave needs it. Scan order numbers one by one meanwhile: that works without.',
    },
    'print-refused': {
      title: 'The print was refused',
      next: 'The label may exist already. Look at the printer: if it is there, scan it; if not, reprint.',
    },
  },
}
