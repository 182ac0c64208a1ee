import type { SystemTexts } from '../texts.ts'

/** Devices, the centre and the program itself, in Chinese. */
export const system: SystemTexts = {
  device: {
    ok: { title: '就绪', next: '不用处理。' },
    opening: { title: '连接中', next: '稍等一下。' },
    'port-missing': {
      title: '找不到',
      next: '把设备插上。已经插好的话，在设置里检查端口。',
    },
    'port-in-use': {
      title: '端口被占用',
      next: '别的程序占着这个端口。关掉它，稳发会自动连上。',
    },
    'port-denied': {
      title: '没有权限',
      next: '系统不让用这个端口。请管理员给当前用户授权。',
    },
    unplugged: {
      title: '已断开',
      next: '把线插回去，稳发会自动连上。',
    },
    'printer-unreachable': {
      title: '连不上',
      next: '检查打印机电源和网线，然后重新打印。',
    },
    'printer-stalled': {
      title: '打到一半停了',
      next: '检查纸、碳带和盖子，再看面单有没有出来。',
    },
    'printer-reset': {
      title: '连接断了',
      next: '看面单有没有出来：有就扫它，没有就补打。',
    },
    'printer-refused': {
      title: '打印组件拒绝了',
      next: '看打印组件窗口里的原因。面单出来了就扫它，没有就补打。',
    },
    'printer-paper-out': { title: '没纸了', next: '装上新的标签纸，合上盖子；面单会自己打出来。' },
    'printer-head-open': { title: '盖子开着', next: '合上打印机的盖子；面单会自己打出来。' },
    'printer-ribbon-out': { title: '碳带用完了', next: '换上新碳带，合上盖子；面单会自己打出来。' },
    'printer-paper-jam': {
      title: '卡纸了',
      next: '打开盖子取出卡住的纸，装好再合上；面单会自己打出来。',
    },
    'printer-paused': {
      title: '打印机暂停了',
      next: '按打印机上的暂停或进纸键；面单会自己打出来。',
    },
    'printer-too-hot': { title: '打印头太热', next: '等一会儿，凉下来会自己接着打。' },
    'printer-cutter-fault': { title: '切刀卡住了', next: '关掉打印机，取出切刀处的纸，再打开。' },
    'printer-memory-full': {
      title: '打印机内存满了',
      next: '把打印机关掉再打开；没打出来的面单会自己打。',
    },
    'printer-needs-service': { title: '打印机报故障', next: '关掉再打开。还是这样就叫主管。' },
    'label-not-drawable': {
      title: '面单画不出来',
      next: '面单上有打不了的字。把这一单放一边，叫主管处理。',
    },
  },
  deviceState: { ready: '就绪', busy: '忙', missing: '未连接', fault: '故障' },
  virtualDevice: { scanner: '虚拟扫描枪', printer: '虚拟打印机', scale: '虚拟秤' },
  contact: {
    never: { title: '还没连上', next: '照常干活：都存在本机，稍后自动上传。' },
    online: { title: '在线', next: '边做边上传。' },
    offline: { title: '离线', next: '照常干活：都存在本机，稍后自动上传。' },
    refused: { title: '被拒绝', next: '中心不接受这个工位，叫主管处理。' },
  },
  centre: {
    malformed: { title: '中心看不懂请求', next: '请更新本程序；数据都在本机，不会丢。' },
    'too-large': { title: '请求太大', next: '请更新本程序；数据都在本机，不会丢。' },
    unauthorized: { title: '令牌无效', next: '向中心要一个新的配对码，重新配对本工位。' },
    'unknown-station': {
      title: '中心没有这个工位',
      next: '向中心要一个新的配对码，重新配对本工位。',
    },
    'wrong-station': { title: '令牌是别的工位的', next: '用本工位自己的配对码重新配对。' },
    'pairing-code-invalid': { title: '配对码无效', next: '向中心要一个新的配对码。' },
    'protocol-unsupported': { title: '版本不一致', next: '更新较旧的一边：本程序或中心。' },
    gap: { title: '中心缺前面的记录', next: '正在自动补传，不用处理。' },
    fenced: { title: '这是旧的工位副本', next: '停止在这里操作，用新装的那台，并叫主管。' },
    diverged: { title: '记录对不上', next: '停止在这里操作，叫主管。什么都不要删。' },
    reset: { title: '正在重新下载订单', next: '等队列下载完。你做过的不会丢。' },
    'not-found': { title: '地址找不到', next: '在设置里检查中心地址。' },
    'request-reused': {
      title: '同一请求内容不一致',
      next: '什么都没改。再试一次，还不行就更新本程序。',
    },
    busy: { title: '中心正忙', next: '会自动重试，照常干活。' },
    internal: { title: '中心出错', next: '会自动重试。一直这样就找管理员。' },
  },
  ipc: {
    'untrusted-sender': { title: '窗口不可信', next: '关掉稳发重新打开。' },
    'unknown-route': { title: '程序部件不匹配', next: '重新安装稳发。' },
    'malformed-input': { title: '请求看不懂', next: '关掉稳发重新打开。' },
    'journal-stopped': { title: '扫描存不下来', next: '停止扫描，叫主管。' },
    'turned-away': {
      title: '中心不再收这台电脑的记录',
      next: '停止在这里操作，叫主管。什么都不要删。',
    },
    'disk-used-up': { title: '磁盘快满了', next: '先做完手上的，再清理这台电脑的磁盘。' },
    'print-refused': {
      title: '打印被拒绝',
      next: '看面单是不是已经有了：有就扫它，没有就选原因补打。',
    },
    'centre-unreachable': {
      title: '中心没有回应',
      next: '先做本工位已有的，联上中心后再试。',
    },
    'not-available': { title: '这里不能用', next: '在设置里打开它。' },
    internal: { title: '程序出错', next: '关掉稳发重新打开。' },
  },
  setup: {
    starting: { title: '正在启动', next: '稍等一下。' },
    'preparing-centre': {
      title: '正在本机准备中心',
      next: '第一次启动可能要一分钟，不用处理。',
    },
    'centre-failed': {
      title: '本机的中心没有启动',
      next: '关掉稳发重新打开。还是不行，把下面这行发给管理员。',
    },
    'centre-unreachable': {
      title: '连不上中心',
      next: '检查网线和设置里的中心地址。程序会自动重试。',
    },
    enrolling: { title: '正在配对本工位', next: '稍等一下。' },
    'pairing-code-needed': {
      title: '把本工位和中心配对',
      next: '向中心要一个配对码，输入在这里。',
    },
    'pairing-code-refused': {
      title: '配对码没有通过',
      next: '配对码只能用一次，而且很快过期。向中心要一个新的，输入在这里。',
    },
    'protocol-unsupported': {
      title: '本程序和中心版本不一致',
      next: '更新较旧的一边，然后重新打开稳发。',
    },
    'settings-invalid': {
      title: '设置文件有错',
      next: '按下面这行改正，然后重新打开稳发。',
    },
    'journal-damaged': {
      title: '本工位的记录损坏了',
      next: '什么都不要删：损坏的部分已经另存。叫管理员处理。',
    },
    'journal-locked': {
      title: '稳发已经在用这个文件夹',
      next: '用已经打开的那个窗口，或者换一个 --data-dir 启动。',
    },
    ready: { title: '准备好了', next: '正在打开队列。' },
  },
}
