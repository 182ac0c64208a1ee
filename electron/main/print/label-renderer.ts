// Entry of the worker thread that draws labels, so that a label never delays a scan.
import { parentPort, workerData } from 'node:worker_threads'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { succeed } from '../../../shared/domain/result.ts'
import type { LabelTemplate } from '../../../shared/label/template/template.ts'
import { createCanvasTextPainter } from './canvas-text.ts'
import { readyTemplate, type ReadyTemplate } from './label-templates.ts'
import { plainProfile } from './printer-profiles.ts'
import { renderSheet } from './sheet.ts'
import { renderLabel } from './render-label.ts'
import type { RenderAnswer, RendererSetup, RenderQuestion } from './render-messages.ts'

if (!parentPort) throw new Error('the label renderer runs in a worker thread only')
const port = parentPort
const { fonts } = workerData as RendererSetup
const painter = createCanvasTextPainter(fonts)
warmUp()

port.on('message', (question: RenderQuestion) => {
  const answer = answerTo(question)
  const pages = answer.ok ? answer.value : []
  const buffers = pages.flatMap(({ bytes, picture }) =>
    picture ? [bytes.buffer, picture.bits.buffer] : [bytes.buffer],
  )
  port.postMessage(answer, buffers as ArrayBuffer[])
})

function answerTo(question: RenderQuestion): RenderAnswer {
  const { profile, own } = question
  const ready = own && readyOwn(own)
  if ('sheet' in question) return renderSheet(question.sheet, profile, painter, ready)
  const label = renderLabel(question.request, profile, painter, ready)
  return label.ok ? succeed([label.value]) : label
}

let lastOwn: { readonly text: string; readonly ready: ReadyTemplate } | null = null

/** The check of a template's data is made once, not for each of its labels. */
function readyOwn(template: LabelTemplate): ReadyTemplate {
  const text = JSON.stringify(template)
  if (lastOwn?.text !== text) lastOwn = { text, ready: readyTemplate(template) }
  return lastOwn.ready
}

/** The first label takes several times as long as the next: fonts are opened and code is compiled. */
function warmUp(): void {
  const contact = { name: '稳发', phone: '0571-8****321', region: '浙江省', street: '启潮路88号' }
  const keys = { printJobId: '0', orderNumber: '0', parcelNumber: '0', waybillNumber: '0' }
  const request: LabelRequest = {
    ...keys,
    template: 'waybill-100x150',
    data: {
      ...keys,
      carrierName: '快递',
      threeSegmentCode: '0',
      packageCentre: '中心',
      packageCentreCode: '0',
      productType: '标快',
      recipient: contact,
      sender: contact,
      codAmountFen: 100,
      items: [{ sku: '0', name: '茶', quantity: 1 }],
      remark: '易碎',
      copy: 1,
      requestedAt: '2026-01-01T00:00:00.000Z',
    },
  }
  renderLabel(request, plainProfile('zpl', 203), painter)
}
