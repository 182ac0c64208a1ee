import type { IpcFaultCode } from '../../shared/ipc/faults.ts'
import type { FaultCode } from '../station/view.ts'

/** What a request that main could not answer means for the person at the bench. */
export function faultOf(code: IpcFaultCode): FaultCode {
  switch (code) {
    case 'journal-stopped':
    case 'disk-used-up':
    case 'turned-away':
    case 'print-refused':
      return code
    case 'centre-unreachable':
      return 'centre-needed'
    default:
      return 'main-unreachable'
  }
}
