import koffi, { type TypeObject } from 'koffi'

type TypeSpec = string | TypeObject | ReturnType<typeof koffi.out>
type Call<Parameters extends readonly unknown[]> = (...parameters: Parameters) => Promise<number>
type OpenPrinter = Call<[name: string, handle: [object | null], defaults: null]>
type StartDocument = Call<[handle: object, level: number, info: object]>
type Write = Call<[handle: object, bytes: Uint8Array, length: number, written: [number]]>
type GetJob = Call<
  [handle: object, job: number, level: number, bytes: Buffer, size: number, needed: [number]]
>
type SetJob = Call<[handle: object, job: number, level: number, info: null, command: number]>
type OnHandle = Call<[handle: object]>

/** The calls as winspool.h declares them; each answers 0 when it failed. */
export interface WinspoolCalls {
  readonly openPrinter: OpenPrinter
  readonly startDocument: StartDocument
  readonly startPage: OnHandle
  readonly write: Write
  readonly endPage: OnHandle
  readonly endDocument: OnHandle
  readonly getJob: GetJob
  readonly setJob: SetJob
  readonly closePrinter: OnHandle
  /** `Status` of the JOB_INFO_1 that `getJob` has filled in. */
  readonly statusOf: (jobInfo: Buffer) => number
}

/** Binds the calls of a spooler's library. Each runs in a thread of its own. */
export function bindWinspool(library: string): WinspoolCalls {
  const lib = koffi.load(library)
  const bind = <Parameters extends readonly unknown[]>(
    name: string,
    answer: TypeSpec,
    parameters: readonly TypeSpec[],
  ): Call<Parameters> => {
    const bound = lib.func('__stdcall', name, answer, [...parameters])
    return (...given) =>
      new Promise((settle, refuse) => {
        bound.async(...given, (error: unknown, value: number) => {
          if (error) refuse(error instanceof Error ? error : new Error(String(error)))
          else settle(value)
        })
      })
  }
  const handle = koffi.pointer(koffi.opaque())
  const info = koffi.struct({ pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' })
  const out = (type: TypeSpec) => koffi.out(koffi.pointer(type))
  const document = koffi.pointer(info)
  const jobInfo = jobInfoType()
  const [dword, bool, pointer] = ['uint32', 'int', 'void *']
  const job = [handle, dword, dword, pointer]
  return {
    openPrinter: bind('OpenPrinterW', bool, ['str16', out(handle), pointer]),
    startDocument: bind('StartDocPrinterW', dword, [handle, dword, document]),
    startPage: bind('StartPagePrinter', bool, [handle]),
    write: bind('WritePrinter', bool, [handle, pointer, dword, out(dword)]),
    endPage: bind('EndPagePrinter', bool, [handle]),
    endDocument: bind('EndDocPrinter', bool, [handle]),
    getJob: bind('GetJobW', bool, [...job, dword, out(dword)]),
    setJob: bind('SetJobW', bool, [...job, dword]),
    closePrinter: bind('ClosePrinter', bool, [handle]),
    statusOf: (bytes) => (koffi.decode(bytes, jobInfo) as { readonly Status: number }).Status,
  }
}

/** JOB_INFO_1W. */
function jobInfoType(): TypeObject {
  const texts = ['pPrinterName', 'pMachineName', 'pUserName', 'pDocument', 'pDatatype', 'pStatus']
  return koffi.struct({
    JobId: 'uint32',
    ...Object.fromEntries(texts.map((name) => [name, 'void *'])),
    ...{ Status: 'uint32', Priority: 'uint32', Position: 'uint32' },
    ...{ TotalPages: 'uint32', PagesPrinted: 'uint32' },
    Submitted: koffi.array('uint16', 8),
  })
}
