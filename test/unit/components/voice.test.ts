import { expect, test } from 'vitest'
import { createSpeaker } from '../../../renderer/components/voice.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { spokenText } from '../../../renderer/screens/spoken-text.ts'
import { anOrder } from '../domain/bench-rules.ts'
import { Desk, itemCode } from '../station/desk.ts'

test('words of before that are still being said when something else is to be done', () => {
  const said: string[] = []
  const speech = {
    cancel: () => said.push('-'),
    speak: ({ text, lang }: { text: string; lang: string }) => said.push(`${lang} ${text}`),
  }
  const speak = createSpeaker(speech, (text) => ({ text, lang: '' }))
  speak('扫货', 'zh')
  speak('Stop', 'en')
  expect(said).toEqual(['-', 'zh-CN 扫货', '-', 'en-GB Stop'])
})

test('a name, an address or nothing at all that is said aloud', async () => {
  const buyer = '买家王小明'
  const order = anOrder([['SKU-1', 2]], { buyer })
  const desk = new Desk({ orders: [{ ...order, recipient: { ...order.recipient, name: buyer } }] })
  await desk.scans('SO-1', itemCode, 'WRONG', 'HF:OK', itemCode, 'YT-1')
  for (const language of ['zh', 'en'] as const) {
    const { t } = createTranslator(language)
    for (const view of desk.seen) {
      const text = spokenText(view, t)
      expect(text.length).toBeGreaterThan(1)
      for (const secret of [buyer, order.recipient.street, order.recipient.phone])
        expect(text).not.toContain(secret)
    }
  }
})
