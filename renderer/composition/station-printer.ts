import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { IpcAnswer } from '../../shared/ipc/faults.ts'
import type { SheetOutcome } from '../../shared/ipc/routes.ts'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import { formatFullMoment } from '../i18n/format.ts'
import type { StationPrinter } from '../station/ports.ts'
import type { FaultCode } from '../station/view.ts'
import { faultOf } from './fault-of.ts'

/** The station's way to paper that is no label. `carrierName` names a carrier in the language of the station. */
export function createStationPrinter(
  main: Pick<HoldfastBridge, 'request'>,
  stationName: string,
  carrierName: (carrier: string) => string,
): StationPrinter {
  const told = (answer: IpcAnswer<SheetOutcome>): Result<null, FaultCode> => {
    if (!answer.ok) return fail(faultOf(answer.error.code))
    return answer.value.result === 'sent' ? succeed(null) : fail('sheet-not-printed')
  }
  return {
    async printPackingList(label) {
      return told(await main.request('print.packingList', { label }))
    },
    async printManifest(parcels) {
      const data = {
        carrierName: carrierName(parcels[0]?.carrier ?? ''),
        stationName,
        printedAt: formatFullMoment(Date.now()),
        parcels: parcels.map(({ waybillNumber, orderNumber }, at) => ({
          ...{ index: at + 1, waybillNumber, orderNumber },
        })),
      }
      const template = 'manifest-100x150'
      return told(await main.request('print.sheet', { printerId: null, template, data }))
    },
  }
}
