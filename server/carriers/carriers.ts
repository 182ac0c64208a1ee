/** How a courier gives out its numbers in ranges. */
export interface BlockNumbering {
  readonly kind: 'block'
  readonly prefix: string
  readonly digits: number
  /** Numbers in one lease: several days of a busy bench. */
  readonly leaseSize: number
}

/** How a courier gives out its numbers: one for each order, or in ranges to whoever prints them. */
export type Numbering =
  | {
      readonly kind: 'order'
      /** Makes a number in this carrier's format of a number below 10^12 (hardware facts 5.2). */
      readonly waybillNumber: (number: number) => string
    }
  | BlockNumbering

/** A courier as the demo carrier plays it. */
export interface Carrier {
  readonly code: string
  readonly name: string
  readonly productType: string
  readonly numbering: Numbering
}

/** Couriers that number each order. */
export const carrierCodes = ['yto', 'zto', 'sf'] as const
export type CarrierCode = (typeof carrierCodes)[number]

const blockCarrierCodes = ['sto'] as const

function twelveDigits(number: number): string {
  return String(number).padStart(12, '0')
}

/** The couriers, by code. */
const carriers: Readonly<Record<CarrierCode | (typeof blockCarrierCodes)[number], Carrier>> = {
  yto: {
    code: 'yto',
    name: '圆通速递',
    productType: '标准快递',
    numbering: { kind: 'order', waybillNumber: (number) => `YT8${twelveDigits(number)}` },
  },
  zto: {
    code: 'zto',
    name: '中通快递',
    productType: '标准快件',
    numbering: { kind: 'order', waybillNumber: (number) => `78${twelveDigits(number)}` },
  },
  sf: {
    code: 'sf',
    name: '顺丰速运',
    productType: '顺丰标快',
    numbering: { kind: 'order', waybillNumber: (number) => `SF1${twelveDigits(number)}` },
  },
  sto: {
    code: 'sto',
    name: '申通快递',
    productType: '标准快递',
    numbering: { kind: 'block', prefix: '773', digits: 12, leaseSize: 500 },
  },
}

/** The courier of an order; null for one that this centre has no contract with. */
export function carrierOf(code: string): Carrier | null {
  const known = [...carrierCodes, ...blockCarrierCodes].find((candidate) => candidate === code)
  return known ? carriers[known] : null
}

/** Every courier that this centre has a contract with. */
export function allCarriers(): readonly Carrier[] {
  return Object.values(carriers)
}

/** Whether stations put numbers of a lease on this carrier's labels. */
export function isBlockCarrier(code: string): boolean {
  return carrierOf(code)?.numbering.kind === 'block'
}
