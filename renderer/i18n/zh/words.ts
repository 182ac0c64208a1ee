import type { WordTexts } from '../texts.ts'

/** The words for states and kinds, in Chinese. */
export const words: WordTexts = {
  orderState: {
    ready: '待处理',
    picking: '拣货中',
    picked: '已拣货',
    packing: '打包中',
    packed: '已打包',
    shipped: '已发货',
    held: '已挂起',
    cancelled: '已取消',
    exception: '异常',
  },
  labelState: {
    none: '还没有面单',
    requested: '等待打印',
    sending: '正在打印',
    sent: '已送打印机，请扫面单',
    failed: '没打出来',
    unknown: '不确定打没打出来',
    confirmed: '已贴箱',
  },
  channel: {
    taobao: '淘宝',
    jd: '京东',
    pinduoduo: '拼多多',
    douyin: '抖音',
    import: '导入',
  },
  payment: { paid: '已付款', unpaid: '未付款', refunding: '退款中', refunded: '已退款' },
  task: {
    unpack: { title: '拆包', next: '打开箱子，把货放回库位。' },
    'pull-parcel': { title: '拉出包裹', next: '从快递笼里找出包裹，撕掉面单。' },
    'set-aside': {
      title: '放到挂起架',
      next: '订单被挂起。把箱子放到挂起架，不要交接。',
    },
    relabel: {
      title: '换新面单',
      next: '地址改了。扫旧面单，会打出新面单，盖住旧的贴上。',
    },
    intercept: {
      title: '拦截包裹',
      next: '包裹已经交给快递。通知快递拦截退回，到货后按退货处理。',
    },
    'resolve-claim': {
      title: '确认谁来打包',
      next: '两个工位都领了这一单。商量好，只由一个打包。',
    },
  },
  exception: {
    'claimed-elsewhere': '别的工位先领了',
    'packed-elsewhere': '别的工位先打包了',
    'cancelled-while-packed': '打包时被取消',
    'cancelled-after-label': '打印面单后被取消',
    'cancelled-after-hand-over': '交接后被取消，转退货',
    'taken-over': '别的工位接手了这一单',
    'held-while-packed': '打包后被挂起',
    'held-after-hand-over': '交接后被挂起',
    'address-changed': '出面单后改了地址',
    'address-changed-after-hand-over': '带着旧地址的面单交接了',
    'over-packed': '装得比订的多，或订单被拆分',
    'waybill-not-leased': '用了本工位没领到的运单号',
    'waybill-reused': '一个运单号用在两个包裹上',
  },
  carrier: {
    yto: '圆通',
    zto: '中通',
    sto: '申通',
    yunda: '韵达',
    sf: '顺丰',
    jt: '极兔',
    ems: 'EMS',
    jd: '京东物流',
  },
}
