import type { waveTexts as english } from '../en/wave-texts.ts'

/** Waves, walks, orders of other benches and drills, in Chinese. */
export const waveTexts: typeof english = {
  walk: {
    label: '拣货',
    noBin: '没有库位',
    units: '× {{quantity}}',
    cart: '推车',
    newTote: '新箱',
    shares: '放到哪里',
    then: '接下来',
    stops: '还有 {{count}} 处',
    totes: '周转箱',
    noTotes: '还没有。第一件货会要一个空箱。',
    progress: '{{count}} 单里拣齐了 {{collected}} 单',
    inHand: '手里：{{name}} × {{quantity}}',
    last: '刚才放到',
    short: '缺货',
    undo: '撤销',
    list: '打印拣货单',
    claim: '领下一波次',
  },
  takeOver: {
    title: '为什么由本工位接手 {{orderNumber}}？',
    warning: '{{station}} 已装的不算，货由那边放回库位。从第一件开始扫。',
    reasons: {
      broken: '那个工位坏了',
      absent: '那边没有人',
      urgent: '快到截止时间',
      supervisor: '主管要求',
    },
    other: '其他原因',
    confirm: '接手',
    cancel: '取消',
  },
  wave: {
    title: '下一波次要哪些订单？',
    kind: '订单',
    kinds: { any: '最急的', 'single-line': '单品订单', 'one-article': '爆款（同一件货）' },
    carrier: '快递',
    anyCarrier: '不限',
    size: '数量',
    orders: '{{count}} 单',
    claim: '领取',
    cancel: '取消',
  },
  drill: {
    title: '练习故障',
    open: '练习',
    faults: {
      'scanner-unplugged': '拔掉扫描枪',
      'no-paper': '打印机没纸',
      'no-network': '断网',
    },
    double: '同一码连读两次',
    cancel: '后台取消这一单',
  },
}
