import type { CodeTexts } from '../texts.ts'

/** What scans and steps answer, in Chinese. */
export const codes: CodeTexts = {
  refusal: {
    'unknown-code': {
      title: '不认识这个条码，没有计数',
      next: '再扫一次。还是不认识，就把货放一边，叫主管处理。',
    },
    'unreadable-scan': {
      title: '没扫清楚，没有计数',
      next: '擦一下条码和扫描窗口，拿稳再扫一次。',
    },
    'unknown-order': {
      title: '本工位没有这个订单',
      next: '核对单号。如果是新订单，等中心连上后再扫。',
    },
    'wrong-item': {
      title: '扫错货：不是这一单的',
      next: '放回原处。还差：{{missing}}',
    },
    'already-complete': {
      title: '这一单已经装齐了',
      next: '把这件拿出来，{{orderNumber}} 不再需要别的货。',
    },
    'already-packed': {
      title: '{{orderNumber}} 已经打包并贴好面单',
      next: '没有重新打开。把包裹放进快递笼，扫下一单。',
    },
    'over-quantity': {
      title: '多了：{{name}}',
      next: '只订了 {{ordered}} 件，这次没有计数，多的放回去。还差：{{missing}}',
    },
    held: {
      title: '停！{{orderNumber}} 已挂起',
      next: '原因：{{reason}}。放到挂起架上，扫下一单。',
    },
    cancelled: {
      title: '停！{{orderNumber}} 已取消',
      next: '不要发货。把货放回库位，然后扫下一单。',
    },
    exception: {
      title: '{{orderNumber}} 有异常，先处理',
      next: '到订单队列（F1）完成它的待办，再做别的。',
    },
    'not-yours': {
      title: '{{orderNumber}} 归 {{station}}',
      next: '拿到那个工位去做，或者扫另一单。',
    },
    'not-claimed': {
      title: '{{orderNumber}} 还没在这里打开',
      next: '先扫订单号。本工位没有只要这件货的订单。',
    },
    'no-waybill': {
      title: '{{orderNumber}} 还没有运单号',
      next: '已装的都记下了。把箱子放一边，中心连上后再扫这一单。',
    },
    'nothing-to-undo': { title: '没有可以撤销的', next: '箱子已封或还没装货。装错了就叫主管。' },
    'nothing-packed': {
      title: '箱子还是空的',
      next: '至少扫一件货，再封箱。',
    },
    'other-order-open': {
      title: '还有一单没做完',
      next: '先做完 {{openOrder}}，或者扫“稍后”指令卡把它放一边。',
    },
    'no-order-open': {
      title: '还没有打开订单',
      next: '先扫订单号，再扫货。',
    },
    'label-already-confirmed': {
      title: '面单 {{waybillNumber}} 已经扫过，没有计数',
      next: '{{prompt}}',
    },
    'label-not-requested': {
      title: '这个包裹还没有面单',
      next: '在打包台打开它的订单，装齐后面单会自动打印。',
    },
    'wrong-waybill': {
      title: '面单不对：是别的包裹的',
      next: '不要贴在这个箱上。找到对的那张，再扫。',
    },
    'already-shipped': {
      title: '{{orderNumber}} 已经交接过了',
      next: '没有重复计数。包裹还在手上的话，放进快递笼。',
    },
    'not-packed': {
      title: '{{orderNumber}} 还没打包完',
      next: '不能交接。拿回打包台做完。',
    },
    'void-needs-reason': {
      title: '请说明为什么作废',
      next: '在面单界面（F9）选一个原因。',
    },
    'reprint-needs-reason': {
      title: '补打要选原因',
      next: '选一下为什么要再打一张面单。',
    },
    'void-waybill': {
      title: '停：运单号 {{waybillNumber}} 已作废',
      next: '这张面单不能发出去。把包裹放到一边，看订单页（F1）的待办。',
    },
    'task-first': {
      title: '停：{{orderNumber}} 有待办',
      next: '{{taskNext}}做完后再扫一次同一个码。',
    },
    'no-task': {
      title: '{{orderNumber}} 没有要处理的',
      next: '待办已完成，或者是别的工位的。扫下一个码。',
    },
    'already-begun': {
      title: '{{orderNumber}} 已经开始，不能退回',
      next: '继续打包。只有还没拣货的订单才能退回。',
    },
    'already-packed-there': {
      title: '{{station}} 已经打包了 {{orderNumber}}',
      next: '没有可以接手的了，扫别的订单。',
    },
    'take-over-needs-reason': {
      title: '接手要写原因',
      next: '选择为什么由本工位接手。',
    },
    'numbers-used-up': {
      title: '本工位的 {{carrier}} 运单号用完了',
      next: '装好的都已保存。箱子先放一边，联上中心后会自动领到新号。',
    },
    'weight-needed': {
      title: '这个箱子要先称重',
      next: '放到秤上。秤坏了，请主管扫“确认重量”卡。',
    },
    'weight-too-light': {
      title: '太轻：{{grams}} 克，应该约 {{expected}} 克',
      next: '少装了东西。检查箱子，拿下来再放上去。',
    },
    'weight-misses-item': {
      title: '太轻：可能少装了一件{{name}}',
      next: '{{grams}} 克，应该约 {{expected}} 克。检查箱子，拿下来再放上去。',
    },
    'weight-too-heavy': {
      title: '太重：{{grams}} 克，应该约 {{expected}} 克',
      next: '箱子里有不该有的东西。检查后再称一次。',
    },
    'wrong-carrier': {
      title: '快递不对：这是{{carrierName}}的包裹',
      next: '没有计数。放回它的笼车；现在来的是{{courierName}}。',
    },
    'nothing-handed-over': {
      title: '还没有交接任何包裹',
      next: '先扫包裹，再打交接单。',
    },
    expired: {
      title: '已过期：{{name}}',
      next: '有效期到 {{expiresOn}}，没有计数。放到隔离架，换一件没过期的。',
    },
    'serial-twice': {
      title: '这一件已经在箱子里了',
      next: '序列号 {{serial}} 已经扫过。请扫另一件 {{name}}。',
    },
    'serial-counts-one': {
      title: '一个序列号只算一件',
      next: '{{name}} 请一件一件地扫。没有计数。',
    },
    'gs1-unreadable': {
      title: '条码内容有错，没有计数',
      next: '字段（{{ai}}）：{{gs1Words}}。请扫商品的普通条码，或把它放到一边。',
    },
    'not-expected-here': {
      title: '现在不该扫这个，没有计数',
      next: '{{prompt}}',
    },
  },
  fault: {
    'sheet-not-printed': {
      title: '交接单没打印出来',
      next: '没有丢失。到面单页（F9）检查打印机，再打一次。',
    },
    'disk-used-up': {
      title: '磁盘快满了，这单没有开始',
      next: '先做完手上的。叫主管清理这台电脑的磁盘，再扫这张订单。',
    },
    'turned-away': {
      title: '停！这台电脑不能再打包了',
      next: '中心那里已有这个工位的另一份在工作。这里不再计数、不再打印。叫主管，用另一台。',
    },
    'journal-stopped': {
      title: '停！扫描存不下来了',
      next: '现在扫什么都不算数。叫主管。之前变绿的都在，不会丢。',
    },
    'main-unreachable': {
      title: '程序没有反应',
      next: '这一扫没有计数。关掉稳发重新打开，再扫一次。',
    },
    'program-fault': {
      title: '程序出错，这一扫没有做完',
      next: '先看屏幕上的数量，再决定要不要重扫。还出错就叫主管。',
    },
    'centre-needed': {
      title: '中心没有回应',
      next: '领波次要联上中心。先一单一单地扫订单号，不联网也行。',
    },
    'print-refused': {
      title: '打印被拒绝',
      next: '面单可能已经打出来了。看看打印机：有就扫它，没有就补打。',
    },
  },
  notice: {
    welcome: '准备好了',
    'order-opened': '已打开 {{orderNumber}}',
    'order-resumed': '{{orderNumber}}：接着做',
    'item-picked': '已拣 {{lineCount}}：{{name}}',
    'item-packed': '已装 {{lineCount}}：{{name}}',
    'item-unpacked': '已取出 {{quantity}} 件：{{name}}',
    'line-short': '缺货：{{quantity}} 件 {{name}}。箱子放到挂起架',
    'quantity-armed': '下一次扫货按 {{count}} 件计',
    'parcel-closed': '装齐了！正在打印面单',
    'label-confirmed': '完成：{{orderNumber}} 可以交接',
    'parcel-handed-over': '已交接：{{orderNumber}}',
    'label-requested-again': '正在补打面单',
    'order-set-aside': '{{orderNumber}} 已放一边',
    acknowledged: '继续',
    'double-read-ignored': '连读两次，只算一次',
    'scenario-changed': '{{screen}}',
    'label-sent': '面单已送到打印机',
    'label-outcome-unknown': '面单打出来了吗？',
    'label-failed': '面单没打出来',
    'task-arrived': '待办：{{taskTitle}} {{orderNumber}}',
    'task-done': '已完成：{{taskTitle}} {{orderNumber}}',
    'bench-locked': '已锁定：请扫工牌',
    'packing-list-printed': '{{orderNumber}} 的装箱单正在打印',
    'number-voided': '{{waybillNumber}} 已作废：箱子放一边，新面单会作为任务出现',
    'parcel-relabelled': '{{orderNumber}} 的新面单正在打印',
    'order-taken-over': '已接手 {{orderNumber}}',
    'wave-claimed': '波次 {{waveNumber}}：本工位领到 {{count}} 单',
    'wave-empty': '中心没有可领的订单',
    'wave-put-back': '退回了 {{count}} 单',
    'wave-nothing-to-put-back': '没有可退回的波次订单',
    'label-found': '{{name}} 的面单',
    'courier-chosen': '现在只交{{carrierName}}的包裹',
    'operator-changed': '你好，{{operatorId}}',
    'manifest-printed': '交接单已打印：{{count}} 件',
    'test-label-read': '测试标签读得清楚',
  },
  phase: {
    'no-order': {
      title: '扫订单号',
      next: '扫订单号；单品波次直接扫货',
    },
    picking: {
      title: '按单拣货',
      next: '接着：{{missing}}',
    },
    packing: {
      title: '逐件扫码装箱',
      next: '接着：{{missing}}',
    },
    'awaiting-weight': {
      title: '把箱子放到秤上',
      next: '把装好的箱子放到秤上。已经在秤上的，扫“封箱”卡。',
    },
    'awaiting-waybill': {
      title: '还没有运单号：先放一边',
      next: '货已装齐并记下。中心连上后再试，或扫“稍后”放一边。',
    },
    'label-printing': {
      title: '正在打印面单',
      next: '等面单出来，贴在箱上，扫它的条码。',
    },
    'label-failed': {
      title: '面单没打出来',
      next: '什么都没送到打印机。检查电源、纸和线，然后重新打印。',
    },
    'label-unknown': {
      title: '面单打出来了吗？',
      next: '打出来了就贴上扫它；没打出来就选原因补打。',
    },
    'awaiting-scan-back': {
      title: '贴面单，扫面单',
      next: '把面单贴在箱上，然后扫面单上的运单号。',
    },
  },
  gs1: {
    'unknown-ai': '不认识',
    'bad-check-digit': '校验位不对',
    'bad-date': '日期不存在',
    'bad-length': '长度不对',
    'bad-character': '有不允许的字符',
    twice: '出现了两次',
  },
  prompt: {
    done: '放进快递笼，扫下一单；快递员来了就扫“交接”卡。',
    queue: '扫订单号，或在列表里选一单。',
    'hand-over': '快递员每拿一件，就扫一下面单。',
    labels: '扫面单或订单，查看打印记录。',
    shift: '先扫工牌，再扫测试标签。',
  },
}
