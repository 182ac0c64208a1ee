import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { bindWinspool, type WinspoolCalls } from './winspool-calls.ts'

/** A printer of Windows that was opened. */
export type PrinterHandle = object

/** Where a job stands. `gone`: the spooler has it no more, because it was printed or deleted. */
export type SpoolJobState = 'waiting' | 'printed' | 'gone'

/** The part of the Windows print spooler that raw labels need. An error names the call that failed, for whoever repairs it. */
export interface Winspool {
  open(printer: string): Promise<Result<PrinterHandle, string>>
  /** Begins a document whose bytes the spooler passes on as they are; answers the job's number. */
  startDocument(handle: PrinterHandle, name: string): Promise<Result<number, string>>
  /** Answers how many bytes the spooler took. */
  write(handle: PrinterHandle, bytes: Uint8Array): Promise<Result<number, string>>
  endDocument(handle: PrinterHandle): Promise<Result<null, string>>
  jobState(handle: PrinterHandle, job: number): Promise<SpoolJobState>
  /** Deletes a job, so that it does not print by itself later. */
  deleteJob(handle: PrinterHandle, job: number): Promise<Result<null, string>>
  close(handle: PrinterHandle): Promise<void>
}

/** Room for JOB_INFO_1 and the texts that it points to. */
const jobInfoBytes = 64 * 1024
/** JOB_STATUS_PRINTED and JOB_STATUS_COMPLETE (winspool.h). */
const printedBits = 0x80 | 0x10_00
/** JOB_CONTROL_DELETE (winspool.h). */
const controlDelete = 5

/**
 * Opens the spooler's library (winspool.h: OpenPrinterW, StartDocPrinterW, WritePrinter, GetJobW, SetJobW). Calls run in threads of
 * their own, so that a printer that hangs keeps nothing else waiting.
 *
 * @param library `winspool.drv`; a test gives one that it has made
 */
export function loadWinspool(library = 'winspool.drv'): Winspool {
  const calls = bindWinspool(library)
  return { ...documentsOf(calls), ...jobsOf(calls) }
}

type Documents = Pick<Winspool, 'open' | 'startDocument' | 'write' | 'endDocument' | 'close'>

function documentsOf(calls: WinspoolCalls): Documents {
  return {
    async open(printer) {
      const handle: [object | null] = [null]
      const isOpen = await calls.openPrinter(printer, handle, null)
      return isOpen && handle[0] ? succeed(handle[0]) : failed('OpenPrinter')
    },
    async startDocument(handle, name) {
      const document = { pDocName: name, pOutputFile: null, pDatatype: 'RAW' }
      const job = await calls.startDocument(handle, 1, document)
      if (job === 0) return failed('StartDocPrinter')
      return (await calls.startPage(handle)) ? succeed(job) : failed('StartPagePrinter')
    },
    async write(handle, bytes) {
      const written: [number] = [0]
      const isWritten = await calls.write(handle, bytes, bytes.length, written)
      return isWritten ? succeed(written[0]) : failed('WritePrinter')
    },
    async endDocument(handle) {
      const isEnded = (await calls.endPage(handle)) && (await calls.endDocument(handle))
      return isEnded ? succeed(null) : failed('EndDocPrinter')
    },
    async close(handle) {
      await calls.closePrinter(handle)
    },
  }
}

function jobsOf(calls: WinspoolCalls): Pick<Winspool, 'jobState' | 'deleteJob'> {
  return {
    async jobState(handle, job) {
      const bytes = Buffer.alloc(jobInfoBytes)
      const isKnown = await calls.getJob(handle, job, 1, bytes, bytes.length, [0])
      if (!isKnown) return 'gone'
      return (calls.statusOf(bytes) & printedBits) === 0 ? 'waiting' : 'printed'
    },
    async deleteJob(handle, job) {
      const isDeleted = await calls.setJob(handle, job, 0, null, controlDelete)
      return isDeleted ? succeed(null) : failed('SetJob')
    },
  }
}

/** The error number of a thread is not that of this one, so only the name of the call is certain. */
function failed(call: string): Result<never, string> {
  return fail(`${call} failed`)
}
