import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrinterState } from '../../shared/ipc/routes.ts'
import { useHealth, usePrintJobs } from './observe.ts'
import { useServices } from './services.ts'

/** The printers of this station as main has them, the way to choose one, and what each is called. */
export interface Printers {
  readonly printers: readonly PrinterState[]
  readonly choose: (printerId: string) => void
  readonly refresh: () => void
  readonly nameOf: (printerId: string) => string
}

/** Asks again whenever a job or a device has changed. */
export function usePrinters(): Printers {
  const { bridge } = useServices()
  const { t } = useTranslation()
  const [printers, setPrinters] = useState<readonly PrinterState[]>([])
  const health = useHealth()
  const jobs = usePrintJobs()
  const ask = useCallback(async () => {
    const answer = await bridge.request('print.printers', {})
    if (answer.ok) setPrinters(answer.value.printers)
  }, [bridge])
  useEffect(() => {
    void ask()
  }, [ask, health, jobs])
  return {
    printers,
    choose: (printerId) => void bridge.request('print.choose', { printerId }).then(ask),
    refresh: () => void ask(),
    nameOf(printerId) {
      const known = printers.find((printer) => printer.printerId === printerId)
      return known?.name === '' ? t('virtualDevice.printer') : (known?.name ?? printerId)
    },
  }
}
