/** Waves, walks, orders of other benches and drills, in English. */
export const waveTexts = {
  walk: {
    label: 'Pick walk',
    noBin: 'No bin',
    units: '× {{quantity}}',
    cart: 'Cart',
    newTote: 'New tote',
    shares: 'Where it goes',
    then: 'Then',
    stops: '{{count}} more stops',
    totes: 'Totes',
    noTotes: 'None yet. The first goods ask for an empty one.',
    progress: '{{collected}} of {{count}} orders collected',
    inHand: 'In your hand: {{quantity}} × {{name}}',
    last: 'Just put into',
    short: 'Short',
    undo: 'Undo',
    list: 'Print pick list',
    claim: 'Claim the next wave',
  },
  takeOver: {
    title: 'Why does this bench take {{orderNumber}}?',
    warning:
      'What {{station}} packed of it does not count: it has to put the goods back. Start from the first item.',
    reasons: {
      broken: 'That bench is out of order',
      absent: 'Nobody works there',
      urgent: 'The deadline is near',
      supervisor: 'The supervisor said so',
    },
    other: 'Another reason',
    confirm: 'Take over',
    cancel: 'Cancel',
  },
  wave: {
    title: 'Which orders next?',
    kind: 'Orders',
    kinds: {
      any: 'The most urgent',
      'single-line': 'Of one article each',
      'one-article': 'All of the most wanted article',
    },
    carrier: 'Courier',
    anyCarrier: 'Any',
    size: 'How many',
    orders: '{{count}}',
    claim: 'Fetch wave',
    cancel: 'Cancel',
  },
  drill: {
    title: 'Trouble',
    open: 'Drill',
    faults: {
      'scanner-unplugged': 'Pull the scanner',
      'no-paper': 'Paper out',
      'no-network': 'No network',
    },
    lesson: 'First shift {{number}}/{{of}}',
    lessons: {
      order: 'Scan an order number, or press Next.',
      item: 'Scan the item that the screen points to, into the box.',
      wrong: 'Press “Wrong item”, read the red band, then acknowledge it.',
      label: 'Scan all the items. Stick the label on and scan its barcode.',
      paper:
        'Press “Paper out” and pack an order: its label waits. Press again for paper, scan the label.',
      offline:
        'Press “No network” and pack an order all the same. Press again, wait for “All sent”.',
      cancelled:
        'Open an order, pack one item, press “Cancel this order”. Do what the red band says and its task (scan the order twice).',
      handOver: 'Scan the hand-over card, then the label on a parcel.',
    },
    finished: 'That is all: ready for work.',
    again: 'Start again',
    double: 'Read it twice',
    cancel: 'Cancel this order',
  },
}
