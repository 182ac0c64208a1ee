/** A courier as the demo carrier plays it. */
export interface Carrier {
  readonly code: string
  readonly name: string
  readonly productType: string
  /** Makes a number in this carrier's format of a number below 10^12 (hardware facts 5.2). */
  readonly waybillNumber: (number: number) => string
}

export const carrierCodes = ['yto', 'zto', 'sf'] as const
export type CarrierCode = (typeof carrierCodes)[number]

function twelveDigits(number: number): string {
  return String(number).padStart(12, '0')
}

/** The couriers, by code. */
const carriers: Readonly<Record<CarrierCode, Carrier>> = {
  yto: {
    code: 'yto',
    name: '圆通速递',
    productType: '标准快递',
    waybillNumber: (number) => `YT8${twelveDigits(number)}`,
  },
  zto: {
    code: 'zto',
    name: '中通快递',
    productType: '标准快件',
    waybillNumber: (number) => `78${twelveDigits(number)}`,
  },
  sf: {
    code: 'sf',
    name: '顺丰速运',
    productType: '顺丰标快',
    waybillNumber: (number) => `SF1${twelveDigits(number)}`,
  },
}

/** The courier of an order; null for one that this centre has no contract with. */
export function carrierOf(code: string): Carrier | null {
  const known = carrierCodes.find((candidate) => candidate === code)
  return known ? carriers[known] : null
}
