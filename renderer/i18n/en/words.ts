import type { WordTexts } from '../texts.ts'

/** The words for states and kinds, in English. */
export const words: WordTexts = {
  orderState: {
    ready: 'Ready',
    picking: 'Picking',
    picked: 'Picked',
    packing: 'Packing',
    packed: 'Packed',
    shipped: 'Shipped',
    held: 'On hold',
    cancelled: 'Cancelled',
    exception: 'Exception',
  },
  labelState: {
    none: 'No label yet',
    requested: 'Waiting to print',
    sending: 'Printing',
    sent: 'At the printer, scan it',
    failed: 'Not printed',
    unknown: 'Outcome unknown',
    confirmed: 'On the box',
  },
  channel: {
    taobao: 'Taobao',
    jd: 'JD',
    pinduoduo: 'Pinduoduo',
    douyin: 'Douyin',
    import: 'Import',
  },
  payment: { paid: 'Paid', unpaid: 'Unpaid', refunding: 'Refunding', refunded: 'Refunded' },
  station: { another: 'another bench', named: 'bench “{{name}}”' },
  task: {
    unpack: { title: 'Unpack', next: 'Open the box and put the goods back into their bins.' },
    'pull-parcel': {
      title: 'Pull the parcel',
      next: 'Take the parcel out of the cage and tear off its label.',
    },
    'put-back': {
      title: 'Put back into the bins',
      next: 'Put its goods from the tote or the cart back into their bins, then scan the tote or the order again.',
    },
    'set-aside': {
      title: 'Put it on the hold shelf',
      next: 'The order is on hold. Put its box on the hold shelf; do not hand it over.',
    },
    relabel: {
      title: 'New label',
      next: 'The old label is no longer right. Scan it: a new one prints. Stick it over the old one.',
    },
    intercept: {
      title: 'Call the parcel back',
      next: 'The courier has it. Tell the courier to send it back, and expect it as a return.',
    },
    'count-bin': {
      title: 'Count the bin',
      next: 'Count what still lies there. Scan the label of the bin, or press here.',
    },
    'resolve-claim': {
      title: 'Settle who packs it',
      next: 'Two benches took this order. Talk to the other bench; only one packs it.',
    },
  },
  exception: {
    'claimed-elsewhere': 'Another bench took it first',
    'packed-elsewhere': 'Another bench packed it first',
    'cancelled-while-picked': 'Cancelled while picked',
    'cancelled-while-packed': 'Cancelled while it was packed',
    'cancelled-after-label': 'Cancelled after the label was printed',
    'cancelled-after-hand-over': 'Cancelled after hand-over, a return follows',
    'taken-over': 'Another bench has taken the order over',
    'held-while-packed': 'Put on hold after it was packed',
    'held-after-hand-over': 'Put on hold after hand-over',
    'address-changed': 'The address changed after the label was made',
    'number-voided': 'Its waybill number was given up',
    'number-voided-after-hand-over': 'It left under a number that was given up',
    'address-changed-after-hand-over': 'Handed over with the label of the old address',
    'over-packed': 'More packed than ordered, or the order was split',
    'waybill-not-leased': 'A waybill number that this bench may not use',
    'waybill-reused': 'Waybill used on two parcels',
  },
  carrier: {
    yto: 'YTO',
    zto: 'ZTO',
    sto: 'STO',
    yunda: 'Yunda',
    sf: 'SF',
    jt: 'J&T',
    ems: 'EMS',
    jd: 'JD Logistics',
  },
}
