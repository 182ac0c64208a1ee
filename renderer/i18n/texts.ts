import type { ExceptionCode } from '../../shared/domain/exception.ts'
import type { Gs1Fault } from '../../shared/domain/gs1.ts'
import type { Channel, PaymentState } from '../../shared/domain/order.ts'
import type { OrderState } from '../../shared/domain/order-state.ts'
import type { LabelState } from '../../shared/domain/parcel.ts'
import type { RefusalCode } from '../../shared/domain/refusal.ts'
import type { TaskKind } from '../../shared/domain/task.ts'
import type { IpcFaultCode } from '../../shared/ipc/faults.ts'
import type { DeviceHealth, StationHealth, StationSetup } from '../../shared/ipc/station-routes.ts'
import type { ApiFaultCode } from '../../shared/protocol/fault.ts'
import type { BenchPhase, FaultCode, NoticeCode, ScenarioName, WalkPhase } from '../station/view.ts'
import type { labelTexts } from './en/label-texts.ts'
import type { pictureTexts } from './en/picture-texts.ts'
import type { scannerTexts } from './en/scanner-texts.ts'
import type { screens } from './en/screens.ts'
import type { waveTexts } from './en/wave-texts.ts'

/** What is the matter, in one short line, and what to do next. (An interface would hide its keys from the typed `t`.) */
export type Advice = { readonly title: string; readonly next: string }

/** Texts for every code that a rule, a device or the centre can answer with; a new code without a text fails to compile. */
export interface CodeTexts {
  readonly refusal: Readonly<Record<RefusalCode, Advice>>
  readonly fault: Readonly<Record<FaultCode, Advice>>
}

/** Texts for what was done, and for every state: what to do next. */
export interface StepTexts {
  readonly notice: Readonly<Record<NoticeCode, string>>
  readonly phase: Readonly<Record<BenchPhase, Advice>>
  readonly walkPhase: Readonly<Record<WalkPhase, Advice>>
  readonly gs1: Readonly<Record<Gs1Fault['code'], string>>
  readonly prompt: Readonly<
    Record<
      | Exclude<ScenarioName, 'bench' | 'walk'>
      | 'done'
      | 'shiftTest'
      | 'shiftTested'
      | 'shiftReady'
      | 'labelsAwaited'
      | 'labelsUnknown'
      | 'printers'
      | 'printerOut'
      | 'scannerOut'
      | 'scannerLearnt'
      | 'queueDone'
      | 'workshop'
      | 'approveSubstitute'
      | 'armedTooMany'
      | 'count'
      | 'countChosen',
      string
    >
  >
}

export interface SystemTexts {
  readonly device: Readonly<Record<DeviceHealth['code'], Advice>>
  readonly deviceState: Readonly<Record<DeviceHealth['state'], string>>
  readonly virtualDevice: Readonly<Record<DeviceHealth['kind'], string>>
  readonly contact: Readonly<Record<StationHealth['contact']['state'], Advice>>
  readonly centre: Readonly<Record<ApiFaultCode, Advice>>
  readonly ipc: Readonly<Record<IpcFaultCode, Advice>>
  readonly setup: Readonly<Record<StationSetup['state'], Advice>>
}

export interface WordTexts {
  readonly orderState: Readonly<Record<OrderState, string>>
  readonly labelState: Readonly<Record<LabelState, string>>
  readonly channel: Readonly<Record<Channel, string>>
  readonly payment: Readonly<Record<PaymentState, string>>
  readonly station: Readonly<Record<'named' | 'another', string>>
  readonly task: Readonly<Record<TaskKind, Advice>>
  readonly exception: Readonly<Record<ExceptionCode, string>>
  readonly carrier: Readonly<Record<KnownCarrier, string>>
}

/** Carriers whose code has a short name; any other code is shown as it is. */
export const knownCarriers = ['yto', 'zto', 'sto', 'yunda', 'sf', 'jt', 'ems', 'jd'] as const
export type KnownCarrier = (typeof knownCarriers)[number]

/** Everything the interface says in one language. */
export type Texts = CodeTexts &
  StepTexts &
  SystemTexts &
  WordTexts &
  typeof screens &
  typeof labelTexts &
  typeof scannerTexts &
  typeof pictureTexts &
  typeof waveTexts
