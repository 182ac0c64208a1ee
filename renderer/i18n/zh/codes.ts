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
    'typed-card': {
      title: '指令卡和工牌只能扫，不能手输',
      next: '什么都没有做。请扫卡，或按对应的按钮或按键。',
    },
    'typed-label': {
      title: '面单要扫出来才算数',
      next: '扫不出来，快递也扫不出来：请补打一张，再扫新的。',
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
      title: '{{orderNumber}} 归{{station}}',
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
      title: '{{orderNumber}} 已在{{station}}打包',
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
    'carton-needed': {
      title: '还不知道用哪个纸箱',
      next: '扫纸箱上的条码。商品自带的箱子直接发，扫“原箱”卡。',
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
    'no-walk': {
      title: '这里没有要拣的',
      next: '先领波次（F6，或扫“领波次”卡），再打开拣货。',
    },
    'unknown-wave': {
      title: '波次 {{waveNumber}} 不在本工位',
      next: '别的工位领了，或者已经全部打包。把单子交给主管。',
    },
    'not-in-walk': {
      title: '用不着：{{name}}\u00a0×\u00a0{{quantity}}',
      next: '波次 {{waveNumber}} 没有订单还缺这么多。放回去。{{stop}}',
    },
    'bin-not-in-walk': {
      title: '{{bin}} 不用拿货',
      next: '这趟不用这里的货，或者已经拿齐了。{{stop}}',
    },
    'tote-first': {
      title: '先扫周转箱',
      next: '把手里的货放进一个空周转箱，扫箱上的码。要放回去就扫“撤销”。',
    },
    'tote-taken': {
      title: '周转箱 {{tote}} 有货了',
      next: '里面是 {{orderNumber}} 的货。扫“确认”，再扫一个空周转箱。',
    },
    'tote-empty': {
      title: '周转箱 {{tote}} 里没有货',
      next: '本工位没有订单的货在里面。扫你带来的箱，或扫订单号。',
    },
    'wrong-tote': {
      title: '放错箱了：应放 {{tote}}',
      next: '把刚才的货挪到周转箱 {{tote}}（{{orderNumber}}）。',
    },
    'not-supervisor': {
      title: '工牌 {{badge}} 不是主管的',
      next: '没有批准。叫主管来，再扫一次卡，然后扫主管的工牌。',
    },
    'nothing-to-substitute': {
      title: '这一行没有缺货',
      next: '这一行的货都拣了或装了。有坏的，先扫它再扫“破损”，然后才能换别的货。',
    },
    'same-article': {
      title: '这就是 {{name}}',
      next: '有货就扫“撤销”，照常装。没有就扫要替代它的货。',
    },
    'substitute-first': {
      title: '先扫替代的货',
      next: '扫它上面的条码。不换了就扫“撤销”。',
    },
    'substitute-needs-reason': {
      title: '换货要选原因',
      next: '选一下为什么用别的货替代。',
    },
    'no-profiles': {
      title: '本工位没有设置用途',
      next: '什么都没变。用途写在设置文件 station.json 的 profiles 里，然后重新启动。',
    },
    'unknown-profile': {
      title: '本工位没有用途 {{profile}}',
      next: '什么都没变。这里有：{{names}}。扫其中一张卡。',
    },
    'profile-order-open': {
      title: '先做完 {{orderNumber}}',
      next: '有包裹开着时不换用途。装完它，或扫“稍后”卡放一边，再扫用途卡。',
    },
    'profile-walk-open': {
      title: '先拣完波次 {{waveNumber}}',
      next: '车上已有货。拣完剩下的，或扫“缺货”，再扫用途卡。',
    },
    'not-expected-here': {
      title: '现在不该扫这个，没有计数',
      next: '{{prompt}}',
    },
  },
  fault: {
    'profile-not-kept': {
      title: '用途没有存下来',
      next: '什么都没变。检查这台电脑的磁盘，再扫一次卡。',
    },
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
}
